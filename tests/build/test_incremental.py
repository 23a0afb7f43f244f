"""A build that continues another one comes to what a build from nothing comes to."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable

import pytest

from publisher.web import sitemap
from tests.build.corpora import BASE, DOCUMENTS, NEWS, PREVIEW, Folder, Section

NINE = "lumivaara/kh-9.txt"
SCHOOL = "lumivaara/sivistys/sivltk-4.txt"
COUNTY = "hirvisuo/ah-7.txt"
RIVAL = Section(
    number=9,
    day=dt.date(2026, 1, 26),
    title="Leirintäalueen vuokra",
    case="90/10.00.02/2026",
    law="maakaaren 2 §",
    presenter="Kaupunginsihteeri Iida Rantasalo",
).text()


def assert_same_as_fresh(folder: Folder) -> None:
    path = folder.path.with_name("fresh")  # always the same, so that what is set up serves again
    shutil.rmtree(path, ignore_errors=True)
    fresh = folder.copy(path)
    fresh.build()
    assert difference(folder, fresh) == set()


def difference(one: Folder, other: Folder) -> set[str]:
    """The files that are not the same in two folders, and the quads if those are not."""
    first, second = one.public(), other.public()
    differing = {
        path for path in first.keys() | second.keys() if first.get(path) != second.get(path)
    }
    return differing | (set(one.quads()) ^ set(other.quads()))


SWEDISH = """\
Belysning av skidspåret

Stadsstyrelsen 26.01.2026 § 16
38/02.05.01/2026

Ärendet har beretts i enlighet med 27 § i kommunallagen, och kostnaden är 12 000 euro.

