"""The log of changes when builds fail, are killed, or have lost what they knew."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from publisher.changes.events import moment
from publisher.errors import StoreError
from tests.build.corpora import BASE, TODAY, Folder, Section
from tests.changes.history import Web, store_of
from tests.changes.ldes_client import LdesClient

ROOT = f"{BASE}muutokset/virta.trig"


def events(folder: Folder) -> dict[str, dict[str, str]]:
    """The events of the plain list, by document."""
    return {
        line["document"]: line
        for month in json.loads(folder.page("muutokset.json"))["months"]
        for line in json.loads(folder.page(f"muutokset/{month['month']}.json"))
    }


def document(number: int) -> str:
    return f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026/{number}.jsonld"


def follow(folder: Folder) -> set[str]:
    """What a client has that begins with nothing, which has to be what is published."""
    web = Web()
    web.show(folder)
    client = LdesClient(ROOT, web, "application/trig")
    client.synchronize()
    told = {str(triple) for triples in client.graphs.values() for triple in triples}
    assert told >= {
        str(quad.triple)
        for quad in store_of(folder)
        if "nonNegativeInteger" not in str(quad) and "byteSize" not in str(quad)
    }
    return set(client.graphs)


def test_a_new_section_is_created_and_what_tells_of_it_updated(built: Folder) -> None:
    before = events(built)
    built.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
    built.build()
    after = events(built)
    assert document(11) not in before
    assert after[document(11)]["event"] == "created"
    assert after[document(11)]["modified"] == f"{TODAY}T00:00:01Z"
    assert after[f"{BASE}lumivaara.jsonld"] == before[f"{BASE}lumivaara.jsonld"]
    board = f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026-01-19.jsonld"
    assert after[board]["event"] == "updated"
    assert after[document(9)] == before[document(9)]
    follow(built)


def test_a_build_that_was_killed_before_it_remembered_is_in_the_log(built: Folder) -> None:
    """The site was turned, and the memory is still that of the build before."""
    remembered = built.path / "state.sqlite"
    shutil.copy(built.output / "state.sqlite", remembered)
    built.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
    built.build()
    told = events(built)
    for path in built.output.glob("state.sqlite*"):
        path.unlink()
    shutil.copy(remembered, built.output / "state.sqlite")
    built.build()
    assert events(built) == told
    built.write("lumivaara/kh-12.txt", Section(number=12, title="Latukartta").text())
    built.build()
    assert events(built)[document(11)] == told[document(11)]
    assert events(built)[document(12)]["modified"] > told[document(11)]["modified"]
    follow(built)


def test_a_log_that_cannot_be_read_stops_the_build(built: Folder) -> None:
    for path in built.output.glob("state.sqlite*"):
        path.unlink()
    (built.output / "published" / "site" / "muutokset.json").write_text("{")
    public = built.public(feeds=True)
    with pytest.raises(StoreError, match="bring the published site back from a backup"):
        built.build()
    assert built.public(feeds=True) == public


def test_a_log_whose_pages_want_more_events_than_it_has_is_damaged(built: Folder) -> None:
    for path in built.output.glob("state.sqlite*"):
        path.unlink()
    index = built.output / "published" / "site" / "muutokset.json"
    told = json.loads(index.read_text())
    told["pages"].append({"name": "x", "first": "x", "activities": 10_000})
    index.write_text(json.dumps(told))
    with pytest.raises(StoreError, match="delete this file and build again"):
        built.build()
    index.unlink()
    built.build()
    follow(built)


def test_a_site_from_before_there_were_logs_begins_one(built: Folder) -> None:
    for path in built.output.glob("state.sqlite*"):
        path.unlink()
    (built.output / "published" / "site" / "muutokset.json").unlink()
    built.build()
    assert {line["event"] for line in events(built).values()} == {"created"}
    follow(built)


def test_another_address_begins_another_log(built: Folder) -> None:
    built.change_settings(BASE, "https://data.lumivaara.example/avoin/")
    built.build()
    told = events(built)
    assert {line["event"] for line in told.values()} == {"created"}
    assert not any(name.startswith(BASE) for name in told)


NOON = dt.datetime(2026, 4, 15, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (NOON, None, "2026-04-15T09:00:00Z"),
        (NOON, "2026-04-15T08:59:59Z", "2026-04-15T09:00:00Z"),
        (NOON, "2026-04-15T09:00:00Z", "2026-04-15T09:00:01Z"),
        (NOON, "2026-04-16T00:00:00Z", "2026-04-16T00:00:01Z"),  # the clock went back
        (NOON.replace(microsecond=999_999), None, "2026-04-15T09:00:00Z"),
    ],
)
def test_events_are_never_added_to_the_past(
    now: dt.datetime, last: str | None, expected: str
) -> None:
    assert moment(now, last) == expected
