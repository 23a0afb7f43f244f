"""What leaves when the time for an appeal is over: out of every byte of every output."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from publisher.errors import PrivacyError
from tests.build.corpora import BASE, DOCUMENTS, Folder, Section, meeting_head
from tests.build.windows import AFTER, LAST, PAGE, PLAIN_PAGE, PRIVATE, TEXTS, where

API = ("package_search", "package_show")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder.create(tmp_path / "a", TEXTS)


def test_on_the_last_day_everything_is_still_there(window: Folder) -> None:
    page = window.page(f"{PAGE}.html")
    assert "rakentaa sille rantasaunan" in page
    assert "Aurinkoi" not in page
    assert json.loads(window.page(f"{PAGE}.jsonld"))["retentionEnd"] == LAST
    assert {".html", ".ttl", ".jsonld", ".nt", ".rdf", ".nq", "store"} <= where(
        window, "rantasaunan"
    )


def test_the_day_after_it_is_in_no_byte_of_anything(window: Folder) -> None:
    report = window.build(today=AFTER)
    assert where(window, "rantasaunan") == set()
    assert PAGE in report.changed
    record = json.loads(window.page(f"{PAGE}.jsonld"))
    assert (record["retentionEnd"], record["personalDataRemoved"]) == (LAST, AFTER)
    assert record["modified"] == AFTER
    removed = {"fi": "[teksti poistettu muutoksenhakuajan päätyttyä]"}
    assert record["decision"]["act"]["realizedBy"][0]["text"] == removed
    assert record["proposal"]["text"] == removed
    assert {"preparation", "amount", "attachment"}.isdisjoint(record)


def test_the_frame_stays(folder: Folder) -> None:
    folder.build(today=AFTER)
    record = json.loads(folder.page(f"{PAGE}.jsonld"))
    assert record["id"] == f"{BASE}{PAGE}"
    assert record["label"] == {"fi": "Rantatontin vuokraaminen"}
    assert record["caseNumberAsPrinted"] == "38/02.05.01/2026"
    assert [one["nameAsPrinted"] for one in record["participation"]] == ["Helka Saarenketo"]
    page = folder.page(f"{PAGE}.html")
    assert "henkilötietoja sisältäneet tekstit" in page.casefold()
    assert '<time datetime="2026-02-10">' in page


def test_what_is_about_nobody_private_stays_whole(window: Folder) -> None:
    before = json.loads(window.page(f"{PLAIN_PAGE}.jsonld"))
    window.build(today=AFTER)
    assert json.loads(window.page(f"{PLAIN_PAGE}.jsonld")) == before
    assert "retentionEnd" not in before
    assert "murtomaakone" in window.page(f"{PLAIN_PAGE}.html")


@pytest.mark.parametrize("days", [(LAST, AFTER), (AFTER, LAST), ("2026-01-18", LAST, "2027-02-10")])
def test_a_build_after_others_is_the_same_as_a_fresh_one(
    folder: Folder, tmp_path: Path, days: tuple[str, ...]
) -> None:
    for day in days:
        folder.build(today=day)
    fresh = folder.copy(tmp_path / "fresh")
    fresh.build(today=days[-1])
    one, other = folder.public(), fresh.public()
    # These tell on which of the days a page or a dataset changed.
    for name in ("sitemap.xml", "sitemap-1.xml", *(f"api/3/action/{name}" for name in API)):
        del one[name], other[name]
        assert undated(folder.page(name)) == undated(fresh.page(name))
    assert one == other


def undated(told: str) -> str:
    return re.sub('<lastmod>.*?</lastmod>|"metadata_modified": ".*?"', "", told)


def test_nothing_is_done_when_nothing_is_due(folder: Folder) -> None:
    folder.build(today="2026-03-01")
    assert folder.build(today="2026-03-02").files == {"added": 0, "changed": 0, "removed": 0}


def test_minutes_wait_for_their_day(folder: Folder) -> None:
    early = folder.build(today="2026-01-18")
    told = {each["document"]: each for each in early.documents}["lumivaara/kh-21.txt"]
    assert told["fate"] == "withheld"
    assert "public from 2026-01-19 on" in str(told["reason"])
    assert where(folder, "rantasaunan") == set()
    folder.build(today="2026-01-19")
    assert "rantasaunan" in folder.page(f"{PAGE}.html")


def test_search_engines_keep_no_copy_while_it_may_have_to_leave(window: Folder) -> None:
    noindex = '<meta name="robots" content="noindex">'
    record = json.loads(window.page(f"{PAGE}.jsonld"))
    things = [record["id"], f"{BASE}{PLAIN_PAGE}", record["meeting"], record["case"]]
    things.append(record["participation"][0]["person"])
    pages = [iri.removeprefix(BASE) for iri in things]
    assert [noindex in window.page(f"{page}.html") for page in pages] == [True] * 5
    assert not any(f"{BASE}{page}.html" in window.page("sitemap-1.xml") for page in pages)
    assert noindex not in window.page("lumivaara/kaupunginhallitus.html")
    window.build(today="2026-12-31")
    assert [noindex in window.page(f"{page}.html") for page in pages] == [False] * 5
    assert all(f"{BASE}{page}.html" in window.page("sitemap-1.xml") for page in pages)


def test_decisions_of_a_council_have_thirty_days(tmp_path: Path) -> None:
    text = Section(number=3, body="KV", decision=PRIVATE.decision).text()
    folder = Folder.create(tmp_path / "a", {"lumivaara/kv-3.txt": text, **DOCUMENTS})
    folder.build(today="2026-02-25")
    page = "eli/dl/lumivaara/kaupunginvaltuusto/2026/3"
    assert json.loads(folder.page(f"{page}.jsonld"))["retentionEnd"] == "2026-02-25"
    assert "rantasaunan" in folder.page(f"{page}.html")
    folder.build(today="2026-02-26")
    assert where(folder, "rantasaunan") == set()


MEETING = (
    meeting_head(pages=1)
    + """\
