"""From a path to an answer: a redirect to the document about a thing, a file, or nothing.

Things have no suffix, documents have one. A thing answers 303 with the document that the client
prefers ("Cool URIs for the Semantic Web", 4.2); a decision as an act (``/eli/kemi/…``), and the
act in one language, answer 303 with the document of the § that made it (``/eli/dl/kemi/…``).
`publisher.hosting` says the same to web servers that have no code of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import msgspec

from publisher.rdf.iris import GONE, vocabulary_iri
from publisher.serving.negotiation import MEDIA_TYPES, negotiate

# Languages that a document may be in besides the default one, which has no suffix of its own.
LANGUAGES = ("fi", "sv", "en")

# /eli/{organisation}/{body}/{year}/{section}, with /{language} for an expression.
ACT = re.compile(
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


class Gone(msgspec.Struct, frozen=True):
    """Answer 410 and send a file that says so: the thing is published no more (RFC 9110, 15.5.11).

    Attributes:
        path: From the site's root and without a slash in front.
        negotiated: Whether another ``Accept`` would have found another file.
    """

    path: str
    negotiated: bool


class NotAcceptable(msgspec.Struct, frozen=True):
    """Answer 406: there are documents, and ``Accept`` lists none of their types."""


class NotFound(msgspec.Struct, frozen=True):
    """Answer 404.

    Attributes:
        negotiated: Whether another ``Accept`` might have found something.
    """

    negotiated: bool


Action = SeeOther | Document | Gone | NotAcceptable | NotFound


def dereference(path: str, accept: str | None, exists: Exists) -> Action:
    """Decide what a GET is answered with.

    Args:
        path: The decoded path of the request, beginning with a slash.
        accept: The value of the ``Accept`` header.
        exists: Whether the site has a file at a path from its root.

    Returns:
        What to do; a path in it is that of a file that exists.
    """
    if not _is_plain(path) or path.endswith(GONE):
        return NotFound(negotiated=False)
    name = path[1:]
    if not name or name.endswith("/"):
        name += "index.html"
    if exists(name):
        gone = exists(_gone(name))
        return Gone(name, negotiated=False) if gone else Document(name)
    if "." in name.rpartition("/")[2]:
        return NotFound(negotiated=False)
    return _choose(name, accept, exists)


def _choose(name: str, accept: str | None, exists: Exists) -> Action:
    """Answer for a thing; there is a page about everything that there is."""
    thing, language = _spoken_of(name)
    extension = negotiate(accept)
    if not exists(f"{thing}.html"):
        return NotFound(negotiated=True)
    if extension is None:
        return NotAcceptable()
    documents = (f"{thing}.{language}.{extension}", f"{thing}.{extension}")
    found = next(filter(exists, documents), None)
    if found is None:
        return NotFound(negotiated=True)
    return Gone(found, negotiated=True) if exists(_gone(found)) else SeeOther(found)


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
    others = [(name, about) for name, about in family(thing) if name != path and exists(name)]
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


def _spoken_of(name: str) -> tuple[str, str]:
    """The thing whose documents answer for a path, and the language that the path asks for."""
    act = ACT.fullmatch(name)
    return (f"eli/dl/{act['section']}", act["language"] or "") if act else (name, "")


def _gone(path: str) -> str:
    """The file that says that the thing which a document is about is published no more."""
    parent, slash, name = path.rpartition("/")
    return f"{parent}{slash}{name.partition('.')[0]}{GONE}"


def family(thing: str) -> list[tuple[str, str]]:
    """List every document there may be about a thing, with the attributes of a link to it."""
    plain = [(f"{thing}.{key}", f'type="{names[0]}"') for key, names in MEDIA_TYPES.items()]
    pages = [
        (f"{thing}.{language}.html", f'type="text/html"; hreflang="{language}"')
        for language in LANGUAGES
    ]
    return plain + pages
