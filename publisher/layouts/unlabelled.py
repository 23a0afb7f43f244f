"""A decision that no label announces.

Seen in cells of pages in three shapes. A matter was withdrawn, and under the background stands only
that it was taken off the list. Or a few paragraphs tell what a body decided, and that nobody may
appeal against it: the words of that prohibition stand in minutes and nowhere else. Or the page
prints nothing but what happened in the meeting, under the label of that: who was heard, who left.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.deciders import deciding_body
from publisher.items.heading import Heading
from publisher.items.reading import ItemReading, read_item
from publisher.labels import Label
from publisher.model import (
    Appeal,
    Confidence,
    Decision,
    Found,
    Inference,
    Outcome,
    Proposal,
    Reason,
)
from publisher.proceedings.decisions import read_checked
from publisher.proceedings.outcomes import read_outcome

# A text of this kind is short.
_MOST_LINES = 30
_UNSURE = Inference(Reason.NO_LABELS, Confidence.LOW)
_NOTHING = Heading(
    body=None, day=None, section=None, case_number=None, classification=None, title=None, length=0
)


class UnlabelledReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read without labels.

    Attributes:
        reading: The item; its decision and what follows it are of low confidence.
        body: Who decided, where it is the subject of the decision.
    """

    reading: ItemReading
    body: Found[str] | None


class _Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of the decision, those before it, and the prohibition to appeal after it."""

    before: tuple[Block, ...] = ()
    proposal: tuple[Block, ...] = ()
    decision: tuple[Block, ...]
    appeal: tuple[Block, ...] = ()


def read_unlabelled(blocks: Sequence[Block], readers: Readers) -> UnlabelledReading | None:
    """Read a decision without a label.

    Args:
        blocks: The lines of one matter.
        readers: Know the phrases. The table has the patterns ``withdrawn`` of the sentence that a
            matter was taken off the list, ``forbidden`` of a prohibition to appeal, and
            ``decided`` of a verb in the tense in which decisions are told, ``asked`` of what is to
            be done, and ``attended`` of what is told of those who were there.

    Returns:
        The item; None if the text has none of the shapes, or has other labels.
    """
    if len(blocks) > _MOST_LINES:
        return None
    if _is_story(blocks, readers):
        return UnlabelledReading(reading=read_item(blocks, _NOTHING, readers), body=None)
    parts = _withdrawn(blocks, readers) or _forbidden(blocks, readers)
    if parts is None:
        return None
    reading = read_item(parts.before, _NOTHING, readers)
    if reading.item.proposal or reading.item.decision or reading.item.appeal:
        return None
    proposal, text = Excerpt(parts.proposal), Excerpt(parts.decision)
    appeal = Excerpt(parts.appeal)
    item = msgspec.structs.replace(
        reading.item,
        proposal=(
            Proposal(text=Found(proposal.prose, proposal.span(), _UNSURE), proposer=None)
            if proposal
            else None
        ),
        decision=Decision(
            text=Found(text.prose, text.span(), _UNSURE),
            outcome=_outcome(text, proposal, readers),
            checked_at_meeting=read_checked(text, readers.phrases),
        ),
        appeal=(
            Appeal(text=Found(appeal.prose, appeal.span(), _UNSURE), kind=None) if appeal else None
        ),
    )
    body = deciding_body(parts.decision, readers.words.patterns["decided"], readers.phrases)
    return UnlabelledReading(
        reading=msgspec.structs.replace(reading, item=item),
        body=None if body is None else msgspec.structs.replace(body, inferred=_UNSURE),
    )


def _is_story(blocks: Sequence[Block], readers: Readers) -> bool:
    """Whether the label of what happened in the meeting is the first line, and the only label."""
    labels = [readers.words.labels.match(block.text) for block in blocks]
    first, *others = labels
    return (
        first is not None
        and first.label is Label.HANDLING
        and not any(others)
        and readers.words.patterns["attended"].search(Excerpt(blocks).text) is not None
    )


def _outcome(text: Excerpt, proposal: Excerpt, readers: Readers) -> Found[Outcome] | None:
    found = read_outcome(text, proposal or None, readers.phrases)
    return None if found is None else msgspec.structs.replace(found, inferred=_UNSURE)


def _withdrawn(blocks: Sequence[Block], readers: Readers) -> _Parts | None:
    """The lines of a matter that was taken off the list, which begin with a label of its text."""
    match = readers.words.labels.match(blocks[0].text)
    if match is None or match.label not in {Label.BACKGROUND, Label.HANDLING}:
        return None
    pattern = readers.words.patterns["withdrawn"]
    last = len(blocks) - 1
    if pattern.search(Excerpt(blocks[last:]).text) is None:
        return None
    return _Parts(before=tuple(blocks[:last]), decision=tuple(blocks[last:]))


def _forbidden(blocks: Sequence[Block], readers: Readers) -> _Parts | None:
    """The lines of a decision that a prohibition to appeal follows."""
    patterns = readers.words.patterns
    end = next(
        (i for i, block in enumerate(blocks) if patterns["forbidden"].match(block.text)), None
    )
    if end is None:
        return None
    adopted = next((i for i in range(end) if _adopts(blocks[i], readers)), 0)
    if adopted and all(patterns["asked"].search(block.text) for block in blocks[:adopted]):
        return _Parts(
            proposal=tuple(blocks[:adopted]),
            decision=tuple(blocks[adopted:end]),
            appeal=tuple(blocks[end:]),
        )
    starts = (index for index in range(end) if _is_decision(blocks[index], readers))
    start = next(starts, None)
    if start is None:
        return None
    return _Parts(
        before=tuple(blocks[:start]),
        decision=tuple(blocks[start:end]),
        appeal=tuple(blocks[end:]),
    )


def _adopts(block: Block, readers: Readers) -> bool:
    """Whether a line begins with the words that adopt a proposal, whatever it says."""
    adopting = (one.pattern for one in readers.phrases.outcomes if one.refers_to_proposal)
    return any(pattern.match(block.text) for pattern in adopting)


def _is_decision(block: Block, readers: Readers) -> bool:
    """Whether a line begins with what a body did, or with what became of a proposal."""
    verb = readers.words.patterns["decided"]
    if deciding_body([block], verb, readers.phrases) is not None:
        return True
    return any(phrase.pattern.match(block.text) for phrase in readers.phrases.outcomes)
