"""Lines put together from the elements and texts of a page; what the rules are, `html` says."""

from __future__ import annotations

import re

from publisher.documents.text import INVISIBLE

_NEW_LINE = 1
_NEW_PARAGRAPH = 2

_NEW_LINE_TAGS = "caption dd dt legend li optgroup option summary tbody tfoot thead"
_NEW_PARAGRAPH_TAGS = """
    address article aside blockquote center details dialog div dl fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol p plaintext pre search section
    table textarea ul xmp
"""
_BREAKS = dict.fromkeys(_NEW_LINE_TAGS.split(), _NEW_LINE) | dict.fromkeys(
    _NEW_PARAGRAPH_TAGS.split(), _NEW_PARAGRAPH
)
_CELLS = frozenset({"td", "th"})
_PREFORMATTED = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})

_COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")
_WHITE = " \t\n\r\f\v\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}" + INVISIBLE


class _Row:
    """A table row that is being read.

    Attributes:
        break_before: The break that was due when the row began, or that a rule in it asks for.
        has_text: Whether any cell has text so far.
        cell_has_text: Whether the present cell has text so far.
        cells_passed: Cells begun since the last text.
        has_lines: Whether any cell has more than one line.
        joints: Where among the pieces two cells meet, and the break that was due between them.
    """

    def __init__(self, break_before: int) -> None:
        self.break_before = break_before
        self.has_text = False
        self.cell_has_text = False
        self.cells_passed = 0
        self.has_lines = False
        self.joints: list[tuple[int, int]] = []


class Lines:
    """The text of a page, put together piece by piece.

    Attributes:
        pieces: Text, line breaks and tabs, in order.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._due = 0  # the break before the next text: none, new line or new paragraph
        self._line_breaks = 0  # <br> since the last text
        self._gap: list[str] = []  # white space since the last text of the line
        self._at_line_start = True
        self._preformatted = 0  # how many <pre> are open
        self._rows: list[_Row] = []  # the rows that are open, outermost first

    def open(self, tag: str) -> None:
        """Note that an element begins."""
        level = _BREAKS.get(tag)
        if level is not None:
            self._due = max(self._due, level)
            self._preformatted += tag in _PREFORMATTED
        elif tag == "br":
            self._break_line()
        elif tag == "hr":
            self._rule_off()
        elif tag == "tr":
            self._rows.append(_Row(max(self._due, _NEW_LINE)))
        elif tag in _CELLS and self._rows:
            self._rows[-1].cell_has_text = False
            self._rows[-1].cells_passed += 1

    def close(self, tag: str) -> None:
        """Note that an element ends."""
        level = _BREAKS.get(tag)
        if level is not None:
            self._due = max(self._due, level)
            self._preformatted -= tag in _PREFORMATTED
        elif tag == "tr":
            self._close_row(self._rows.pop())

    def add_text(self, text: str) -> None:
        """Add the text of one node."""
        if self._preformatted:
            first, *others = text.split("\n")
            self._add_run(first)
            for line in others:
                self._break_line()
                self._add_run(line)
        else:
            self._add_run(_COLLAPSIBLE.sub(" ", text))

    def _rule_off(self) -> None:
        self._due = _NEW_PARAGRAPH
        if self._rows and not self._rows[-1].has_text:
            self._rows[-1].break_before = _NEW_PARAGRAPH

    def _break_line(self) -> None:
        self._line_breaks += 1
        self._due = max(self._due, min(self._line_breaks, _NEW_PARAGRAPH))

    def _add_run(self, text: str) -> None:
        """Add text without line breaks."""
        if not text.strip(_WHITE):
            self._gap.append(text)
            return
        if self._rows and not self._rows[-1].cell_has_text:
            self._begin_cell()
        elif self._due:
            self._begin_line(self._due, self._rows[-1] if self._rows else None)
        trimmed = text.rstrip(_WHITE)
        self.pieces.append(self._join(trimmed))
        self._gap = [text[len(trimmed) :]]
        self._due = self._line_breaks = 0
        self._at_line_start = False

    def _join(self, text: str) -> str:
        """Put the white space before text that it needs where it stands."""
        if self._preformatted:
            return text if self._at_line_start else "".join(self._gap) + text
        bare = text.lstrip(_WHITE)
        if self._at_line_start:
            return bare
        gap = "".join(self._gap) + text[: len(text) - len(bare)]
        return _COLLAPSIBLE.sub(" ", gap) + bare

    def _begin_line(self, level: int, row: _Row | None) -> None:
        """Break the line inside the present cell of a row, or outside any."""
        if self.pieces:
            self.pieces.append("\n" * level)
            if row is not None:
                row.has_lines = True
        self._at_line_start = True

    def _begin_cell(self) -> None:
        """Join the first text of a cell to what stands before its row or in it.

        The text may be the first of cells in several rows, each inside the last; then the outermost
        of them says what comes before it.
        """
        depth = len(self._rows)
        while depth and not self._rows[depth - 1].cell_has_text:
            depth -= 1
        outermost = self._rows[depth]
        if outermost.has_text:
            outermost.joints.append((len(self.pieces), self._due))
            self.pieces.append("\t" * outermost.cells_passed)
            self._at_line_start = True
        else:
            self._begin_line(outermost.break_before, self._rows[depth - 1] if depth else None)
        for row in self._rows[depth:]:
            row.has_text = row.cell_has_text = True
            row.cells_passed = 0

    def _close_row(self, row: _Row) -> None:
        self._due = _NEW_LINE if row.has_text else row.break_before
        if row.has_lines:
            self._due = _NEW_PARAGRAPH
            for index, due in row.joints:
                self.pieces[index] = "\n" * max(due, _NEW_LINE)
            if self._rows:
                self._rows[-1].has_lines = True
