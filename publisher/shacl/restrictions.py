"""What a query may not say, so that binding its variables means what SHACL says it means."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from publisher.shacl.outline import Outline, Select

_FORBIDDEN: Final = frozenset({"MINUS", "VALUES", "SERVICE", "LATERAL"})
_OPTIONAL: Final = frozenset({"shapesGraph", "currentShape"})
_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG"})
_ONE_AT_A_TIME: Final = {
    "GRAPH": "it would look at other records",
    "FROM": "it would look at other records",
    "LIMIT": "it counts solutions of all records together",
    "OFFSET": "it counts solutions of all records together",
    "SAMPLE": "its value depends on the order of evaluation",
    "GROUP_CONCAT": "its value depends on the order of evaluation",
    "RAND": "its value differs from one evaluation to the next",
    "UUID": "its value differs from one evaluation to the next",
    "STRUUID": "its value differs from one evaluation to the next",
    "BNODE": "its value differs from one evaluation to the next",
    "NOW": "its value differs from one evaluation to the next",
}


class QueryError(ValueError):
    """A query says what it may not say; the message says what."""

    def __init__(self, what: str, wrong: str) -> None:
        super().__init__(f"{what}: {wrong}")


def refuse_restricted(query: Outline, bound: Collection[str]) -> None:
    """Refuse a query in which variables cannot be pre-bound.

    Args:
        query: The query.
        bound: The names of the variables.

    Raises:
        QueryError: If the query has what https://www.w3.org/TR/shacl/#pre-binding rules out:
            MINUS, VALUES, SERVICE, an assignment to one of the variables, or a query within the
            query that does not return them all.
    """
    for word in sorted(query.words & _FORBIDDEN):
        raise QueryError(word, "SHACL does not allow it in a query: use FILTER NOT EXISTS, IN …")
    for name in sorted(query.assigned & {*bound, *_OPTIONAL}):
        what = f"AS ?{name}"
        raise QueryError(what, "the variable has its value already: use another name")
    for select in query.selects:
        missing = sorted(set(bound) - select.variables - _OPTIONAL)
        if select.nested and missing:
            what = f"SELECT without ${missing[0]}"
            raise QueryError(what, "a query within a query has to return it")


def refuse_unless_set_based(query: Outline, reserved: str) -> None:
    """Refuse a query whose solutions for all focus nodes at once might be others than one by one.

    Args:
        query: The query, which is not restricted otherwise.
        reserved: The name of the variable for the named graph.

    Raises:
        QueryError: If the query looks beyond the record, counts or picks solutions, has an
            aggregate over all solutions, or uses the variable.
    """
    for word in sorted(query.words & _ONE_AT_A_TIME.keys()):
        raise QueryError(word, _ONE_AT_A_TIME[word])
    for name in sorted(query.variables & {*_OPTIONAL, reserved}):
        what = f"${name}"
        raise QueryError(what, "it has no value here")
    if len(query.bodies) != 1:
        what = "EXISTS outside WHERE"
        raise QueryError(what, "it would look outside the record")
    for select in query.selects:
        if not select.grouped and _is_aggregate(select):
            what = "an aggregate without GROUP BY"
            raise QueryError(what, "it runs over all records together")


def counts_solutions(query: Outline) -> bool:
    """Tell whether a solution that comes twice may count twice in what a query returns."""
    return bool(query.words & (_AGGREGATES | {"GROUP"}))


def _is_aggregate(select: Select) -> bool:
    return select.filtered or bool(select.words & _AGGREGATES)
