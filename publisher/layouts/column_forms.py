"""What the columns of a form say, as lines that other systems print.

Attachments, and the list of earlier handlings, are read here: their lines go on without a sign, and
remarks stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.documents.document import Block, Span
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers, Words
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.layouts.columns import Column, read_columns
from publisher.layouts.owners import read_body
from publisher.layouts.references import read_references
from publisher.model import Attachment, Found, Handling, PersonInRole

_ATTACHED = frozenset({Label.ATTACHMENTS, Label.BACKGROUND_MATERIAL})
_EARLIER = "names an earlier handling"
_EMPTY = "an empty field of the form"
_REMARK = "says where an attachment can be had"
_LABEL = "a label of the form"


class ColumnForm(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of a form, taken apart.

    Attributes:
        lines: The parts of the text, each label as a line of its own.
        references: The handlings that the form lists.
        lower_body: The body whose handling stands before the current one, where a label names it.
        proposer: The same body as the one that makes the current proposal, likewise.
        attachments: What is attached.
        background_material: What is not attached, but was there.
        has_decision: Whether the form has a field for a decision.
        ignored: The lines that are left out, and why.
    """

    lines: tuple[Block, ...]
    references: tuple[Handling, ...]
    lower_body: Found[str] | None
    proposer: PersonInRole | None
    attachments: tuple[Attachment, ...]
    background_material: tuple[Attachment, ...]
    has_decision: bool
    ignored: tuple[tuple[Block, str], ...]


def read_column_form(
    blocks: Sequence[Block], readers: Readers
) -> tuple[tuple[Block, ...], ColumnForm]:
    """Read a form in columns.

    Args:
        blocks: Its lines.
        readers: Know labels; the table has the patterns ``owned_column`` with the groups ``owner``
            and ``part``, ``empty``, ``entry`` with the groups ``number`` and ``title``, and
            ``remark``, which follows a title.

    Returns:
        The lines above the first label, and what the columns say.
    """
    before, columns = read_columns(blocks, lambda text: _is_label(text, readers))
    form = _Sorted(readers)
    for column in columns:
        form.add(column)
    return before, ColumnForm(
        lines=tuple(form.lines),
        references=tuple(form.references),
        lower_body=form.lower_body,
        proposer=form.proposer,
        attachments=tuple(form.attached[Label.ATTACHMENTS]),
        background_material=tuple(form.attached[Label.BACKGROUND_MATERIAL]),
        has_decision=any(_meaning(one.name, readers.words) is Label.DECISION for one in columns),
        ignored=tuple(form.ignored),
    )


def part_columns(blocks: Sequence[Block], readers: Readers) -> Sequence[Block]:
    """Part labels that have only a blank before their values, in a text that has lost its columns.

    Args:
        blocks: The lines of a form.
        readers: Know labels; ``inline_column`` matches one of the form's before a single blank.

    Returns:
        The lines, parted only if no other label has a value beside it.
    """
    alone = (read_columns([block], lambda text: _is_label(text, readers)) for block in blocks)
    if any(column.value for _, columns in alone for column in columns):
        return blocks
    inline = readers.words.patterns["inline_column"]
    parted: list[Block] = []
    for block in blocks:
        if match := inline.match(block.text):
            rest = block.text[match.end() :]
            parted.append(cut(block, 0, match.end()))
            parted.append(cut(block, len(block.text) - len(rest.lstrip()), len(block.text)))
        else:
            parted.append(block)
    return parted


def _is_label(text: str, readers: Readers) -> bool:
    return (
        _meaning(text, readers.words) is not None
        or readers.words.patterns["owned_column"].fullmatch(text) is not None
    )


def _meaning(text: str, words: Words) -> Label | None:
    """What a text means that is a label and nothing else."""
    match = words.labels.match(text)
    return match.label if match is not None and match.heading == (0, len(text)) else None


