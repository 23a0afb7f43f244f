"""What is published uses the vocabularies as they are meant: ELI's own shapes, and our lint."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH

from publisher.assets import asset_dir
from publisher.rdf.lint import lint_terms
from publisher.shacl import Shapes
from tests.site.building import REPOSITORY, Built

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pyshacl

OFFICIAL = REPOSITORY.parent / "shared" / "vocabulary" / "eli"
SHAPES = ("eli-1.5-shapes-core.ttl", "eli-1.5-shapes-ranges.ttl")
ONTOLOGIES = ("eli-1.5.ttl", "eli-dl.ttl")
# Results on these are about the ontologies themselves, which stand in the data graph as well.
ELI = "http://data.europa.eu/eli/"
TITLE = f"{ELI}ontology#title"
VOCABULARY = "http://rdfs.org/ns/void#vocabulary"

needs_shapes = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the official shapes of ELI 1.5 are not at ../shared"
)


@cache
def read(*names: str) -> list[ox.Quad]:
    return [quad for name in names for quad in ox.parse(path=str(OFFICIAL / name))]


def code_lists() -> list[ox.Quad]:
    folder = asset_dir("ontology") / "koodi"
    return [quad for path in sorted(folder.glob("*.ttl")) for quad in ox.parse(path=str(path))]


def everything(built: Built) -> list[ox.Quad]:
    """All that the files of a site say, pages and downloads alike, numbers as written."""
    pages = [quad for quads in built.records().values() for quad in quads]
    downloads = [
        quad
        for path in sorted((built.site / "lataukset").iterdir())
        if path.suffix in {".nq", ".ttl"}
        for quad in ox.parse(path=str(path))
    ]
    assert len(downloads) > 1_000
    # A triple of a page and the same one of a download are one.
    triples = dict.fromkeys(quad.triple for quad in [*pages, *downloads])
    return [*(ox.Quad(t.subject, t.predicate, t.object) for t in triples), *code_lists()]


def ours(quads: Iterable[ox.Quad]) -> list[str]:
    """What our validator finds with the official shapes, as they want it: with both ontologies."""
    results = Shapes.compile(read(*SHAPES)).validate_all([*quads, *read(*ONTOLOGIES)])
    found = (f"{result.focus} {result.messages}" for result in results)
    return sorted(line for line in found if not line.startswith(f"<{ELI}"))


def recommended() -> list[ox.Quad]:
    """The rules that ELI recommends, without the one that a property must be one of ELI.

    Our lint asks the same. Theirs is a component in SPARQL with VALUES, which SHACL forbids where
    variables are bound beforehand (https://www.w3.org/TR/shacl/#pre-binding).
    """
    quads = read("eli-1.5-shapes-recommended.ttl")
    names = {"Component_belongsToEli", "Component_belongsToEli-nodeValidator", "belongsToEli"}
    component = {
        quad.subject
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.rpartition("#")[2].rpartition("/")[2] in names
    }
    assert len(component) == 2
    return [
        quad
        for quad in quads
        if quad.subject not in component
        and quad.predicate.value.rpartition("#")[2].rpartition("/")[2] not in names
    ]


def recommendations(quads: Iterable[ox.Quad]) -> set[str]:
    """The severities of what our validator finds with the rules that ELI recommends."""
    results = Shapes.compile(recommended()).validate_all([*quads, *read(*ONTOLOGIES)])
    return {
        result.severity.value.rpartition("#")[2]
        for result in results
        if not str(result.focus).startswith(f"<{ELI}")
    }


def theirs(quads: Iterable[ox.Quad]) -> list[str]:
    """What pySHACL finds in the same way."""
    data = as_rdflib([*quads, *read(*ONTOLOGIES)])
    _, report, _ = pyshacl.validate(
        data, shacl_graph=as_rdflib(read(*SHAPES)), advanced=True, inference="none"
    )
    assert isinstance(report, rdflib.Graph)
    return sorted(
        f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultMessage)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if not str(report.value(result, SH.focusNode)).startswith(ELI)
    )


def as_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return rdflib.Graph().parse(data=text, format="nt")


def sections(built: Built) -> list[list[ox.Quad]]:
    """The triples of each §, by IRI."""
    return [quads for graph, quads in sorted(built.records().items()) if is_section(graph)]


def is_section(graph: str) -> bool:
    return Path(graph).stem.isdigit() and "/eli/dl/" in graph


@needs_shapes
def test_the_whole_demo_conforms_to_eli(demo: Built) -> None:
    quads = everything(demo)
    assert len(quads) > 3_500
    assert ours(quads) == []


@needs_shapes
@pytest.mark.parametrize("which", ["demo", "sampled", "others"])
def test_what_eli_recommends_is_done(request: pytest.FixtureRequest, which: str) -> None:
    assert recommendations(everything(request.getfixturevalue(which))) <= {"Info"}


@needs_shapes
def test_what_eli_recommends_is_looked_at(demo: Built) -> None:
    area = ox.NamedNode(f"{ELI}ontology#relevant_for")
    passed_by = f"{ELI}ontology#passed_by"
    act = next(quad.subject for quad in everything(demo) if quad.predicate.value == passed_by)
    odd = ox.Quad(act, area, ox.NamedNode("https://data.example.fi/metsalahti"))
    assert recommendations([*everything(demo), odd]) == {"Info"}


@needs_shapes
def test_all_other_minutes_conform_to_eli(others: Built) -> None:
    assert len(sections(others)) > 30
    assert ours(everything(others)) == []


@needs_shapes
def test_a_sample_of_the_demo_conforms_to_eli_by_another_validator(demo: Built) -> None:
    sample = sections(demo)[::5]
    assert len(sample) == 6
    assert theirs([*(quad for quads in sample for quad in quads), *code_lists()]) == []


@needs_shapes
def test_the_samples_conform_to_eli_by_both_validators(sampled: Built) -> None:
    quads = everything(sampled)
    assert len(sections(sampled)) == 4
    assert (ours(quads), theirs(quads)) == ([], [])


@needs_shapes
def test_the_official_shapes_see_what_is_published(demo: Built) -> None:
    quads = everything(demo)
    untitled = {str(quad.subject) for quad in quads if quad.predicate.value == TITLE}
    broken = [quad for quad in quads if quad.predicate.value != TITLE]
    assert len(untitled) == 30
    assert {line.partition(" ")[0] for line in ours(broken)} == untitled


def lint(quads: Sequence[ox.Quad]) -> list[str]:
    return [str(finding) for finding in lint_terms(quads)]


def test_the_demo_passes_the_lint(demo: Built) -> None:
    assert len(everything(demo)) > 3_500
    assert lint(everything(demo)) == []


def test_the_store_passes_the_lint(demo: Built) -> None:
    assert lint(demo.quads) == []


def test_all_other_minutes_pass_the_lint(others: Built) -> None:
    assert len(everything(others)) > 3_000
    assert lint(everything(others)) == []
    assert lint(others.quads) == []


def test_the_samples_pass_the_lint(sampled: Built) -> None:
    assert len(everything(sampled)) > 1_000
    assert lint(everything(sampled)) == []
    assert lint(sampled.quads) == []


@pytest.mark.parametrize("name", ["catalogue.ttl", "void.ttl"])
def test_the_descriptions_of_the_data_pass_the_lint(demo: Built, name: str) -> None:
    triples = list(ox.parse(path=str(demo.site / name)))
    assert len(triples) > 400
    # Its values are whole namespaces, which are no terms.
    assert lint([t for t in triples if t.predicate.value != VOCABULARY]) == []
