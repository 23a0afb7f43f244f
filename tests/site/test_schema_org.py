"""What pages say in the terms of schema.org is what their records say, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import urljoin

import pyoxigraph as ox
import rdflib
from rdflib import RDF, Namespace, URIRef
from selectolax.lexbor import LexborHTMLParser

from publisher.rdf.lint import lint_terms
from tests.site.building import BASE, LANGUAGES, Built

HTTP_SCHEMA = Namespace("http://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ELI_DL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
# As https://schema.org/docs/jsonldcontext.jsonld has it, as far as pages use it.
CONTEXT = {
    "@vocab": str(HTTP_SCHEMA),
    **{term: {"@type": "@id"} for term in ("url", "item", "license", "contentUrl")},
}
ENDINGS = {"fi": ".html", "sv": ".sv.html", "en": ".en.html"}


def described(document: LexborHTMLParser) -> dict[str, Any]:
    (script,) = document.css("script.schema-org")
    assert script.attributes["type"] == "application/ld+json"
    found = json.loads(script.text())
    assert found["@context"] == "https://schema.org"
    return dict(found)


def read(document: LexborHTMLParser) -> rdflib.Graph:
    """What a page says, as a graph; nobody is asked for the context."""
    content = json.dumps(described(document) | {"@context": CONTEXT})
    quads = ox.parse(content, ox.RdfFormat.JSON_LD)
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert triples is not None
    return rdflib.Graph().parse(data=triples, format="nt")


@cache
def pages(built: Built) -> dict[str, rdflib.Graph]:
    return {name: read(document) for name, document in built.documents.items()}


@cache
def facts(built: Built) -> rdflib.Graph:
    """All that the records say."""
    graph = rdflib.Graph()
    for page in built.pages:
        graph.parse(built.site / f"{page}.nt", format="nt")
    return graph


def of_class(graph: rdflib.Graph, name: str) -> list[rdflib.term.Node]:
    return [node for node in graph.subjects(RDF.type, HTTP_SCHEMA[name]) if _is_iri(node)]


def _is_iri(node: rdflib.term.Node) -> bool:
    return isinstance(node, URIRef)


def values(graph: rdflib.Graph, node: rdflib.term.Node, term: str) -> list[str]:
    return sorted(str(value) for value in graph.objects(node, HTTP_SCHEMA[term]))


def test_every_page_describes_itself_in_its_language(demo: Built) -> None:
    found = pages(demo)
    assert len(found) == len(demo.documents) > 400
    for name, graph in found.items():
        page = URIRef(BASE + name)
        language = str(demo.documents[name].css("html")[0].attributes["lang"])
        assert (page, RDF.type, HTTP_SCHEMA.WebPage) in graph
        assert values(graph, page, "inLanguage") == [language]
        assert values(graph, page, "url") == [BASE + name]


def test_only_terms_that_schema_org_defines_are_used(demo: Built) -> None:
    terms = 0
    for document in demo.documents.values():
        content = json.dumps(described(document) | {"@context": CONTEXT})
        quads = list(ox.parse(content, ox.RdfFormat.JSON_LD))
        # Steps, places and publishers of whom nothing else is said have no IRIs.
        assert {finding.problem for finding in lint_terms(quads)} <= {"blank node"}
        terms += len(quads)
    assert terms > 5_000


def test_every_decision_is_legislation_with_the_facts_of_its_act(demo: Built) -> None:
    said, acts = facts(demo), Counter[str]()
    pairs = {
        "legislationIdentifier": ELI.id_local,
        "legislationDate": ELI.date_document,
        "legislationPassedBy": ELI.passed_by,
        "citation": ELI.cites,
    }
    own = {str(act) for act in said.subjects(RDF.type, ELI.LegalResource)}
    for name, graph in pages(demo).items():
        language = str(demo.documents[name].css("html")[0].attributes["lang"])
        for act in of_class(graph, "Legislation"):
            if not str(act).startswith(BASE):
                continue
            acts[str(act)] += 1
            for term, fact in pairs.items():
                assert values(graph, act, term) == sorted(map(str, said.objects(act, fact))), term
            titles = {
                title
                for expression in said.objects(act, ELI.is_realized_by)
                for title in said.objects(expression, ELI.title)
            }
            in_language = {str(one) for one in titles if one.language == language}  # type: ignore[attr-defined]
            shown = set(values(graph, act, "name"))
            assert shown <= {str(one) for one in titles}
            assert not in_language or shown == in_language
            assert bool(shown) == bool(titles)
    assert acts.keys() == own
    assert set(acts.values()) == {len(LANGUAGES)}
    assert len(own) == 29


def test_meetings_and_authorities_are_those_of_the_records(demo: Built) -> None:
    said = facts(demo)
    events, organizations, people = set(), set(), set()
    for graph in pages(demo).values():
        for event in of_class(graph, "Event"):
            events.add(event)
            (start,) = values(graph, event, "startDate")
            days = {str(day) for day in said.objects(event, ELI_DL.activity_date)}
            starts = {str(moment) for moment in said.objects(event, ELI_DL.activity_start_date)}
            assert start in (starts or days)
            assert values(graph, event, "organizer") == sorted(
                str(body) for body in said.objects(event, ELI_DL.had_responsible_organization)
            )
        for page in graph.subjects(RDF.type, HTTP_SCHEMA.WebPage):
            main = graph.value(page, HTTP_SCHEMA.mainEntity)
            if main is not None and (main, RDF.type, HTTP_SCHEMA.GovernmentOrganization) in graph:
                organizations.add(main)
                assert values(graph, main, "subOrganization") == sorted(
                    map(str, said.objects(main, ORG.hasUnit))
                )
                assert values(graph, main, "parentOrganization") == sorted(
                    map(str, said.objects(main, ORG.unitOf))
                )
                names = {str(name) for name in said.objects(main, SKOS.prefLabel)}
                assert set(values(graph, main, "name")) <= names
        for person in of_class(graph, "Person"):
            people.add(person)
            names = {str(name) for name in said.objects(person, FOAF.name)}
            assert set(values(graph, person, "name")) == names
    assert events == set(said.subjects(RDF.type, HTTP_SCHEMA.Event))
    formal = set(said.subjects(RDF.type, ORG.FormalOrganization))
    units = set(said.subjects(RDF.type, ORG.OrganizationalUnit))
    assert organizations == formal | units
    assert people == set(said.subjects(RDF.type, FOAF.Person))
    assert (len(events), len(organizations), len(people)) == (26, 9, 28)


def test_the_datasets_are_those_of_the_catalogue(demo: Built) -> None:
    said = facts(demo)
    wanted = set(said.subjects(RDF.type, DCAT.Dataset))
    assert len(wanted) == 2
    for language, ending in ENDINGS.items():
        graph = pages(demo)[f"lataukset{ending}"]
        assert set(of_class(graph, "Dataset")) == wanted
        for dataset in wanted:
            titles = {
                str(title)
                for title in said.objects(dataset, DCTERMS.title)
                if title.language == language  # type: ignore[attr-defined]
            }
            assert set(values(graph, dataset, "name")) == titles
            assert values(graph, dataset, "license") == [str(said.value(dataset, DCTERMS.license))]
            period = said.value(dataset, DCTERMS.temporal)
            assert period is not None
            days = [str(said.value(period, term)) for term in (DCAT.startDate, DCAT.endDate)]
            assert values(graph, dataset, "temporalCoverage") == ["/".join(days)]
            downloads = set(said.objects(dataset, DCAT.distribution))
            assert set(graph.objects(dataset, HTTP_SCHEMA.distribution)) == downloads
            for one in downloads:
                (url,) = values(graph, one, "contentUrl")
                assert url == str(said.value(one, DCAT.downloadURL))
                file = demo.site / url.removeprefix(BASE)
                assert values(graph, one, "contentSize") == [f"{file.stat().st_size} B"]


def test_the_site_itself_is_described_on_the_front_page_alone(demo: Built) -> None:
    sites = {
        name: site for name, graph in pages(demo).items() for site in of_class(graph, "WebSite")
    }
    assert sites == {f"index{ending}": URIRef(BASE) for ending in ENDINGS.values()}
    assert values(pages(demo)["index.sv.html"], URIRef(BASE), "name") == [
        "Beslut i Skogsviken och Åstranden"
    ]


def test_the_way_to_a_page_is_one_that_the_page_shows(demo: Built) -> None:
    steps = 0
    for name, graph in pages(demo).items():
        document = demo.documents[name]
        shown = {
            urljoin(BASE + name, str(link.attributes["href"])): link.text(strip=True)
            for link in document.css("nav.crumbs a")
        }
        for way in of_class(graph, "BreadcrumbList"):
            items = list(graph.objects(way, HTTP_SCHEMA.itemListElement))
            positions = sorted(int(values(graph, item, "position")[0]) for item in items)
            assert positions == list(range(1, len(items) + 1))
            for item in items:
                (address,) = values(graph, item, "item")
                if address == BASE + name:
                    assert int(values(graph, item, "position")[0]) == len(items)
                else:
                    assert shown[address] == values(graph, item, "name")[0], (name, address)
                    steps += 1
    assert steps > 800
