"""The text of a SPARQL query: what it may not say, which prefixes it declares.

SPARQL grants a query two ways out of the store. An update would change it; the parser of queries
refuses that by itself. ``SERVICE`` makes the store send requests to any address, and Oxigraph has
no switch for it. Looking for the word is not enough, and neither is cutting the text into tokens:
Oxigraph's parser tries the rules of the grammar one after the other, so it reads ``SERVICE:x {``
as a service even where a prefix ``SERVICE:`` is declared, and the ``<`` of ``FILTER(?a<?b)`` never
opens an IRI for it, whatever a table of tokens says. So the parser itself is the judge: it reads
a copy in which another word stands for each ``service``. Inside a literal, an IRI, a comment or a
name the other word does no harm; where the keyword was meant, the copy does not parse.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import pyoxigraph as ox

from publisher.errors import SettingsError

# White space, comments, BASE and PREFIX before the query proper (SPARQL 1.1, 19.8, rule 4).
_PROLOGUE = re.compile(
    r"(?:\s|#[^\n\r]*|BASE\s*<[^<>\s]*>|PREFIX\s*[^\s:<#]*\s*:\s*<[^<>\s]*>)*+", re.IGNORECASE
)
_DECLARATION = re.compile(
    r"#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s*(?P<name>[^\s:<#]*)\s*:\s*<(?P<iri>[^>]*)>", re.IGNORECASE
)
_UPDATE = re.compile(
    r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE
)
# SERVICE with its SILENT, between them white space and comments only.
_SERVICE_CLAUSE = re.compile(r"service(?:(?:\s|#[^\n\r]*[\n\r])*silent)?", re.IGNORECASE)
# As far as the IRI of the service, where that stands outright.
_CALL = r"(?i:\bservice\s+(?:silent\s*)?)"
# A name before a colon that may be a prefix: not inside an IRI's path, not a variable.
_PREFIX_USE = re.compile(r"(?<![\w<:/?$@.-])((?:[A-Za-z][\w-]*)?):")
# An IRI, a string of any kind, or a comment (SPARQL 1.1, 19.8); a string may never end.
_QUOTED = re.compile(
    r'(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|#[^\n\r]*'
    r'|"""(?:[^\\]|\\.)*?(?:"""|\Z)|\'\'\'(?:[^\\]|\\.)*?(?:\'\'\'|\Z)'
    r'|"(?:[^"\\\n\r]|\\.)*(?:"|$)|\'(?:[^\'\\\n\r]|\\.)*(?:\'|$)',
    re.DOTALL | re.MULTILINE,
)
# What the parser prints for a class of characters: ['0' ..= '9' | '\u{00B7}'] or [_].
_CHARACTER_CLASS = re.compile(r"\[(?:'[^']*'|[^\]'])*\],? ?")
# The part after the colon that needs no escapes (a part of PN_LOCAL, SPARQL 1.1, rule 169).
_LOCAL_NAME = re.compile(r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*")


def check_query(text: str, services: Collection[str] = ()) -> None:
    """Make sure that a text is a query, and one that stays inside the store.

    Args:
        text: A whole SPARQL 1.1 query.
        services: Endpoints that it may call all the same, each named by its IRI in full.

    Raises:
        SettingsError: If the text does not parse (with line and column), is an update, or calls
            another endpoint with ``SERVICE``.
    """
    for service in services:
        text = re.sub(_CALL + re.escape(f"<{service}>"), f"GRAPH <{service}>", text)
    safe_copy = _renamed(text, "service")
    problem = _problem(safe_copy)
    if problem is None:
        return
    if _UPDATE.match(text, _prologue_end(text)):
        message = "this changes data: only queries are answered (SELECT, ASK, CONSTRUCT, DESCRIBE)"
        raise SettingsError(message)
    if safe_copy != text and _problem(_SERVICE_CLAUSE.sub("GRAPH", text)) is None:
        message = "SERVICE is refused: a query here reads this store only and calls no other"
        raise SettingsError(message)
    message = f"the query does not parse: {problem}{_advice(text)}"
    raise SettingsError(message)


def names_default_graph(text: str) -> bool:
    """Whether a query has a dataset of its own (``FROM``, SPARQL 1.1, 13.2).

    Args:
        text: A query that has passed `check_query`.

    Returns:
        Whether ``FROM`` or ``FROM NAMED`` stands in it as a keyword.

    Examples:
        >>> names_default_graph("SELECT * FROM <urn:g> { ?from ?p ?o }")
        True
        >>> names_default_graph('SELECT * { ?from ?p "from" }')
        False
    """
    if not _mentions(text, "from"):
        return False
    return _problem(_renamed(_renamed(text, "service"), "from")) is not None


def may_call(text: str) -> bool:
    """Whether a text holds the word by which a query calls other endpoints, whatever it means."""
    return _mentions(text, "service")


def declared_prefixes(text: str) -> dict[str, str]:
    """Read the ``PREFIX`` lines before a query; relative IRIs and escapes are left out.

    Examples:
        >>> declared_prefixes("PREFIX eli: <http://data.europa.eu/eli/ontology#> ASK {}")
        {'eli': 'http://data.europa.eu/eli/ontology#'}
    """
    found = _DECLARATION.finditer(text, 0, _prologue_end(text))
    return {
        match["name"]: match["iri"]
        for match in found
        if match["iri"] is not None and ":" in match["iri"] and "\\" not in match["iri"]
    }


def without_literals(text: str) -> str:
    """A query whose strings and comments say nothing any more, for whoever may not read them.

    Examples:
        >>> without_literals("SELECT * { ?s ?p 'Aino' } # whom?")
        'SELECT * { ?s ?p "…" } '
    """
    return _QUOTED.sub(lambda found: found["iri"] or ("" if found[0][0] == "#" else '"…"'), text)


def shorten(iri: str, prefixes: dict[str, str]) -> str:
    """Write an IRI as a prefixed name where one of the prefixes fits, else in angle brackets.

    The longest namespace wins; names that would need escapes stay IRIs.

    Examples:
        >>> shorten("http://schema.org/about", {"schema": "http://schema.org/"})
        'schema:about'
        >>> shorten("http://schema.org/a/b", {"schema": "http://schema.org/"})
        '<http://schema.org/a/b>'
    """
    fitting = [
        (len(namespace), name)
        for name, namespace in prefixes.items()
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace))
    ]
    if not fitting:
        return f"<{iri}>"
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


def _mentions(text: str, keyword: str) -> bool:
    return re.search(keyword, text, re.IGNORECASE) is not None


def _renamed(text: str, keyword: str) -> str:
    """Put another word of the same length for a keyword, so that positions stay."""
    other = f"{keyword[0]}q{keyword[2:]}"
    return re.sub(keyword, other, text, flags=re.IGNORECASE)


def _problem(text: str, prefixes: dict[str, str] | None = None) -> str | None:
    """Say what the parser has against a query that cannot reach the network, or None.

    The parser cannot be had without the evaluator, so an empty store answers.
    """
    try:
        ox.Store().query(text, prefixes=prefixes)
    except (SyntaxError, ValueError) as error:
        return _readable(str(error))
    except RuntimeError:
        return None  # it was read to the end, and calls a function that does not exist
    return None


def _readable(message: str) -> str:
    """Leave out the classes of characters that the parser would also have taken."""
    without = _CHARACTER_CLASS.sub("", " ".join(message.split())).rstrip(" ,")
    return re.sub(r"expected(?: one of)?$", "expected more", without)


def _prologue_end(text: str) -> int:
    match = _PROLOGUE.match(text)
    return match.end() if match else 0


def _advice(text: str) -> str:
    """Name the prefixes whose declaration is all that is missing.

    The parser reports such a name at an odd place and without a word on prefixes.
    """
    safe_copy = _renamed(text, "service")
    names = sorted(set(_PREFIX_USE.findall(text)))
    declared = {_renamed(name, "service"): "urn:x-prefix:" for name in names}
    if _problem(safe_copy, declared) is not None:
        return ""
    missing = [name for name in names if _problem(safe_copy, _without(declared, name))]
    return f" (no PREFIX line declares {', '.join(f'{name}:' for name in missing)})"


def _without(prefixes: dict[str, str], name: str) -> dict[str, str]:
    return {key: iri for key, iri in prefixes.items() if key != _renamed(name, "service")}
