"""Every example through pySHACL and through our own validator, and the shapes themselves.

The first line of an invalid example says which shape and component it breaks; where the constraint
is in SPARQL, a third word names it. ``# breaks:`` is a violation, ``# warns:`` a warning, and
``# notes:`` an information.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import DCTERMS, RDF, SH

from publisher.assets import asset_dir
from publisher.proving import prove
from publisher.rdf.reports import write_report
from publisher.shacl import Shapes
from publisher.statutes import read_statutes
from publisher.validation import Validator
from tests.shapes.reports import say_results

HERE = Path(__file__).parent
SHAPE = "https://w3id.org/pykala/shapes#"
SHAPES = sorted(asset_dir("shapes").glob("*.ttl"))
VALID = sorted(HERE.glob("*/valid/*.ttl"))
INVALID = sorted(HERE.glob("*/invalid/*.ttl"))
# As in: breaks, shape:Act-number, sh:PatternConstraintComponent
EXPECTED = re.compile(r"# (breaks|warns|notes): shape:(\S+) sh:(\S+)(?: (\S+))?")
SEVERITIES = {"breaks": SH.Violation, "warns": SH.Warning, "notes": SH.Info}
SECTION_OF_LAW = re.compile(r"([0-9]+/[0-9]{4}), ([0-9]+[a-z]?) §")
FINLEX = re.compile(
    r"http://data\.finlex\.fi/eli/sd/([0-9]{4})/([0-9]+)/(?:.*/)?pykala/([0-9]+[a-z]?)"
)
# The parameters of SHACL Core that make a shape a constraint, with those that need no message of
# their own because they only pass the node on to shapes that have one.
PASSES_ON = {SH.property}
CORE = """
    class closed datatype disjoint equals hasValue in languageIn lessThan lessThanOrEquals maxCount
    minCount minInclusive minLength nodeKind not or pattern qualifiedMaxCount qualifiedMinCount
    uniqueLang