class _Sorted:
    """The columns so far."""

    def __init__(self, readers: Readers) -> None:
        self.lines: list[Block] = []
        self.references: list[Handling] = []
        self.lower_body: Found[str] | None = None
        self.proposer: PersonInRole | None = None
        self.attached: dict[Label, list[Attachment]] = {label: [] for label in _ATTACHED}
        self.ignored: list[tuple[Block, str]] = []
        self._readers = readers

    def add(self, column: Column) -> None:
        """Put a column where its label says."""
        empty = self._readers.words.patterns["empty"]
        value = [block for block in column.value if not empty.fullmatch(block.text)]
        self.ignored.extend((block, _EMPTY) for block in column.value if block not in value)
        self.ignored.extend((block, _LABEL) for block in _pieces(column, self._readers.words))
        label = _meaning(column.name, self._readers.words)
        if label is None:
            self._add_owned(column, value)
        elif label is Label.HISTORY:
            self._add_history(column, value)
        elif label in _ATTACHED:
            self._add_attached(label, value)
        else:
            self._add_part(column, value)

    def _add_part(self, column: Column, value: Iterable[Block]) -> None:
        self.lines.extend([_heading(column, self._readers.words), *value])

    def _add_attached(self, label: Label, value: Sequence[Block]) -> None:
        """The titles; what is said of one after it is left out."""
        for lines in _entries(value):
            position = len(self.attached[label]) + 1
            attachment = _read_attached(lines, position, self._readers)
            if attachment is not None:
                self.attached[label].append(attachment)
            end = attachment.title.span.end if attachment else lines[0].span.start
            remarks = (cut(one, max(0, end - one.span.start), len(one.text)) for one in lines)
            self.ignored.extend((remark, _REMARK) for remark in remarks if remark.text.strip(" .,"))

    def _add_history(self, column: Column, value: Sequence[Block]) -> None:
        """The handlings that are listed; anything else that is said of them is left out."""
        references, _ = read_references(value, self._readers.phrases)
        self.references.extend(references)
        self.ignored.extend((block, _EARLIER) for block in value)

    def _add_owned(self, column: Column, value: Sequence[Block]) -> None:
        """A label that says whose part it is: only a heading, or a proposal to the next body."""
        readers = self._readers
        match = readers.words.patterns["owned_column"].fullmatch(column.name)
        assert match is not None  # noqa: S101  (`_is_label` has seen it)
        span = Span(column.pieces[0].span.start, column.pieces[-1].span.end)
        body = read_body(match["owner"], _within(span, column, match["owner"]), readers)
        self.lower_body = self.lower_body or body
        references, rest = read_references(value, readers.phrases)
        self.references.extend(references)
        self.ignored.extend((block, _EARLIER) for block in value[: len(value) - len(rest)])
        is_proposal = _meaning(_heading(column, readers.words).text, readers.words)
        if is_proposal is Label.PROPOSAL and body is not None:
            self.proposer = PersonInRole(name=None, title=body.value, span=body.span)
        if rest:
            self._add_part(column, rest)


def _pieces(column: Column, words: Words) -> Sequence[Block]:
    """The pieces of a label that are no label by themselves."""
    whole = len(column.pieces) == 1 and _meaning(column.pieces[0].text, words) is not None
    return () if whole else column.pieces


def _within(span: Span, column: Column, words: str) -> Span:
    """Where words of a label stand; the whole label if it is broken inside them."""
    for piece in column.pieces:
        start = piece.text.find(words)
        if start >= 0:
            return cut(piece, start, start + len(words)).span
    return span


def _heading(column: Column, words: Words) -> Block:
    """The characters of a label that are a label by themselves: a piece of it, or its last word."""
    for piece in column.pieces:
        whole = cut(piece, 0, len(piece.text.rstrip("-/: ")))
        last = cut(whole, whole.text.rfind(" ") + 1, len(whole.text))
        for block in (piece, whole, last):
            if _meaning(block.text, words) is not None:
                return block
    return column.pieces[0]


def _read_attached(lines: Sequence[Block], position: int, readers: Readers) -> Attachment | None:
    """A title, with its number if that is its place in the list; None if there is only a remark."""
    patterns = readers.words.patterns
    excerpt = Excerpt(lines)
    remark = patterns["remark"].search(excerpt.text)
    end = len(excerpt.text[: remark.start() if remark else None].rstrip(" .,\n"))
    numbered = patterns["entry"].fullmatch(excerpt.text, 0, end)
    is_counted = numbered is not None and int(numbered["number"]) == position
    start = numbered.start("title") if numbered is not None and is_counted else 0
    title = " ".join(excerpt.text[start:end].split())
    if not title:
        return None
    found = Found(title, excerpt.span(start, end))
    return Attachment(title=found, number=str(position) if is_counted else None)


def _entries(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The lines of each title; one that begins with a small letter goes on with it."""
    entry: list[Block] = []
    for block in blocks:
        if entry and not block.text[0].islower():
            yield entry
            entry = []
        entry.append(block)
    if entry:
        yield entry