Föredragande\tStadsdirektör Helka Saarenketo
Beslutsförslag\tStadsstyrelsen beslutar att genomföra projektet.
Beslut\tStadsstyrelsen godkände förslaget enhälligt.
"""


def add(folder: Folder) -> None:
    folder.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())


def change(folder: Folder) -> None:
    folder.write(NINE, Section(number=9, title="Valot", law="hallintolain 8 §").text())


def change_the_number(folder: Folder) -> None:
    folder.write(NINE, Section(number=12).text())


def change_the_class(folder: Folder) -> None:
    folder.write(NINE, Section(number=9, case="38/02.05.03/2026").text())


def add_a_broader_class(folder: Folder) -> None:
    """The classes that are there already come to stand below it."""
    folder.write("lumivaara/kh-11.txt", Section(number=11, case="12/02.05/2026").text())


def no_class_in_the_county(folder: Folder) -> None:
    folder.write(COUNTY, DOCUMENTS[COUNTY].replace("77/05.03.01/2026", "77/2026"))


def remove(folder: Folder) -> None:
    folder.remove(NINE)


def remove_all_of_the_county(folder: Folder) -> None:
    folder.remove("hirvisuo/ah-7.txt")


def rename(folder: Folder) -> None:
    (folder.path / NINE).rename(folder.path / "lumivaara/uusi nimi.txt")


def rename_to_another_organisation(folder: Folder) -> None:
    (folder.path / SCHOOL).rename(folder.path / "hirvisuo/siirretty.txt")


def add_a_rival(folder: Folder) -> None:
    folder.write("lumivaara/kilpailija.txt", RIVAL)


def add_a_duplicate(folder: Folder) -> None:
    folder.write("lumivaara/kopio.txt", DOCUMENTS[NINE])


AUDIT = Section(number=3, body="Tarkastuslautakunta", presenter="Taimi Katajapuu").text()


def add_one_text_to_both_organisations(folder: Folder) -> None:
    """Two §§ of two organisations, read from the same bytes."""
    folder.write("lumivaara/sama.txt", AUDIT)
    folder.write("hirvisuo/sama.txt", AUDIT)


def add_a_duplicate_from_the_web(folder: Folder) -> None:
    """Two copies, each with an address of its own."""
    where = 'path = "lumivaara"'
    folder.change_settings(where, f'{where}\nurl = "https://lumivaara.example/"')
    add_a_duplicate(folder)


def add_a_swedish_section_to_a_foreseen_meeting(folder: Folder) -> None:
    """The meeting has another name in the preview than in its minutes."""
    folder.write("lumivaara/ennakko.txt", PREVIEW.replace("19.1.", "26.1."))
    folder.write("lumivaara/stst-16.txt", SWEDISH)


def add_what_is_no_minutes(folder: Folder) -> None:
    """No page shows it, but the report on quality counts it."""
    folder.write("lumivaara/uutinen.txt", NEWS)


def add_a_preview(folder: Folder) -> None:
    folder.write("lumivaara/ennakko.txt", PREVIEW)


def add_a_preview_of_a_new_meeting(folder: Folder) -> None:
    folder.write("lumivaara/ennakko.txt", PREVIEW.replace("19.1.", "26.1."))


def title(folder: Folder) -> None:
    folder.change_settings("Lumivaaran päätökset", "Päätökset Lumivaarassa")


def abbreviation(folder: Folder) -> None:
    folder.change_settings('["SIVLTK"]', '["SIVLA"]')


def base(folder: Folder) -> None:
    folder.change_settings(BASE, "https://data.lumivaara.example/avoin/")


def languages(folder: Folder) -> None:
    folder.change_settings('["fi"]', '["sv", "fi"]')


def privacy(folder: Folder) -> None:
    folder.change_settings('"role"', '"strict"')


def organization(folder: Folder) -> None:
    """The county is published no more."""
    text = folder.settings.read_text(encoding="utf-8")
    first, _, rest = text.partition('[[organization]]\nslug = "hirvisuon')
    sources = rest.partition("[[source]]")[2].partition("[[source]]")[0]
    folder.settings.write_text(f"{first}[[source]]{sources}", encoding="utf-8")


Step = Callable[[Folder], None]
ONE_STEP: tuple[Step, ...] = (
    add,
    change,
    change_the_number,
    change_the_class,
    add_a_broader_class,
    no_class_in_the_county,
    remove,
    remove_all_of_the_county,
    rename,
    rename_to_another_organisation,
    add_a_rival,
    add_a_duplicate,
    add_one_text_to_both_organisations,
    add_a_duplicate_from_the_web,
    add_a_swedish_section_to_a_foreseen_meeting,
    add_what_is_no_minutes,
    add_a_preview,
    add_a_preview_of_a_new_meeting,
    title,
    abbreviation,
    base,
    languages,
    privacy,
    organization,
)


@pytest.mark.parametrize("step", ONE_STEP, ids=lambda step: step.__name__)
def test_one_step_comes_to_what_a_fresh_build_does(built: Folder, step: Step) -> None:
    step(built)
    built.build()
    assert_same_as_fresh(built)


def copy_from_the_web_away(folder: Folder) -> None:
    folder.remove("lumivaara/kopio.txt")


def same_text_away(folder: Folder) -> None:
    folder.remove("hirvisuo/sama.txt")


def back_after_a_rival(folder: Folder) -> None:
    folder.remove("lumivaara/kilpailija.txt")


def original_away(folder: Folder) -> None:
    folder.remove(NINE)


def third_rival(folder: Folder) -> None:
    folder.write("lumivaara/kolmas.txt", Section(number=9, title="Kolmas").text())


def minutes_after_all(folder: Folder) -> None:
    folder.write("lumivaara/kh-15.txt", Section(number=15, day=dt.date(2026, 1, 26)).text())


def what_is_no_minutes_away(folder: Folder) -> None:
    folder.remove("lumivaara/uutinen.txt")


def preview_away(folder: Folder) -> None:
    folder.remove("lumivaara/ennakko.txt")


def minutes_away(folder: Folder) -> None:
    folder.remove(NINE)
    folder.remove("lumivaara/kh-10.txt")


def broader_class_away(folder: Folder) -> None:
    folder.remove("lumivaara/kh-11.txt")


TWO_STEPS: tuple[tuple[Step, Step], ...] = (
    (add_a_rival, original_away),
    (add_a_rival, third_rival),
    (add_a_duplicate, original_away),
    (add_one_text_to_both_organisations, same_text_away),
    (add_a_duplicate_from_the_web, copy_from_the_web_away),
    (add_a_preview_of_a_new_meeting, minutes_after_all),
    (add_what_is_no_minutes, what_is_no_minutes_away),
    (add_a_preview, preview_away),
    (add_a_preview, minutes_away),
    (add_a_broader_class, broader_class_away),
)


@pytest.mark.parametrize(("first", "second"), TWO_STEPS, ids=lambda step: step.__name__)
def test_two_steps_come_to_what_a_fresh_build_does(
    built: Folder, first: Step, second: Step
) -> None:
    first(built)
    built.build()
    second(built)
    built.build()
    assert_same_as_fresh(built)


def test_a_rival_that_goes_away_leaves_nothing_behind(built: Folder) -> None:
    before = built.public()
    add_a_rival(built)
    built.build()
    back_after_a_rival(built)
    built.build()
    assert built.public() == before


def test_the_only_section_of_a_case_takes_its_pages_away(built: Folder) -> None:
    site = built.output / "published" / "site"
    case = "eli/dl/lumivaara/asia/51-12-00-01-2026"
    assert (site / f"{case}.html").exists()
    built.remove(SCHOOL)
    report = built.build()
    assert case in report.changed
    assert [path.suffix for path in site.glob(f"{case}.*")] == [".atom"]  # what tells of it
    assert not (site / "lumivaara/sivistyslautakunta.html").exists()
    assert "51-12-00-01-2026" not in "".join(built.quads())


def test_the_last_class_of_an_organisation_takes_its_page_away(built: Folder) -> None:
    site = built.output / "published" / "site"
    county = "hirvisuon-hyvinvointialue"
    page = f"{county}/tehtavaluokat"
    assert f'href="{page}.html"' in built.page(f"{county}.html")
    no_class_in_the_county(built)
    report = built.build()
    assert {page, county} <= set(report.changed)
    assert not list(site.glob(f"{page}.*"))
    assert "tehtavaluokat" not in built.page(f"{county}.html")


def test_a_case_prints_its_classes_and_each_stands_below_the_printed_one(built: Folder) -> None:
    add_a_broader_class(built)
    change_the_class(built)
    built.build()
    scheme = f"{BASE}lumivaara/tehtavaluokat"
    quads = "".join(built.quads())
    case = f"<{BASE}eli/dl/lumivaara/asia/38-02-05-"
    kind = "<http://data.europa.eu/eli/eli-draft-legislation-ontology#process_type>"
    assert f"{case}03-2026> {kind} <{scheme}#02-05-03>" in quads
    assert f"{case}01-2026> {kind} <{scheme}#02-05-01>" in quads
    broader = "<http://www.w3.org/2004/02/skos/core#broader>"
    below = [f"<{scheme}#02-05-0{n}> {broader} <{scheme}#02-05>" for n in (1, 3)]
    assert [line in quads for line in below] == [True, True]
    assert f"<{scheme}#12-00-01> {broader}" not in quads


def test_the_report_lists_the_pages_that_a_new_section_changed_and_no_other(built: Folder) -> None:
    add(built)
    report = built.build()
    town, meetings = "lumivaara", "eli/dl/lumivaara/kaupunginhallitus"
    people = [path for path in report.changed if path.startswith(f"{town}/henkilo/")]
    assert len(people) == 1
    assert "Helka Saarenketo" in built.page(f"{people[0]}.html")
    asked = [path for path in report.changed if path.startswith("sparql/")]
    assert 0 < len(asked) < 16  # the questions to which it gives another answer
    assert report.changed == sorted(
        [
            f"{meetings}/2026/11",
            f"{meetings}/2026-01-19",
            "eli/dl/lumivaara/asia/38-02-05-01-2026",
            *people,
            "laki/2015/410",
            f"{town}/kaupunginhallitus",
            f"{town}/kaupunginhallitus/2026",
            f"{town}/laatu",
            town,
            "index",
            "lataukset",
            "sparql",
            *asked,
        ]
    )


def test_the_report_lists_no_page_that_came_out_the_same(built: Folder) -> None:
    """A document saved again, and one renamed, are read again; no page shows that."""
    os.utime(built.path / NINE)
    assert built.build().changed == []
    rename(built)
    assert built.build().changed == []


def inodes(folder: Folder) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every file that outlives a build, but the memory's own."""
    found = {}
    for path in folder.output.rglob("*"):
        if not path.name.startswith("state.sqlite") and path.name != "lock":
            status = os.lstat(path)
            found[str(path)] = (status.st_ino, status.st_mtime_ns)
    return found


