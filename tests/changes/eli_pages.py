"""Take the metadata out of the page of a legal resource, as ELI Pillars III and IV publish it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import urljoin

import pyoxigraph as ox

from tests.changes.http import OK, Answer, ProtocolError, without_fragment
from tests.changes.jsonld import MEDIA_TYPE, JsonLdReader
from tests.changes.paths import RDF, Graph

ELI = "http://data.europa.eu/eli/ontology#"
_PAGES = {"text/html", "application/xhtml+xml"}
_CLAUSE = "ELI Pillar IV, 3.1.2, Provide dereferencable ELI URIs"
_WHOLE = "ELI Pillar IV, 3.1.2, Provide all multilingual Legal Expressions and Formats"


class _Scripts(HTMLParser):
    """Collects scripts of JSON-LD and the base (JSON-LD 1.1, sections 7 and 7.1)."""

    def __init__(self) -> None:
        super().__init__()
        self.base: str | None = None
        self.scripts: list[str] = []
        self._is_within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "base" and self.base is None:
            self.base = told.get("href")
        kind = (told.get("type") or "").partition(";")[0].strip().lower()
        self._is_within = tag == "script" and kind == MEDIA_TYPE
        if self._is_within:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_within = self._is_within and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._is_within:
            self.scripts[-1] += data


def read_description(answer: Answer, eli: str, json_ld: JsonLdReader) -> frozenset[ox.Triple]:
    """Read all JSON-LD of a page, which together is one document (JSON-LD 1.1 API, 6).

    Args:
        answer: With the page, after redirects.
        eli: What was asked for.
        json_ld: What reads JSON-LD.

    Returns:
        The triples, without those of named graphs.

    Raises:
        ProtocolError: If there is no page, or it does not describe the legal resource that was
            asked for, with all its expressions and formats.
        SyntaxError: If what it has is no JSON-LD.
    """
    if answer.status != OK or answer.media_type not in _PAGES:
        message = f"{_CLAUSE}: {answer.status}, {answer.media_type or 'of no type'}, for {eli}"
        raise ProtocolError(message)
    parser = _Scripts()
    parser.feed(answer.body.decode("utf-8"))
    parser.close()
    base = without_fragment(urljoin(answer.url, parser.base or ""))
    parts: list[object] = []
    for script in parser.scripts:
        try:
            part = json.loads(script)
        except ValueError as error:
            message = f"JSON-LD 1.1, 7: a script on the page of {eli} is no JSON"
            raise ProtocolError(message) from error
        parts += part if isinstance(part, list) else [part]
    quads = json_ld.read(json.dumps(parts), base)
    triples = frozenset(q.triple for q in quads if isinstance(q.graph_name, ox.DefaultGraph))
    _check(Graph(triples), ox.NamedNode(eli))
    return triples


def _check(graph: Graph, eli: ox.NamedNode) -> None:
    """Check that a whole tree of works, expressions and formats is described.

    Args:
        graph: What the page says.
        eli: What was asked for.

    Raises:
        ProtocolError: If something is missing.
    """
    if ox.NamedNode(f"{ELI}LegalResource") not in graph.objects(eli, f"{RDF}type"):
        message = f"{_CLAUSE}: the page does not describe the legal resource {eli.value}"
        raise ProtocolError(message)
    for expression in graph.objects(eli, f"{ELI}is_realized_by"):
        for part in (expression, *graph.objects(expression, f"{ELI}is_embodied_by")):
            if isinstance(part, ox.Literal) or not graph.describes(part):
                message = f"{_WHOLE}: {part} is not described by {eli.value}"
                raise ProtocolError(message)
