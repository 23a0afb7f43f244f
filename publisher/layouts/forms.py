"""A form that prints the text of a matter once, and below it what one body after the other decided.

The last body's handling is the current one. The others have no line that opens them, or the form
lists them above the text; the text itself belongs to the current one. A council may decide as a
lower body proposes whose own proposal is printed only there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.items.heading import CaseNumber, Heading
from publisher.items.parts import split_parts
from publisher.items.reading import read_item
from publisher.items.stretches import Unopened, split_handlings
from publisher.labels import Label
from publisher.layouts.adoption import find_adopted, with_proposer
from publisher.layouts.listed_handlings import Listed, with_listed
from publisher.layouts.owners import (
    owned_lines,
    read_body,
    read_owned_handling,
    read_owner,
    with_owner,
)
from publisher.layouts.unopened import split_at_decisions, text_under
from publisher.meetings.sections import SectionReading
from publisher.model import Found, Handling, Item

_replace = msgspec.structs.replace
_OWNED = "says whose proposal or decision follows"
_OPENING = "opens a handling"
_NOTHING = Unopened(body=None, date=None, section=None, blocks=())
_DECIDES = frozenset({Label.PROPOSAL, Label.DECISION})
_TEXT = frozenset({Label.BACKGROUND, Label.PREPARERS})


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form, taken apart.

    Attributes:
        body: Whose handling it is, where the form itself says so.
        day: When it was, likewise.
        section: Number of its §, likewise.
        title: All lines of it.
        case: The case number.
        lines: The text and the handlings, each label as a line of its own.
        references: The handlings before this one that are listed above the text.
        names_in_order: Whether the list names the handlings that no line opens.
        lower_body: Whose handling stands before the current one, if there is only one.
    """

    body: Found[str] | None = None
    day: Found[dt.date] | None = None
    section: Found[int] | None = None
    title: Found[str] | None
    case: CaseNumber
    lines: tuple[Block, ...]
    references: tuple[Handling, ...] = ()
    names_in_order: bool = False
    lower_body: Found[str] | None = None


def read_form(form: Form, readers: Readers) -> SectionReading:
    """Read a form.

    Args:
        form: The form, taken apart.
        readers: Labels, phrases and laws; the table may have the pattern ``adopted``, as
            `publisher.layouts.adoption` says.

    Returns:
        The item; its proposal is the lower body's where its decision adopts that.
    """
    split = _split(form, readers)
    heading = Heading(
        body=form.body or split.own.body,
        day=form.day or split.own.date,
        section=form.section or split.own.section,
        case_number=form.case.number,
        classification=form.case.classification,
        title=form.title,
        length=0,
    )
    current = Handling(body=heading.body, date=heading.day, section=heading.section)
    listed = Listed(handlings=form.references, current=current, names_in_order=form.names_in_order)
    earlier = with_listed(split.earlier, listed, readers)
    readings = [read_owned_handling(one, readers) for one in earlier]
    adopted = find_adopted(split.own.blocks, earlier, readings, readers)
    lines = [*split.matter, *split.own.blocks, *(adopted.blocks if adopted else ())]
    reading = read_item(lines, heading, readers, readings)
    item = with_proposer(with_owner(reading.item, split.own.blocks, readers), adopted)
    return SectionReading(
        item=item,
        body=heading.body,
        date=heading.day,
        unused=reading.unused,
        ignored=(
            *((block, _OPENING) for block in split.openings),
            *((block, _OWNED) for block in _unsaid(owned_lines(form.lines, readers.words), item)),
            *reading.ignored,
        ),
    )


def _unsaid(labels: Iterable[Block], item: Item) -> Iterator[Block]:
    """The labels from which no proposer was read."""
    proposals = [one.proposal for one in (item, *item.earlier) if one.proposal is not None]
    said = {one.proposer.span.start for one in proposals if one.proposer is not None}
    return (label for label in labels if label.span.start not in said)


# The handlings ----------------------------------------------------------------------------------


class _Split(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a form: those of the matter, and those of each handling.

    Attributes:
        matter: What belongs to the current handling beside its own lines.
        own: The current handling; without lines if the text does not tell of it.
        earlier: The others, in the order of the text.
        openings: The lines that open handlings.
    """

    matter: tuple[Block, ...]
    own: Unopened
    earlier: tuple[Unopened, ...]
    openings: tuple[Block, ...]


def _split(form: Form, readers: Readers) -> _Split:
    before, stretches = split_handlings(form.lines, readers)
    matter, pieces = split_at_decisions(before, readers.words)
    told = [_unopened(piece, readers) for piece in pieces]
    for stretch in stretches:
        text, later = split_at_decisions(stretch.blocks, readers.words)
        own_lines = (*text, *(line for piece in later[:1] for line in piece))
        told.append(
            Unopened(
                body=stretch.body, date=stretch.date, section=stretch.section, blocks=own_lines
            )
        )
        told.extend(_unopened(piece, readers) for piece in later[1:])
    own = _NOTHING
    if told and not _is_of_another(told[-1], form, readers):
        own = told.pop()
    if [one.body for one in told] == [None]:
        told[0] = _replace(told[0], body=form.lower_body)
    if told and _has_text(own, readers):
        told[0] = _replace(told[0], blocks=(*matter, *told[0].blocks))
        matter = ()
    return _Split(
        matter=matter,
        own=own,
        earlier=tuple(told),
        openings=tuple(stretch.opening for stretch in stretches),
    )


def _unopened(blocks: tuple[Block, ...], readers: Readers) -> Unopened:
    """A handling of which at most the label of the decision says whose it is."""
    owner = read_owner(blocks, Label.DECISION, readers.words)
    body = None if owner is None else read_body(owner.text, owner.span, readers)
    return Unopened(body=body, date=None, section=None, blocks=blocks)


def _is_of_another(told: Unopened, form: Form, readers: Readers) -> bool:
    """Whether a handling that no line opens is that of a body which is listed above the text."""
    if told.section is not None or form.body is None:
        return False
    own = form.body.value.casefold()
    listed = {one.body.value.casefold() for one in form.references if one.body} - {own}
    labels = (Label.PROPOSAL, Label.DECISION)
    starts = [text_under(label, told.blocks, readers.words).text.casefold() for label in labels]
    return any(start.startswith(tuple(listed)) for start in starts) and not any(
        start.startswith(own) for start in starts
    )


def _has_text(told: Unopened, readers: Readers) -> bool:
    """Whether a handling has a background of its own, before its proposal."""
    for part in split_parts(told.blocks, readers.words):
        if part.label in _DECIDES:
            return False
        if part.label in _TEXT:
            return True
    return False
