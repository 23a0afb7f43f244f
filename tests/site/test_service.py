"""The endpoint's description of itself (SPARQL 1.1 Service Description), and whether it is true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, FOAF, RDF, RDFS

from publisher.examples.reading import read_examples
from publisher.serving.app import Application
from tests.serving.conftest import Client
from tests.site.building import BASE, LANGUAGES, WITH_ENDPOINT, Built, build_demo
from tests.site.rules_iris import own_iris, unanswered
from tests.site.rules_links import addresses, dead_links
from tests.site.rules_syntaxes import EXTENSIONS, disagreements, said_by, strays
from tests.site.triples import of_store, rdflib_reader, read_contexts

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
GEOF = "http://www.opengis.net/def/function/geosparql/"
ENDPOINT = f"{BASE}sparql"

# How each form of answer is asked for; the first four are of tables, the others of graphs.
FORMATS = {
    "SPARQL_Results_JSON": "application/sparql-results+json",
    "SPARQL_Results_XML": "application/sparql-results+xml",
    "SPARQL_Results_CSV": "text/csv",
    "SPARQL_Results_TSV": "text/tab-separated-values",
    "Turtle": "text/turtle",
    "N-Triples": "application/n-triples",
    "JSON-LD": "application/ld+json",
    "RDF_XML": "application/rdf+xml",
}
N_TABLES = 4
N_FUNCTIONS = 41
N_EXAMPLES = 16
PLACES = (
    '"POINT(24.9 60.2)"^^geo:wktLiteral',
    '"POLYGON((24 60, 26 60, 26 61, 24 60))"^^geo:wktLiteral',
)
GEO = f"PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX geof: <{GEOF}>"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo, with an endpoint for everybody."""
    return build_demo(tmp_path_factory.mktemp("public"), replacing=WITH_ENDPOINT)


@pytest.fixture(scope="module")
def endpoint(public: Built) -> Iterator[Client]:
    store = public.site.parent / "store"
    with Client(Application(public.site, store, base_iri=BASE)) as client:
        yield client


@pytest.fixture(scope="module")
def described(endpoint: Client) -> rdflib.Graph:
    """What comes from the endpoint's address without a query (2): a document about it."""
    answer = endpoint.get("/sparql", "text/turtle")
    assert (answer.status, answer.headers["location"]) == (303, "/sparql.ttl")
    answer = endpoint.get(answer.headers["location"])
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    return rdflib.Graph().parse(data=answer.body, format="turtle")


def ask(endpoint: Client, query: str, accept: str) -> tuple[int, str, bytes]:
    answer = endpoint.get(f"/sparql?{urlencode({'query': query})}", accept)
    return answer.status, answer.headers["content-type"].partition(";")[0], answer.body


