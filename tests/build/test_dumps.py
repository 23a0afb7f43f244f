"""Dumps: cut where they become too long, packed beside, and gathered for the whole site."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from publisher.build import dumps
from tests.build.corpora import Folder, digest, many

FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SECTIONS = 20
LIMIT = 30_000


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A year of a town whose dumps are too long for one file."""
    folder = Folder.create(tmp_path_factory.mktemp("dumps"), many(SECTIONS))
    build_with(LIMIT, folder)
    return folder


def build_with(limit: int, folder: Folder) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dumps, "PART_BYTES", limit)
        folder.build()


def downloads(folder: Folder, pattern: str) -> list[Path]:
    found = (folder.output / "published" / "site" / "lataukset").glob(pattern)
    return sorted(found, key=lambda path: (len(path.name), path.name))


def triples(folder: Folder, content: bytes, form: str) -> set[ox.Triple]:
    """What a dump says; its context is that of the site, which nobody has to fetch."""
    if form == "jsonld":
        context = json.loads(folder.page("context.jsonld"))
        records = [{**record, **context} for record in json.loads(content)]
        content = json.dumps(records).encode()
    return {quad.triple for quad in ox.parse(content, FORMATS[form])}


def records(contents: Iterable[bytes]) -> dict[str, dict[str, Any]]:
    found = [record for content in contents for record in json.loads(content)]
    by_iri = {record["id"]: record for record in found}
    assert len(by_iri) == len(found)
    return by_iri


@pytest.mark.parametrize("form", FORMATS)
def test_a_long_dump_is_cut_between_pages(cut: Folder, form: str) -> None:
    parts = downloads(cut, f"lumivaara-2026*.{form}")
    assert [path.name for path in parts[:2]] == [
        f"lumivaara-2026.{form}",
        f"lumivaara-2026-2.{form}",
    ]
    assert len(parts) > 2
    assert all(path.stat().st_size <= LIMIT for path in parts)
    said = [triples(cut, path.read_bytes(), form) for path in parts]
    assert min(map(len, said)) > 30
    together = set().union(*said)
    assert len(together) == sum(map(len, said))
    texts = {each.object.value for each in together if isinstance(each.object, ox.Literal)}
    assert {f"Ladun osa {number}" for number in range(1, SECTIONS + 1)} <= texts


@pytest.mark.parametrize("form", FORMATS)
def test_a_packed_dump_holds_what_the_plain_one_does(cut: Folder, form: str) -> None:
    plain = downloads(cut, f"*.{form}")
    plain = [path for path in plain if not path.name.startswith("sanakirja")]
    assert len(plain) > 2
    for path in plain:
        packed = path.with_name(f"{path.name}.gz").read_bytes()
        assert gzip.decompress(packed) == path.read_bytes()
        assert packed[4:8] == b"\0\0\0\0"  # no time (RFC 1952, 2.3.1)


@pytest.mark.parametrize("form", FORMATS)
def test_the_dumps_of_the_whole_hold_what_all_others_do(cut: Folder, form: str) -> None:
    whole = downloads(cut, f"kaikki*.{form}.gz")
    assert whole
    others = downloads(cut, f"lumivaara-*.{form}")
    assert len(others) > 2
    found = set().union(*(triples(cut, gzip.decompress(path.read_bytes()), form) for path in whole))
    assert found == set().union(*(triples(cut, path.read_bytes(), form) for path in others))


def test_the_dumps_of_the_whole_are_cut_too(cut: Folder, tmp_path: Path) -> None:
    folder = cut.copy(tmp_path / "copy")
    build_with(4_000, folder)
    whole = downloads(folder, "kaikki*.jsonld.gz")
    assert len(whole) > 1
    assert all(path.stat().st_size <= 4_000 for path in whole)
    assert len(records(gzip.decompress(path.read_bytes()) for path in whole)) > SECTIONS
    plain = downloads(folder, "lumivaara-*.jsonld")
    assert records(gzip.decompress(path.read_bytes()) for path in whole) == records(
        path.read_bytes() for path in plain
    )


def test_parts_that_are_no_more_go(cut: Folder, tmp_path: Path) -> None:
    folder = cut.copy(tmp_path / "copy")
    build_with(LIMIT, folder)
    before = len(downloads(folder, "lumivaara-2026-*.nq"))
    for number in range(3, SECTIONS + 1):
        folder.remove(f"lumivaara/kh-{number}.txt")
    build_with(LIMIT, folder)
    fresh = folder.copy(tmp_path / "fresh")
    build_with(LIMIT, fresh)
    names = [path.name for path in downloads(fresh, "*")]
    assert [path.name for path in downloads(folder, "*")] == names
    assert len(downloads(folder, "lumivaara-2026-*.nq")) < before


def test_parts_are_told_apart_in_the_catalogue(cut: Folder) -> None:
    graph = rdflib.Graph().parse(cut.output / "published" / "site" / "catalogue.ttl")
    titles = [
        str(title)
        for each in graph.subjects(rdflib.RDF.type, rdflib.DCAT.Distribution)
        for title in graph.objects(each, rdflib.DCTERMS.title)
        if isinstance(title, rdflib.Literal) and title.language == "fi"
    ]
    assert len(titles) == len(set(titles))
    assert "Lumivaara: pykälät vuodelta 2026 (N-Quads), osa 2" in titles


def test_parts_are_told_apart_on_the_page_of_downloads(cut: Folder) -> None:
    page = cut.page("lataukset.html")
    assert re.search(r'href="lataukset/lumivaara-2026\.nq">N-Quads</a>', page)
    assert re.search(r'href="lataukset/lumivaara-2026-2\.nq">N-Quads, osa 2</a>', page)
    assert re.search(r'href="lataukset/lumivaara-2026-2\.nq\.gz">N-Quads, osa 2, gzip</a>', page)


def test_dumps_are_the_same_every_time(cut: Folder, tmp_path: Path) -> None:
    again = cut.copy(tmp_path / "again")
    build_with(LIMIT, again)
    paths = downloads(cut, "*")
    assert len(paths) > 20
    assert {path.name: digest(path.read_bytes()) for path in downloads(again, "*")} == {
        path.name: digest(path.read_bytes()) for path in paths
    }
