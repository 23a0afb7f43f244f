"""From the Markdown of a PDF converter to lines of text.

Converters such as Docling write what they take for headings with number signs, tables with pipes,
and an HTML comment where a picture was. The signs say little: a heading may be a line of the page's
header, and a label may be none. So they are taken away, and what remains are lines as the other
readers give them:

* A heading is a line of its own.
* The cells of a row are joined by a tab; the rule under the header of a table is left out. A row
  that the converter repeated in every column is there once.
* Comments, emphasis and escapes are taken away; the words stay.
"""

from __future__ import annotations

import html
import re

_COMMENT = re.compile(r"<!--[^>]{0,200}-->")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,400})(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
# Signs of a converter: what people write by hand has neither pictures nor rules of tables.
_SIGN = re.compile(
    r"^(?:\#{1,6}[ \t]+(?!\d{6}[ \t])\S | \|(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*$ "
    r"| <!--[ ]image[ ]-->[ \t]*$)",
    re.MULTILINE | re.VERBOSE,
)
_FEWEST_SIGNS = 2


def is_markdown(text: str) -> bool:
    """Tell whether text looks like the Markdown of a converter.

    Args:
        text: As it was decoded; not HTML.

    Returns:
        Whether at least two lines are headings, rules of a table or places of pictures.
    """
    signs = _SIGN.finditer(text)
    return sum(1 for _, _ in zip(range(_FEWEST_SIGNS), signs, strict=False)) == _FEWEST_SIGNS


def extract_lines(text: str) -> str:
    r"""Take the signs of Markdown away.

    Args:
        text: As it was decoded.

    Returns:
        The lines; blank lines part what was parted.

    Examples:
        >>> extract_lines("## § 7\n\n| a | **b** |\n|---|---|\n| c | d |")
        '§ 7\n\na\tb\nc\td'
    """
    lines = (_line(line.strip()) for line in text.splitlines())
    return "\n".join(line for line in lines if line is not None)


def _line(line: str) -> str | None:
    """One line without its signs; None for a rule."""
    bare = _COMMENT.sub("", line).strip()
    if _RULE.fullmatch(bare):
        return None
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        cells = [_words(cell.strip()) for cell in bare[1:-1].split("|")]
        once = cells[:1] if len(set(cells)) == 1 else cells
        return "\t".join(once).strip("\t")
    return _words(_HEADING.sub("", bare, count=1) if _HEADING.match(bare) else bare)


def _words(text: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text)))