def test_an_endpoint_says_what_it_is(described: rdflib.Graph) -> None:
    (service,) = described.subjects(RDF.type, SD.Service)
    assert str(service) == f"{ENDPOINT}#palvelu"
    assert list(described.objects(service, SD.endpoint)) == [rdflib.URIRef(ENDPOINT)]
    assert list(described.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert list(described.objects(service, SD.feature)) == [SD.UnionDefaultGraph]
    assert list(described.objects(None, FOAF.primaryTopic)) == [service]
    (dataset,) = described.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in described
    (graph,) = described.objects(dataset, SD.defaultGraph)
    assert list(described.objects(graph, RDF.type)) == [SD.Graph]
    assert list(described.objects(graph, RDFS.seeAlso)) == [
        rdflib.URIRef(f"{BASE}.well-known/void")
    ]


def test_the_catalogue_calls_it_by_the_same_name(public: Built, described: rdflib.Graph) -> None:
    (service,) = described.subjects(RDF.type, SD.Service)
    catalogue = rdflib.Graph().parse(public.site / "catalogue.ttl")
    assert (service, RDF.type, DCAT.DataService) in catalogue
    assert list(catalogue.objects(service, DCAT.endpointURL)) == [rdflib.URIRef(ENDPOINT)]
    (description,) = catalogue.objects(service, DCAT.endpointDescription)
    assert (public.site / str(description).removeprefix(BASE)).is_file()


def test_it_says_no_form_of_answer_that_it_does_not_give(
    described: rdflib.Graph, endpoint: Client
) -> None:
    told = {str(each).rpartition("/")[2] for each in described.objects(None, SD.resultFormat)}
    assert told == FORMATS.keys()
    for position, media_type in enumerate(FORMATS.values()):
        kind = "SELECT *" if position < N_TABLES else "CONSTRUCT"
        status, given, body = ask(endpoint, f"{kind} WHERE {{ ?s ?p ?o }} LIMIT 1", media_type)
        assert (status, given) == (200, media_type)
        assert body


def test_it_says_no_function_that_it_does_not_have(
    described: rdflib.Graph, endpoint: Client
) -> None:
    told = sorted(str(each) for each in described.objects(None, SD.extensionFunction))
    assert len(told) == N_FUNCTIONS
    assert [each for each in told if not each.startswith(GEOF)] == []
    json_type = FORMATS["SPARQL_Results_JSON"]
    for function in told:
        assert ask(endpoint, f"SELECT (<{function}>() AS ?x) {{}}", json_type)[0] == 200, function
    assert ask(endpoint, f"SELECT (<{GEOF}isBlue>() AS ?x) {{}}", json_type)[0] == 400


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f"geof:sfWithin({PLACES[0]}, {PLACES[1]})", "true"),
        (f'geof:sfWithin("POINT(24.5 60.9)"^^geo:wktLiteral, {PLACES[1]})', "false"),
        (f"geof:sfIntersects({PLACES[1]}, {PLACES[1]})", "true"),
        (
            f'xsd:integer(geof:distance({PLACES[0]}, "POINT(24.9 61.2)"^^geo:wktLiteral, '
            "<http://www.opengis.net/def/uom/OGC/1.0/metre>) / 1000)",
            "111",
        ),
    ],
)
def test_places_can_be_asked_for(endpoint: Client, expression: str, expected: str) -> None:
    query = (
        f"{GEO} PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ({expression} AS ?x) {{}}"
    )
    status, _, body = ask(endpoint, query, FORMATS["SPARQL_Results_JSON"])
    assert status == 200
    (row,) = json.loads(body)["results"]["bindings"]
    assert row["x"]["value"] == expected


def test_it_answers_the_examples_as_the_site_says(public: Built, endpoint: Client) -> None:
    examples = read_examples(BASE)
    for example in examples:
        status, _, body = ask(endpoint, example.query, "text/csv")
        assert (status, body) == (200, (public.site / f"sparql/{example.name}.csv").read_bytes())
    assert len(examples) == N_EXAMPLES


def test_the_default_graph_is_the_union_of_all(endpoint: Client) -> None:
    """`sd:UnionDefaultGraph`."""
    counted = [
        ask(endpoint, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", "text/csv")[2]
        for pattern in (
            "?s ?p ?o",
            "SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }",
        )
    ]
    assert counted[0] == counted[1]
    assert int(counted[0].split()[1]) > 4_000


def test_all_its_documents_say_the_same(public: Built) -> None:
    said = said_by("sparql", public.place, rdflib_reader(read_contexts(public.site)))
    assert len(said) == len(EXTENSIONS) + len(LANGUAGES)
    assert disagreements("sparql", said) == []
    stored = of_store(public.graphs[f"{ENDPOINT}.jsonld"])
    assert strays("sparql", said, stored) == []


def test_what_it_names_is_there(public: Built) -> None:
    quads = [*ox.parse((public.site / "sparql.nt").read_bytes(), format=ox.RdfFormat.N_TRIPLES)]
    iris = own_iris(quads, BASE)
    assert {f"{ENDPOINT}#{part}" for part in ("palvelu", "aineisto", "oletusgraafi")} < iris
    assert [fault for iri in sorted(iris) for fault in unanswered(iri, public.place)] == []
    for language, name in public.place.versions("sparql").items():
        document = public.documents[name]
        assert dead_links(addresses(name, document, public.place), public.place) == [], language
        (address,) = document.css("#aineisto #palvelu")
        assert address.text() == ENDPOINT


def test_a_site_without_an_endpoint_describes_none(demo: Built) -> None:
    assert demo.counted(f"?s a <{SD.Service}>") == 0
    assert [name for name in demo.documents if demo.documents[name].css("#aineisto")] == []