def test_an_unchanged_build_writes_nothing_and_says_so(built: Folder) -> None:
    before = inodes(built)
    report = built.build()
    assert inodes(built) == before
    assert "files of the site: nothing changed" in list(report.lines())
    assert report.changed == []


@pytest.mark.parametrize("step", [add_a_rival, add_a_duplicate], ids=lambda step: step.__name__)
def test_an_unchanged_build_writes_nothing_though_a_document_is_withheld_for_another(
    built: Folder, step: Step
) -> None:
    step(built)
    told = list(built.build().lines())
    before = inodes(built)
    again = built.build()
    assert inodes(built) == before
    assert again.changed == []
    assert [line for line in again.lines() if line.startswith("withheld")] == [
        line for line in told if line.startswith("withheld")
    ]


def test_a_sitemap_that_needs_fewer_files_than_before_leaves_none_behind(
    built: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built.output / "published" / "site"
    with monkeypatch.context() as small:
        small.setattr(sitemap, "MAX_URLS", 5)
        built.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
        built.build()
    assert len(list(site.glob("sitemap-*.xml"))) > 2
    assert len(list(site.glob("eli/sitemap-*.xml"))) > 1
    built.remove("lumivaara/kh-11.txt")
    built.build()
    assert [path.name for path in site.glob("sitemap-*.xml")] == ["sitemap-1.xml"]
    assert list(site.glob("eli/sitemap-*.xml")) == []
