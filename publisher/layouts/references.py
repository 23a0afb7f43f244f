"""A running list of the handlings before this one, of which little more than body and day is said.

*Tekniska nämnden 3.2.2024, § 17, Stadsstyrelsen 12.2.2024, 41 §*: § before or after its
number, or none; several days for one body; or nothing but a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.dates import parse_day
from publisher.finnish.people import is_body
from publisher.model import Found, Handling
from publisher.phrases import Phrases

_REFERENCE = re.compile(
    r"""
    (?: (?P<body> [^\W\d_][^\d§,;\n]{1,90}? ) [\s,:]{1,3} )?
    (?P<day> \d{1,2}\.\d{1,2}\.\d{4} )
    (?: ,?\s? § \s? (?P<after> \d{1,4} ) | ,?\s? (?P<before> \d{1,4} ) \s?§ )?
    (?= [\s,;.] | $ ) [\s,;.]{0,4}
    """,
    re.VERBOSE,
)


# A list may break a line inside an entry.
_LINES_OF_ENTRY = (1, 2)


def read_references(
    blocks: Sequence[Block], phrases: Phrases
) -> tuple[tuple[Handling, ...], Sequence[Block]]:
    """Read the first lines, as long as they list handlings and nothing else.

    Args:
        blocks: Lines.
        phrases: Know what bodies are called.

    Returns:
        The handlings in order, each with what is said of it, and the lines after the list; a line
        that goes on with something else is one of these. A day without a body has that of the day
        before it.
    """
    found: list[Handling] = []
    position = 0
    while position < len(blocks):
        body = found[-1].body if found else None
        count, read = _read_entries(blocks[position : position + 2], body, phrases)
        found.extend(read)
        if not count:
            break
        position += count
    return tuple(found), blocks[position:]


def _read_entries(
    blocks: Sequence[Block], body: Found[str] | None, phrases: Phrases
) -> tuple[int, list[Handling]]:
    """The handlings on the first line, or the first two, and how many lines hold nothing else."""
    for count in _LINES_OF_ENTRY:
        text = Excerpt(blocks[:count])
        read, end = _read_text(text, body, phrases)
        if read and end == len(text.text):
            return count, read
    read, _ = _read_text(Excerpt(blocks[:1]), body, phrases)
    return 0, read


def _read_text(
    text: Excerpt, body: Found[str] | None, phrases: Phrases
) -> tuple[list[Handling], int]:
    """The handlings that a text lists, and where it says anything else."""
    found: list[Handling] = []
    position = 0
    while match := _REFERENCE.match(text.text, position):
        if match["body"]:
            if not is_body(match["body"], phrases):
                break
            body = Found(match["body"], text.span(*match.span("body")))
        found.append(_read(match, text, body))
        position = match.end()
    return found, position


def _read(match: re.Match[str], text: Excerpt, body: Found[str] | None) -> Handling:
    day = parse_day(match["day"])
    group = "after" if match["after"] else "before"
    return Handling(
        body=body,
        date=None if day is None else Found(day, text.span(*match.span("day"))),
        section=(Found(int(match[group]), text.span(*match.span(group))) if match[group] else None),
    )
