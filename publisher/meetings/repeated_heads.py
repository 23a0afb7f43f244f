"""The heads of pages between the items of a meeting, where the text still has them.

A converter prints organisation, kind of document, number of the page, body and day at the top of
every page into the text. The first head tells whose meeting it was; the others interrupt the items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from publisher.documents.document import Block
from publisher.finnish.people import is_body
from publisher.meetings.front_heads import read_heads
from publisher.meetings.words import meeting_words
from publisher.phrases import Phrases

_FIGURES = re.compile(r"\d+")
# Body and number may head an item: Kunnanvaltuusto 16.
_NUMBERED = re.compile(r"[^\W\d_]+\s\d{1,4}")
_FEWEST = 2


def find_repeated_heads(blocks: Sequence[Block], phrases: Phrases) -> tuple[Block, ...]:
    """Find the lines of heads that repeat an earlier one, but for its figures.

    Args:
        blocks: All lines.
        phrases: Know the names of bodies.

    Returns:
        The lines in order. The name of a body alone is only taken for a head beside such a line,
        since an item may name a body on a line of its own.
    """
    heads = {block.span for block in read_heads(blocks, meeting_words(), phrases).lines}
    keys = [_key(block) if block.span in heads else None for block in blocks]
    counts = Counter(key for key in keys if key is not None)
    seen: set[str] = set()
    sure: set[int] = set()
    bodies: list[int] = []
    for index, key in enumerate(keys):
        if key is None or counts[key] < _FEWEST or _NUMBERED.fullmatch(blocks[index].text):
            continue
        if is_body(blocks[index].text, phrases) and not _names_kind(blocks[index]):
            bodies.append(index)
        elif key in seen:
            sure.add(index)
        seen.add(key)
    beside = {index for index in bodies if {index - 1, index + 1} & sure}
    return tuple(blocks[index] for index in sorted(sure | beside))


def _names_kind(block: Block) -> bool:
    page = meeting_words().page
    return any(kind.search(block.text) for kind in (page.minutes, page.agenda))


def _key(block: Block) -> str:
    return _FIGURES.sub("#", " ".join(block.text.casefold().split()))
