"""From a path to an answer: a redirect to the document about a thing, a file, or nothing.

Things have no suffix, documents have one. A thing answers 303 with the document that the client
prefers ("Cool URIs for the Semantic Web", 4.2); a decision as an act (``/eli/kemi/…``), and the
act in one language, answer 303 with the document of the § that made it (``/eli/dl/kemi/…``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import msgspec

from publisher.rdf.iris import vocabulary_iri
from publisher.serving.negotiation import MEDIA_TYPES, negotiate

# Languages that a document may be in besides the default one, which has no suffix of its own.
LANGUAGES = ("fi", "sv", "en")

# /eli/{organisation}/{body}/{year}/{section}, with /{language} for an expression.
_ACT = re.compile(
    r"eli/(?!dl/)(?P<section>[^/.]+/[^/.]+/[0-9]{4}/[^/.]+)(?:/(?P<language>[a-z]{2,3}))?"
)
# {thing}.{extension} or {thing}.{language}.{extension}
_DOCUMENT = re.compile(
    rf"(?P<thing>(?:[^/]+/)*[^/.]+)(?:\.(?P<language>{'|'.join(LANGUAGES)}))?"
    rf"\.(?P<extension>{'|'.join(MEDIA_TYPES)})"
)
_NEVER_IN_A_PATH = re.compile(r"[\x00-\x1f\x7f\\]")
# Documents that are about no thing of their own.
_PAGES_ONLY = frozenset({"index", "404"})

Exists = Callable[[str], bool]


class SeeOther(msgspec.Struct, frozen=True):
    """Answer 303; the choice depended on ``Accept``.

    Attributes:
        path: Of the document, from the site's root and without a slash in front.
    """

    path: str


class Document(msgspec.Struct, frozen=True):
    """Send a file.

    Attributes:
        path: From the site's root and without a slash in front.
    """

    path: str


class NotFound(msgspec.Struct, frozen=True):
    """Answer 404.

    Attributes:
        negotiated: Whether another ``Accept`` might have found something.
    """

    negotiated: bool


Action = SeeOther | Document | NotFound


def dereference(path: str, accept: str | None, exists: Exists) -> Action:
    """Decide what a GET is answered with.

    Args:
        path: The decoded path of the request, beginning with a slash.
        accept: The value of the ``Accept`` header.
        exists: Whether the site has a file at a path from its root.

    Returns:
        What to do; a path in it is that of a file that exists.
    """
    if not _is_plain(path):
        return NotFound(negotiated=False)
    name = path[1:]
    if not name or name.endswith("/"):
        name += "index.html"
    if exists(name):
        return Document(name)
    if "." in name.rpartition("/")[2]:
        return NotFound(negotiated=False)
    found = next(filter(exists, _candidates(name, accept)), None)
    return SeeOther(found) if found else NotFound(negotiated=True)


def links(path: str, exists: Exists, *, base_iri: str, root: str) -> str | None:
    """Write the ``Link`` header (RFC 8288) of a document.

    It names the thing described (RFC 6892) and the other documents about it that exist, each with
    its type and, where the suffix tells, its language.

    Args:
        path: The document's, from the site's root and without a slash in front.
        exists: Whether the site has a file at a path from its root.
        base_iri: Where things have their IRIs, with a final slash.
        root: The path at which the site's root is served, with a final slash.

    Returns:
        The value of the header; None for a file that is not one of a thing's documents.
    """
    match = _DOCUMENT.fullmatch(path)
    if not match or not exists(f"{match['thing']}.html"):
        return None
    thing = match["thing"]
    others = [(name, about) for name, about in _family(thing) if name != path and exists(name)]
    values = [f'<{root}{quote(name)}>; rel="alternate"; {about}' for name, about in others]
    if thing.rpartition("/")[2] not in _PAGES_ONLY:
        iri = vocabulary_iri(thing) or f"{base_iri}{quote(thing)}"
        values.insert(0, f'<{iri}>; rel="describes"')
    return ", ".join(values) or None


def _is_plain(path: str) -> bool:
    """Whether a path can only mean a place below the site's root, and only one such place."""
    parts = path.split("/")
    inner = parts[1:-1] if parts[-1] == "" else parts[1:]
    return (
        parts[0] == ""
        and not _NEVER_IN_A_PATH.search(path)
        and all(part not in {"", ".", ".."} for part in inner)
    )


def _candidates(thing: str, accept: str | None) -> list[str]:
    """The documents that would answer, the best first."""
    extension = negotiate(accept)
    act = _ACT.fullmatch(thing)
    if not act:
        return [f"{thing}.{extension}"]
    section = f"eli/dl/{act['section']}"
    in_language = [f"{section}.{act['language']}.html"] if act["language"] else []
    return [*(in_language if extension == "html" else []), f"{section}.{extension}"]


def _family(thing: str) -> list[tuple[str, str]]:
    """Every document there may be about a thing, with the attributes of a link to it."""
    plain = [(f"{thing}.{key}", f'type="{names[0]}"') for key, names in MEDIA_TYPES.items()]
    pages = [
        (f"{thing}.{language}.html", f'type="text/html"; hreflang="{language}"')
        for language in LANGUAGES
    ]
    return plain + pages
