"""Our own terms, the terms of others, and the lint that looks at their use."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from publisher.rdf.lint import Finding, lint_terms
from publisher.rdf.terms import Terms, namespace_of
from publisher.reference import read_rows
from publisher.statutes import read_statutes
from tests.ontology.reading import (
    CODES,
    OPENGOV,
    OWL,
    PK,
    RDF,
    RDFS,
    SKOS,
    languages,
    read,
    subjects,
)

ELI = "http://data.europa.eu/eli/ontology#"
ELI_DL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
LANGUAGES = {"fi", "sv", "en"}
EXAMPLES = Path(__file__).parents[1] / "shapes"
SECTION = ox.NamedNode("https://data.example.fi/eli/dl/suvantola/valtuusto/2026/1")

# Defined, but no term of the JSON-LD context: each with the reason.
NOT_IN_CONTEXT = {
    f"{PK}asOf",  # is said to the shapes alone
    f"{PK}pykala",  # stands as a value of associatedWith
    f"{OPENGOV}Pass",  # stands as a value of result
    f"{OPENGOV}Fail",
}
# What no record says yet.
NOT_YET_IN_CONTEXT = {
    f"{PK}notifiedAsPrinted",
    f"{OPENGOV}legislativeSession",
    f"{OPENGOV}post",
    f"{OPENGOV}requirement",
}

SHAPES = sorted(asset_dir("shapes").glob("*.ttl"))
VALID = sorted(EXAMPLES.glob("*/valid/*.ttl"))


def read_context() -> dict[str, object]:
    text = (asset_dir("mappings") / "context.jsonld").read_text(encoding="utf-8")
    context = json.loads(text)["@context"]
    assert isinstance(context, dict)
    return context


def expand(context: dict[str, object], compact: str) -> str:
    prefix, _, name = compact.partition(":")
    namespace = context[prefix]
    assert isinstance(namespace, str)
    return namespace + name


def context_iris() -> dict[str, str]:
    """The IRI of every term of the context that is neither a keyword nor a prefix."""
    context = read_context()
    found: dict[str, str] = {}
    for term, definition in context.items():
        iri = definition["@id"] if isinstance(definition, dict) else definition
        if isinstance(iri, str) and not iri.startswith(("@", "http:", "https:")):
            found[term] = expand(context, iri)
    return found


def test_every_term_of_the_context_exists(terms: Terms) -> None:
    iris = context_iris()
    assert len(iris) >= 100
    assert [term for term, iri in iris.items() if terms.find(iri) is None] == []


def test_a_capital_letter_in_the_context_means_a_class(terms: Terms) -> None:
    kinds = {term: terms.find(iri) for term, iri in context_iris().items()}
    wrong = [
        term
        for term, found in kinds.items()
        if found is not None and (found.kind == "class") != term[0].isupper()
    ]
    assert wrong == []


def test_every_datatype_of_the_context_exists(terms: Terms) -> None:
    context = read_context()
    types = {
        expand(context, definition["@type"])
        for definition in context.values()
        if isinstance(definition, dict) and not definition.get("@type", "@").startswith("@")
    }
    assert types
    assert {
        iri for iri in types if (term := terms.find(iri)) is None or term.kind != "datatype"
    } == set()


def test_own_terms_outside_the_context_are_listed(ontology: list[ox.Quad]) -> None:
    own = {term.value for prefix in (PK, OPENGOV) for term in subjects(ontology, prefix)}
    assert own - set(context_iris().values()) - NOT_YET_IN_CONTEXT == NOT_IN_CONTEXT
    assert own >= NOT_YET_IN_CONTEXT
    said = NOT_YET_IN_CONTEXT & set(context_iris().values())
    assert said == set(), "take these off the list"


@pytest.mark.parametrize("prefix", [PK, OPENGOV])
def test_every_own_term_is_explained_in_three_languages(
    ontology: list[ox.Quad], prefix: str
) -> None:
    own = subjects(ontology, prefix)
    assert own
    for term in own:
        for predicate in (f"{RDFS}label", f"{SKOS}definition"):
            assert sorted(languages(ontology, term, predicate), key=str) == sorted(LANGUAGES), term


def test_every_concept_and_scheme_is_explained_in_three_languages(ontology: list[ox.Quad]) -> None:
    concepts = subjects(ontology, CODES)
    assert len(concepts) == 154
    for concept in concepts:
        for predicate in (f"{SKOS}prefLabel", f"{SKOS}definition"):
            assert sorted(languages(ontology, concept, predicate), key=str) == sorted(LANGUAGES)


def test_labels_of_a_scheme_do_not_repeat(ontology: list[ox.Quad]) -> None:
    labels = [
        (namespace_of(str(quad.subject.value)), str(quad.object))
        for quad in ontology
        if quad.predicate.value == f"{SKOS}prefLabel" and isinstance(quad.subject, ox.NamedNode)
    ]
    assert len(labels) == len(set(labels))


def test_every_own_term_says_where_it_is_defined(ontology: list[ox.Quad]) -> None:
    defined = {q.subject for q in ontology if q.predicate.value == f"{RDFS}isDefinedBy"}
    own = {t for prefix in (PK, OPENGOV) for t in subjects(ontology, prefix)}
    own |= {t for t in subjects(ontology, CODES) if "#" in t.value}
    assert own <= defined


def test_every_ontology_has_a_version_and_a_licence(ontology: list[ox.Quad]) -> None:
    headers = {
        q.subject
        for q in ontology
        if q.predicate.value == f"{RDF}type"
        and q.object in {ox.NamedNode(f"{OWL}Ontology"), ox.NamedNode(f"{SKOS}ConceptScheme")}
    }
    assert len(headers) == 21
    licence = ox.NamedNode("http://creativecommons.org/licenses/by/4.0/")
    for header in headers:
        said = {(q.predicate.value, q.object) for q in ontology if q.subject == header}
        assert (f"{OWL}versionInfo", ox.Literal("0.2.0")) in said
        assert ("http://purl.org/dc/terms/license", licence) in said


def test_every_code_is_a_concept_with_its_name_as_notation(ontology: list[ox.Quad]) -> None:
    context = read_context()
    text = (asset_dir("mappings") / "codes.toml").read_text(encoding="utf-8")
    said = {(q.subject, q.predicate.value, q.object) for q in ontology}
    checked = 0
    for scheme, table in tomllib.loads(text).items():
        if scheme in {"language", "media-type"}:
            continue
        for name, compact in table.items():
            concept = ox.NamedNode(expand(context, compact))
            assert (concept, f"{SKOS}notation", ox.Literal(name)) in said
            checked += 1
    assert checked >= 90


def test_every_code_of_the_table_of_cases_is_a_concept_of_its_list(
    ontology: list[ox.Quad],
) -> None:
    context = read_context()
    text = (asset_dir("mappings") / "cases.toml").read_text(encoding="utf-8")
    said = {(q.subject, q.predicate.value, q.object) for q in ontology}
    checked = 0
    for rule in tomllib.loads(text)["rule"]:
        codes = {
            "kasittelyn-tila": [rule["status"]],
            "tulos": rule["outcomes"],
            "toimielin": rule.get("bodies", []),
        }
        for scheme, listed in codes.items():
            for compact in listed:
                concept = ox.NamedNode(expand(context, compact))
                in_scheme = f"{SKOS}inScheme", ox.NamedNode(f"{CODES}{scheme}")
                assert (concept, *in_scheme) in said
                checked += 1
    assert checked == 9


def test_every_language_code_is_in_the_pinned_list(terms: Terms) -> None:
    context = read_context()
    codes = tomllib.loads((asset_dir("mappings") / "codes.toml").read_text(encoding="utf-8"))
    found = [terms.find(expand(context, compact)) for compact in codes["language"].values()]
    assert found
    assert None not in found


def test_concepts_and_schemes_name_each_other(ontology: list[ox.Quad]) -> None:
    said = {(q.subject, q.predicate.value, q.object) for q in ontology}
    concepts = subjects(ontology, CODES)
    assert len(concepts) == 154
    for concept in concepts:
        scheme = ox.NamedNode(concept.value.partition("#")[0])
        if scheme == concept:
            continue
        assert (concept, f"{SKOS}inScheme", scheme) in said
        is_top = (concept, f"{SKOS}topConceptOf", scheme) in said
        assert is_top == ((scheme, f"{SKOS}hasTopConcept", concept) in said)
        inner = [o for s, p, o in said if s == concept and p == f"{SKOS}broader"]
        assert is_top != any(str(getattr(o, "value", "")).startswith(CODES) for o in inner)


def test_statutes_named_as_sources_are_in_finlex(ontology: list[ox.Quad]) -> None:
    statutes = read_statutes()
    known = {
        f"{statute.iri}/luku/{row['chapter']}/pykala/{section.partition(':')[0]}"
        for row in read_rows("statute_sections")
        if not row["part"] and (statute := statutes.get(row["statute"])) is not None
        for section in row["sections"].split()
    } | {statute.iri for statute in statutes.all}
    sources = {
        q.object.value
        for q in ontology
        if q.predicate.value == "http://purl.org/dc/terms/source"
        and isinstance(q.object, ox.NamedNode)
        and "popoloproject" not in q.object.value
    }
    assert len(sources) >= 40
    assert sources <= known


def test_several_classes_are_any_of_them(ontology: list[ox.Quad], terms: Terms) -> None:
    # Two rdfs:domain would mean that every subject is of both (RDF Schema 1.1, 3.2).
    ends = [
        (quad.subject, quad.predicate.value)
        for quad in ontology
        if quad.predicate.value in {f"{RDFS}domain", f"{RDFS}range"}
    ]
    assert len(ends) >= 100
    assert len(ends) == len(set(ends))
    publicity = terms.find(f"{PK}publicity")
    assert publicity is not None
    assert publicity.domain == {f"{ELI_DL}Activity", f"{ELI_DL}LegislativeProcessWork"}


def test_the_ontology_passes_the_lint(terms: Terms, ontology: list[ox.Quad]) -> None:
    assert lint_terms(ontology, terms) == []


def test_the_shapes_pass_the_lint_but_for_their_blank_nodes(terms: Terms) -> None:
    quads = read(*SHAPES)
    assert len(quads) > 1000
    assert [f for f in lint_terms(quads, terms) if f.problem != "blank node"] == []


def test_the_valid_examples_together_pass_the_lint(terms: Terms) -> None:
    assert len(VALID) >= 40
    assert lint_terms(read(*VALID), terms) == []


def test_the_lists_hold_all_of_eli_and_eli_dl(terms: Terms) -> None:
    counts = {ns: sum(namespace_of(iri) == ns for iri in terms) for ns in (ELI, ELI_DL)}
    assert counts == {ELI: 123, ELI_DL: 118}


def test_superclasses_and_domains_stay_within_the_terms(terms: Terms) -> None:
    for iri in terms:
        term = terms.find(iri)
        assert term is not None
        for other in term.parents | term.domain | term.range:
            assert terms.find(other) is not None, (iri, other)


def triple(predicate: str, value: ox.NamedNode | ox.Literal | ox.BlankNode) -> ox.Triple:
    return ox.Triple(SECTION, ox.NamedNode(predicate), value)


def typed(name: str) -> ox.Triple:
    return triple(f"{RDF}type", ox.NamedNode(name))


@pytest.mark.parametrize(
    ("triples", "expected"),
    [
        ([triple(f"{ELI}titel", ox.Literal("x"))], Finding("unknown", f"{ELI}titel", "")),
        (
            [triple("https://example.fi/x", ox.Literal("x"))],
            Finding("unknown", "https://example.fi/x", ""),
        ),
        ([typed(f"{ELI_DL}Activty")], Finding("unknown", f"{ELI_DL}Activty", "")),
        (
            [triple(f"{ELI_DL}decision_outcome", ox.NamedNode(f"{CODES}tulos#sovittu"))],
            Finding("unknown", f"{CODES}tulos#sovittu", ""),
        ),
        ([typed(f"{ELI}title")], Finding("kind", f"{ELI}title", "", "class")),
        (
            [typed(f"{ELI_DL}Activity"), triple(f"{ELI_DL}process_number", ox.Literal("1"))],
            Finding("domain", f"{ELI_DL}process_number", str(SECTION), f"{ELI_DL}Process"),
        ),
        (
            [triple(f"{ELI_DL}had_activity_type", ox.NamedNode(f"{CODES}tulos#hylatty"))],
            Finding(
                "range",
                f"{ELI_DL}had_activity_type",
                f"<{CODES}tulos#hylatty>",
                f"{ELI_DL}ActivityType",
            ),
        ),
        (
            [triple(f"{ELI_DL}activity_order", ox.Literal("45"))],
            Finding(
                "range",
                f"{ELI_DL}activity_order",
                '"45"',
                "http://www.w3.org/2001/XMLSchema#decimal",
            ),
        ),
        ([triple(f"{ELI_DL}consists_of", ox.BlankNode("b"))], Finding("blank node", "", "b")),
        (
            [
                triple(
                    f"{ELI_DL}activity_date",
                    ox.Literal(
                        "2026-13-01",
                        datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"),
                    ),
                )
            ],
            Finding("literal", "http://www.w3.org/2001/XMLSchema#date", "2026-13-01"),
        ),
        (
            [
                triple(
                    f"{PK}arrivedAt",
                    ox.Literal(
                        "18.05", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#time")
                    ),
                )
            ],
            Finding("literal", "http://www.w3.org/2001/XMLSchema#time", "18.05"),
        ),
        (
            [typed(f"{ELI_DL}Vote"), triple(f"{PK}nameAsPrinted", ox.Literal("Aino Salo"))],
            Finding(
                "domain", f"{PK}nameAsPrinted", str(SECTION), f"{ELI_DL}Participation {OPENGOV}Vote"
            ),
        ),
        (
            [triple(f"{ELI}title", ox.Literal("x", datatype=ox.NamedNode(f"{PK}teksti")))],
            Finding("literal", f"{PK}teksti", "x"),
        ),
    ],
    ids=lambda value: f"{value.problem} {value.term}" if isinstance(value, Finding) else "",
)
def test_finds_a_mistake(terms: Terms, triples: list[ox.Triple], expected: Finding) -> None:
    assert lint_terms(triples, terms) == [expected]


@pytest.mark.parametrize(
    "triples",
    [
        # A decision is an activity by way of its superclass.
        [typed(f"{ELI_DL}Vote"), triple(f"{ELI_DL}activity_label", ox.Literal("x", language="fi"))],
        # A recusal is a participation by way of our own ontology.
        [
            typed(f"{PK}Recusal"),
            triple(f"{ELI_DL}participation_role", ox.NamedNode(f"{CODES}rooli#esteellinen")),
        ],
        # Any of several classes will do.
        [typed(f"{OPENGOV}Vote"), triple(f"{PK}nameAsPrinted", ox.Literal("Aino Salo"))],
        # Nothing is known of the class of either end.
        [triple(f"{ELI_DL}consists_of", ox.NamedNode("https://data.example.fi/x"))],
    ],
)
def test_finds_nothing_where_nothing_is_wrong(terms: Terms, triples: list[ox.Triple]) -> None:
    assert lint_terms(triples, terms) == []
