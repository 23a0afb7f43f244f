"""The feeds of what concerns one thing, and of acts: what is in them, in which order, how long."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from tests.build.corpora import BASE, DOCUMENTS, PREVIEW, Folder, Section, many, pykala_here
from tests.build.test_meetings import NAME, meeting
from tests.build.test_offices import OFFICES, finnish
from tests.build.windows import AFTER, LAST, TEXTS, where
from tests.changes.atom import ATOM, MEDIA_TYPE, FeedDocument, read_feed
from tests.changes.http import Answer

FED = {"body", "case", "law", "office", "organization"}
TITLED = " | Lumivaaran päätökset"
UPDATES = "eli/eli-update-feed"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"

BOARD = "lumivaara/kaupunginhallitus"
LOCAL_GOVERNMENT = "laki/2015/410"
ADMINISTRATION = "laki/2003/434"
CASE, OTHER_CASE = (f"eli/dl/lumivaara/asia/{name}-02-05-01-2026" for name in (38, 44))
COUNTY = "hirvisuon-hyvinvointialue"
OF_COUNTY = {
    COUNTY,
    f"{COUNTY}/aluehallitus",
    f"eli/dl/{COUNTY}/asia/77-05-03-01-2026",
    ADMINISTRATION,
}


def section(number: int, body: str = BOARD, year: int = 2026) -> str:
    return f"{BASE}eli/dl/{body}/{year}/{number}"


def site_of(folder: Folder) -> Path:
    return folder.output / "published" / "site"


def paths(folder: Folder, ending: str) -> list[str]:
    """Paths of the files of the site that end so, without that."""
    site = site_of(folder)
    found = (path.relative_to(site).as_posix() for path in site.rglob(f"*{ending}"))
    return sorted(path.removesuffix(ending) for path in found)


def atoms(folder: Folder) -> dict[str, bytes]:
    """All feeds in Atom, by their paths without ending."""
    site = site_of(folder)
    return {path: (site / f"{path}.atom").read_bytes() for path in paths(folder, ".atom")}


def fed(folder: Folder) -> dict[str, bytes]:
    """The feeds of single things, by the paths of these."""
    return {
        path: content
        for path, content in atoms(folder).items()
        if path != UPDATES and not path.startswith("muutokset")
    }


def feed(folder: Folder, path: str) -> FeedDocument:
    """A feed, by a reader that minds what Atom says."""

    def fetch(url: str, headers: Mapping[str, str]) -> Answer:
        assert headers["Accept"] == MEDIA_TYPE
        content = (site_of(folder) / unquote(url.removeprefix(BASE))).read_bytes()
        return Answer(200, {"content-type": MEDIA_TYPE}, content, url)

    return read_feed(f"{BASE}{path}.atom", fetch)


def ids(folder: Folder, path: str) -> list[str]:
    """What a feed tells of, first things first; what was deleted has a sign before it."""
    root = ET.fromstring((site_of(folder) / f"{path}.atom").read_bytes())  # noqa: S314
    told = {f"{ATOM}entry", DELETED}
    return [
        f"-{each.get('ref')}" if each.tag == DELETED else str(each.findtext(f"{ATOM}id"))
        for each in root
        if each.tag in told
    ]


def titles(folder: Folder, path: str) -> dict[str, str]:
    """What entries are called."""
    root = ET.fromstring((site_of(folder) / f"{path}.atom").read_bytes())  # noqa: S314
    return {
        str(each.findtext(f"{ATOM}id")): str(each.findtext(f"{ATOM}title"))
        for each in root.iter(f"{ATOM}entry")
    }


def kind(page: str) -> str:
    """Of which kind a page is."""
    found = re.search(r'<body class="([^" ]+)', page)
    assert found is not None
    return found[1]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def withdraw(folder: Folder, number: int, day: str = LAST) -> None:
    code, told = pykala_here(
        "withdraw", section(number), str(folder.settings), "--reason", "Asia oli salainen",
        "--today", day, "--workers", "1",
    )  # fmt: skip
    assert code == 0, told


def forget(folder: Folder) -> None:
    """Lose the memory of builds."""
    found = list(folder.output.glob("state.sqlite*"))
    assert found
    for path in found:
        path.unlink()


def assert_leads_to_files(folder: Folder) -> int:
    """Every link of every feed of a thing leads to a file; how many there are."""
    seen = 0
    for path in fed(folder):
        document = feed(folder, path)
        for link in (*document.links, *(link for each in document.events for link in each.links)):
            assert (site_of(folder) / unquote(link.href.removeprefix(BASE))).is_file(), link
            seen += 1
    return seen


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """§§ of boards and of an office, a whole meeting and a foreseen one, in two languages."""
    documents = {
        **TEXTS,
        NAME: meeting(),
        "lumivaara/ennakko.txt": PREVIEW.replace("19.1.", "26.1."),
        "lumivaara/vh-14.txt": finnish(),
    }
    folder = Folder.create(tmp_path_factory.mktemp("rich") / "folder", documents)
    folder.change_settings('abbreviations = ["SIVLTK"]\n', OFFICES)
    folder.change_settings('languages = ["fi"]', 'languages = ["fi", "sv"]')
    report = folder.build(today="2026-04-15")
    assert report.fates["published"] == len(documents)
    return folder


# What concerns a thing ----------------------------------------------------------------------------


def test_what_minutes_concern_has_a_feed_and_nothing_else(rich: Folder) -> None:
    kinds = {path: kind(rich.page(f"{path}.html")) for path in paths(rich, ".html")}
    named = {path for path, found in kinds.items() if found in FED and not path.endswith(".sv")}
    assert named == fed(rich).keys()
    assert {kinds[path] for path in named} == FED
    assert len(named) == 15


def test_a_feed_is_linked_from_the_head_of_its_page_in_every_language(rich: Folder) -> None:
    link = re.compile(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"')
    found: dict[str, list[str]] = {}
    for path in paths(rich, ".html"):
        head = rich.page(f"{path}.html").partition("</head>")[0]
        for address in link.findall(head):
            target = (site_of(rich) / f"{path}.html").parent / unquote(unescape(address))
            feeds = found.setdefault(
                target.resolve().relative_to(site_of(rich).resolve()).as_posix(), []
            )
            feeds.append(path)
    assert {name: pages for name, pages in found.items() if name != "muutokset.atom"} == {
        f"{path}.atom": [path, f"{path}.sv"] for path in fed(rich)
    }
    assert all(name == "muutokset.atom" or len(pages) == 2 for name, pages in found.items())


def test_a_feed_tells_of_the_documents_that_mention_the_thing(rich: Folder) -> None:
    """An organisation is mentioned by the addresses of what is its own."""
    report = json.loads((rich.output / "report.json").read_text("utf-8"))
    documents = {iri.partition("#")[0] for each in report["documents"] for iri in each["iris"]}
    assert len(documents) == 12
    seen = 0
    for path in fed(rich):
        own = f"{BASE}eli/dl/{path}/"
        mentions = f"> <{BASE}{path}> ."
        expected = {
            iri
            for iri in documents
            if mentions in rich.page(f"{iri.removeprefix(BASE)}.nt")
            or (path.count("/") == 0 and iri.startswith(own))
        }
        told = ids(rich, path)
        assert len(told) == len(set(told))
        assert set(told) == expected, path
        seen += len(told)
    assert seen == 42


def test_entries_are_called_as_their_pages_without_the_name_of_the_site(rich: Folder) -> None:
    seen = set()
    for path in fed(rich):
        for iri, title in titles(rich, path).items():
            page = rich.page(f"{iri.removeprefix(BASE)}.html")
            assert f"<title>{title}{TITLED}</title>" in page
            seen.add(title)
    assert "Kaupunginhallitus § 9/2026: Hiihtoladun valaiseminen" in seen
    assert len(seen) == 12


def test_links_of_feeds_lead_to_files(rich: Folder) -> None:
    assert assert_leads_to_files(rich) == 2 * 15 + 3 * 42
    document = feed(rich, CASE)
    assert [(link.rel, link.href) for link in document.links] == [
        ("self", f"{BASE}{CASE}.atom"),
        ("alternate", f"{BASE}{CASE}.html"),
    ]


def test_the_latest_is_first_and_of_one_build_the_latest_meeting(built: Folder) -> None:
    before = [section(9), section(10), section(301, year=2025)]
    assert ids(built, BOARD) == before
    for number, day in ((1, dt.date(2025, 1, 13)), (2, dt.date(2025, 3, 10))):
        built.write(f"lumivaara/vanha-{number}.txt", Section(number=number, day=day).text())
    built.build()
    assert ids(built, BOARD) == [section(2, year=2025), section(1, year=2025), *before]


def test_a_correction_moves_a_section_to_the_top_of_the_feeds_that_it_concerns(
    built: Folder,
) -> None:
    before = fed(built)
    assert ids(built, BOARD)[0] != section(10)
    built.write(
        "lumivaara/kh-10.txt",
        Section(
            number=10, title="Koulun latu & kota <1>", case="44/02.05.01/2026",
            law="kuntalain 110 §",
        ).text(),
    )  # fmt: skip
    built.build()
    concerned = {"lumivaara", BOARD, OTHER_CASE, LOCAL_GOVERNMENT}
    assert changed(before, fed(built)) == concerned
    assert "latu &amp; kota &lt;1&gt;" in built.page(f"{BOARD}.atom")
    for path in concerned:
        assert ids(built, path)[0] == section(10)
        assert titles(built, path)[section(10)].endswith(": Koulun latu & kota <1>")
        first, *others = feed(built, path).entries
        assert all(first.time > each.time for each in others)
        assert feed(built, path).updated == first.time


def test_a_section_is_told_no_more_where_it_concerns_nothing_any_more(built: Folder) -> None:
    built.write("lumivaara/kh-9.txt", Section(number=9, law="hallintolain 8 §").text())
    built.build()
    assert section(9) not in ids(built, LOCAL_GOVERNMENT)
    assert ids(built, LOCAL_GOVERNMENT) == [section(10), section(301, year=2025)]
    assert ids(built, ADMINISTRATION)[0] == section(9)


def test_a_quiet_build_leaves_feeds_alone(built: Folder) -> None:
    before = fed(built)
    built.build(today="2027-01-15")
    assert fed(built) == before
    assert len(before) == 12


def test_a_feed_has_the_latest_fifty(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "folder", many(53))
    folder.build()
    newest = [section(number) for number in range(53, 3, -1)]
    for path in ("lumivaara", BOARD, LOCAL_GOVERNMENT):
        assert ids(folder, path) == newest
    folder.write("lumivaara/kh-1.txt", Section(number=1, title="Ladun alku").text())
    folder.build()
    for path in ("lumivaara", BOARD, LOCAL_GOVERNMENT):
        assert ids(folder, path) == [section(1), *newest[:-1]]
    assert max(len(ids(folder, path)) for path in fed(folder)) == 50
    assert len(fed(folder)) == 2 + 53


def test_a_meeting_to_come_is_told_to_who_follows_its_body(built: Folder) -> None:
    built.write("lumivaara/ennakko.txt", PREVIEW.replace("19.1.", "26.1."))
    built.build()
    to_come = f"{BASE}eli/dl/{BOARD}/2026-01-26"
    for path in (BOARD, "lumivaara"):
        assert ids(built, path)[0] == to_come
        assert titles(built, path)[to_come] == "Kaupunginhallitus 26.1.2026 (Ennakkotieto)"
    assert assert_leads_to_files(built) > 0
    built.remove("lumivaara/ennakko.txt")
    built.build()
    for path in (BOARD, "lumivaara"):
        assert ids(built, path)[0] == f"-{to_come}"


# What was deleted ---------------------------------------------------------------------------------


def test_a_withdrawal_is_told_wherever_the_section_was(window: Folder) -> None:
    before = {path: ids(window, path) for path in fed(window)}
    concerned = {path for path, told in before.items() if section(21) in told}
    assert concerned == {"lumivaara", BOARD, CASE, LOCAL_GOVERNMENT}
    earlier = fed(window)
    assert where(window, "Rantatontin") >= {".atom"}
    withdraw(window, 21)
    assert changed(earlier, fed(window)) == concerned
    for path in concerned:
        assert ids(window, path)[0] == f"-{section(21)}"
        (deletion,) = feed(window, path).deletions
        assert (deletion.id, deletion.when) == (section(21), f"{LAST}T00:00:01Z")
        assert set(ids(window, path)[1:]) == set(before[path]) - {section(21)}
    told = b"".join(atoms(window).values()).decode()
    assert told.count("<at:deleted-entry") == len(concerned) + 2  # and of documents, and of acts
    assert "Rantato" not in told
    assert "rantasaunan" not in told


def test_a_section_that_comes_back_is_an_entry_again(window: Folder) -> None:
    withdraw(window, 21)
    (window.path / "withdrawn.toml").unlink()
    window.build(today=LAST)
    for path in ("lumivaara", BOARD, CASE, LOCAL_GOVERNMENT):
        assert ids(window, path)[0] == section(21)
        assert feed(window, path).deletions == ()


def test_what_loses_everything_still_tells_of_it(built: Folder) -> None:
    before = fed(built)
    built.remove("hirvisuo/ah-7.txt")
    built.build()
    seven = section(7, body=f"{COUNTY}/aluehallitus")
    assert changed(before, fed(built)) == OF_COUNTY
    for path in OF_COUNTY:
        assert ids(built, path) == [f"-{seven}"]
    assert assert_leads_to_files(built) > 0
    built.build(today="2027-01-15")
    assert fed(built).keys() == before.keys()


def test_a_case_whose_only_section_is_withdrawn_still_tells_of_it(built: Folder) -> None:
    withdraw(built, 10, day="2026-12-31")
    assert not (site_of(built) / f"{OTHER_CASE}.html").exists()
    assert ids(built, OTHER_CASE) == [f"-{section(10)}"]
    (link,) = feed(built, OTHER_CASE).links
    assert link.rel == "self"
    assert "Avustus koululle" not in built.page(f"{OTHER_CASE}.atom")


def lose_a_withdrawn_section(folder: Folder) -> None:
    withdraw(folder, 21, day=AFTER)


def lose_all_of_the_county(folder: Folder) -> None:
    folder.remove("hirvisuo/ah-7.txt")
    folder.build(today=AFTER)


@pytest.mark.parametrize("lose", [lose_a_withdrawn_section, lose_all_of_the_county])
def test_feeds_are_what_they_were_though_the_memory_is_lost(
    window: Folder, lose: Callable[[Folder], None]
) -> None:
    window.build(today=AFTER)
    lose(window)
    before = atoms(window)
    assert any(b"deleted-entry" in content for content in before.values())
    assert len(before) == 14
    forget(window)
    window.build(today=AFTER)
    assert changed(before, atoms(window)) == set()
    window.write("lumivaara/kh-23.txt", Section(number=23, title="Latukahvila").text())
    window.build(today=AFTER)
    gone = {f"-{deletion.id}" for path in fed(window) for deletion in feed(window, path).deletions}
    assert gone
    assert ids(window, BOARD)[0] == section(23)


# Acts ---------------------------------------------------------------------------------------------


def acts(folder: Folder) -> list[str]:
    """The acts of the sitemap of ELI."""
    return re.findall(r"<url><loc>([^<]+)</loc>", folder.page("eli/sitemap.xml"))


def act(iri: str) -> str:
    return iri.replace("/eli/dl/", "/eli/")


def test_updates_of_acts_go_back_sixty_days(built: Folder) -> None:
    every = set(acts(built))
    assert len(every) == 5
    assert set(ids(built, UPDATES)) == every
    built.build(today="2027-03-01")
    assert set(ids(built, UPDATES)) == every
    built.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
    built.build(today="2027-03-02")
    assert ids(built, UPDATES) == [act(section(11))]
    assert set(acts(built)) == every | {act(section(11))}


def test_an_act_that_is_gone_is_deleted_for_sixty_days(window: Folder) -> None:
    withdraw(window, 21)
    assert ids(window, UPDATES)[0] == f"-{act(section(21))}"
    assert act(section(21)) not in acts(window)
    assert len(acts(window)) == 5
    window.build(today="2026-04-10")
    assert f"-{act(section(21))}" in ids(window, UPDATES)
    window.write("lumivaara/kh-23.txt", Section(number=23, title="Latukahvila").text())
    window.build(today="2026-04-11")
    assert f"-{act(section(21))}" not in ids(window, UPDATES)
    assert ids(window, UPDATES)[0] == act(section(23))


def test_updates_of_acts_lead_to_acts_that_there_are(rich: Folder) -> None:
    """An act is where its § is; an office-holder's decision and a § of a meeting are acts too."""
    document = feed(rich, UPDATES)
    assert {each.id for each in document.entries} == set(acts(rich))
    for entry in document.entries:
        (link,) = entry.links
        assert (link.rel, link.href) == ("alternate", entry.id)
        assert (
            site_of(rich) / f"{entry.id.removeprefix(BASE)}.html".replace("eli/", "eli/dl/", 1)
        ).exists()
    assert len(document.entries) == 10
    assert set(titles(rich, UPDATES).values()) <= {
        title for path in fed(rich) for title in titles(rich, path).values()
    }