"""
PARAMETERS = {SH[parameter] for parameter in CORE.split()}
HELPERS = {SH.ignoredProperties, SH.qualifiedValueShape}
# An office-holder decides and is no body, and holds no meetings.
_OFFICE = rdflib.URIRef("https://w3id.org/pykala/koodi/toimielin#viranhaltija")
NOT_IN = {"Body-kind": {_OFFICE}, "Meeting-bodyKind": {_OFFICE}}
DESCRIPTIONS = {RDF.type, DCTERMS.source, SH.message, SH.path, SH.severity, SH.sparql}


class Outcome(NamedTuple):
    """What both validators say of a result in the same words."""

    focus: str
    path: str
    component: str
    shape: str
    severity: str


def name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.stem}"


@cache
def shapes_graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in SHAPES:
        graph.parse(path)
    return graph


@cache
def compiled() -> Shapes:
    return Shapes.compile(
        quad for path in SHAPES for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    )


@cache
def reference_report(path: Path) -> rdflib.Graph:
    """What pySHACL says."""
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(path), shacl_graph=shapes_graph())
    assert isinstance(report, rdflib.Graph)
    return report


def reference_outcomes(path: Path) -> Counter[Outcome]:
    report = reference_report(path)

    def say(result: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
        value = report.value(result, predicate)
        return "" if value is None or isinstance(value, rdflib.BNode) else str(value)

    return Counter(
        Outcome(
            say(result, SH.focusNode),
            say(result, SH.resultPath),
            say(result, SH.sourceConstraintComponent),
            say(result, SH.sourceShape),
            say(result, SH.resultSeverity),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def own_outcomes(path: Path) -> Counter[Outcome]:
    def say(term: object) -> str:
        return str(getattr(term, "value", "")) if isinstance(term, ox.NamedNode) else ""

    quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    return Counter(
        Outcome(
            say(result.focus),
            say(result.path),
            say(result.component),
            say(result.shape),
            say(result.severity),
        )
        for result in compiled().validate_all(quads)
    )


def first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0]


def test_there_are_examples_for_every_file_of_shapes() -> None:
    stems = {path.stem for path in SHAPES} - {"prefixes", "shared"}
    assert len(stems) == 33
    assert {path.parts[-3] for path in VALID} == stems
    assert {path.parts[-3] for path in INVALID} == stems
    assert len(VALID) == 120
    assert len(INVALID) == 678


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_example_conforms(path: Path) -> None:
    assert first_line(path).startswith("# ")
    assert Counter() == reference_outcomes(path)


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_example_breaks_the_one_rule_it_names(path: Path) -> None:
    match = EXPECTED.fullmatch(first_line(path))
    assert match is not None, first_line(path)
    kind, shape, component, constraint = match.groups()
    outcomes = list(reference_outcomes(path).elements())
    found = [(o.severity, o.shape, o.component) for o in outcomes]
    assert [(str(SEVERITIES[kind]), SHAPE + shape, str(SH[component]))] == found
    if constraint:
        sources = set(reference_report(path).objects(None, SH.sourceConstraint))
        assert {rdflib.URIRef(SHAPE + constraint)} == sources


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=name)
def test_our_validator_says_the_same_as_the_reference(path: Path) -> None:
    assert reference_outcomes(path) == own_outcomes(path)


@cache
def validator() -> Validator:
    return Validator()


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=name)
def test_our_report_is_that_of_the_reference_result_for_result(path: Path) -> None:
    proof = prove([path], validator())
    written = write_report(
        validator().report(place.result for place in proof.places), ox.RdfFormat.TURTLE
    )
    ours, theirs = rdflib.Graph().parse(data=written, format="turtle"), reference_report(path)
    assert say_results(ours) == say_results(theirs)
    assert ours.value(None, SH.conforms) == theirs.value(None, SH.conforms)


def test_a_build_says_the_same_of_all_examples_in_one_batch() -> None:
    graphs = {}
    for path in [*VALID, *INVALID]:
        graph = ox.NamedNode(path.as_uri())
        triples = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        graphs[graph.value] = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    findings = Validator().validate(graphs)
    for path in [*VALID, *INVALID]:
        found = [(f.focus, f.shape, f.severe) for f in findings.get(path.as_uri(), ())]
        expected = [
            (outcome.focus, f"<{outcome.shape}>", outcome.severity == str(SH.Violation))
            for outcome in own_outcomes(path).elements()
        ]
        assert sorted(found) == sorted(expected), name(path)


def named_shapes() -> list[rdflib.URIRef]:
    subjects = set(shapes_graph().subjects(RDF.type))
    return sorted(s for s in subjects if isinstance(s, rdflib.URIRef) and s.startswith(SHAPE))


def needs_message(shape: rdflib.URIRef) -> bool:
    graph = shapes_graph()
    is_query = (shape, RDF.type, SH.SPARQLConstraint) in graph
    return is_query or any((shape, parameter, None) in graph for parameter in PARAMETERS)


def messages_of(shape: rdflib.URIRef) -> dict[str, str]:
    """The messages of a shape by language; one too many in a language is a fault of its own."""
    said = list(shapes_graph().objects(shape, SH.message))
    by_language = {str(getattr(message, "language", "")): str(message) for message in said}
    assert len(by_language) == len(said), shape
    return by_language


def test_every_constraint_says_what_to_do_in_three_languages() -> None:
    asked = [shape for shape in named_shapes() if needs_message(shape)]
    assert len(asked) >= 120
    for shape in asked:
        messages = messages_of(shape)
        assert sorted(messages) == ["en", "fi", "sv"], shape
        assert all(message.endswith(".") for message in messages.values()), shape


def sections_named(message: str) -> set[tuple[str, str]]:
    """The acts and sections that a message names, as in: kuntalaki 410/2015, 97 §."""
    return set(SECTION_OF_LAW.findall(message))


def sections_given(shape: rdflib.URIRef) -> set[tuple[str, str]]:
    """The acts and sections that a shape gives as its source, all of which are in our tables."""
    found = set()
    for source in shapes_graph().objects(shape, DCTERMS.source):
        year, number, section = FINLEX.fullmatch(str(source)).groups()  # type: ignore[union-attr]
        found.add((f"{number}/{year}", section))
        known = read_statutes().section(f"{number}/{year}", section, None)
        assert known is not None
        assert str(source).endswith(f"/{year}/{number}/{known.path}")
    return found


def test_a_rule_that_comes_from_law_names_its_section_in_every_language() -> None:
    statutory = [shape for shape in named_shapes() if sections_given(shape)]
    assert len(statutory) >= 20
    for shape in named_shapes():
        for language, message in messages_of(shape).items():
            assert sections_named(message) == sections_given(shape), (shape, language)


def test_messages_do_not_speak_of_rdf() -> None:
    jargon = re.compile(r"\b(IRI|URI|RDF|SHACL|triple|literal|datatype|node|predicate)\b")
    messages = [str(message) for message in shapes_graph().objects(None, SH.message)]
    assert messages
    assert [message for message in messages if jargon.search(message)] == []


def test_shapes_use_no_more_than_the_core_and_queries() -> None:
    known = PARAMETERS | PASSES_ON | HELPERS | DESCRIPTIONS
    targets = {SH.targetClass, SH.targetSubjectsOf}
    assert len(named_shapes()) > 100
    for shape in named_shapes():
        if (shape, RDF.type, SH.SPARQLConstraint) in shapes_graph():
            known_here = {RDF.type, DCTERMS.source, SH.message, SH.prefixes, SH.select}
        else:
            known_here = known | targets
        assert set(shapes_graph().predicates(shape)) <= known_here, shape


def test_every_shape_is_reached() -> None:
    graph = shapes_graph()
    reached = {
        *graph.objects(None, SH.property),
        *graph.objects(None, SH.sparql),
        *graph.subjects(SH.targetClass),
        *graph.subjects(SH.targetSubjectsOf),
    }
    assert [shape for shape in named_shapes() if shape not in reached] == []


def listed(subject: rdflib.term.Node, predicate: rdflib.URIRef) -> set[rdflib.term.Node]:
    return set(shapes_graph().objects(subject, predicate))


def test_the_texts_that_privacy_covers_are_the_same_as_target_and_as_path() -> None:
    graph = shapes_graph()
    paths = {
        graph.value(shape, SH.path)
        for shape in listed(rdflib.URIRef(f"{SHAPE}Privacy"), SH.property)
    }
    (path,) = paths
    head = graph.value(path, SH.alternativePath)
    assert head is not None
    assert set(graph.items(head)) == listed(rdflib.URIRef(f"{SHAPE}Privacy"), SH.targetSubjectsOf)


def test_every_constraint_has_an_invalid_example() -> None:
    named = {word for path in INVALID for word in EXPECTED.fullmatch(first_line(path)).groups()[1:]}  # type: ignore[union-attr]
    asked = {str(s).removeprefix(SHAPE) for s in named_shapes() if needs_message(s)}
    assert asked - named == set()


def test_queries_leave_this_alone() -> None:
    queries = [str(query) for query in shapes_graph().objects(None, SH.select)]
    assert len(queries) == 41
    for query in queries:
        assert re.search(r"\b(MINUS|VALUES|BIND|GRAPH|OPTIONAL)\b", query) is None
        assert len(re.findall(r"\bSELECT\b", query)) == 1


@pytest.mark.parametrize(
    ("shape", "scheme"),
    [
        ("Participation-role", "rooli"),
        ("Decision-outcome", "tulos"),
        ("Body-kind", "toimielin"),
        ("Section-publicity", "julkisuus"),
        ("Section-bodyKind", "toimielin"),
        ("Meeting-bodyKind", "toimielin"),
        ("Meeting-mode", "kokoustapa"),
        ("Vote-method", "aanestystapa"),
        ("Decision-method", "aanestystapa"),
        ("Vote-outcome", "aanestyksen-tulos"),
        ("Ballot-option", "aani"),
        ("CounterProposal-fate", "ehdotuksen-kohtalo"),
        ("Appeal-remedy", "muutoksenhaku"),
        ("Participation-presence", "lasnaolo"),
        ("Measurement-metric", "laatumittari"),
    ],
)
def test_a_shape_lists_every_concept_of_its_scheme(shape: str, scheme: str) -> None:
    codes = rdflib.Graph().parse(asset_dir("ontology") / "koodi" / f"{scheme}.ttl")
    concepts = set(codes.subjects(RDF.type, rdflib.SKOS.Concept)) - NOT_IN.get(shape, set())
    graph = shapes_graph()
    head = graph.value(rdflib.URIRef(SHAPE + shape), SH["in"])
    assert head is not None
    assert concepts == set(graph.items(head))
