"""The opening of a decision of an office-holder, whose values come in any order, a cell each.

The cells are lines of their own, or stand on a line parted by tabs or runs of blanks. What the
document calls itself, day, § and case number have forms; the office is a title, with or without the
name of its holder; and the title of the matter is what stands last among the lines without a form.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.name_words import is_unit
from publisher.finnish.people import is_body, parse_person
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.layouts.office_cells import (
    BETWEEN,
    DayAndSection,
    read_case,
    without_day_and_section,
)
from publisher.model import Found, PersonInRole

_CELL = re.compile(r"\S+(?: \S+)*")
_OPENING_LINES = 25
_MOST_TITLE_LINES = 4
# A line that is at least so long and ends in a full stop or a colon is text.
_PROSE_CHARACTERS = 80


class OfficeHeading(msgspec.Struct, frozen=True, kw_only=True):
    """What an opening says; every part may be missing.

    Attributes:
        heading: Office, day, §, case number and title.
        holder: Who is named beside the office.
        organization: As printed.
        is_decision: Whether it calls itself the decision of an office-holder.
        is_of_body: Whether it is the opening of minutes of a body, which such a decision came to.
        unit: The cells that name where the office is.
        formal: The lines that hold no value, as what the document calls itself.
        unused: The lines that nobody could place.
    """

    heading: Heading
    holder: PersonInRole | None
    organization: Found[str] | None
    is_decision: bool
    is_of_body: bool
    unit: tuple[Block, ...]
    formal: tuple[Block, ...]
    unused: tuple[Block, ...]


class _Said(msgspec.Struct, kw_only=True):
    """What the cells say so far; the first that says something is heard.

    Below its § a body may have a matter with such a title; what a document is stands above it.
    """

    office: Found[str] | None = None
    holder: PersonInRole | None = None
    day: Found[dt.date] | None = None
    section: Found[int] | None = None
    year: int | None = None
    case: tuple[Found[str], Found[str] | None] | None = None
    organization: Found[str] | None = None
    is_decision: bool = False
    titles_section: bool = False
    minutes: bool = False
    body: bool = False
    of_body: bool = False


def read_office_heading(blocks: Sequence[Block], readers: Readers) -> OfficeHeading:
    """Read the lines up to the first label.

    Args:
        blocks: The lines of the document, without page furniture.
        readers: Their table has the patterns ``kind``, ``day``, ``section``, ``number``,
            ``caption``, ``office``, ``title``, ``page``, ``minutes`` and ``organization``.

    Returns:
        What was found. A § of another year than the day is none: one of the two was misread.
    """
    said, runs, unit, formal = _Said(), [list[Block]()], list[Block](), list[Block]()
    length = 0
    for block in blocks[:_OPENING_LINES]:
        if _ends(block, said, runs, readers):
            break
        length += 1
        labelled = _after(block, "title", readers)
        if labelled is not None:
            runs.append([labelled] if labelled.text else [])
            formal.extend([] if labelled.text else [block])
            continue
        others = [cell for cell in _cells(block) if not _hear(cell, said, readers)]
        plain = [cell for cell in others if not _is_unit(cell, readers)]
        unit.extend(cell for cell in others if cell not in plain)
        formal.extend([] if others else [block])
        if len(plain) == len(list(_cells(block))):
            runs[-1].append(block)
        else:
            runs.append(plain)
    text = _untitled(runs[-1])
    title, unused = _title([*runs[:-1], runs[-1][: len(runs[-1]) - len(text)]])
    return OfficeHeading(
        heading=_heading(said, title, length - len(text)),
        holder=said.holder,
        organization=said.organization,
        is_decision=said.is_decision,
        is_of_body=said.of_body
        or (said.body and (said.minutes or said.titles_section or said.office is None)),
        unit=tuple(unit),
        formal=tuple(block for block in formal if not _holds(block, said)),
        unused=tuple(unused),
    )


def _heading(said: _Said, title: Found[str] | None, length: int) -> Heading:
    wrong_year = said.year is not None and said.day is not None and said.year != said.day.value.year
    return Heading(
        body=said.office,
        day=said.day,
        section=None if wrong_year else said.section,
        case_number=said.case[0] if said.case else None,
        classification=said.case[1] if said.case else None,
        title=title,
        length=length,
    )


def repeats(block: Block, readers: Readers) -> bool:
    """Whether a line below the opening is but the header of a page: the kind, or its number."""
    patterns = readers.words.patterns
    return all(
        patterns["kind"].fullmatch(cell.text) or patterns["page"].fullmatch(cell.text)
        for cell in _cells(block)
    )


def section_alone(block: Block, readers: Readers) -> int | None:
    """The number of a § that is all a line says, with its day or the kind; None if it says more."""
    said = _Said()
    heard = [_hear_form(cell, said, readers) for cell in _cells(block)]
    return said.section.value if all(heard) and said.section is not None else None


def _cells(block: Block) -> Iterator[Block]:
    return (cut(block, *match.span()) for match in _CELL.finditer(block.text))


def _ends(block: Block, said: _Said, runs: Sequence[Sequence[Block]], readers: Readers) -> bool:
    """Whether the text begins with a line; *Asia* is its label only where there is a title.

    *Viranhaltijan päätös* is what the document calls itself, and may be the label of the decision.
    """
    if _after(block, "title", readers) is not None:
        return said.office is not None and any(runs)
    if not said.is_decision and repeats(block, readers):
        return False
    is_prose = len(block.text) >= _PROSE_CHARACTERS and block.text.endswith((".", ":"))
    return is_prose or readers.words.labels.match(block.text) is not None


def _after(block: Block, caption: str, readers: Readers) -> Block | None:
    """What follows a caption on its line; None if there is no such caption."""
    match = readers.words.patterns[caption].match(block.text)
    return None if match is None else cut(block, match.end(), len(block.text))


def _hear(cell: Block, said: _Said, readers: Readers) -> bool:
    """Note what a cell says; False if it has no form."""
    patterns, phrases = readers.words.patterns, readers.phrases
    if any(_is_of_body(match, readers) for match in phrases.handling.full_matches(cell.text)):
        said.of_body = True
    if _hear_form(cell, said, readers) or patterns["page"].fullmatch(cell.text):
        return True
    if patterns["minutes"].fullmatch(cell.text):
        said.minutes = True
        return True
    if is_body(cell.text, phrases):
        said.body = True
        return False
    if said.organization is None and patterns["organization"].fullmatch(cell.text):
        said.organization = Found(cell.text, cell.span)
        return True
    return _hear_office(cell, said, readers)


def _is_of_body(match: re.Match[str], readers: Readers) -> bool:
    """Whether a line with day and § names a body, in full or by a word that is no title."""
    printed = match["body"].strip(BETWEEN)
    if is_body(printed, readers.phrases):
        return True
    person = parse_person(printed, readers.phrases)
    is_title = person is not None and person.title is not None
    is_kind = readers.words.patterns["kind"].fullmatch(printed) is not None
    return " " not in printed and not is_title and not is_kind


def _hear_form(cell: Block, said: _Said, readers: Readers) -> bool:
    """Note case number, kind, day and §; False if anything else stands in the cell."""
    patterns, phrases = readers.words.patterns, readers.phrases
    caption = patterns["caption"].match(cell.text)
    start = len(caption[0]) + 1 if caption else 0
    for pattern in phrases.case_number:
        if match := pattern.fullmatch(cell.text) or pattern.fullmatch(cell.text, start):
            said.case = said.case or read_case(cell, match)
            return True
    rest, found = without_day_and_section(cell, readers)
    kind = patterns["kind"].fullmatch(rest.text) is not None
    if not kind and rest.text and not patterns["caption"].fullmatch(rest.text):
        return False
    if kind and not said.is_decision:
        said.is_decision, said.titles_section = True, said.section is not None
    _note(found, said)
    return True


def _hear_office(cell: Block, said: _Said, readers: Readers) -> bool:
    """Note the office, with whoever is named beside it, and day and § behind it."""
    if said.office is not None:
        return False
    labelled = _after(cell, "office", readers)
    rest, found = without_day_and_section(labelled or cell, readers)
    person = parse_person(rest.text, readers.phrases) if rest.text else None
    if person is not None and person.title is not None:
        start = rest.text.find(person.title)
        title = rest if start < 0 else cut(rest, start, start + len(person.title))
        said.office = Found(person.title, title.span)
        if person.name is not None:
            said.holder = PersonInRole(name=person.name, title=person.title, span=rest.span)
    elif labelled is not None and rest.text:
        said.office = Found(rest.text, rest.span)
    else:
        return labelled is not None
    _note(found, said)
    return True


def _note(found: DayAndSection, said: _Said) -> None:
    said.day = said.day or found.day
    if said.section is None and found.section is not None:
        said.section, said.year = found.section, found.year


def _is_unit(cell: Block, readers: Readers) -> bool:
    """Whether a cell says where the office is: a unit, or the body above it."""
    return is_body(cell.text, readers.phrases) or is_unit(cell.text)


def _holds(block: Block, said: _Said) -> bool:
    """Whether a value was read from a line."""
    case = said.case[0] if said.case else None
    found = (said.office, said.day, said.section, case, said.organization)
    spans = [one.span for one in found if one is not None]
    return any(block.span.start <= span.start and span.end <= block.span.end for span in spans)


def _untitled(run: Sequence[Block]) -> Sequence[Block]:
    """The lines of the last run that are text: what stands below the first paragraph of it."""
    return [block for block in run if block.paragraph != run[0].paragraph]


def _title(found: Sequence[Sequence[Block]]) -> tuple[Found[str] | None, list[Block]]:
    """The title, and the lines that are none: it is the last run, if that is not too long."""
    runs = [run for run in found if run]
    last = runs[-1] if runs else ()
    if not 0 < len(last) <= _MOST_TITLE_LINES:
        return None, [block for run in runs for block in run]
    excerpt = Excerpt(last)
    title = Found(" ".join(excerpt.text.split()), excerpt.span())
    return title, [block for run in runs[:-1] for block in run]