def test_a_deletion_is_told_though_the_memory_is_lost_before_it(built: Folder) -> None:
    forget(built)
    built.remove("hirvisuo/ah-7.txt")
    built.build()
    seven = section(7, body=f"{COUNTY}/aluehallitus")
    assert fed(built).keys() >= OF_COUNTY
    for path in OF_COUNTY:
        assert ids(built, path) == [f"-{seven}"]


def test_a_withdrawal_is_told_though_the_memory_is_lost_before_it(built: Folder) -> None:
    forget(built)
    withdraw(built, 10, day="2026-12-31")
    assert ids(built, BOARD)[0] == f"-{section(10)}"
    assert ids(built, OTHER_CASE) == [f"-{section(10)}"]


def test_a_removal_is_told_though_settings_change_before_it(built: Folder) -> None:
    built.change_settings("Lumivaaran päätökset", "Päätökset Lumivaarassa")
    built.remove("hirvisuo/ah-7.txt")
    built.build()
    seven = section(7, body=f"{COUNTY}/aluehallitus")
    for path in OF_COUNTY:
        assert ids(built, path) == [f"-{seven}"]


def test_the_name_of_the_site_may_have_a_line_in_it(built: Folder) -> None:
    built.change_settings("Lumivaaran päätökset", "Lumivaara | Päätökset")
    built.build()
    assert titles(built, BOARD)[section(10)] == "Kaupunginhallitus § 10/2026: Avustus koululle"


def test_a_long_title_is_told(built: Folder) -> None:
    title = "Ladun " + "ja laavun " * 250 + "kunnostaminen"
    built.write("lumivaara/kh-11.txt", Section(number=11, title=title).text())
    built.build()
    found = re.search(r"<title>(.*) \| ", built.page(f"eli/dl/{BOARD}/2026/11.html"))
    assert found is not None
    assert titles(built, BOARD)[section(11)] == found[1]


def test_a_meeting_that_was_told_once_is_deleted_when_its_page_goes(tmp_path: Path) -> None:
    thirty = Section(number=30, day=dt.date(2026, 1, 26)).text()
    preview = PREVIEW.replace("19.1.", "26.1.")
    folder = Folder.create(
        tmp_path / "folder",
        {**DOCUMENTS, "lumivaara/kh-30.txt": thirty, "lumivaara/ennakko.txt": preview},
    )
    folder.build()
    told = f"{BASE}eli/dl/{BOARD}/2026-01-26"
    assert told in ids(folder, BOARD)
    folder.remove("lumivaara/ennakko.txt")
    folder.build()
    folder.remove("lumivaara/kh-30.txt")
    folder.build()
    assert f"-{told}" in ids(folder, BOARD)
