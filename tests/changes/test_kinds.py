"""The list of changes knows every kind of document that a site has."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from publisher.changes.events import KINDS
from tests.site.building import BASE, Built

VOCABULARIES = "https://w3id.org/pykala/"
ORIGIN = f"{BASE}lataukset#alkupera"
# Never changes, and so is told of in no feed: versions of what is, and shapes of it.
_VERSIONS = re.compile(r"(def|shapes)(/.*)?/\d+\.\d+\.\d+|shapes")


def listed(site: Path) -> dict[str, str]:
    """Of which kind each document of the list is."""
    months = json.loads((site / "muutokset.json").read_text("utf-8"))["months"]
    found = [
        (line["document"], line["kind"])
        for month in months
        for line in json.loads((site / "muutokset" / f"{month['month']}.json").read_text("utf-8"))
    ]
    kinds = dict(found)
    assert len(kinds) == len(found)
    return kinds


def test_documents_are_of_the_kinds_that_events_know(demo: Built) -> None:
    kinds = Counter(listed(demo.site).values())
    assert set(kinds) == set(KINDS)
    assert len(KINDS) == 13


def test_a_document_is_of_the_kind_of_its_page(demo: Built) -> None:
    """Kinds of pages that do not tell of minutes or vocabularies are one."""
    seen: Counter[str] = Counter()
    for document, kind in listed(demo.site).items():
        if document == ORIGIN:
            continue
        path = document.removeprefix(BASE).removeprefix(VOCABULARIES).removesuffix(".jsonld")
        page = (demo.site / f"{path}.html").read_text("utf-8")
        found = re.search(r'<body class="([^" ]+)', page)
        assert found is not None
        assert kind == (found[1] if found[1] in KINDS else "page"), document
        seen[kind] += 1
    assert set(seen) == set(KINDS)


def test_every_document_is_in_the_list(demo: Built) -> None:
    told = set(listed(demo.site))
    paths = {
        path.relative_to(demo.site).with_suffix("").as_posix() for path in demo.site.rglob("*.nt")
    }
    missing = {
        path
        for path in paths
        if not {f"{BASE}{path}.jsonld", f"{VOCABULARIES}{path}"} & told
        and not path.startswith("lataukset/")
    }
    assert {path for path in missing if not _VERSIONS.fullmatch(path)} == set()
    assert len(paths) > 170


def test_every_named_graph_is_in_the_list(demo: Built) -> None:
    store = ox.Store.read_only(str(demo.site.parent / "store"))
    graphs = {str(graph).strip("<>") for graph in store.named_graphs()}
    assert set(listed(demo.site)) == graphs
    assert len(graphs) > 170
