"""Which of the handlings that a form lists is which that its text tells of.

The text may tell of a handling without saying when it was, or whose: the list does.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.extraction import Readers
from publisher.items.stretches import Unopened
from publisher.labels import Label
from publisher.layouts.unopened import text_under
from publisher.model import Found, Handling


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A list of handlings.

    Attributes:
        handlings: Each with what is said of it.
        current: The handling that the document is about, which the list may name as well.
        names_in_order: Whether the list names the handlings of which the text does not say whose
            they are, and no others.
    """

    handlings: tuple[Handling, ...]
    current: Handling
    names_in_order: bool


def with_listed(told: Sequence[Unopened], listed: Listed, readers: Readers) -> tuple[Unopened, ...]:
    """Put the handlings of a list and those that a text tells of together.

    Args:
        told: The handlings before the current one, with their lines.
        listed: The list.
        readers: Know the labels.

    Returns:
        Each handling once: those of the list, with the lines of those that are told, and then the
        others. Of two that may be meant neither is taken for the other.
    """
    earlier = [one for one in listed.handlings if not _is_same(one, listed.current)]
    named = [
        one
        if one.body
        else msgspec.structs.replace(one, body=_subject(one, earlier, listed.current, readers))
        for one in told
    ]
    pairs = _pairs(earlier, named, names_in_order=listed.names_in_order)
    merged = [
        Unopened(
            body=one.body,
            date=one.date,
            section=one.section,
            blocks=told[pairs[index]].blocks if index in pairs else (),
        )
        for index, one in enumerate(earlier)
    ]
    paired = set(pairs.values())
    return (*merged, *(one for index, one in enumerate(told) if index not in paired))


def _subject(
    told: Unopened, listed: Sequence[Handling], current: Handling, readers: Readers
) -> Found[str] | None:
    """The listed body that a decision begins with; or the proposal, which may be for the council.

    What is proposed to a lower body may already begin with the body that is to decide in the end.
    """
    decision, proposal = (
        text_under(label, told.blocks, readers.words).text.casefold()
        for label in (Label.DECISION, Label.PROPOSAL)
    )
    for one in listed:
        name = _name(one)
        if name is None or name == _name(current):
            continue
        if decision.startswith(name) or (_name(current) and proposal.startswith(name)):
            return one.body
    return None


def _pairs(
    listed: Sequence[Handling], told: Sequence[Unopened], *, names_in_order: bool
) -> dict[int, int]:
    """Which listed handling is which that the text tells of.

    Without day and §, it is one of its body if as many are listed as told of; without a body, one
    of the list only if the list names such handlings, and no others.
    """
    pairs = {
        index: number
        for index, one in enumerate(listed)
        for number, other in enumerate(told)
        if _is_same(one, other)
    }
    unnamed = [i for i, one in enumerate(told) if one.date is None and one.section is None]
    names = {_name(told[index]) for index in unnamed}
    for name in sorted(names, key=lambda name: (name is None, name)):
        own = [index for index in unnamed if _name(told[index]) == name]
        free = [
            index
            for index, one in enumerate(listed)
            if index not in pairs and (_name(one) == name if name else names_in_order)
        ]
        if len(own) == len(free):
            pairs.update(zip(free, own, strict=True))
    return pairs


def _is_same(one: Handling | Unopened, other: Handling | Unopened) -> bool:
    """Whether two have the same day, and the same § or body."""
    if one.date is None or other.date is None or one.date.value != other.date.value:
        return False
    if one.section is not None and other.section is not None:
        return one.section.value == other.section.value
    return _name(one) is not None and _name(one) == _name(other)


def _name(one: Handling | Unopened) -> str | None:
    return one.body.value.casefold() if one.body else None
