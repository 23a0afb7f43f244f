"""Every published graph meets our shapes; what does not is kept out, loudly, and alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.validation import Validator
from tests.site.building import BASE, PAGES, TODAY, Built, build, copy_demo

STREAM_ENDS = ("trig", "jsonld")
PAGE_ENDS = ("html", "sv.html", "en.html", "ttl", "jsonld", "nt", "rdf")
SECTION = "eli/dl/metsalahti/kaupunginhallitus/2026/12"

# The reader lets it through; but who was recused cannot have presented the matter as well.
CONTRADICTION = """Leikkipuiston aitojen uusiminen

Kaupunginhallitus 26.1.2026 § 12
61/10.03.01/2026

Leikkipuiston aidat ovat vuodelta 1998.

Esittelijä

Kaupunginjohtaja Helka Saarenketo

Päätösehdotus

Kaupunginhallitus päättää uusia leikkipuiston aidat vuonna 2026.

Päätös

Helka Saarenketo ilmoitti olevansa esteellinen ja poistui kokouksesta asian käsittelyn ajaksi.

Päätösehdotus hyväksyttiin.
"""


@pytest.fixture(scope="module")
def contradicted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("contradicted")
    settings = copy_demo(folder)
    (settings.parent / "metsalahti" / "kh-2026-01-26-12.txt").write_text(CONTRADICTION, "utf-8")
    return build(settings, folder / "var" / "demo")


def graphs_of(built: Built) -> dict[str, list[ox.Quad]]:
    """Every page as its N-Triples file has it, and every graph as the store has it."""
    pages = {
        f"{name}#file": {quad.triple for quad in said} for name, said in built.records().items()
    }
    return {name: in_graph(name, said) for name, said in {**pages, **built.graphs}.items()}


def in_graph(name: str, triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    graph = ox.NamedNode(name)
    return [ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples]


def violations(built: Built) -> dict[str, list[str]]:
    findings = Validator().validate(graphs_of(built))
    severe = {
        name: [f"{each.focus}: {each.message}" for each in found if each.severe]
        for name, found in findings.items()
    }
    return {name: found for name, found in severe.items() if found}


def test_every_published_graph_meets_the_shapes(demo: Built) -> None:
    assert len(demo.graphs) == PAGES + 1 + 21  # pages, provenance, vocabularies
    assert len(graphs_of(demo)) == 2 * PAGES + 1 + 21
    assert violations(demo) == {}


def test_every_graph_of_the_samples_meets_the_shapes(sampled: Built) -> None:
    assert len(graphs_of(sampled)) > 50
    assert violations(sampled) == {}


def test_a_record_with_a_violation_is_withheld_and_the_report_says_why(
    contradicted: Built,
) -> None:
    (document,) = [each for each in contradicted.report["documents"] if each["fate"] == "withheld"]
    assert document["document"] == "metsalahti/kh-2026-01-26-12.txt"
    assert document["iris"] == []
    assert "also named as its presenter" in document["reason"]
    assert contradicted.report["fates"]["withheld"] == 1


def test_nothing_of_a_withheld_record_is_in_any_output(contradicted: Built) -> None:
    strings = [SECTION, SECTION.replace("eli/dl", "eli"), "Leikkipuiston", "61/10.03.01/2026"]
    texts = {
        path.relative_to(contradicted.output): path.read_bytes().decode("utf-8", "replace")
        for path in contradicted.output.rglob("*")
        if path.is_file()
    }
    texts[Path("store")] = "\n".join(map(str, contradicted.quads))
    assert [
        (path, string) for path, text in texts.items() for string in strings if string in text
    ] == []
    assert f"{BASE}eli/dl/metsalahti/kaupunginhallitus/2026-01-26.jsonld" not in contradicted.graphs


def test_everything_else_is_published_as_without_it(demo: Built, contradicted: Built) -> None:
    assert contradicted.files == demo.files
    different = [
        name
        for name in sorted(demo.files)
        if (demo.site / name).read_bytes() != (contradicted.site / name).read_bytes()
    ]
    assert len(demo.files) > 700
    # Only the report on quality counts it; with that change the checksums of what holds the report.
    report = "metsalahti/laatu"
    of_pages = {f"{stem}.{end}" for stem in (report, "lataukset") for end in PAGE_ENDS}
    dumps = ("nq", "ttl", "jsonld")
    registers = {f"lataukset/metsalahti-rekisteri.{end}" for end in dumps}
    packed = {f"{name}.gz" for name in registers} | {f"lataukset/kaikki.{end}.gz" for end in dumps}
    catalogue = {f"catalogue.{end}" for end in ("ttl", "rdf", "jsonld")}
    told = {"api/3/action/package_search", "sparql/parts.json"}
    streams = {f"muutokset/{name}.{end}" for name in ("virta", "luettelo") for end in STREAM_ENDS}
    changes = streams | {f"muutokset/{TODAY[:7]}.json"}
    assert set(different) == of_pages | registers | packed | catalogue | told | changes
    graphs = {f"{BASE}{report}.jsonld", f"{BASE}lataukset.jsonld"}
    assert differing(contradicted.graphs, demo.graphs) == graphs
    (one,) = {
        (str(triple.subject), str(triple.object))
        for triple in contradicted.graphs[f"{BASE}{report}.jsonld"]
        - demo.graphs[f"{BASE}{report}.jsonld"]
    }
    assert one[0] == f"<{BASE}{report}#julkaisemattomat>"
    assert one[1].startswith('"1"')


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """The graphs that are not the same, or not there, in one of two sites."""
    return {graph for graph in one.keys() | other.keys() if one.get(graph) != other.get(graph)}
