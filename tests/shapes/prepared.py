"""Queries of rdflib, each parsed once: pySHACL asks the same one for every node it looks at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Identifier


class PreparedProcessor(SPARQLProcessor):
    """The processor of rdflib, which parses a text that it has seen no second time."""

    def query(  # type: ignore[override]  # as that of rdflib is itself
        self,
        strOrQuery: str | Query,  # noqa: N803  (as rdflib has it)
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        base: str | None = None,
        DEBUG: bool = False,  # noqa: FBT001, FBT002, N803
    ) -> Mapping[str, Any]:
        """Evaluate a query with the given bindings."""
        if isinstance(strOrQuery, str):
            names = tuple(sorted((prefix, str(iri)) for prefix, iri in (initNs or {}).items()))
            strOrQuery = _prepared(strOrQuery, base, names)  # noqa: N806
        return evalQuery(self.graph, strOrQuery, initBindings, base)


@cache
def _prepared(text: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Query:
    return translateQuery(parseQuery(text), base, dict(names))
