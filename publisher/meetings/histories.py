"""The list of a matter's handlings, and the handlings that lost their opening line.

CaseM prints above an item which bodies handled it and when, the current one last; then every
handling in full, each under an opening line. A converter loses some of these lines: then the text
of one handling seems to go on with a second proposal after the decision. The list tells that there
was another handling, and which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Words
from publisher.finnish.dates import parse_day
from publisher.items.parts import cut
from publisher.items.stretches import Stretch
from publisher.labels import Label
from publisher.model import Found

# Labels with which a handling begins.
_FIRST = frozenset({Label.PROPOSAL, Label.PREPARERS, Label.ATTACHMENTS})


def read_references(blocks: Iterable[Block], pattern: re.Pattern[str]) -> tuple[Stretch, ...]:
    """Read lines that list handlings.

    Args:
        blocks: The lines; other lines among them are passed over.
        pattern: Matches one handling, with the groups ``body``, ``section`` and ``date``.

    Returns:
        The handlings in order, none with any lines of its own.
    """
    return tuple(
        _reference(block, match) for block in blocks for match in pattern.finditer(block.text)
    )


def _reference(block: Block, match: re.Match[str]) -> Stretch:
    day = parse_day(match["date"])
    return Stretch(
        opening=cut(block, *match.span()),
        body=Found(match["body"], cut(block, *match.span("body")).span),
        date=None if day is None else Found(day, cut(block, *match.span("date")).span),
        section=Found(int(match["section"]), cut(block, *match.span("section")).span),
        blocks=(),
    )


def restore(
    listed: Sequence[Stretch], found: Sequence[Stretch], words: Words
) -> tuple[Stretch, ...]:
    """Put the listed handlings and those that were found in the text together.

    Args:
        listed: What the list says, oldest first.
        found: The handlings whose opening was found, with their lines.
        words: Know the labels.

    Returns:
        Every handling once, in the order of the list. One that is listed and was not found gets
        the lines of the one before it from its second beginning on, if there is one; otherwise it
        has none. Handlings that are not listed follow where they stand in the text.
    """
    left = list(found)
    whole: list[Stretch] = []
    for reference in listed:
        position = next((i for i, one in enumerate(left) if _same(one, reference)), None)
        if position is not None:
            whole.extend(left[: position + 1])
            del left[: position + 1]
        elif whole and (begins := _second_beginning(whole[-1].blocks, words)) is not None:
            before = whole[-1]
            whole[-1] = msgspec.structs.replace(before, blocks=before.blocks[:begins])
            whole.append(msgspec.structs.replace(reference, blocks=before.blocks[begins:]))
        else:
            whole.append(reference)
    return (*whole, *left)


def _same(one: Stretch, other: Stretch) -> bool:
    days = (one.date and one.date.value, other.date and other.date.value)
    return one.section.value == other.section.value and days[0] == days[1]


def _second_beginning(blocks: Sequence[Block], words: Words) -> int | None:
    """Where a handling begins after another one was decided, if the second is decided too."""
    labels = list(_labels(blocks, words))
    decided = next((index for index, label in labels if label is Label.DECISION), None)
    if decided is None:
        return None
    begins = next((i for i, label in labels if i > decided and label in _FIRST), None)
    if begins is None:
        return None
    decided_again = any(i > begins and label is Label.DECISION for i, label in labels)
    return begins if decided_again else None


def _labels(blocks: Sequence[Block], words: Words) -> Iterator[tuple[int, Label]]:
    for index, block in enumerate(blocks):
        if (match := words.labels.match(block.text)) is not None:
            yield index, match.label
