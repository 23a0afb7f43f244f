"""Whose a proposal or a decision is, as its label says in the genitive (*Nämndens beslut*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from publisher.documents.document import Block, Span
from publisher.extraction import Readers, Words
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.items.reading import HandlingReading, read_handling
from publisher.items.stretches import Stretch, Unopened
from publisher.labels import Label
from publisher.model import Found, Handling, Inference, PersonInRole, Reason

_H = TypeVar("_H", bound=Handling)
_replace = msgspec.structs.replace


def read_owner(blocks: Sequence[Block], label: Label, words: Words) -> Block | None:
    """Whose decision or proposal it is, as the last such label says (*Tekniska nämndens beslut*).

    Args:
        blocks: Lines of one handling.
        label: Of the decision, or of the proposal.
        words: Know the labels.

    Returns:
        The characters that say it, in whatever form they are printed; None if the label does not.
    """
    last: Block | None = None
    for block in blocks:
        match = words.labels.match(block.text)
        if match is not None and match.label is label:
            last = cut(block, *match.qualifier) if match.qualifier else None
    return last


def read_body(name: str, span: Span, readers: Readers) -> Found[str] | None:
    """Read the name of a body that is printed in the genitive.

    Args:
        name: The name; a Swedish one without its ending.
        span: Where it stands.
        readers: The labels know the base forms of the ends of Finnish names.

    Returns:
        The name in its base form; None if it is no body's.
    """
    base_form = _base_form(name, readers.words)
    found = Found(base_form, span, Inference(Reason.BASE_FORM))
    return found if is_body(base_form, readers.phrases) else None


def owned_lines(blocks: Sequence[Block], words: Words) -> Iterator[Block]:
    """The labels that say whose proposal or decision follows."""
    for block in blocks:
        match = words.labels.match(block.text)
        if match is not None and match.qualifier:
            yield block


def read_proposer(
    blocks: Sequence[Block], read: PersonInRole | None, readers: Readers
) -> PersonInRole | None:
    """Read who proposes from the label of the proposal.

    Args:
        blocks: The lines of the handling.
        read: Who was read as the proposer, who may have a title in the genitive.
        readers: The labels know the base forms of the ends of Finnish titles and names of bodies.

    Returns:
        The proposer in the base form.
    """
    owner = read_owner(blocks, Label.PROPOSAL, readers.words)
    if owner is None or (read is not None and read.name is not None):
        return read
    body = read_body(owner.text, owner.span, readers)
    if body is not None:
        return PersonInRole(name=None, title=body.value, span=owner.span)
    if read is None or read.title is None:
        return read
    return PersonInRole(name=None, title=_base_form(read.title, readers.words), span=read.span)


def with_owner(handling: _H, blocks: Sequence[Block], readers: Readers) -> _H:
    """A handling with who proposes as the label of the proposal says it."""
    if handling.proposal is None:
        return handling
    proposer = read_proposer(blocks, handling.proposal.proposer, readers)
    return _replace(handling, proposal=_replace(handling.proposal, proposer=proposer))


def read_owned_handling(told: Stretch | Unopened, readers: Readers) -> HandlingReading:
    """Read an earlier handling, with who proposes as the label of its proposal says it."""
    reading = read_handling(told, readers)
    return _replace(reading, handling=with_owner(reading.handling, told.blocks, readers))


def _base_form(name: str, words: Words) -> str:
    for ending, base in words.labels.owners.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + base
    return name
