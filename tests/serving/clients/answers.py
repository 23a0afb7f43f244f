"""What clients ask, and what is true: the answers of the engine over the same store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from tests.serving.conftest import BASE

TOWN = f"{BASE}tuulikoski"
DECISION = f"{BASE}eli/dl/tuulikoski/kaupunginhallitus/2024/58"
TITLE = "http://purl.org/dc/terms/title"
# Everything that a syntax has to protect: quotes, commas, lines, markup, letters beyond Latin-1.
HARD = 'Äänekosken "tarjous", 5 § <&>\nToinen rivi; 1 000 € \U0001f333\\'

_DATA = f"""
PREFIX d: <{BASE}> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {{
  GRAPH <{TOWN}.jsonld> {{ d:tuulikoski dct:title "Tuulikoski"@fi, "Vindforsen"@sv }}
  GRAPH <{DECISION}.jsonld> {{
    <{DECISION}> dct:title {ox.Literal(HARD, language="fi")} ;
      dct:issued "2024-03-04"^^xsd:date ; d:hinta 1234.50 ; d:julkinen true ; d:pykala 58 ;
      d:tunnus "77-10" ; d:aanestys [ d:jaa 7 ; d:ei 4 ] ; dct:spatial d:tuulikoski .
    d:tuulikoski dct:alternative "Tuulikosken kunta"@fi .
  }}
  GRAPH <{BASE}laki/1982/710.jsonld> {{ <{BASE}laki/1982/710> dct:title "Laki"@fi }}
}}
"""
_PREFIXES = f"PREFIX d: <{BASE}> PREFIX dct: <http://purl.org/dc/terms/> "
TABLES = {
    "everything": "SELECT ?s ?p ?o { ?s ?p ?o }",
    "named graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "something unbound": f"{_PREFIXES}SELECT * {{ ?s dct:title ?t OPTIONAL {{ ?s d:pykala ?n }} }}",
    "letters": f"{_PREFIXES}SELECT ?s {{ ?s dct:title ?t FILTER(STRSTARTS(?t, 'Ää')) }}",
    "a path": f"{_PREFIXES}SELECT ?jaa {{ ?s d:aanestys/d:jaa ?jaa }}",
    "nothing": "SELECT ?s { ?s <urn:none> ?o }",
}
TRUTHS = {
    "true": f"ASK {{ <{TOWN}> ?p 'Vindforsen'@sv }}",
    "false": f"ASK {{ <{TOWN}> ?p 'Vindforsen'@fi }}",
}
GRAPHS = {
    "all triples": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "a template": f"{_PREFIXES}CONSTRUCT {{ [] d:nimi ?t }} WHERE {{ ?s dct:title ?t }}",
    "no triples": "CONSTRUCT { ?s ?p ?o } WHERE { ?s <urn:none> ?o . ?s ?p ?o }",
}
QUERIES = TABLES | TRUTHS | GRAPHS

Rows = Counter[frozenset[tuple[str, str]]]


def fill(folder: Path) -> Path:
    """Write a store with terms of every kind in three named graphs."""
    store = ox.Store(str(folder))
    store.update(_DATA)
    store.flush()
    return folder


def true_answer(store: Path, query: str) -> Rows | bool | list[str]:
    """What the engine itself answers over a store."""
    found = ox.Store.read_only(str(store)).query(query, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryTriples):
        return canonical(found)
    return bool(found) if isinstance(found, ox.QueryBoolean) else rows_of(found)


def rows_of(found: ox.QuerySolutions) -> Rows:
    """Rows without their order; who counts blank nodes counts them otherwise each time."""
    names = [variable.value for variable in found.variables]
    return Counter(
        frozenset(
            (name, "_:" if isinstance(term, ox.BlankNode) else str(term))
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        for row in found
    )


def read_table(content: str | bytes, syntax: ox.QueryResultsFormat) -> Rows | bool:
    """Read rows, or a truth value."""
    found = ox.parse_query_results(content, format=syntax)
    return bool(found) if isinstance(found, ox.QueryBoolean) else rows_of(found)


def read_graph(content: str | bytes, syntax: ox.RdfFormat) -> list[str]:
    """Read triples."""
    return canonical(quad.triple for quad in ox.parse(content, format=syntax))


def canonical(triples: Iterable[ox.Triple]) -> list[str]:
    """Triples in one order, with the same names of blank nodes for whoever has the same triples."""
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad.triple) for quad in dataset)