Käsitellyt asiat
§ 11
Kesämökin osto
§ 12
Kirjastoauton reitti

Saapuvilla olleet jäsenet
Raimo Tervola, puheenjohtaja
Salme Lehtola, jäsen

Pöytäkirja nähtävänä
Yleisessä tietoverkossa 10.3.2026

§ 11
Kesämökin osto
LUMDno-2026-18

Ehdotus
Esittelijä: Taimi Katajapuu, sivistysjohtaja
Mökki ostetaan.

Päätös
Sivistyslautakunta hyväksyi ehdotuksen. Myyjä Aatos Aurinkoinen tyhjentää hirsimökin.{checked}

§ 12
Kirjastoauton reitti
LUMDno-2026-19

Ehdotus
Esittelijä: Taimi Katajapuu, sivistysjohtaja
Reitti merkitään tiedoksi.

Päätös
Merkittiin tiedoksi.
"""
)


@pytest.mark.parametrize(
    ("checked", "until"),
    [("", "2026-03-31"), ("\n\nPykälä tarkastettiin kokouksessa.", "2026-03-23")],
)
def test_the_time_is_counted_from_the_posting_unless_a_section_was_checked_at_once(
    tmp_path: Path, checked: str, until: str
) -> None:
    folder = Folder.create(
        tmp_path / "a", {"lumivaara/k.txt": MEETING.format(checked=checked), **DOCUMENTS}
    )
    early = folder.build(today="2026-03-09")
    told = {each["document"]: each for each in early.documents}["lumivaara/k.txt"]
    assert "public from 2026-03-10 on" in str(told["reason"])
    folder.build(today=until)
    page = "eli/dl/lumivaara/sivistyslautakunta/2026/11"
    assert json.loads(folder.page(f"{page}.jsonld"))["retentionEnd"] == until
    assert "hirsimökin" in folder.page(f"{page}.html")
    after = dt.date.fromisoformat(until) + dt.timedelta(days=1)
    folder.build(today=after.isoformat())
    assert where(folder, "hirsimökin") == set()


PREVIEW = """\
Lumivaaran kaupunginhallitus kokoontuu maanantaina 19.1.2026 kaupungintalolla.

Rantatontin vuokraaminen

Tontin vuokraa Aatos Aurinkoinen, joka rakentaa sille rantasaunan.

Kaupunginhallitukselle ehdotetaan, että se vuokraa tontin.
"""


def test_what_foresees_a_meeting_has_its_time_too(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", {"lumivaara/ennakko.txt": PREVIEW, **DOCUMENTS})
    folder.build(today="2026-01-12")
    page = "eli/dl/lumivaara/kaupunginhallitus/2026-01-19.html"
    assert "rantasaunan" in folder.page(page)
    assert "Aurinkoi" not in folder.page(page)
    folder.build(today=LAST)
    assert "rantasaunan" in folder.page(page)
    folder.build(today=AFTER)
    assert where(folder, "rantasaunan") == set()
    assert "Rantatontin vuokraaminen" in folder.page(page)


def test_names_leave_too_where_the_settings_say_so(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", {"lumivaara/k.txt": MEETING.format(checked="")})
    folder.change_settings('mode = "role"', 'mode = "role"\nnames_after_appeal = "remove"')
    report = folder.build(today="2026-03-31")
    assert report.pages["person"] == 3
    assert "Salme Lehtola" in folder.page("eli/dl/lumivaara/sivistyslautakunta/2026-03-02.html")
    report = folder.build(today="2026-04-01")
    assert report.pages["person"] == 0
    assert where(folder, "Lehtola", "Tervola", "Katajapuu", "hirsimökin") == set()
    record = json.loads(folder.page("eli/dl/lumivaara/sivistyslautakunta/2026/12.jsonld"))
    assert record["personalDataRemoved"] == "2026-04-01"
    assert "Merkittiin tiedoksi" in folder.page("eli/dl/lumivaara/sivistyslautakunta/2026/12.html")
    meeting = json.loads(folder.page("eli/dl/lumivaara/sivistyslautakunta/2026-03-02.jsonld"))
    assert meeting["personalDataRemoved"] == "2026-04-01"


def test_names_stay_otherwise(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", {"lumivaara/k.txt": MEETING.format(checked="")})
    report = folder.build(today="2026-12-31")
    assert report.pages["person"] == 3
    assert "Salme Lehtola" in folder.page("eli/dl/lumivaara/sivistyslautakunta/2026-03-02.html")


def test_a_document_that_is_gone_or_was_mended_leaves_no_trace(window: Folder) -> None:
    window.write("lumivaara/kh-21.txt", PRIVATE.text().replace("rantasaunan", "rantatuvan"))
    window.build(today=LAST)
    assert where(window, "rantasaunan") == set()
    window.remove("lumivaara/kh-21.txt")
    window.build(today=LAST)
    assert where(window, "rantatuvan") == set()


def test_what_stops_a_build_says_what_stays_public_by_it(window: Folder) -> None:
    window.write("lumivaara/kh-23.txt", Section(number=23, decision="Hetu 010252-987H.").text())
    with pytest.raises(PrivacyError) as refusal:
        window.build(today=LAST)
    assert "stay public" not in str(refusal.value)
    with pytest.raises(PrivacyError) as refusal:
        window.build(today=AFTER)
    assert "1 section(s) stay public until then" in str(refusal.value)
    assert "987H" not in str(refusal.value)
