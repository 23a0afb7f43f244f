"""The parts of an item that stand under headings of their own, as Ahjo prints them.

A heading is a whole line. Nothing else parts the text: a word that other systems use as a label may
head a paragraph of the reasons or of a motion. Who presented the matter stands in one line or two,
and whoever signed it under the decision.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.items.deciders import read_presenter
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.model import PersonInRole

_SIGNATURE = "signature"
_EXTRACT = "what is attached to an extract"
_REPEATED = "names the presenter again"
# A signature never takes more lines than these.
_MOST_SIGNATURE_LINES = 8


class HeadedPart(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and the lines under it.

    Attributes:
        label: What the heading means; None for what stands before the first one.
        heading: The heading itself.
        blocks: The lines up to the next heading.
    """

    label: Label | None
    heading: Block | None
    blocks: tuple[Block, ...]

    def lines(self) -> tuple[Block, ...]:
        """The heading and the lines under it."""
        return self.blocks if self.heading is None else (self.heading, *self.blocks)


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a handling without those that are not sorted by their heading.

    Attributes:
        blocks: What is left to sort; lines that no heading claims come first, as background.
        presenter: Who presented the matter.
        ignored: The lines that are left out, and why.
    """

    blocks: tuple[Block, ...]
    presenter: PersonInRole | None
    ignored: tuple[tuple[Block, str], ...]


def by_headings(readers: Readers) -> Readers:
    """Let nothing but the headings of a system part its texts.

    Args:
        readers: Whose table has a pattern ``heading`` with the groups ``label`` and ``qualifier``.

    Returns:
        The readers with labels that match a heading as a whole line.
    """
    words = readers.words
    labels = msgspec.structs.replace(words.labels, heading=words.patterns["heading"])
    return msgspec.structs.replace(readers, words=msgspec.structs.replace(words, labels=labels))


def split_headed(blocks: Sequence[Block], readers: Readers) -> list[HeadedPart]:
    """Part lines at their headings.

    Args:
        blocks: The lines.
        readers: As `by_headings` gives them.

    Returns:
        The parts in order; first what stands before the first heading, if anything.
    """
    starts = [
        (index, match.label)
        for index, block in enumerate(blocks)
        if (match := readers.words.labels.match(block.text)) is not None
    ]
    first = starts[0][0] if starts else len(blocks)
    ends = [*(index for index, _ in starts[1:]), len(blocks)][: len(starts)]
    front = HeadedPart(label=None, heading=None, blocks=tuple(blocks[:first]))
    headed = [
        HeadedPart(label=label, heading=blocks[index], blocks=tuple(blocks[index + 1 : end]))
        for (index, label), end in zip(starts, ends, strict=True)
    ]
    return [front, *headed] if front.blocks else headed


# Presenter, signatures, extracts ------------------------------------------------------------------


def clean_handling(blocks: Sequence[Block], readers: Readers) -> Cleaned:
    """Take presenter, signature and the attachments of extracts out of the lines of a handling.

    Args:
        blocks: The lines after its opening.
        readers: As `by_headings` gives them. The table also has the patterns ``masked``, for a
            name that was made unreadable, ``signed``, for the sentence above a signature,
            ``as_proposed``, for the sentence that the decision is as proposed, and ``attached``,
            for what is attached to an extract.

    Returns:
        The other lines, and what was read from these.
    """
    front: list[Block] = []
    kept: list[Block] = []
    ignored: list[tuple[Block, str]] = []
    presenter: PersonInRole | None = None
    masked = readers.words.patterns["masked"]
    for part in _with_adoption(split_headed(blocks, readers), readers):
        unsigned, signature = _split_signature(part.blocks, readers)
        ignored.extend((block, _SIGNATURE) for block in signature)
        if part.label is Label.PRESENTER:
            found, rest = read_presenter(unsigned, masked, readers.phrases)
            if presenter is not None and found is not None:
                ignored.extend((block, _REPEATED) for block in unsigned if block not in rest)
            presenter = presenter or found
            front.extend(rest)
        elif part.label is Label.NOTIFICATION:
            cells, others = _recipients(unsigned, readers)
            kept.extend([*_heading(part), *cells])
            ignored.extend((block, _EXTRACT) for block in others)
        else:
            kept.extend([*_heading(part), *unsigned])
    return Cleaned(blocks=(*front, *kept), presenter=presenter, ignored=tuple(ignored))


def _with_adoption(parts: Sequence[HeadedPart], readers: Readers) -> list[HeadedPart]:
    """Put the sentence that a decision is as proposed into the decision, from where it stands.

    It is printed in the place of the proposal, of which it tells nothing else.
    """
    pattern = readers.words.patterns["as_proposed"]
    said = [one for part in parts for one in part.blocks if pattern.fullmatch(one.text)]
    decision = next((part for part in parts if part.label is Label.DECISION), None)
    if not said or decision is None:
        return list(parts)
    kept = [
        msgspec.structs.replace(part, blocks=tuple(one for one in part.blocks if one not in said))
        for part in parts
    ]
    index = next(i for i, part in enumerate(kept) if part.label is Label.DECISION)
    blocks = (*kept[index].blocks, *said[:1])
    kept[index] = msgspec.structs.replace(kept[index], blocks=blocks)
    return kept


def _heading(part: HeadedPart) -> list[Block]:
    return [] if part.heading is None else [part.heading]


def _split_signature(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Who signed: the sentence that says so, with the names and titles after it."""
    signed = readers.words.patterns["signed"]
    start = next((i for i, block in enumerate(blocks) if signed.fullmatch(block.text)), None)
    if start is None:
        return blocks, ()
    end = start + 1
    while end < len(blocks) and end - start < _MOST_SIGNATURE_LINES and _is_signer(blocks[end]):
        end += 1
    return (*blocks[:start], *blocks[end:]), blocks[start:end]


def _is_signer(block: Block) -> bool:
    return not block.text.endswith((".", ":"))


def _recipients(blocks: Sequence[Block], readers: Readers) -> tuple[list[Block], list[Block]]:
    """The first cell of every row of the table of extracts, and what is attached to each."""
    attached = readers.words.patterns["attached"]
    first: list[Block] = []
    others: list[Block] = []
    for block in blocks:
        cell, tab, _ = block.text.partition("\t")
        (others if attached.fullmatch(cell) else first).append(cut(block, 0, len(cell)))
        if tab:
            others.append(cut(block, len(cell) + 1, len(block.text)))
    return first, others
