"""What every answer says beside its content: types, languages, how long it may be kept.

`pykala serve` obeys these tables, and `publisher.hosting` writes them out for web servers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from publisher.rdf.iris import RDF_EXTENSIONS
from publisher.serving.negotiation import MEDIA_TYPES

# Of every answer, refusals included: scripts of every origin may read it (Fetch, CORS protocol),
# its type is the one that is stated (Fetch, nosniff), and no other site is told what is read here
# (Referrer Policy). Pages carry their Content-Security-Policy themselves; only that others may not
# frame them cannot stand in a page (CSP 3, 3.3).
EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}
# What is published may have to leave: nobody keeps it for longer than these seconds unasked, or
# shows it when it is older (RFC 9111, 5.2.2).
DOCUMENT_CACHE = "public, max-age=300, must-revalidate"
# A file whose name bears a hash of its bytes never changes (RFC 8246).
ASSET_CACHE = "public, max-age=31536000, immutable"
# Where a thing leads depends on who asks, and what is missing may come.
ANSWER_CACHE = "no-store"

ALLOWED = "GET, HEAD"
ROBOTS = "noindex"

# As `publisher.web.static` names it: eight hexadecimal digits or more before the ending.
ASSET = r"static/(?:[^/]+/)*[^/]+\." + "[0-9a-f]" * 8 + r"[0-9a-f]*\.[^/.]+"

SUFFIX_TYPES = {
    **{f".{extension}": names[0] for extension, names in MEDIA_TYPES.items()},
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".gz": "application/gzip",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".nq": "application/n-quads",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rq": "application/sparql-query",
    ".svg": "image/svg+xml",
    ".trig": "application/trig",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER_TYPE = "application/octet-stream"
# Addresses that others have fixed without a suffix: CKAN's action API; VoID, 7.2. One that ends in
# a slash is that of everything below it.
FIXED_TYPES = {"api/3/action/": "application/json", ".well-known/void": "text/turtle"}
# What search engines may not keep as it is; pages say so of themselves.
DATA_SUFFIXES = (
    *(f".{extension}" for extension in RDF_EXTENSIONS),
    *(".nq", ".trig", ".atom", ".csv", ".gz", ".json", ".parquet"),
)

_ASSET = re.compile(ASSET)


def content_type(path: str) -> str:
    """Name the type of a file of the site by its path.

    Examples:
        >>> content_type("kemi.ttl")
        'text/turtle; charset=utf-8'
        >>> content_type("kemi.jsonld")
        'application/ld+json'
    """
    fixed = next((name for start, name in FIXED_TYPES.items() if path.startswith(start)), None)
    return with_charset(fixed or SUFFIX_TYPES.get(Path(path).suffix.lower(), OTHER_TYPE))


def with_charset(media_type: str) -> str:
    """A type as it is sent: text says that it is UTF-8.

    Examples:
        >>> with_charset("text/css"), with_charset("image/png")
        ('text/css; charset=utf-8', 'image/png')
    """
    if media_type.startswith("text/") and "charset" not in media_type:
        return f"{media_type}; charset=utf-8"
    return media_type


def content_language(path: str, languages: Sequence[str]) -> str | None:
    """Name the language of a page of the site by its path.

    Args:
        path: From the site's root.
        languages: Those of the site, the default one first.

    Returns:
        The value of ``Content-Language`` (RFC 9110, 8.5); None for what is no page.

    Examples:
        >>> content_language("kemi.sv.html", ("fi", "sv")), content_language("kemi.html", ("fi",))
        ('sv', 'fi')
        >>> content_language("kemi.ttl", ("fi", "sv")) is None
        True
    """
    if not path.endswith(".html"):
        return None
    named = path.removesuffix(".html").rpartition("/")[2].rpartition(".")[2]
    return named if named in languages[1:] and f".{named}." in path else languages[0]


def cache_control(path: str) -> str:
    """Say how long a file of the site may be kept.

    Examples:
        >>> cache_control("static/pykala.ec85a183.css")
        'public, max-age=31536000, immutable'
        >>> cache_control("kemi.html")
        'public, max-age=300, must-revalidate'
    """
    return ASSET_CACHE if _ASSET.fullmatch(path) else DOCUMENT_CACHE
