"""How many triples each graph of a store has: the question, and its answer."""

from __future__ import annotations

import msgspec
import pyoxigraph as ox

# Of one answer; a store may give fewer and say nothing of it.
PAGE_ROWS = 10_000

# One page of all graphs with their sizes, after a graph.
_COUNTS = """\
SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {after}}}
GROUP BY ?g ORDER BY STR(?g) LIMIT {limit}"""


class _Term(msgspec.Struct):
    value: str


class _Row(msgspec.Struct):
    n: _Term
    g: _Term | None = None  # where nothing is grouped, there is one row without a graph


class _Rows(msgspec.Struct):
    bindings: list[_Row]


class _Answer(msgspec.Struct):
    """What `_COUNTS` is answered with (SPARQL 1.1 Query Results JSON, 3.2)."""

    results: _Rows


def page_query(last: str) -> str:
    """The question for one page.

    Args:
        last: The IRI of the last graph of the page before; nothing for the first page.
    """
    after = f"FILTER(STR(?g) > {ox.Literal(last)}) " if last else ""
    return _COUNTS.format(after=after, limit=PAGE_ROWS)


def read_page(content: bytes) -> list[tuple[str, int]]:
    """The answer to it.

    Args:
        content: SPARQL 1.1 Query Results JSON.

    Returns:
        Graphs with the number of their triples, in the order of the store.

    Raises:
        ValueError: If it is no such answer.
    """
    found = msgspec.json.decode(content, type=_Answer)
    return [(row.g.value, int(row.n.value)) for row in found.results.bindings if row.g]
