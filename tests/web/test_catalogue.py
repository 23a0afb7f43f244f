"""The catalogue as portals take it: valid, whole in every syntax, quiet when nothing changes."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, SKOS, XSD, Literal, URIRef
from rdflib.compare import isomorphic

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.rdf.lint import lint_terms
from publisher.reference import read_places
from publisher.settings import Settings
from publisher.web.catalogue import catalogue_record, places, to_files, to_pages
from publisher.web.catalogue.facts import read_context, read_facts
from tests.web.catalogue_examples import MODIFIED, SETTINGS, dataset, datasets, settings

PORTAL = Path(__file__).parents[3] / "shared" / "portal" / "dcat-ap-3.0.1"
SHAPES = PORTAL / "shacl-handwritten"

BASE = "https://data.example.fi/"
PAGE = f"{BASE}lataukset#"
EU = "http://publications.europa.eu/resource/authority/"
KOODISTOT = "http://uri.suomi.fi/codelist/jhs/kunta_1_20240101/code/240"
GEONAMES = "https://sws.geonames.org/653282/"
WKT = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")


@pytest.fixture
def example(tmp_path: Path) -> Settings:
    return settings(tmp_path)


def record(wanted: Settings, endpoint: str | None = f"{BASE}sparql") -> dict[str, Any]:
    asked = msgspec.structs.replace(wanted, sparql_endpoint=endpoint)
    return catalogue_record(asked, datasets(wanted), modified=MODIFIED)


def graph(wanted: Settings, **parts: Any) -> rdflib.Graph:  # noqa: ANN401  (JSON)
    files = to_files(parts.get("record") or record(wanted), "catalogue")
    return rdflib.Graph().parse(data=files["catalogue.ttl"], format="turtle")


def results(data: rdflib.Graph, shapes: str) -> tuple[bool, set[tuple[str, URIRef]]]:
    """Whether there is no violation, and the severity and path of whatever there is."""
    path = SHAPES / shapes
    if not path.is_file():
        pytest.skip(f"the official DCAT-AP 3.0.1 shapes are not at {path}")
    conforms, report, _ = pyshacl.validate(
        data, shacl_graph=rdflib.Graph().parse(path), inference="none", allow_warnings=True
    )
    found = {
        (str(report.value(result, SH.resultSeverity)), report.value(result, SH.resultPath))
        for result in report.objects(None, SH.result)
    }
    return conforms, found


@pytest.mark.parametrize("shapes", ["shapes.ttl", "range.ttl"])
@pytest.mark.parametrize("endpoint", [None, f"{BASE}sparql"])
def test_passes_the_official_shapes(example: Settings, shapes: str, endpoint: str | None) -> None:
    data = graph(example, record=record(example, endpoint))
    assert results(data, shapes) == (True, set())


def test_has_all_that_is_recommended(example: Settings) -> None:
    assert results(graph(example), "shapes_recommended.ttl") == (True, set())


def test_uses_the_controlled_vocabularies(example: Settings) -> None:
    conforms, found = results(graph(example), "mdr-vocabularies.shape.ttl")
    assert conforms
    # A municipality is no corporate body of the EU.
    assert found == {(str(SH.Warning), DCTERMS.publisher)}


def test_has_the_full_score_of_the_european_portal(example: Settings, tmp_path: Path) -> None:
    """By the weights of its assessment of metadata quality (data.europa.eu, MQA)."""
    program = PORTAL.parent / "mqa" / "mqa_score.py"
    if not program.is_file():
        pytest.skip(f"the program that scores catalogues is not at {program}")
    path = tmp_path / "catalogue.ttl"
    path.write_bytes(to_files(record(example), "catalogue")["catalogue.ttl"])
    done = subprocess.run(
        [sys.executable, program, path], capture_output=True, check=True, encoding="utf-8"
    )
    scores = [line.split()[1:] for line in done.stdout.splitlines()]
    assert scores == [["405/405", "Excellent"]] * len(datasets(example))


def test_every_site_offers_its_changes_and_one_with_an_endpoint_that_too(
    example: Settings,
) -> None:
    changes, sparql = URIRef(f"{PAGE}muutokset"), URIRef(f"{BASE}sparql#palvelu")
    assert set(graph(example).subjects(RDF.type, DCAT.DataService)) == {changes, sparql}
    without = graph(example, record=record(example, None))
    assert set(without.subjects(RDF.type, DCAT.DataService)) == {changes}
    assert list(without.objects(changes, DCAT.endpointURL)) == [
        URIRef(f"{BASE}muutokset/virta.trig")
    ]
    assert list(without.objects(changes, DCTERMS.conformsTo)) == [
        URIRef("https://w3id.org/ldes/specification")
    ]


# The JSON-LD reader of rdflib uses what rdflib itself calls outdated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_holds_the_same_triples_in_every_syntax(example: Settings) -> None:
    files = to_files(record(example), "catalogue")
    assert set(files) == {"catalogue.ttl", "catalogue.rdf", "catalogue.jsonld"}
    turtle, xml, json_ld = (
        rdflib.Graph().parse(data=files[f"catalogue.{extension}"], format=syntax)
        for extension, syntax in (("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld"))
    )
    assert isomorphic(turtle, xml)
    assert isomorphic(turtle, json_ld)


def test_comes_out_the_same_in_whatever_order_it_is_told(example: Settings) -> None:
    told = datasets(example)
    backwards = [msgspec.structs.replace(each, files=each.files[::-1]) for each in told[::-1]]
    assert to_files(catalogue_record(example, told, modified=MODIFIED), "x") == to_files(
        catalogue_record(example, backwards, modified=MODIFIED), "x"
    )


def test_a_changed_file_changes_its_dataset_and_no_other(example: Settings) -> None:
    told = datasets(example)
    changed = [dataset(told[0].organization, sha256="cd" * 32), *told[1:]]
    before, after = (
        graph(example, record=catalogue_record(example, each, modified=MODIFIED))
        for each in (told, changed)
    )
    subjects = {str(subject) for subject in (before ^ after).subjects()}
    assert f"{PAGE}metsalahti" in subjects
    assert all(subject.startswith(f"{PAGE}metsalahti") for subject in subjects)


def test_uses_terms_that_exist_and_no_blank_nodes(example: Settings) -> None:
    document = msgspec.json.encode(record(example))
    assert lint_terms(ox.parse(document, ox.RdfFormat.JSON_LD)) == []


def test_every_term_of_the_table_passes_the_lint() -> None:
    document = {"@context": read_context(), "graph": read_facts().term}
    assert lint_terms(ox.parse(msgspec.json.encode(document), ox.RdfFormat.JSON_LD)) == []


def test_no_key_is_dropped_because_the_context_lacks_it(example: Settings) -> None:
    whole = record(example)
    assert set(keys(whole["graph"])) <= set(read_context())
    assert set(keys(read_facts().term)) <= set(read_context())


def keys(value: object) -> Iterator[str]:
    """The keys of JSON-LD nodes, but for those of language maps."""
    match value:
        case list():
            for each in value:
                yield from keys(each)
        case dict() if not set(value) <= {"fi", "sv", "en"}:
            yield from value
            yield from keys(list(value.values()))


def test_describes_every_eu_term_that_it_uses(example: Settings) -> None:
    data = graph(example)
    used = {each for each in data.objects() if str(each).startswith(EU)}
    assert used
    assert used == {subject for subject in data.subjects(RDF.type) if str(subject).startswith(EU)}


def test_a_dataset_says_who_what_where_and_when(example: Settings) -> None:
    data = graph(example)
    kemi = URIRef(f"{PAGE}kemi")
    assert set(data.objects(kemi, DCTERMS.title)) == {
        Literal("Kemi: pöytäkirjat ja päätökset", "fi"),
        Literal("Kemi: protokoll och beslut", "sv"),
        Literal("Kemi: minutes and decisions", "en"),
    }
    assert data.value(kemi, DCTERMS.identifier) == Literal(str(kemi))
    assert set(data.objects(kemi, DCTERMS.spatial)) == {
        URIRef(f"{EU}country/FIN"),
        URIRef(GEONAMES),
    }
    assert set(data.objects(kemi, DCTERMS.language)) == {URIRef(f"{EU}language/FIN")}
    assert data.value(kemi, DCTERMS.creator) == URIRef(f"{BASE}kemi")
    period = data.value(kemi, DCTERMS.temporal)
    assert data.value(period, DCAT.startDate) == Literal(dt.date(2025, 8, 26))
    assert data.value(period, DCAT.endDate) == Literal(dt.date(2026, 9, 9))
    assert set(data.objects(kemi, DCAT.landingPage)) == {
        URIRef(f"{BASE}kemi.html"),
        URIRef(f"{BASE}lataukset.html"),
    }


def test_titles_follow_the_language_of_names(example: Settings) -> None:
    titles = set(graph(example).objects(URIRef(f"{PAGE}metsalahti"), DCTERMS.title))
    assert Literal("Skogsviken: protokoll och beslut", "sv") in titles
    assert Literal("Metsälahti: minutes and decisions", "en") in titles


def test_keywords_have_no_commas(example: Settings) -> None:
    words = set(graph(example).objects(URIRef(f"{PAGE}kemi"), DCAT.keyword))
    assert {word.language for word in words if isinstance(word, Literal)} == {"fi", "sv", "en"}
    assert not [word for word in words if "," in str(word)]


def test_a_distribution_says_what_the_file_is(example: Settings) -> None:
    data = graph(example)
    file = URIRef(f"{PAGE}kemi-2025.nq")
    assert (URIRef(f"{PAGE}kemi"), DCAT.distribution, file) in data
    assert data.value(file, DCAT.downloadURL) == URIRef(f"{BASE}lataukset/kemi-2025.nq")
    assert data.value(file, DCAT.accessURL) == URIRef(f"{BASE}lataukset.html")
    assert data.value(file, DCTERMS["format"]) == URIRef(f"{EU}file-type/RDF_N_QUADS")
    assert str(data.value(file, DCAT.byteSize)) == "1234"
    checksum = data.value(file, URIRef("http://spdx.org/rdf/terms#checksum"))
    value = data.value(checksum, URIRef("http://spdx.org/rdf/terms#checksumValue"))
    assert isinstance(value, Literal)
    assert value.value == bytes.fromhex("ab" * 32)


def test_the_register_has_a_title_of_its_own(example: Settings) -> None:
    titles = set(graph(example).objects(URIRef(f"{PAGE}kemi.nq"), DCTERMS.title))
    assert Literal("Kemi: toimielimet, henkilöt ja asiat (N-Quads)", "fi") in titles


def test_ckan_finds_the_names_by_which_it_knows_formats_and_licences(example: Settings) -> None:
    text = to_files(record(example), "catalogue")["catalogue.ttl"].decode()
    assert "file-type/RDF_TURTLE> a dcterms:IMT , dcterms:MediaTypeOrExtent" in text
    data = graph(example)
    assert data.value(URIRef(f"{EU}file-type/RDF_TURTLE"), RDFS.label) == Literal("TTL")
    assert set(data.objects(URIRef(f"{EU}licence/CC_BY_4_0"), DCTERMS.title)) == {
        Literal("Creative Commons Attribution 4.0", "fi"),
        Literal("Creative Commons Attribution", "en"),
    }


def test_follows_the_licence_of_the_settings(tmp_path: Path) -> None:
    cc0 = "https://creativecommons.org/publicdomain/zero/1.0/"
    public_domain = settings(tmp_path, f'licence = "{cc0}"\n{SETTINGS}')
    data = graph(public_domain)
    assert set(data.objects(None, DCTERMS.license)) == {URIRef(f"{EU}licence/CC0")}
    assert results(data, "range.ttl") == (True, set())


def test_refuses_a_licence_that_the_eu_table_lacks(example: Settings) -> None:
    other = msgspec.structs.replace(example, licence="https://licence.example/")
    with pytest.raises(TableError, match=r"add a row for https://licence\.example/"):
        record(other)


def test_a_publisher_is_an_authority_by_any_of_its_names(tmp_path: Path) -> None:
    own = SETTINGS.replace('fi = "Metsälahti", sv', 'fi = "Metsälahden kaupunki", sv', 1)
    publisher = URIRef(f"{PAGE}julkaisija")
    assert graph(settings(tmp_path, own)).value(publisher, DCTERMS.type) is None
    printed = own.replace(
        'slug = "metsalahti"\n', 'slug = "metsalahti"\nalso_printed = ["Metsälahden kaupunki"]\n'
    )
    found = graph(settings(tmp_path, printed)).value(publisher, DCTERMS.type)
    assert found == URIRef("http://purl.org/adms/publishertype/LocalAuthority")


def test_only_an_organisation_that_publishes_its_own_minutes_is_an_authority(
    tmp_path: Path,
) -> None:
    other = settings(tmp_path, SETTINGS.replace('fi = "Metsälahti", sv', 'fi = "Ry", sv', 1))
    publisher = URIRef(f"{PAGE}julkaisija")
    assert graph(other).value(publisher, DCTERMS.type) is None
    own = graph(settings(tmp_path))
    assert str(own.value(publisher, DCTERMS.type)).endswith("LocalAuthority")
    assert Literal("Metsälahti", "fi") in own.objects(publisher, FOAF.name)


def test_what_is_not_known_is_not_said(example: Settings) -> None:
    data = graph(example)
    invented = URIRef(f"{PAGE}metsalahti")
    assert data.value(invented, DCTERMS.language) is None
    assert list(data.objects(invented, DCTERMS.spatial)) == [URIRef(f"{EU}country/FIN")]


def test_a_place_has_names_a_box_and_a_centroid_with_the_longitude_first(
    example: Settings,
) -> None:
    data, kemi = graph(example), URIRef(GEONAMES)
    assert set(data.objects(kemi, SKOS.prefLabel)) == {Literal("Kemi", "fi"), Literal("Kemi", "sv")}
    assert data.value(kemi, DCTERMS.identifier) == Literal(KOODISTOT, datatype=XSD.anyURI)
    box = "24.1327 65.3372, 24.7535 65.3372, 24.7535 65.8075, 24.1327 65.8075, 24.1327 65.3372"
    assert data.value(kemi, DCAT.bbox) == Literal(f"POLYGON(({box}))", datatype=WKT)
    assert data.value(kemi, DCAT.centroid) == Literal("POINT(24.3942 65.5856)", datatype=WKT)


def test_finland_is_where_its_municipalities_are(example: Settings) -> None:
    data, found = graph(example), read_places()
    west, south = min(each.west for each in found), min(each.south for each in found)
    east, north = max(each.east for each in found), max(each.north for each in found)
    box = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    finland = URIRef(f"{EU}country/FIN")
    assert data.value(finland, DCAT.bbox) == Literal(f"POLYGON(({box}))", datatype=WKT)
    x, y = str(data.value(finland, DCAT.centroid)).removeprefix("POINT(").rstrip(")").split()
    assert west < float(x) < east
    assert south < float(y) < north


def test_where_geonames_only_has_the_town_the_place_is_that_of_koodistot(tmp_path: Path) -> None:
    data = graph(settings(tmp_path, SETTINGS.replace('"kemi"', '"nokia"')))
    nokia = URIRef("http://uri.suomi.fi/codelist/jhs/kunta_1_20240101/code/536")
    assert nokia in set(data.objects(URIRef(f"{PAGE}nokia"), DCTERMS.spatial))
    assert data.value(nokia, DCAT.bbox) is not None
    assert results(data, "shapes_recommended.ttl") == (True, set())


def test_says_of_which_municipality_the_place_is_missing(
    example: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "read_places", lambda: read_places()[:5])
    with pytest.raises(TableError, match=r"places\.csv: add a row for 240"):
        record(example)


@pytest.mark.parametrize(
    ("county", "languages"),
    [
        ("lapin-hyvinvointialue", {"FIN"}),
        ("pohjanmaan-hyvinvointialue", {"FIN", "SWE"}),
    ],
)
def test_a_county_has_the_languages_of_its_municipalities(
    tmp_path: Path, county: str, languages: set[str]
) -> None:
    data = graph(settings(tmp_path, SETTINGS.replace("lapin-hyvinvointialue", county)))
    assert set(data.objects(URIRef(f"{PAGE}{county}"), DCTERMS.language)) == {
        URIRef(f"{EU}language/{language}") for language in languages
    }


def test_languages_that_were_counted_go_before_those_of_the_table(example: Settings) -> None:
    told = [msgspec.structs.replace(each, languages=("fi", "sv")) for each in datasets(example)]
    data = graph(example, record=catalogue_record(example, told, modified=MODIFIED))
    assert set(data.objects(URIRef(f"{PAGE}kemi"), DCTERMS.language)) == {
        URIRef(f"{EU}language/FIN"),
        URIRef(f"{EU}language/SWE"),
    }


def test_nothing_was_changed_after_the_catalogue_was(example: Settings) -> None:
    early = dt.date(2026, 1, 1)
    data = graph(example, record=catalogue_record(example, datasets(example), modified=early))
    assert set(data.objects(None, DCTERMS.modified)) == {Literal(early)}


def test_an_empty_catalogue_is_valid(example: Settings) -> None:
    data = graph(example, record=catalogue_record(example, [], modified=MODIFIED))
    assert results(data, "shapes.ttl") == (True, set())


def test_themes_have_their_official_names(example: Settings) -> None:
    labels = set(graph(example).objects(URIRef(f"{EU}data-theme/GOVE"), SKOS.prefLabel))
    assert Literal("Valtioneuvosto ja julkinen sektori", "fi") in labels


def test_wordings_and_terms_of_the_table_are_in_order() -> None:
    listed = [term["id"] for term in read_facts().term]
    assert listed == sorted(set(listed))


def test_the_context_has_no_term_that_nothing_uses() -> None:
    folder = Path(__file__).parents[2]
    sources = [
        asset_dir("mappings") / "catalogue.toml",
        *sorted((folder / "publisher" / "web" / "catalogue").glob("*.py")),
        folder / "publisher" / "web" / "void.py",
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    unused = {
        term
        for term, value in read_context().items()
        if f'"{term}"' not in text and f"{term} = " not in text
        if not term.startswith("@") and not str(value).startswith(("http", "@"))
    }
    assert unused == set()


def test_a_small_catalogue_is_one_page(example: Settings) -> None:
    whole = record(example)
    assert to_pages(whole, f"{BASE}catalogue") == to_files(whole, "catalogue")


def test_the_pages_of_a_large_catalogue_say_together_what_the_whole_says(
    example: Settings,
) -> None:
    whole = record(example)
    files = to_pages(whole, f"{BASE}catalogue", size=2)
    names = ["catalogue.ttl", "catalogue-2.ttl"]
    assert sorted(files) == sorted(
        f"catalogue{end}.{extension}"
        for end in ("", "-2")
        for extension in ("ttl", "rdf", "jsonld")
    )
    hydra = "http://www.w3.org/ns/hydra/core#"
    pages = [rdflib.Graph().parse(data=files[name], format="turtle") for name in names]
    views = [[(s, p, o) for s, p, o in page if hydra in f"{p}{o}"] for page in pages]
    assert (URIRef(f"{BASE}{names[0]}"), URIRef(f"{hydra}next"), URIRef(f"{BASE}{names[1]}")) in {
        *views[0]
    }
    assert [len(view) for view in views] == [4, 4]
    together = rdflib.Graph()
    for page, view in zip(pages, views, strict=True):
        for triple in set(page) - set(view):
            together.add(triple)
        assert results(page, "shapes.ttl") == (True, set())
    assert isomorphic(together, graph(example))
    document = msgspec.json.decode(files["catalogue-2.jsonld"])
    assert lint_terms(ox.parse(msgspec.json.encode(document), ox.RdfFormat.JSON_LD)) == []
