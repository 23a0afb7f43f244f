"""A body that decides as a lower body proposes, whose own proposal is printed only there.

*Fullmäktige beslöt i enlighet med styrelsens förslag* stands below the handling of the board, where
somebody proposed to the board what it approved: that is what the board proposed to the council.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.parts import split_parts
from publisher.items.reading import HandlingReading
from publisher.items.stretches import Unopened
from publisher.labels import Label
from publisher.layouts.unopened import text_under
from publisher.model import Found, Inference, Item, Outcome, PersonInRole, Proposal, Reason

_UNCHANGED = frozenset({Outcome.APPROVED, Outcome.NOTED})


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """A lower body's proposal.

    Attributes:
        blocks: Its label and its lines.
        proposer: The lower body, where the decision names it.
    """

    blocks: tuple[Block, ...]
    proposer: PersonInRole


def find_adopted(
    own: Sequence[Block],
    earlier: Sequence[Unopened],
    readings: Sequence[HandlingReading],
    readers: Readers,
) -> Adopted | None:
    """Find the proposal that a decision follows.

    Args:
        own: The lines of the current handling.
        earlier: The handlings before it.
        readings: What was read from each of them.
        readers: The table may have the pattern ``adopted`` of what follows the name of a body whose
            proposal is adopted.

    Returns:
        The proposal; None if the current handling has one of its own, if its decision names no
        body that proposed, or if that body changed what was proposed to it.
    """
    decision = text_under(Label.DECISION, own, readers.words)
    if text_under(Label.PROPOSAL, own, readers.words):
        return None
    for told, reading in reversed(list(zip(earlier, readings, strict=True))):
        proposer = None if told.body is None else _named(told.body.value, decision, readers)
        if proposer is not None:
            return _adopted(told.blocks, reading, proposer, readers)
    return None


def _named(body: str, decision: Excerpt, readers: Readers) -> PersonInRole | None:
    """A body whose proposal a decision names."""
    pattern = readers.words.patterns.get("adopted")
    for match in pattern.finditer(decision.text) if pattern else ():
        start = match.start() - len(body)
        if start >= 0 and decision.text[start : match.start()].casefold() == body.casefold():
            return PersonInRole(name=None, title=body, span=decision.span(start, match.start()))
    return None


def _adopted(
    blocks: Sequence[Block], reading: HandlingReading, proposer: PersonInRole, readers: Readers
) -> Adopted | None:
    decision = reading.handling.decision
    if decision is None or decision.outcome is None or decision.outcome.value not in _UNCHANGED:
        return None
    lines: list[Block] = []
    for part in split_parts(blocks, readers.words):
        if part.label is Label.PROPOSAL and part.heading is not None:
            lines.extend([part.heading, *part.blocks])
    return Adopted(blocks=tuple(lines), proposer=proposer)


def with_proposer(item: Item, adopted: Adopted | None) -> Item:
    """The item with the lower body as the proposer of what its decision adopts."""
    if adopted is None or item.proposal is None:
        return item
    found = item.proposal.text
    text = Found(found.value, found.span, Inference(Reason.PROPOSED_BY_LOWER_BODY))
    proposal = Proposal(text=text, proposer=adopted.proposer)
    return msgspec.structs.replace(item, proposal=proposal)
