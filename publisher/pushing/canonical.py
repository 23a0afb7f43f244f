"""When two graphs are the same, although a store wrote the values of one in its own way.

Stores keep values and not letters: what was sent as ``12.50`` may come back as ``12.5``. So
literals are compared by what XML Schema calls their value, in the few ways that `_FORMS` lists, and
all else letter by letter. What these ways do not make equal is a difference.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple

import pyoxigraph as ox

from publisher.errors import RemoteError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
# The datatype under which Virtuoso gives geometries back.
_GEOMETRY = "http://www.openlinksw.com/schemas/virtrdf#Geometry"

# Derived from xsd:decimal by restriction, so that their values are decimals (XSD 1.1, part 2, 3.4).
_INTEGERS = (
    *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)

_DECIMAL = re.compile(r"([+-]?)0*(\d*)(?:\.(\d*?)0*)?")
_FRACTION = re.compile(r"(:\d\d)(?:\.(\d*?)0*)?(?=Z|[+-]|$)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
# A triple of canonical N-Triples whose object is a literal without escapes, with a datatype.
_TYPED = re.compile(rb'"([^"\\\n]*)"\^\^<([^>\n]*)> \.$', re.MULTILINE)


class Fingerprint(NamedTuple):
    """What tells a graph from one that says something else.

    Attributes:
        digest: SHA-256 of its triples in canonical form, sorted, one a line.
        triples: How many it has.
    """

    digest: bytes
    triples: int


def fingerprint(n_triples: bytes) -> Fingerprint:
    """The fingerprint of a graph.

    Args:
        n_triples: As Oxigraph writes them (canonical N-Triples, RDF 1.1 N-Triples, 4); the graph
            has no blank nodes.
    """
    lines = set(n_triples.splitlines())
    said = b"\n".join(sorted(set(canonical(n_triples).splitlines())))
    return Fingerprint(hashlib.sha256(said).digest(), len(lines))


def canonical(n_triples: bytes) -> bytes:
    """Triples with each literal in the one form of its value, in any order.

    Args:
        n_triples: As of `fingerprint`.
    """
    return _TYPED.sub(_rewritten, n_triples)


def differing(ours: bytes, theirs: bytes) -> str:
    """Say how two graphs differ, without repeating what stands in them.

    Args:
        ours: N-Triples, as of `fingerprint`.
        theirs: The same, of the other.

    Returns:
        How many triples came back otherwise, and the property of the first one.
    """
    mine, others = (set(canonical(each).splitlines()) for each in (ours, theirs))
    changed = sorted(mine - others) or sorted(others - mine)
    if not changed:
        return "nothing"
    predicate = changed[0].split(b" ", 2)[1].decode()
    return f"{len(mine - others)} missing, {len(others - mine)} too many, the first of {predicate}"


def read_n_triples(content: bytes, media_type: str) -> bytes:
    """Triples of another machine, as Oxigraph writes them.

    Args:
        content: Its answer.
        media_type: What it says that is.

    Returns:
        Canonical N-Triples.

    Raises:
        RemoteError: If it is no RDF that we can read.
    """
    syntax = ox.RdfFormat.from_media_type(media_type)
    try:
        if syntax is None:
            message = f"{media_type or 'nothing'} is no syntax of RDF"
            raise RemoteError(message)
        # Lenient, since what a store makes of an IRI is judged by comparing.
        triples = (quad.triple for quad in ox.parse(content, syntax, lenient=True))
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError) as error:
        message = f"its answer cannot be read: {error}"
        raise RemoteError(message) from error


def _rewritten(match: re.Match[bytes]) -> bytes:
    datatype = match[2].decode()
    form = _FORMS.get(datatype)
    if form is None:
        return match[0]
    try:
        value = form.write(match[1].decode())
    except ValueError:  # not of the lexical space: nothing to compare but the letters
        return match[0]
    return f'"{value}"^^<{form.datatype or datatype}> .'.encode()


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


def _decimal(text: str) -> str:
    match = _DECIMAL.fullmatch(text)
    if match is None or not any(letter.isdecimal() for letter in text):
        raise ValueError
    whole = (match[2] or "0") + (f".{match[3]}" if match[3] else "")
    return f"-{whole}" if match[1] == "-" and whole != "0" else whole


def _double(text: str) -> str:
    return repr(float(text))


def _single(text: str) -> str:
    """The nearest number of single precision (IEEE 754 binary32)."""
    return repr(ctypes.c_float(float(text)).value)


def _moment(text: str) -> str:
    """Without zeros at the end of a second, and with Z for the zone of UTC."""
    text = re.sub(r"[+-]00:00$", "Z", text)
    return _FRACTION.sub(lambda m: m[1] + (f".{m[2]}" if m[2] else ""), text)


def _geometry(text: str) -> str:
    """With coordinates in single precision, which is what Virtuoso keeps of a point."""
    return _NUMBER.sub(lambda match: _single(match[0]), re.sub(r",\s+", ",", text))


class _Form(NamedTuple):
    write: Callable[[str], str]
    datatype: str = ""


_FORMS = {
    f"{_XSD}boolean": _Form(_boolean),
    f"{_XSD}decimal": _Form(_decimal),
    **{f"{_XSD}{name}": _Form(_decimal, f"{_XSD}decimal") for name in _INTEGERS},
    f"{_XSD}double": _Form(_double),
    f"{_XSD}float": _Form(_single),
    f"{_XSD}dateTime": _Form(_moment),
    f"{_XSD}time": _Form(_moment),
    f"{_XSD}date": _Form(lambda text: re.sub(r"[+-]00:00$", "Z", text)),
    f"{_XSD}hexBinary": _Form(str.upper),
    _WKT: _Form(_geometry),
    _GEOMETRY: _Form(_geometry, _WKT),
}
"""How the values of a datatype are written, and under which datatype, if not their own."""
