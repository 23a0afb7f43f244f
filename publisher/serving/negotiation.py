"""Which document about a thing a client gets: the first media range it lists that we have decides.

Servers without code of their own cannot weigh quality values, and the clients do not need them to:
each puts first what it wants. Looking anywhere in the list for ``text/html`` would give a page to
Comunica and rapper, which list it far behind RDF; taking everybody without it for an RDF client
would give RDF to curl, requests and CKAN, which send ``*/*``. So this is a rule that one regular
expression can hold, and `publisher.hosting` gives the same expression to every web server (D-029).
"""

from __future__ import annotations

import re
from typing import Literal

Extension = Literal["html", "ttl", "jsonld", "nt", "rdf"]

# By extension the media types that ask for it; the first is the one that is sent. Every N-Triples
# document is also N-Quads, every Turtle document also TriG and N3.
MEDIA_TYPES: dict[Extension, tuple[str, ...]] = {
    "html": ("text/html", "application/xhtml+xml"),
    "ttl": ("text/turtle", "application/x-turtle", "text/n3", "application/trig"),
    "jsonld": ("application/ld+json", "application/json"),
    "nt": ("application/n-triples", "application/n-quads", "text/plain"),
    "rdf": ("application/rdf+xml",),
}
# Whoever takes anything, or anything of a kind that we have, gets the page.
WILDCARDS = ("*/*", "text/*", "application/*")

# What asks for each document.
RANGES: dict[Extension, tuple[str, ...]] = {
    extension: (*names, *WILDCARDS) if extension == "html" else names
    for extension, names in MEDIA_TYPES.items()
}
_EXTENSIONS = {name: extension for extension, names in RANGES.items() for name in names}

# Commas and semicolons inside quoted strings end nothing (RFC 9110, 5.6.4); some never end.
_QUOTED = r'"(?:[^"\\]|\\.)*(?:"|$)'
_REST = rf'(?:[^,;"]|{_QUOTED})*'
# A parameter, unless it is the weight that says "not wanted at all" (RFC 9110, 12.4.2). There is no
# looking ahead in the expressions of every server, so each way to differ from q=0 is written out.
_WANTED = (
    r";[ \t]*(?:"
    rf'(?:[^qQ \t,;"]|{_QUOTED}){_REST}'
    rf'|[qQ](?:[^=,;"]|{_QUOTED}){_REST}'
    rf'|[qQ]=(?:[^0,;"]|{_QUOTED}){_REST}'
    rf'|[qQ]=0(?:[^. \t,;"]|{_QUOTED}){_REST}'
    rf'|[qQ]=0\.0*(?:[^0 \t,;"]|{_QUOTED}){_REST}'
    r"|[qQ]=?)?"
)
_ELEMENT = rf'(?:[^,"]|{_QUOTED})*'

# An `Accept` header that says nothing (RFC 9110, 12.5.1: without one anything will do).
NOTHING_SAID = r"^[ \t,]*$"
# An `Accept` header that lists anything that we have: its only group is the first such range. It is
# matched without regard to case, and written so that Python, PCRE, RE2 and JavaScript agree on it.
FIRST_RANGE = (
    rf"^(?:{_ELEMENT},)*?[ \t]*("
    + "|".join(re.escape(name).replace("/", "[/]") for name in _EXTENSIONS)
    + rf")[ \t]*(?:{_WANTED})*(?:,|$)"
)
_NOTHING_SAID = re.compile(NOTHING_SAID)
_FIRST_RANGE = re.compile(FIRST_RANGE, re.IGNORECASE)
# One element of the list (RFC 9110, 5.6.1).
_LISTED = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)+', re.DOTALL)


def media_ranges(accept: str) -> list[str]:
    """Split an ``Accept`` header into its media ranges with their parameters, as listed."""
    return [element.strip() for element in _LISTED.findall(accept) if element.strip()]


def negotiate(accept: str | None) -> Extension | None:
    """Choose the document by the first media range that we have and that is not refused by ``q=0``.

    Other parameters are ignored. Wildcards and a header that is not there mean the page.

    Args:
        accept: The value of the ``Accept`` header.

    Returns:
        The extension of the document to send; None if the header lists nothing that we have.

    Examples:
        >>> negotiate("text/turtle;q=0.5, text/html")
        'ttl'
        >>> negotiate("*/*")
        'html'
        >>> negotiate("image/png") is None
        True
    """
    if not accept or _NOTHING_SAID.search(accept):
        return "html"
    found = _FIRST_RANGE.search(accept)
    return _EXTENSIONS[found[1].lower()] if found else None
