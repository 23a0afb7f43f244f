"""Which document about a thing a client gets: the first media range it lists decides.

Servers without code of their own cannot weigh quality values, and the clients do not need them to:
each puts first what it wants. Looking anywhere in the list for ``text/html`` would give a page to
Comunica and rapper, which list it far behind RDF; taking everybody without it for an RDF client
would give RDF to curl, requests and CKAN, which send ``*/*``. So this is a rule that whoever hosts
the site can follow with the configuration of a web server alone.
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

_EXTENSIONS = {name: extension for extension, names in MEDIA_TYPES.items() for name in names}

# One element of the list: commas inside quoted strings do not end it (RFC 9110, 5.6.1 and 5.6.4).
_ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)+', re.DOTALL)
# Not wanted at all (RFC 9110, 12.4.2).
_REFUSED = re.compile(r";\s*q\s*=\s*0(?:\.0{0,3})?\s*(?:;|$)", re.IGNORECASE)


def media_ranges(accept: str) -> list[str]:
    """Split an ``Accept`` header into its media ranges with their parameters, as listed."""
    return [element.strip() for element in _ELEMENT.findall(accept) if element.strip()]


def negotiate(accept: str | None) -> Extension:
    """Choose the document by the first media range that is not refused with ``q=0``.

    Other parameters are ignored. What we do not have, wildcards and a header that is not there
    mean the page.

    Args:
        accept: The value of the ``Accept`` header.

    Returns:
        The extension of the document to send.

    Examples:
        >>> negotiate("text/turtle;q=0.5, text/html")
        'ttl'
        >>> negotiate("*/*")
        'html'
    """
    for media_range in media_ranges(accept or ""):
        if not _REFUSED.search(media_range):
            return _EXTENSIONS.get(media_range.partition(";")[0].strip().lower(), "html")
    return "html"
