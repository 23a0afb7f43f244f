"""The decision of an office-holder (*viranhaltijapäätös*, *tjänsteinnehavarbeslut*).

Publishing systems print it as a page of its own: organisation, what it is, office, § and day, title
and case number in an opening, then decision, reasons, competence, notification and appeal under
labels, and the signature (kuntalaki 107 § 2 mom., hyvinvointialuelaki 112 §: an office-holder keeps
minutes of decisions unless their nature makes that needless). In scope: one decision, as text or
HTML. Out of scope: lists of such decisions, which are items of the body that is told of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.finnish.people import parse_person
from publisher.items.heading import Heading
from publisher.items.reading import read_item
from publisher.labels import Label
from publisher.layouts.office_heading import (
    OfficeHeading,
    read_office_heading,
    repeats,
    section_alone,
)
from publisher.layouts.secrecy import with_secrecy
from publisher.model import (
    Decision,
    DocumentKind,
    Found,
    Minutes,
    Outcome,
    PersonInRole,
    Reason,
)

NAME = "office_holder"

# Below these labels a name and a title are somebody to ask, not whoever signs.
_OTHERS = frozenset({Label.PREPARERS, Label.PRESENTER, Label.MORE_INFORMATION})
_OUTCOMES = (Outcome.APPROVED, Outcome.REJECTED, Outcome.NOTED, Outcome.ELECTED)
_SIGNATURE = "signature"
_UNIT = "names the unit or body of who decides"
_KIND = "says what kind of document it is"
_HEADER = "page furniture: the header or footer of a page"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether it calls itself one, names an office or a § and no body, and decides something."""
    if readers.words.patterns["mark"].search(document.text) is None:  # which is told fast
        return False
    blocks = _content(document)
    opening = read_office_heading(blocks, readers)
    heading = opening.heading
    return (
        opening.is_decision
        and not opening.is_of_body
        and (heading.body is not None or heading.section is not None)
        and any(_is_decision(block, readers) for block in blocks[heading.length :])
    )


def _is_decision(block: Block, readers: Readers) -> bool:
    """Whether a line is the label of a decision, or begins with it."""
    match = readers.words.labels.match(block.text)
    return match is not None and match.label is Label.DECISION


def _content(document: SourceDocument) -> Sequence[Block]:
    """The lines without the headers and footers of pages, but with the header at the very top."""
    blocks = document.blocks
    top = next((index for index, block in enumerate(blocks) if not block.furniture), 0)
    return [block for index, block in enumerate(blocks) if index < top or not block.furniture]


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read one decision; without its §, so that none is published, if the text holds another."""
    blocks = _content(document)
    opening = read_office_heading(blocks, readers)
    lines = blocks[opening.heading.length :]
    heading = opening.heading
    if _holds_another(lines, heading, readers):
        heading = msgspec.structs.replace(heading, section=None)
    headers = [block for block in lines if repeats(block, readers)]
    signature, signer = _signature([one for one in lines if one not in headers], opening, readers)
    left_out = {block.span for block in (*headers, *signature)}
    reading = read_item([one for one in lines if one.span not in left_out], heading, readers)
    item = msgspec.structs.replace(
        with_secrecy(reading.item, readers.words),
        decision=reading.item.decision and _decided(reading.item.decision, readers),
        decider=opening.holder or signer,
    )
    minutes = Minutes(
        kind=DocumentKind.OFFICE_DECISION,
        language=language_of(document.text, readers.phrases),
        organization=opening.organization,
        body=heading.body,
        date=heading.day,
        items=(item,),
    )
    return Extraction(
        minutes=minutes,
        unused=(*opening.unused, *reading.unused),
        ignored=(
            *((block, _HEADER) for block in document.blocks if block not in blocks),
            *((block, _UNIT) for block in opening.unit),
            *((block, _KIND) for block in opening.formal),
            *((block, _HEADER) for block in headers),
            *((block, _SIGNATURE) for block in signature),
            *reading.ignored,
        ),
    )


def _holds_another(lines: Sequence[Block], heading: Heading, readers: Readers) -> bool:
    """Whether a text holds more than one decision: another number, or a second label of one."""
    own = None if heading.section is None else heading.section.value
    others = {section_alone(block, readers) for block in lines} - {None, own}
    return bool(others) or sum(_is_decision(block, readers) for block in lines) > 1


# Outcome ------------------------------------------------------------------------------------------


def _decided(decision: Decision, readers: Readers) -> Decision:
    """A decision with the outcome that its holder says, who alone says *I* and not what was moved.

    None of it is concluded where the text says two outcomes, or where minutes would say one too.
    """
    read = decision.outcome
    known = read is not None and read.inferred is None
    if known or (read and read.inferred and read.inferred.reason is not Reason.NO_KNOWN_PHRASE):
        return decision
    said = [
        Found(outcome, decision.text.span)
        for outcome in _OUTCOMES
        if readers.words.patterns[outcome.value].search(decision.text.value)
    ]
    if len(said) != 1:
        return decision
    return msgspec.structs.replace(decision, outcome=said[0])


# Signature ----------------------------------------------------------------------------------------


def _signature(
    lines: Sequence[Block], opening: OfficeHeading, readers: Readers
) -> tuple[list[Block], PersonInRole | None]:
    """The lines with which the holder of the office signs, and the holder.

    That is nobody but a name with the title of the office: beside it or on the next line, or on the
    one before.
    """
    found: list[Block] = []
    signer: PersonInRole | None = None
    label: Label | None = None
    for index, block in enumerate(lines):
        if match := readers.words.labels.match(block.text):
            label = match.label
        if readers.words.patterns["signed"].fullmatch(block.text):
            found.append(block)
        elif label not in _OTHERS and block not in found:
            taken, person = _signs(lines[index : index + 2], opening, readers)
            found.extend(taken)
            signer = signer or person
    return found, signer


def _signs(
    blocks: Sequence[Block], opening: OfficeHeading, readers: Readers
) -> tuple[Sequence[Block], PersonInRole | None]:
    """Whoever signs on a line, or on two; nobody if they say anything else."""
    office = opening.heading.body
    if office is None:
        return (), None
    for count in (1, 2):
        excerpt = Excerpt(blocks[:count])
        text = ", ".join(block.text.rstrip(" ,") for block in blocks[:count])
        person = parse_person(text, readers.phrases) if len(blocks) >= count else None
        if person is None or person.name is None or person.title is None:
            continue
        title = readers.words.patterns["acting"].sub("", person.title, count=1)
        if title.casefold() == office.value.casefold():
            span = excerpt.span()
            return blocks[:count], PersonInRole(name=person.name, title=person.title, span=span)
    return (), None
