"""From HTML to lines of text.

Pages of minutes are tables in tables (Dynasty), paragraphs pasted from a word processor (Espoo), or
sections with headings (Ahjo). Their text comes out as lines that look like the text exports of the
same systems, so that one set of layout rules reads both:

* A block element, ``<br>`` and ``<hr>`` begin a new line; two ``<br>`` leave a blank line.
* A blank line stands before and after headings, paragraphs, divisions, lists, tables and sections;
  items of a list and rows of a table are lines that follow each other. There is never more than one
  blank line.
* The cells of a row are joined by a tab if each is one line: label and value stay together, and
  columns can be told apart (an empty cell between two others leaves its tab, one at either end does
  not). If any cell of a row has several lines, the row is layout: its cells follow each other as
  lines. So every text is there exactly once, however deep the tables nest.
* White space is collapsed (CSS Text 3, 4.1), which leaves no-break spaces alone, except in
  ``<pre>`` and ``<textarea>``. No line begins or ends with white space, except in these.
* What a browser does not show is left out: the head, scripts, styles, templates, ``<noscript>``,
  comments, and elements with ``hidden`` or ``display: none``.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publisher.documents.text import INVISIBLE

_NEW_LINE = 1
_NEW_PARAGRAPH = 2

_BREAKS = dict.fromkeys(
    ("caption", "dd", "dt", "li", "optgroup", "option", "legend", "summary", "tbody"), _NEW_LINE
) | dict.fromkeys(
    (
        *("address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "dl"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *(
            "header",
            "hgroup",
            "hr",
            "listing",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "plaintext",
            "pre",
        ),
        *("search", "section", "table", "textarea", "ul", "xmp"),
    ),
    _NEW_PARAGRAPH,
)
_CELLS = frozenset({"td", "th"})
_PREFORMATTED = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
_UNSEEN = frozenset(
    {"head", "iframe", "noembed", "noframes", "noscript", "script", "style", "template", "title"}
)

# The tags that a page, or a piece cut out of one, begins with.
_BEGINNING = re.compile(
    r"""(?: [\s\ufeff]+ | <!--.*?--> | <\?[^>]*> )*
    <(?: !doctype\s+html | html | head | body | frameset | title | meta | link | base | style
       | script | table | thead | tbody | tr | td | th | div | p | h[1-6] | span | b | strong | i
       | em | font | a | br | hr | ul | ol | li | dl | center | section | article | main | header
       | nav | form | pre
     )(?= [\s/>] )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_BEGINNING_CHARACTERS = 4096
_PIECE_OF_TABLE = re.compile(r"\s*<(?:thead|tbody|tr|td|th)[\s/>]", re.IGNORECASE)

_COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")
_MAY_BE_HIDDEN = '[hidden], [style*="display" i]'
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_WHITE = " \t\n\r\f\v\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}" + INVISIBLE


def is_html(text: str) -> bool:
    """Tell whether text is HTML, by the tag that it begins with.

    Args:
        text: The decoded document.

    Returns:
        Whether a tag of HTML comes first, after comments and an XML declaration if there are any.

    Examples:
        >>> is_html("<p>§ 7</p>"), is_html("§ 7: alle <b>10</b> euroa"), is_html("<5 v.")
        (True, False, False)
    """
    return _BEGINNING.match(text[:_BEGINNING_CHARACTERS]) is not None


def extract_lines(markup: str) -> str:
    r"""Give the text of a page as lines.

    Args:
        markup: The decoded HTML, a page or a piece of one.

    Returns:
        The lines, not yet canonical; the empty string if nothing can be seen.

    Examples:
        >>> extract_lines("<h1>§ 7</h1><table><tr><td>Päätös<td>Hyväksyttiin.</table>")
        '§ 7\n\nPäätös\tHyväksyttiin.'
    """
    if _PIECE_OF_TABLE.match(markup):
        markup = f"<table>{markup}"
    body = LexborHTMLParser(markup).body
    lines = _Lines()
    if body is not None:
        _walk(body, lines)
    return "".join(lines.pieces)


def _walk(body: LexborNode, lines: _Lines) -> None:
    """Visit the nodes in document order, without recursion, since pages may nest to any depth."""
    hidden = {node.mem_id for node in body.css(_MAY_BE_HIDDEN) if _is_hidden(node)}
    ancestors: list[tuple[LexborNode, str]] = []
    node = body.first_child
    while node is not None:
        child = None
        tag = node.tag
        if tag == "-text":
            lines.add_text(node.text_content or "")
        elif tag is not None and tag not in _UNSEEN and not (hidden and node.mem_id in hidden):
            lines.open(tag)
            child = node.first_child
            if child is not None:
                ancestors.append((node, tag))
            else:
                lines.close(tag)
        following = child or node.next
        while following is None and ancestors:
            node, tag = ancestors.pop()
            lines.close(tag)
            following = node.next
        node = following


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_DISPLAY_NONE.search(attributes["style"] or ""))


class _Row:
    """A table row that is being read.

    Attributes:
        break_before: The break that was due when the row began.
        has_text: Whether any cell has text so far.
        cell_has_text: Whether the present cell has text so far.
        cells_passed: Cells begun since the last text.
        has_lines: Whether any cell has more than one line.
        joints: Where among the pieces two cells meet, and the break that was due between them.
    """

    __slots__ = (
        *("break_before", "has_text", "cell_has_text", "cells_passed", "has_lines", "joints"),
    )

    def __init__(self, break_before: int) -> None:
        self.break_before = break_before
        self.has_text = False
        self.cell_has_text = False
        self.cells_passed = 0
        self.has_lines = False
        self.joints: list[tuple[int, int]] = []


class _Lines:
    """The text of a page, put together piece by piece.

    Attributes:
        pieces: Text, line breaks and tabs, in order.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._due = 0  # the break before the next text: none, new line or new paragraph
        self._line_breaks = 0  # <br> since the last text
        self._gap = ""  # white space since the last text of the line
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

    def _break_line(self) -> None:
        self._line_breaks += 1
        self._due = max(self._due, min(self._line_breaks, _NEW_PARAGRAPH))

    def _add_run(self, text: str) -> None:
        """Add text without line breaks."""
        if not text.strip(_WHITE):
            self._gap += text
            return
        if self._rows and not self._rows[-1].cell_has_text:
            self._begin_cell()
        elif self._due:
            self._begin_line(self._due, self._rows[-1] if self._rows else None)
        trimmed = text.rstrip(_WHITE)
        self.pieces.append(self._join(trimmed))
        self._gap = text[len(trimmed) :]
        self._due = self._line_breaks = 0
        self._at_line_start = False

    def _join(self, text: str) -> str:
        """Put the white space before text that it needs where it stands."""
        if self._preformatted:
            return text if self._at_line_start else self._gap + text
        bare = text.lstrip(_WHITE)
        if self._at_line_start:
            return bare
        return _COLLAPSIBLE.sub(" ", self._gap + text[: len(text) - len(bare)]) + bare

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
