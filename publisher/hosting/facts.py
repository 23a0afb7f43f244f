"""What the configuration of every web server says, whatever its syntax.

All of it stands in tables of `publisher.serving`, in the settings, or follows from them.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from publisher.errors import SettingsError
from publisher.rdf.iris import GONE, SPARQL, VOCABULARIES
from publisher.serving import headers
from publisher.serving.dereferencing import LANGUAGES, family
from publisher.serving.negotiation import FIRST_RANGE, MEDIA_TYPES, NOTHING_SAID, RANGES
from publisher.settings import Settings

# In no syntax do these mean anything but themselves between double quotes.
_PLAIN_FOLDER = re.compile(r"/[\w /.,:@+~=()-]*")
_PLAIN_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
_PLAIN_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


class Type(msgspec.Struct, frozen=True):
    """What is sent as a type.

    Attributes:
        name: The suffix of a file without its dot, or an address below the base.
        value: Of ``Content-Type``.
    """

    name: str
    value: str


class Sibling(msgspec.Struct, frozen=True):
    """A document that there may be about a thing.

    Attributes:
        suffix: What follows the IRI of the thing.
        attributes: Of a link to it (RFC 8288).
    """

    suffix: str
    attributes: str


class Range(msgspec.Struct, frozen=True):
    """Which media ranges ask for a document.

    Attributes:
        extension: Of the document.
        names: In small letters.
    """

    extension: str
    names: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """What any of the names matches as a whole, in every kind of regular expression."""
        return f"^(?:{'|'.join(re.escape(name) for name in self.names)})$"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a template is filled with; patterns are regular expressions that all servers read.

    Attributes:
        base_iri: Where the things of the site have their IRIs, with a final slash.
        origin: Of the base, such as ``https://data.example.fi``.
        host: Of the base, without a port.
        base: The path of the base, with a slash at both ends.
        base_pattern: What matches the path of the base and nothing else.
        root: The folder that the web server shows at ``/``.
        language: In which pages are that have no language in their address.
        languages: Those that pages may have in their address.
        endpoint: The address of the SPARQL endpoint; empty if the site has none of its own.
        upstream: Where `pykala serve` answers queries for it.
    """

    base_iri: str
    origin: str
    host: str
    base: str
    base_pattern: str
    root: str
    language: str
    languages: tuple[str, ...]
    endpoint: str
    upstream: str = "127.0.0.1:8000"
    suffix_languages: tuple[str, ...] = LANGUAGES
    siblings: tuple[Sibling, ...] = tuple(Sibling(*one) for one in family(""))
    gone: str = GONE
    vocabularies: str = VOCABULARIES
    nothing_said: str = NOTHING_SAID
    first_range: str = FIRST_RANGE
    ranges: tuple[Range, ...] = tuple(Range(key, names) for key, names in RANGES.items())
    types: tuple[Type, ...] = tuple(
        Type(suffix[1:], headers.with_charset(name))
        for suffix, name in headers.SUFFIX_TYPES.items()
    )
    fixed_types: tuple[Type, ...] = tuple(
        Type(path, headers.with_charset(name)) for path, name in headers.FIXED_TYPES.items()
    )
    other_type: str = headers.OTHER_TYPE
    everywhere: tuple[tuple[str, str], ...] = tuple(headers.EVERYWHERE.items())
    document_cache: str = headers.DOCUMENT_CACHE
    asset_cache: str = headers.ASSET_CACHE
    answer_cache: str = headers.ANSWER_CACHE
    asset: str = headers.ASSET
    allowed: str = headers.ALLOWED
    robots: str = headers.ROBOTS
    data: tuple[str, ...] = tuple(suffix[1:] for suffix in headers.DATA_SUFFIXES)

    @property
    def extensions(self) -> tuple[str, ...]:
        """Of the documents about a thing."""
        return tuple(MEDIA_TYPES)

    @property
    def compressed(self) -> tuple[str, ...]:
        """Types without parameters whose files are worth compressing."""
        names = {type_.value.partition(";")[0] for type_ in self.types}
        packed = {"application/gzip", "application/pdf", "application/zip", "font/woff2"}
        plain = {name for name in names if not name.startswith("image/") or "svg" in name}
        return tuple(sorted(plain - packed))

    @property
    def offered(self) -> str:
        """What a client is told that asks for nothing that there is."""
        return f"This can be had as {', '.join(names[0] for names in MEDIA_TYPES.values())}."


def facts(settings: Settings, root: Path | None) -> Facts:
    """Gather what a configuration says.

    Args:
        settings: Of the site.
        root: The folder that the web server shows at ``/``; None for that of the published site.

    Returns:
        Facts that need no escaping between double quotes, patterns aside.

    Raises:
        SettingsError: If the base has a path and no root is given, or host, path or root have
            characters that a configuration could misread.
    """
    parts = urlsplit(settings.base_iri)
    if parts.path != "/" and root is None:
        message = (
            f"{settings.base_iri} is below / of its host: lay the site at {parts.path} of a folder "
            "that the web server shows, and say which with --root FOLDER"
        )
        raise SettingsError(message)
    folder = str(root.absolute() if root else settings.output / "published" / "site")
    _require(_PLAIN_HOST, parts.netloc, "the host of base_iri")
    _require(_PLAIN_PATH, parts.path, "the path of base_iri")
    _require(_PLAIN_FOLDER, folder, "the folder of the site")
    return Facts(
        base_iri=settings.base_iri,
        origin=f"{parts.scheme}://{parts.netloc}",
        host=parts.netloc.partition(":")[0],
        base=parts.path,
        base_pattern=parts.path.replace(".", r"\."),
        root=folder,
        language=settings.languages[0],
        languages=tuple(settings.languages[1:]),
        endpoint=f"{parts.path}{SPARQL}" if _has_endpoint(settings) else "",
    )


def _has_endpoint(settings: Settings) -> bool:
    """Whether everybody may ask the site itself, and not another one or nobody."""
    return settings.sparql_endpoint == f"{settings.base_iri}{SPARQL}"


def _require(pattern: re.Pattern[str], value: str, what: str) -> None:
    """Refuse what could mean something else in a configuration.

    Raises:
        SettingsError: If the value is not of the pattern.
    """
    if pattern.fullmatch(value) is None:
        message = (
            f"{what}, {value!r}, has characters that the configuration of a web server could "
            "misread: choose another one; with --root, name the folder on the web server"
        )
        raise SettingsError(message)
