"""The valid examples, taken together, against the official shapes of ELI 1.5."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from publisher.assets import asset_dir

HERE = Path(__file__).parent
OFFICIAL = HERE.parents[2] / "shared" / "vocabulary" / "eli"
EXAMPLES = sorted(HERE.glob("*/valid/*.ttl"))
# Results on these are about the ontologies themselves, which stand in the data graph as well.
ELI = "http://data.europa.eu/eli/"

pytestmark = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the official shapes of ELI 1.5 are not at ../shared"
)


@cache
def read(*paths: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path)
    return graph


def find_results(data: rdflib.Graph) -> list[str]:
    """Validate a graph as the official shapes want it: together with both ontologies."""
    ontologies = read(OFFICIAL / "eli-1.5.ttl", OFFICIAL / "eli-dl.ttl")
    shapes = read(OFFICIAL / "eli-1.5-shapes-core.ttl", OFFICIAL / "eli-1.5-shapes-ranges.ttl")
    _, report, _ = pyshacl.validate(
        data + ontologies, shacl_graph=shapes, advanced=True, inference="none"
    )
    assert isinstance(report, rdflib.Graph)
    return sorted(
        f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultMessage)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if not str(report.value(result, SH.focusNode)).startswith(ELI)
    )


def read_examples() -> rdflib.Graph:
    assert len(EXAMPLES) >= 40
    return read(*EXAMPLES, *sorted((asset_dir("ontology") / "koodi").glob("*.ttl")))


def test_the_valid_examples_conform_to_eli() -> None:
    assert find_results(read_examples()) == []


def test_the_official_shapes_see_the_examples() -> None:
    title = rdflib.URIRef(f"{ELI}ontology#title")
    broken = read_examples() + rdflib.Graph()
    untitled = {str(expression) for expression, _ in broken.subject_objects(title)}
    broken.remove((None, title, None))
    assert len(untitled) >= 2
    assert untitled == {result.partition(" ")[0] for result in find_results(broken)}
