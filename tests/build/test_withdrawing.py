"""A § that its publisher takes off the network, and the log of what left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.serving.app import Application
from publisher.settings.withdrawals import read_withdrawals
from tests.build.corpora import BASE, DOCUMENTS, TODAY, TOWN, Folder, pykala, pykala_here
from tests.build.test_retold import BOARD_PAGE, COUNCIL, TEXTS
from tests.build.windows import AFTER, LAST, PAGE, PRIVATE, where
from tests.build.windows import TEXTS as TEXTS_OF_WINDOW
from tests.serving.conftest import Client

REASON = "Liitteessä oli vuokralaisen puhelinnumero"
DAY = ("--today", LAST)
TOMBSTONE = "https://w3id.org/pykala/def#Tombstone"


@pytest.fixture
def folder(window: Folder) -> Folder:
    return window


def withdraw(
    folder: Folder, address: str, reason: str = REASON, day: str = LAST
) -> tuple[int, str]:
    return pykala_here(
        "withdraw", address, str(folder.settings), "--reason", reason, "--today", day,
        "--workers", "1",
    )  # fmt: skip


def rebuild(folder: Folder) -> tuple[int, str]:
    return pykala_here("build", str(folder.settings), "--today", TODAY, "--workers", "1")


ADDRESSES = (
    PAGE,
    f"{PAGE}#paatos",
    f"{PAGE}.html",
    f"{PAGE}.sv.html",
    f"{PAGE}.ttl",
    PAGE.replace("eli/dl/", "eli/"),
    f"{PAGE.replace('eli/dl/', 'eli/')}/fi",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_withdrawn_section_is_in_no_byte_of_anything(folder: Folder, address: str) -> None:
    code, told = withdraw(folder, f"{BASE}{address}")
    assert code == 0, told
    assert "a tombstone stands at its address" in told
    assert where(folder, "rantasaunan", "Rantatontin", "vuokralaisen puhelinnumero") == set()
    assert REASON in (folder.path / "withdrawn.toml").read_text(encoding="utf-8")


def test_the_command_is_what_it_is_in_this_process(folder: Folder) -> None:
    done = pykala(
        "withdraw", f"{BASE}{PAGE}", str(folder.settings), "--reason", REASON, "--today", LAST
    )
    assert done.returncode == 0
    assert done.stdout.startswith(f"{BASE}{PAGE} is withdrawn")
    assert where(folder, "Rantatontin") == set()


def test_its_address_tells_that_there_is_nothing_any_more(folder: Folder) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    page = folder.page(f"{PAGE}.html")
    assert "Tätä pykälää ei enää julkaista" in page
    assert '<meta name="robots" content="noindex">' in page
    assert f"{BASE}{PAGE}.html" not in folder.page("sitemap-1.xml")
    assert json.loads(folder.page(f"{PAGE}.jsonld")) == {
        "@context": f"{BASE}context.jsonld",
        "id": f"{BASE}{PAGE}",
        "type": "Tombstone",
        "goneSince": LAST,
    }
    (said,) = (quad for quad in folder.quads() if TOMBSTONE in quad and PAGE in quad)
    assert f"{BASE}{PAGE}.jsonld" in said


def test_the_server_answers_410(folder: Folder) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    published = folder.output / "published"
    client = Client(Application(published / "site", published / "store", base_iri=BASE))
    for path in (PAGE, f"{PAGE}.html", f"{PAGE}.ttl", PAGE.replace("eli/dl/", "eli/")):
        assert client.get(f"/{path}").status == 410
    assert client.get(f"/{PAGE}", accept="text/turtle").text.count("Tombstone") == 1
    other = client.get("/eli/dl/lumivaara/kaupunginhallitus/2026/22.ttl")
    assert (other.status, other.headers["x-robots-tag"]) == (200, "noindex")


def test_it_stays_away_though_the_work_folder_is_lost(folder: Folder, tmp_path: Path) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    fresh = folder.copy(tmp_path / "fresh")
    (fresh.output / "removals.jsonl").unlink()
    fresh.build(today=AFTER)
    assert where(fresh, "Rantatontin") == set()
    assert "Tätä pykälää ei enää julkaista" in fresh.page(f"{PAGE}.html")


def test_the_report_says_why_a_document_is_not_published(folder: Folder) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    report = folder.build(today=LAST)
    told = {each["document"]: each for each in report.documents}["lumivaara/kh-21.txt"]
    assert told["fate"] == "withheld"
    assert told["reason"] == "§ 21 was withdrawn: it is named in withdrawn.toml"


def test_a_section_that_only_later_minutes_tell_stays_away_too(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", {COUNCIL: TEXTS[COUNCIL], **DOCUMENTS})
    folder.build()
    assert (folder.output / "published" / "site" / f"{BOARD_PAGE}.html").exists()
    code, told = withdraw(folder, f"{BASE}{BOARD_PAGE}", day="2026-12-31")
    assert code == 0, told
    assert "ei enää julkaista" in folder.page(f"{BOARD_PAGE}.html")


def test_taken_out_of_the_file_it_comes_back(folder: Folder, tmp_path: Path) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    (folder.path / "withdrawn.toml").unlink()
    folder.build(today=LAST)
    assert "rantasaunan" in folder.page(f"{PAGE}.html")
    assert not (folder.output / "published" / "site" / f"{PAGE}.gone").exists()
    assert not any(
        "Tombstone" in quad for quad in folder.quads() if "koodi" not in quad and PAGE in quad
    )
    fresh = folder.copy(tmp_path / "fresh")
    fresh.build(today=LAST)
    assert folder.public() == fresh.public()


WRONG = {
    f"{BASE}lumivaara/kaupunginhallitus": "no address of a § of this site",
    "https://elsewhere.example/eli/dl/lumivaara/kaupunginhallitus/2026/21": "no address of a §",
    f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026-01-19": "no address of a §",
}


@pytest.mark.parametrize("address", list(WRONG))
def test_only_a_section_can_be_withdrawn(folder: Folder, address: str) -> None:
    code, told = withdraw(folder, address)
    assert code == 2
    assert WRONG[address] in told
    assert not (folder.path / "withdrawn.toml").exists()


def test_a_reason_is_asked_for(folder: Folder) -> None:
    code, told = withdraw(folder, f"{BASE}{PAGE}", reason=" ")
    assert code == 2
    assert "say why with --reason" in told


@pytest.mark.parametrize("reason", ['"\\" \\u0041', "a\x7fb\tc\u2028d", "😀 #"])
def test_any_reason_can_be_written(folder: Folder, reason: str) -> None:
    code, told = withdraw(folder, f"{BASE}{PAGE}", reason=reason)
    assert code == 0, told
    (withdrawn,) = read_withdrawals(folder.path)
    assert withdrawn.reason == " ".join(reason.split())


def test_a_reason_that_is_no_text_is_refused(folder: Folder) -> None:
    code, told = withdraw(folder, f"{BASE}{PAGE}", reason="a\udce4b")
    assert code == 2
    assert "the reason is no UTF-8" in told
    assert list(folder.path.glob("withdrawn*")) == []


def test_a_damaged_file_stops_the_build(folder: Folder) -> None:
    (folder.path / "withdrawn.toml").write_text('[[withdrawn]]\niri = "x"\n', encoding="utf-8")
    code, told = rebuild(folder)
    assert code == 2
    assert "withdrawn.toml" in told
    assert "must not come back" in told


def test_the_last_section_of_all_can_be_withdrawn(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", {"lumivaara/kh-21.txt": PRIVATE.text()})
    folder.build(today=LAST)
    code, told = withdraw(folder, f"{BASE}{PAGE}")
    assert code == 0, told
    assert where(folder, "Rantatontin") == set()
    folder.build(today=AFTER)  # and goes on: there is nothing that it could lose


def documents(folder: Folder) -> list[Path]:
    found = [path for name in (TOWN, "hirvisuo") for path in (folder.path / name).rglob("*.*")]
    assert len(found) == 2 + len(DOCUMENTS)
    return found


def test_an_emptied_folder_is_a_mistake_though_something_was_withdrawn(folder: Folder) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    before = folder.public()
    for path in documents(folder):
        path.unlink()
    code, told = rebuild(folder)
    assert code == 1
    assert "there is no document in" in told
    assert folder.public() == before


def test_what_cannot_be_read_any_more_is_no_withdrawal(folder: Folder) -> None:
    withdraw(folder, f"{BASE}{PAGE}")
    before = folder.public()
    for path in documents(folder):
        path.write_text("Kokous", encoding="utf-8")
    code, told = rebuild(folder)
    assert code == 1
    assert "no document is fit to publish" in told
    assert folder.public() == before


def test_a_slip_of_the_pen_is_no_withdrawal(folder: Folder) -> None:
    code, told = withdraw(folder, f"{BASE}{PAGE}9")
    assert code == 2
    assert "there is no such § on the site, so that nothing was withdrawn" in told
    assert not (folder.path / "withdrawn.toml").exists()


def test_a_withdrawn_section_can_be_withdrawn_again(folder: Folder) -> None:
    for _ in range(2):
        code, told = withdraw(folder, f"{BASE}{PAGE}")
        assert code == 0, told
    assert (folder.path / "withdrawn.toml").read_text(encoding="utf-8").count("iri = ") == 1


# The log ------------------------------------------------------------------------------------------


def log(folder: Folder) -> list[dict[str, object]]:
    lines = (folder.output / "removals.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_log_says_what_left_when_and_under_which_rule(folder: Folder) -> None:
    folder.build(today=AFTER)
    withdraw(folder, f"{BASE}{PAGE}", day=AFTER)
    folder.remove("lumivaara/kh-22.txt")
    folder.build(today="2026-02-11")
    entries = [{k: v for k, v in one.items() if k != "previous"} for one in log(folder)]
    assert entries == [
        {
            "day": AFTER,
            "rule": "time-for-appeal-is-over",
            "iri": f"{BASE}{PAGE}",
            "counted_from": "2026-01-19",
            "posted": False,
            "until": LAST,
            "texts": 3,
            "was_public": True,
        },
        {
            "day": AFTER,
            "rule": "withdrawn-by-publisher",
            "iri": f"{BASE}{PAGE}",
            "was_public": True,
        },
        {
            "day": "2026-02-11",
            "rule": "no-longer-supplied",
            "iri": f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026/22",
            "was_public": True,
        },
    ]


def test_each_removal_is_told_once(folder: Folder) -> None:
    for day in (AFTER, "2026-02-11", AFTER, "2026-03-01"):
        folder.build(today=day)
    (folder.output / "state.sqlite").unlink()
    folder.build(today="2026-03-02")
    assert [one["iri"] for one in log(folder)] == [f"{BASE}{PAGE}"]


def test_what_was_over_when_first_read_was_never_public(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", {"lumivaara/kh-21.txt": PRIVATE.text(), **DOCUMENTS})
    folder.build(today=AFTER)
    (entry,) = log(folder)
    assert "was_public" not in entry


def test_what_was_withdrawn_before_any_build_was_never_public(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "a", TEXTS_OF_WINDOW)
    (folder.path / "withdrawn.toml").write_text(
        f'[[withdrawn]]\niri = "{BASE}{PAGE}"\nday = {LAST}\nreason = "syy"\n', "utf-8"
    )
    folder.build(today=LAST)
    (entry,) = log(folder)
    assert (entry["rule"], entry["iri"]) == ("withdrawn-by-publisher", f"{BASE}{PAGE}")
    assert "was_public" not in entry
    _, told = pykala_here("removals", str(folder.settings))
    assert f"{BASE}{PAGE}: withdrawn by publisher; it was not public then" in told


def test_somebody_signs_off_and_every_change_is_noticed(folder: Folder) -> None:
    folder.build(today=AFTER)
    settings = str(folder.settings)
    _, told = pykala_here("removals", settings)
    assert "1 line(s), unbroken; 1 of them not signed off" in told
    sign = ("removals", settings, "--sign", "Tietosuojavastaava", *DAY)
    code, told = pykala_here(*sign)
    assert code == 0
    assert "signed off by Tietosuojavastaava" in told
    assert "2 line(s), unbroken; 0 of them not signed off" in told
    code, told = pykala_here(*sign)
    assert (code, "nothing to sign off" in told) == (2, True)
    path = folder.output / "removals.jsonl"
    before = path.read_text(encoding="utf-8")
    for damaged in (before.replace(LAST, "2026-02-19"), before.split("\n", 1)[1], before[:-9]):
        assert damaged != before
        path.write_text(damaged, encoding="utf-8")
        code, told = pykala_here("removals", settings)
        assert code == 2
        assert "bring the file back from a backup" in told
        assert rebuild(folder)[0] == 2


def test_a_section_that_comes_back_loses_its_tombstone(folder: Folder) -> None:
    text = (folder.path / "lumivaara" / "kh-22.txt").read_text(encoding="utf-8")
    folder.remove("lumivaara/kh-22.txt")
    folder.build(today=LAST)
    page = "eli/dl/lumivaara/kaupunginhallitus/2026/22"
    assert "ei enää julkaista" in folder.page(f"{page}.html")
    folder.write("lumivaara/kh-22.txt", text)
    folder.build(today=LAST)
    assert "murtomaakone" in folder.page(f"{page}.html")
    assert not (folder.output / "published" / "site" / f"{page}.gone").exists()
    assert [one["rule"] for one in log(folder)] == ["no-longer-supplied", "published-again"]
    assert not any("Tombstone" in quad and page in quad for quad in folder.quads())
