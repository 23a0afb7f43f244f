"""What a table has room for once, a record that is published has no more than once.

A value too many would stop the build of a whole site, so the shapes have to keep the record out
before, alone and with a reason.
"""

from __future__ import annotations

import rdflib
from rdflib.namespace import SH

from publisher.assets import asset_dir
from publisher.web.tables import Column, read_tables
from publisher.web.tables.declaration import expand
from publisher.web.tables.model import UP


def bounded() -> set[str]:
    """The properties of which some shape lets a thing have one value at most."""
    graph = rdflib.Graph()
    for path in sorted(asset_dir("shapes").glob("*.ttl")):
        graph.parse(path)
    return {
        str(path)
        for shape, path in graph.subject_objects(SH.path)
        if graph.value(shape, SH.maxCount) == rdflib.Literal(1)
    }


def test_shapes_bound_whatever_has_one_cell() -> None:
    declared = read_tables()
    terms = {
        (column.name, term)
        for table in declared.tables
        for column in table.columns
        if is_single(column)
        for path in column.paths
        for term in path
        if term not in {UP, "id"}
    }
    assert len(terms) > 60
    bounds = bounded()
    assert expand(declared.context, "type") not in bounds
    assert {
        (name, term) for name, term in terms if expand(declared.context, term) not in bounds
    } == set()


def is_single(column: Column) -> bool:
    """Whether a cell has room for one value; texts have a cell for each language."""
    return not column.many and column.language is None
