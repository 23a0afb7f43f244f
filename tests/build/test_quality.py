"""The report on the quality of what is published of an organisation."""

from __future__ import annotations

import json

from tests.build.corpora import BASE, NEWS, TOWN, Folder, Section

REPORT = f"{BASE}{TOWN}/laatu"


def measured(folder: Folder) -> dict[str, int | str]:
    """What the report of the town says, by metric."""
    record = json.loads(folder.page(f"{TOWN}/laatu.jsonld"))
    assert record["type"] == "QualityMetadata"
    for part in record["hasPart"]:
        assert part["computedOn"] == f"{BASE}lataukset#{TOWN}"
        assert part["id"] == f"{REPORT}#{part['measurementOf'].partition(':')[2]}"
    return {
        part["measurementOf"].partition(":")[2]: part.get(
            "measuredShare", part.get("measuredNumber")
        )
        for part in record["hasPart"]
    }


def test_it_says_how_much_is_known_and_what_became_of_every_document(built: Folder) -> None:
    assert measured(built) == {
        "pykalat": 4,
        "asianumero": "1",
        "ehdotus": "1",
        "paatos": "1",
        "lopputulos": "1",
        "suositukset": "1",
        "toiveet": "0",
        "julkaistut": 4,
        "osittain-julkaistut": 0,
        "julkaisemattomat": 0,
        "muut-asiakirjat": 0,
        "lukukelvottomat": 0,
    }


def test_it_counts_what_is_missing_and_what_was_not_published(built: Folder) -> None:
    title = "Ladun huolto"
    built.write("lumivaara/kh-12.txt", Section(number=12, title=title, case=None).text())
    built.write("lumivaara/kh-13.txt", Section(number=13, decision="Katso liite.").text())
    built.write(
        "lumivaara/kilpailija.txt", Section(number=9, title="Muu", law="maakaaren 2 §").text()
    )
    built.write("lumivaara/uutinen.txt", NEWS)
    built.write("lumivaara/tyhja.pdf", b"%PDF-1.7")
    report = built.build()
    found = measured(built)
    assert found["pykalat"] == 5  # § 9 is told in two ways, and neither is published
    assert (found["asianumero"], found["ehdotus"]) == ("0.8", "1")
    assert (found["paatos"], found["lopputulos"]) == ("1", "0.8")
    # § 12 has no case number, § 13 no known outcome, and none of them instructions for appeal.
    assert (found["suositukset"], found["toiveet"]) == ("0.6", "0")
    fates = [str(each["fate"]) for each in report.documents]
    names = ("julkaistut", "osittain-julkaistut", "julkaisemattomat", "muut-asiakirjat")
    elsewhere = 1  # the document of the county
    assert [found[name] for name in (*names, "lukukelvottomat")] == [5, 0, 2, 1, 1]
    assert len(fates) - elsewhere == 9


def test_it_is_part_of_the_register_also_when_only_the_fates_have_changed(built: Folder) -> None:
    def line() -> str:
        (found,) = [
            line
            for line in built.page(f"lataukset/{TOWN}-rekisteri.nq").splitlines()
            if line.startswith(f"<{REPORT}#muut-asiakirjat> <http://www.w3.org/ns/dqv#value>")
        ]
        return found

    assert '"0"' in line()
    built.write("lumivaara/uutinen.txt", NEWS)
    assert built.build().changed == ["lataukset", f"{TOWN}/laatu"]
    assert '"1"' in line()


def test_an_organisation_of_which_nothing_is_published_has_none(built: Folder) -> None:
    site = built.output / "published" / "site"
    assert list(site.glob("hirvisuon-hyvinvointialue/laatu.*"))
    built.remove("hirvisuo/ah-7.txt")
    built.write("hirvisuo/uutinen.txt", NEWS)
    built.build()
    assert not list(site.glob("hirvisuon-hyvinvointialue/laatu.*"))
