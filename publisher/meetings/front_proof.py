"""What proves that lines are those of a meeting, though hardly an item of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from publisher.documents.document import Block
from publisher.meetings.front_heads import PageHead, read_heads
from publisher.meetings.words import FrontHeading, MeetingWords, meeting_words
from publisher.phrases import Phrases

# A front page, and the call before it, take no more lines.
_MOST_LINES: Final = 200
# So many different headings has no other text. To name whose meeting it is, its number, and that it
# is minutes or a call, each is worth as much as one of them.
_FEWEST: Final = 5
_MOST_PROOFS: Final = 4
# If nothing says whose meeting it is: clubs hold meetings, too.
_FEWEST_UNNAMED: Final = 4
# These words head lists of much else.
_COMMON: Final = frozenset({FrontHeading.DATE, FrontHeading.NUMBER, FrontHeading.QUORUM})


def proves_meeting(
    blocks: Sequence[Block], above: Sequence[Block], title: PageHead, phrases: Phrases
) -> bool:
    """Whether lines begin with the front page of minutes, or with the call to a meeting.

    A document may break off before its first item is told.

    Args:
        blocks: All lines.
        above: Those above the text, as the title of the page.
        title: What these say.
        phrases: Know the names of bodies.

    Returns:
        True if the lines have enough that only a front page has.
    """
    words = meeting_words()
    front = blocks[:_MOST_LINES]
    count = len(set(_headings(front, words)) - _COMMON)
    if count + _MOST_PROOFS < _FEWEST:  # most texts, and much faster to tell so
        return False
    heads = (read_heads(front, words, phrases), title)
    kinds = (words.page.minutes, words.page.agenda)
    is_whose = any(head.body is not None or head.organization is not None for head in heads)
    if not is_whose and count < _FEWEST_UNNAMED:
        return False
    proofs = (
        is_whose,
        any(head.number is not None for head in heads),
        any(_names(block.text, kind) for block in front for kind in kinds),
        any(kind.search(block.text) for block in above for kind in kinds),
    )
    return count + sum(proofs) >= _FEWEST


def says_minutes(blocks: Sequence[Block], above: Sequence[Block]) -> bool:
    """Whether a front page, or the title above it, says that it is of minutes.

    Args:
        blocks: The lines of the front page.
        above: Those above it.

    Returns:
        False if the word stands in running text only.
    """
    kind = meeting_words().page.minutes
    return any(_names(block.text, kind) for block in blocks) or any(
        kind.search(block.text) for block in above
    )


def _headings(blocks: Sequence[Block], words: MeetingWords) -> Iterator[FrontHeading]:
    for block in blocks:
        match = words.headings.first.match(block.text)
        if match is not None:
            yield words.headings.meanings[" ".join(match["heading"].casefold().split())]


def _names(text: str, kind: re.Pattern[str]) -> bool:
    """Whether a line begins with a word for minutes or for a call, or holds it in capitals."""
    match = kind.search(text)
    return match is not None and (match.start() == 0 or match[0].isupper())
