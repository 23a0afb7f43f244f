"""Where a case stands follows its handlings, build after build."""

from __future__ import annotations

import datetime as dt
import json

from tests.build.corpora import TOWN, Folder, Section
from tests.build.test_incremental import assert_same_as_fresh

CASE = "412/10.03/2026"
PAGE = f"eli/dl/{TOWN}/asia/412-10-03-2026"
TABLED = Section(
    number=21,
    day=dt.date(2026, 2, 9),
    title="Laiturin korjaus",
    case=CASE,
    decision="Asia jätettiin pöydälle.",
)
TAKEN_UP = Section(number=30, day=dt.date(2026, 2, 23), title="Laiturin korjaus", case=CASE)
DECIDED = Section(
    number=8, body="KV", day=dt.date(2026, 3, 16), title="Laiturin korjaus", case=CASE
)


def status(folder: Folder) -> str | None:
    found = json.loads(folder.page(f"{PAGE}.jsonld")).get("processStatus")
    return None if found is None else str(found)


def test_a_case_is_open_until_it_is_taken_up_and_decided_by_the_council(built: Folder) -> None:
    built.write("lumivaara/kh-21.txt", TABLED.text())
    built.build()
    assert status(built) == "kasittelyn-tila:vireilla"
    assert "Vireillä" in built.page(f"{PAGE}.html")
    built.write("lumivaara/kh-30.txt", TAKEN_UP.text())
    built.build()
    assert status(built) is None
    assert "Käsittelyn tila" not in built.page(f"{PAGE}.html")
    built.write("lumivaara/kv-8.txt", DECIDED.text())
    built.build()
    assert status(built) == "kasittelyn-tila:ratkaistu"
    assert_same_as_fresh(built)
