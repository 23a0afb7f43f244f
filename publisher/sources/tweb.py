"""Tweb (Triplan): one item on a town's own form, as PDF, or as a page of the town's site.

Seen in four layouts: a form in two columns, without body, day and § of the meeting (Oulu); a draft
with the initials of who wrote it, then a line with body, day and § (Vantaa); a Swedish draft with a
rule under its title, and below it what each body proposed and decided; and a Swedish page whose
header stands at its end (both Nykarleby). In scope: one item per document, also with the handlings
before it. Out of scope: whole meetings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.stretches import read_opening
from publisher.layouts.capital_headers import CapitalHeader, read_capital_header
from publisher.layouts.column_forms import part_columns, read_column_form
from publisher.layouts.form_tops import (
    FURNITURE,
    MOST_TITLE_LINES,
    read_section,
    read_titled,
    read_top,
    take_case,
)
from publisher.layouts.forms import Form, read_form
from publisher.layouts.inline_labels import part_labels, part_words, take_history
from publisher.model import Attachment, DocumentKind, Found, Item, Minutes, PersonInRole

NAME = "tweb"

_replace = msgspec.structs.replace
# The case number stands among the first lines, and what tells the layouts apart near it.
_TOP_LINES = 12
_LINES_BELOW = 8
_FEWEST_COLUMNS = 2
_MOST_LINES_ABOVE = 2
_EARLIER = "names an earlier handling"
_RULE = "a rule"
_INITIALS = "initials of who wrote the draft"
_FIELD = "a field of the form that says nothing of the matter"


class _Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a document in one of the layouts.

    Attributes:
        form: Title, case number, text and handlings.
        organization: As printed.
        kind: Of the document.
        proposer: Who makes the proposal, if its label says so.
        attachments: What is attached, if the layout lists it in its own way.
        background_material: What is not attached, likewise.
        ignored: The lines that are left out, and why.
    """

    form: Form
    organization: Found[str] | None
    kind: DocumentKind = DocumentKind.MINUTES_ITEM
    proposer: PersonInRole | None = None
    attachments: tuple[Attachment, ...] = ()
    background_material: tuple[Attachment, ...] = ()
    ignored: tuple[tuple[Block, str], ...] = ()


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether what tells one of the layouts from everything else stands where it has it."""
    return _find_layout(document.blocks, readers) is not None


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read a form in any of the layouts."""
    read_layout = _find_layout(document.blocks, readers)
    assert read_layout is not None  # noqa: S101  (`recognises` has found it)
    layout = read_layout(document.blocks, readers)
    reading = read_form(layout.form, readers)
    minutes = Minutes(
        kind=layout.kind,
        language=language_of(document.text, readers.phrases),
        organization=layout.organization,
        body=reading.body,
        date=reading.date,
        items=(_complete(reading.item, layout),),
    )
    return Extraction(
        minutes=minutes,
        unused=reading.unused,
        ignored=(*layout.ignored, *reading.ignored),
    )


def _complete(item: Item, layout: _Layout) -> Item:
    """The item with what the layout says in a way of its own."""
    proposal = item.proposal
    if proposal is not None and proposal.proposer is None:
        proposal = _replace(proposal, proposer=layout.proposer)
    return _replace(
        item,
        proposal=proposal,
        attachments=(*layout.attachments, *item.attachments),
        background_material=(*layout.background_material, *item.background_material),
    )


# Which layout -------------------------------------------------------------------------------------


def _find_layout(
    blocks: Sequence[Block], readers: Readers
) -> Callable[[Sequence[Block], Readers], _Layout] | None:
    """The reader of the layout that a document has."""
    if _is_page(blocks, readers):
        return _read_page
    case = _find_case(blocks, readers)
    if case is None:
        return None
    below = blocks[case + 1 :]
    if _has_columns(blocks[max(0, case - 1) : case + 1], below, readers):
        return _read_columns
    if _has_rule(below[:_LINES_BELOW], readers):
        return _read_ruled
    if case and _is_initialled(below, readers):
        return _read_initialled
    return None


def _find_case(blocks: Sequence[Block], readers: Readers) -> int | None:
    """Which of the first lines is a case number that begins with letters."""
    matches = readers.words.patterns["case"].fullmatch
    top = enumerate(blocks[:_TOP_LINES])
    return next((index for index, block in top if matches(block.text)), None)


def _begins_with(block: Block, name: str, readers: Readers) -> bool:
    return readers.words.patterns[name].match(block.text) is not None


def _has_columns(around: Sequence[Block], below: Sequence[Block], readers: Readers) -> bool:
    """Whether the case number stands beside its label, or below it, and other labels follow."""
    is_labelled = any(_begins_with(block, "case_label", readers) for block in around)
    labels = sum(_begins_with(block, "column", readers) for block in below)
    return is_labelled and labels >= _FEWEST_COLUMNS


def _has_rule(below: Sequence[Block], readers: Readers) -> bool:
    """Whether a rule stands under the title, and a label of such a draft below it."""
    rules = [i for i, block in enumerate(below) if _begins_with(block, "rule", readers)]
    if not rules:
        return False
    labels = (readers.words.labels.match(block.text) for block in below[rules[0] + 1 :])
    return any(match is not None for match in labels)


def _is_initialled(below: Sequence[Block], readers: Readers) -> bool:
    """Whether initials follow the case number, and a handling is opened below."""
    first = below[0].text if below else ""
    return readers.words.patterns["initials"].fullmatch(first) is not None and any(
        read_opening(block, readers.phrases) is not None for block in below
    )


