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
* What a browser does not show in the page is left out: the head, scripts, styles, templates,
  ``<noscript>``, comments, and elements with ``hidden`` or ``display: none``.
* Only the title of the page is kept, as the first line, if it is a name (a few words without a
  digit) that is no line of the page itself: pages of Espoo name the town nowhere else.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from publisher.documents.lines import Lines
from publisher.errors import UnreadableError

_UNSEEN = frozenset(
    {"head", "iframe", "noembed", "noframes", "noscript", "script", "style", "template", "title"}
)

# The tags that a page, or a piece cut out of one, begins with.
_BEGINNING = re.compile(
    r"""(?> [\s\ufeff]+ | <!--.*?--> | <\?[^>]*> )*+
    <(?: !doctype\s+html | html | head | body | frameset | title | meta | link | base | style
       | script | table | thead | tbody | tr | td | th | div | p | h[1-6] | span | b | strong | i
       | em | font | a | br | hr | ul | ol | li | dl | center | section | article | main | header
       | nav | form | pre
     )(?= [\s/>] )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_BEGINNING_CHARACTERS = 4096
_MOST_NAME_WORDS = 3
_PIECE_OF_TABLE = re.compile(r"\s*<(?:thead|tbody|tr|td|th)[\s/>]", re.IGNORECASE)

_MAY_BE_HIDDEN = '[hidden], [style*="display" i]'
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
# Where parsing may take longer than in proportion to the size: fewer tags than this do no harm.
_HARMLESS_TAGS = 2_000
_HARMLESS_ATTRIBUTES = 1_000  # characters
_MAX_STEPS = 1_000_000_000  # past open elements and attributes; a few seconds
_STEPS_PER_COPY = 500  # a formatting element that is open is copied into the next block
_COPIES_OF_ONE = 3  # HTML Standard, 13.2.4.3: the "Noah's Ark clause"
_LONG_TAG = re.compile(r"<[^<>]{5000}")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
_QUOTED = re.compile(r""" "[^"]*" | '[^']*' """, re.VERBOSE)
_FORMATTING = frozenset(
    {"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}
)
_CLOSE_THEMSELVES = frozenset(
    {"br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p"}
    | {"tbody", "td", "tfoot", "th", "thead", "tr"}
)


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

    Raises:
        UnreadableError: If so many tags are left open in each other, or one has so many attributes,
            that the HTML Standard's own algorithm would take minutes: it looks through the open
            elements at every tag, and through the attributes of a tag at each.

    Examples:
        >>> extract_lines("<h1>§ 7</h1><table><tr><td>Päätös<td>Hyväksyttiin.</table>")
        '§ 7\n\nPäätös\tHyväksyttiin.'
    """
    if _PIECE_OF_TABLE.match(markup):
        markup = f"<table>{markup}"
    may_tangle = markup.count("<") > _HARMLESS_TAGS or _LONG_TAG.search(markup) is not None
    if may_tangle and _is_tangled(markup):
        message = "the tags of the page are in disorder: open it in a browser and save it as text"
        raise UnreadableError(message)
    page = LexborHTMLParser(markup)
    lines = Lines()
    if page.body is not None:
        _walk(page.body, lines)
    text = "".join(lines.pieces)
    name = _name(page)
    is_line = name in re.split(r"[\n\t]", text)
    return f"{name}\n\n{text}" if text and name and not is_line else text


def _name(page: LexborHTMLParser) -> str:
    """The title of a page, if it is a name and no heading; otherwise the empty string."""
    node = page.css_first("head > title")
    words = node.text().split() if node is not None else []
    title = " ".join(words)
    is_name = len(words) <= _MOST_NAME_WORDS and not any(map(str.isdigit, title))
    return title if is_name else ""


def _walk(body: LexborNode, lines: Lines) -> None:
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


def _is_tangled(markup: str) -> bool:
    """Estimate the steps that parsing takes beyond those in proportion to the size."""
    steps = 0
    depth = 0
    formatting = _Formatting()
    for slash, name, attributes in _TAG.findall(markup):
        tag = name.lower()
        if tag in _FORMATTING:
            formatting.note(slash, tag, attributes)
        elif tag not in _CLOSE_THEMSELVES:
            depth = max(0, depth - 1) if slash else depth + 1
        steps += depth + _STEPS_PER_COPY * formatting.open + _count_attributes(attributes) ** 2
    return steps > _MAX_STEPS


def _count_attributes(attributes: str) -> int:
    if len(attributes) < _HARMLESS_ATTRIBUTES:
        return 0
    return len(_QUOTED.sub("", attributes).split())


class _Formatting:
    """The formatting elements that are open.

    Attributes:
        open: How many of them a new block would copy.
    """

    def __init__(self) -> None:
        self.open = 0
        self._attributes: dict[str, list[str]] = {}
        self._copies: dict[tuple[str, str], int] = {}

    def note(self, slash: str, tag: str, attributes: str) -> None:
        """Note a start tag, or an end tag if there is a slash."""
        opened = self._attributes.setdefault(tag, [])
        if not slash:
            opened.append(attributes)
            copies = self._copies[tag, attributes] = self._copies.get((tag, attributes), 0) + 1
            self.open += copies <= _COPIES_OF_ONE
        elif opened:
            last = opened.pop()
            copies = self._copies[tag, last] = self._copies[tag, last] - 1
            self.open -= copies < _COPIES_OF_ONE
