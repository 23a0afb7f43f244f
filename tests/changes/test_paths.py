"""Property paths lead where SHACL says."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tests.changes.http import ProtocolError
from tests.changes.paths import Graph, Path, read_path

EXAMPLE = "http://example.org/"
DATA = """PREFIX : <http://example.org/> PREFIX sh: <http://www.w3.org/ns/shacl#>
:a :p :b . :b :p :c ; :q "1" . :c :p :a ; :q "2" . :stream :path """


def read(path: str) -> tuple[Graph, Path]:
    graph = Graph(quad.triple for quad in ox.parse(f"{DATA} {path} .", ox.RdfFormat.TURTLE))
    (node,) = graph.objects(ox.NamedNode(f"{EXAMPLE}stream"), f"{EXAMPLE}path")
    return graph, read_path(graph, node)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (":p", "b"),
        ("( :p :q )", "1"),
        ("( :p [ sh:inversePath :p ] )", "a"),
        ("[ sh:alternativePath ( :p ( :p :p ) ) ]", "bc"),
        ("[ sh:zeroOrOnePath :p ]", "ab"),
        ("[ sh:oneOrMorePath :p ]", "abc"),
        ("( [ sh:zeroOrMorePath :p ] :q )", "12"),
    ],
)
def test_leads_somewhere(path: str, found: str) -> None:
    graph, where = read(path)
    values = where.values(graph, ox.NamedNode(f"{EXAMPLE}a"))
    assert {str(each).strip('<>"').removeprefix(EXAMPLE) for each in values} == set(found)


def test_is_the_same_if_it_is_written_the_same_way() -> None:
    path = "( :p [ sh:inversePath :q ] )"
    assert read(path)[1] == read(path)[1]


@pytest.mark.parametrize(
    "path",
    ['"p"', "()", "[]", "[ sh:inversePath ( :p ) ]", "[ sh:alternativePath :p ]"],
)
def test_minds_what_is_no_path(path: str) -> None:
    with pytest.raises(ProtocolError, match="SHACL"):
        read(path)