def _is_page(blocks: Sequence[Block], readers: Readers) -> bool:
    """Whether § and title come first, then whether the matter is public, or at the end a header.

    Where the next § follows, the document is that of a whole meeting.
    """
    if read_section(blocks[:_TOP_LINES], readers) is None:
        return False
    header = read_capital_header(blocks, readers)
    lines, _ = _part_furniture(blocks, header.lines if header else ())
    lines = lines[_count_above(lines, readers) :]
    first = read_section(lines[:1], readers)
    if first is None or read_section(lines[1:], readers, number=first + 1) is not None:
        return False
    near = lines[1 : 1 + MOST_TITLE_LINES]
    return header is not None or any(_begins_with(block, "public", readers) for block in near)


def _count_above(lines: Sequence[Block], readers: Readers) -> int:
    """How many lines stand above the §, as the title of a page in the browser; 0 if too many."""
    above = lines[: _MOST_LINES_ABOVE + 1]
    sections = (i for i, line in enumerate(above) if read_section([line], readers) is not None)
    return next(sections, 0)


def _part_furniture(
    blocks: Sequence[Block], header: Sequence[Block] = ()
) -> tuple[list[Block], list[tuple[Block, str]]]:
    """Part the headers and footers of pages from the text."""
    spans = {block.span for block in header}
    dropped = [block for block in blocks if block.furniture or block.span in spans]
    others = [block for block in blocks if not block.furniture and block.span not in spans]
    return others, [(block, FURNITURE) for block in dropped]


# The layouts --------------------------------------------------------------------------------------


def _read_columns(blocks: Sequence[Block], readers: Readers) -> _Layout:
    """Title and case number, then labels and their values."""
    case = _find_case(blocks, readers) or 0
    top = read_top(blocks[: case + 1], readers)
    text, furniture = _part_furniture(blocks[case + 1 :])
    before, columns = read_column_form(part_columns(text, readers), readers)
    return _Layout(
        form=Form(
            title=top.title,
            case=top.case,
            lines=(*before, *columns.lines),
            references=columns.references,
            lower_body=columns.lower_body,
        ),
        organization=top.organization,
        kind=DocumentKind.MINUTES_ITEM if columns.has_decision else DocumentKind.AGENDA_ITEM,
        proposer=columns.proposer,
        attachments=columns.attachments,
        background_material=columns.background_material,
        ignored=(*top.ignored, *furniture, *columns.ignored),
    )


def _read_initialled(blocks: Sequence[Block], readers: Readers) -> _Layout:
    """Title, case number and initials, then the text, and handlings that a line opens."""
    case = _find_case(blocks, readers) or 0
    top = read_top(blocks[: case + 1], readers)
    text, furniture = _part_furniture(blocks[case + 2 :])
    return _Layout(
        form=Form(title=top.title, case=top.case, lines=tuple(part_labels(text, readers))),
        organization=top.organization,
        ignored=(*top.ignored, (blocks[case + 1], _INITIALS), *furniture),
    )


def _read_ruled(blocks: Sequence[Block], readers: Readers) -> _Layout:
    """Case number and title over a rule, then a list of handlings, and each body's decision."""
    header = read_capital_header(blocks, readers) or CapitalHeader()
    lines, furniture = _part_furniture(blocks, header.lines)
    rule = next(i for i, block in enumerate(lines) if _begins_with(block, "rule", readers))
    top = read_top(lines[:rule], readers)
    below = tuple(part_labels(lines[rule + 1 :], readers))
    references, listed, text = take_history(below, readers)
    return _Layout(
        form=Form(
            body=header.body,
            day=header.date,
            title=top.title,
            case=header.case or top.case,
            lines=text,
            references=references,
        ),
        organization=header.organization or top.organization,
        kind=DocumentKind.AGENDA_ITEM if header.is_agenda else DocumentKind.MINUTES_ITEM,
        ignored=(
            *furniture,
            (lines[rule], _RULE),
            *((block, _EARLIER) for block in listed),
            *top.ignored,
        ),
    )


def _read_page(blocks: Sequence[Block], readers: Readers) -> _Layout:
    """§ and title, what stands above the text on one line or several, then each body's decision."""
    header = read_capital_header(blocks, readers) or CapitalHeader()
    content, furniture = _part_furniture(blocks, header.lines)
    case, rest = take_case(content, header.case, readers)
    above = _count_above(rest, readers)
    lines = rest[above:]
    section, title, length = read_titled(lines, readers)
    patterns = readers.words.patterns
    head = list(part_words(lines[length:], patterns["head_words"]))
    public = [block for block in head if patterns["public"].fullmatch(block.text)]
    inline = (patterns["inline_label"], patterns["inline_owned"])
    below = tuple(part_labels((one for one in head if one not in public), readers, inline))
    references, listed, text = take_history(below, readers)
    return _Layout(
        form=Form(
            body=header.body,
            day=header.date,
            section=section,
            title=title,
            case=case,
            lines=text,
            references=references,
            names_in_order=True,
        ),
        organization=header.organization,
        kind=DocumentKind.AGENDA_ITEM if header.is_agenda else DocumentKind.MINUTES_ITEM,
        ignored=(
            *furniture,
            *((block, FURNITURE) for block in rest[:above]),
            *((block, _FIELD) for block in public),
            *((block, _EARLIER) for block in listed),
        ),
    )
