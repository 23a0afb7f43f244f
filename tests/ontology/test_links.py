"""Our terms and codes link to laws, and to terms of others that exist."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from publisher.rdf.lint import lint_terms
from publisher.rdf.terms import Terms, namespace_of
from tests.ontology.reading import (
    CODES,
    OPENGOV,
    OWL,
    PK,
    RDF,
    RDFS,
    SKOS,
    subjects,
)

SOURCE = "http://purl.org/dc/terms/source"
YSO = "http://www.yso.fi/onto/yso/"
MATCHES = {
    f"{SKOS}{name}Match": name for name in ("exact", "close", "broad", "narrow", "related")
} | {f"{OWL}equivalentClass": "equivalent", f"{OWL}equivalentProperty": "equivalent"}
HIERARCHY = {f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{SKOS}broader"}
LINKS = {*MATCHES, *HIERARCHY, f"{RDFS}seeAlso", f"{RDF}type"}
# What every vocabulary is made of says nothing of what a term means.
MACHINERY = {OWL, RDF, RDFS, SKOS}
OTHERS = (
    "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "http://data.vlaanderen.be/ns/besluit#",
    "http://data.vlaanderen.be/ns/mandaat#",
    "http://schema.org/",
    "https://schema.oparl.org/1.1/",
    OPENGOV,
    YSO,
)


def own_terms(ontology: list[ox.Quad]) -> list[ox.NamedNode]:
    """Every class, property, individual and concept, without the schemes."""
    found = [term for prefix in (PK, OPENGOV, CODES) for term in subjects(ontology, prefix)]
    return [term for term in found if "#" in term.value]


def links(ontology: list[ox.Quad]) -> list[tuple[ox.NamedNode, str, str]]:
    """Subject, predicate and IRI of what our terms link to."""
    own = set(own_terms(ontology))
    return [
        (quad.subject, quad.predicate.value, quad.object.value)
        for quad in ontology
        if quad.subject in own
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.predicate.value in LINKS
    ]


def test_every_term_has_a_source_or_a_link_to_a_term_of_others(ontology: list[ox.Quad]) -> None:
    linked = {quad.subject for quad in ontology if quad.predicate.value == SOURCE}
    for subject, _, target in links(ontology):
        within = {namespace_of(subject.value), *MACHINERY}
        if namespace_of(target) not in within and not target.startswith((PK, CODES)):
            linked.add(subject)
    own = own_terms(ontology)
    assert len(own) >= 170
    assert [term.value for term in own if term not in linked] == []


def test_every_link_leads_to_a_term_that_is_known(ontology: list[ox.Quad], terms: Terms) -> None:
    schemes = {s.value for s in subjects(ontology, CODES) if "#" not in s.value}
    checked = [
        target
        for _, _, target in links(ontology)
        if target not in schemes and not target.startswith("https://www.popoloproject.com/specs/")
    ]
    assert len(checked) >= 450
    assert [target for target in checked if terms.find(target) is None] == []


@pytest.mark.parametrize("namespace", OTHERS)
def test_each_vocabulary_is_linked_to(ontology: list[ox.Quad], namespace: str) -> None:
    assert sum(target.startswith(namespace) for _, _, target in links(ontology)) >= 3


def test_a_match_is_between_things_of_one_kind(ontology: list[ox.Quad], terms: Terms) -> None:
    matches = [link for link in links(ontology) if link[1] in MATCHES]
    assert len(matches) >= 60
    for subject, predicate, target in matches:
        own, other = terms.find(subject.value), terms.find(target)
        assert own is not None
        assert other is not None
        assert own.kind == other.kind, (subject, predicate, target)


def test_what_is_the_same_is_not_also_broader_or_related(ontology: list[ox.Quad]) -> None:
    # SKOS Reference, S46: exactMatch is disjoint with broadMatch and relatedMatch.
    said: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, target in links(ontology):
        if predicate in MATCHES:
            said.setdefault((subject.value, target), set()).add(MATCHES[predicate])
    assert [pair for pair, names in said.items() if len(names) > 1] == []
    exact = [pair for pair, names in said.items() if names & {"exact", "equivalent"}]
    assert len(exact) == 3


def test_other_names_of_an_open_namespace_are_left_alone(terms: Terms) -> None:
    pinned = f"{YSO}p6872"
    assert terms.find(pinned) is not None
    subject, predicate = ox.NamedNode("https://data.example.fi/x"), ox.NamedNode(f"{RDFS}seeAlso")
    other = ox.Triple(subject, predicate, ox.NamedNode(f"{YSO}p1"))
    assert lint_terms([other], terms) == []
    closed = ox.Triple(subject, predicate, ox.NamedNode("https://schema.oparl.org/1.1/Vote"))
    assert [finding.problem for finding in lint_terms([closed], terms)] == ["unknown"]
