"""Several documents of one §: which of them is published, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from publisher.build.rivals import Standing, Telling, Why, settle
from publisher.rdf.iris import source_iri
from tests.build.corpora import BASE, Folder, Section
from tests.build.test_incremental import assert_same_as_fresh

TEXT, PAGE, MEETING, DIGEST = (
    f"lumivaara/{name}" for name in ("kh-21.txt", "kh-21.html", "kokous.txt", "tiedote.txt")
)
SECTION = f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026/21"
SAME = Section(number=21)
OTHER = Section(number=21, decision="Hylättiin.")
LATER = Section(number=22, title="Kelkkamäen aita", case="39/02.05.01/2026")

# The § of `SAME` in the minutes of its whole meeting, which say no more than its title and texts.
WHOLE = f"""\
 Lumivaaran kaupunki
Pöytäkirja
3/2026
1 (
)
2
Kaupunginhallitus
19.01.2026

Aika 19.01.2026, klo 16:00 - 17:10
Paikka Kaupungintalo

Käsitellyt asiat
§ 21
{SAME.title}
§ 22
Kelkkamäen aita

§ 21
{SAME.title}
{SAME.case}

Päätösehdotus
Päätetään toteuttaa hanke ja varata siihen 12 000
euroa.

Päätös
Hyväksyttiin yksi-
mielisesti.

§ 22
Kelkkamäen aita
39/02.05.01/2026

Päätösehdotus
Päätetään toteuttaa hanke.

Päätös
Hyväksyttiin yksimielisesti.
"""

# What the town tells its readers; it leaves out most, and a decision is not as the minutes have it.
DIGEST_TEXT = f"""\
Lumivaaran kaupunginhallituksen päätökset 19.1.2026

§ 21 {SAME.title}

Esitys: Päätetään toteuttaa hanke.

Päätös: Hyväksyttiin.

§ 22 Kelkkamäen aita

Esitys: Päätetään toteuttaa hanke.

Päätös: Asia jätettiin pöydälle.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder.create(tmp_path / "folder", {"lumivaara/kh-9.txt": Section(number=9).text()})


def built(folder: Folder) -> dict[str, dict[str, Any]]:
    """What the report says of the documents; the result is that of a build from nothing."""
    report = folder.build()
    assert_same_as_fresh(folder)
    return {str(each["document"]): each for each in report.documents}


def test_two_layouts_of_one_section_agree_and_the_fuller_is_published(folder: Folder) -> None:
    folder.write(MEETING, WHOLE)
    folder.write(TEXT, SAME.text())
    told = built(folder)
    assert told[TEXT]["fate"] == "published"
    assert told[MEETING]["fate"] == "published in part"
    assert told[MEETING]["reason"] == (
        f"{TEXT} says the same of {SECTION}, and is published instead"
    )
    assert told[MEETING]["elsewhere"] == [
        {"iri": SECTION, "why": "same-facts", "documents": (TEXT,), "facts": ()}
    ]
    names = [iri.rpartition("/")[2] for iri in told[MEETING]["iris"]]
    assert names == ["2026-01-19#poytakirja", "22"]
    graph = [quad for quad in folder.quads() if quad.endswith(f"<{SECTION}.jsonld>")]
    assert len(graph) > 30
    sources = [source_iri(str(told[name]["sha256"])) for name in (TEXT, MEETING)]
    assert [any(source in quad for quad in graph) for source in sources] == [True, False]
    assert '"Helka Saarenketo"' in "".join(graph)  # whom the whole meeting does not name


def test_pages_of_one_section_in_two_formats_agree(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.write(PAGE, SAME.html("utf-8"))
    told = built(folder)
    # They tell as much, so that the name decides.
    assert (told[PAGE]["fate"], told[TEXT]["fate"]) == ("published", "withheld")
    assert f"{PAGE} says the same of {SECTION}" in told[TEXT]["reason"]


def test_a_contradiction_takes_both_and_says_in_what(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.write(PAGE, OTHER.html("utf-8"))
    told = built(folder)
    for name in (TEXT, PAGE):
        assert told[name]["fate"] == "withheld"
        assert f"({SECTION}; they differ in: decision (fi), outcome)" in told[name]["reason"]
    assert SECTION not in "\n".join(folder.quads())


def test_the_minutes_stand_before_a_text_about_them_even_if_it_says_otherwise(
    folder: Folder,
) -> None:
    folder.write(DIGEST, DIGEST_TEXT)
    alone = built(folder)
    assert (alone[DIGEST]["fate"], len(alone[DIGEST]["iris"])) == ("published", 2)
    folder.write(TEXT, SAME.text())
    folder.write("lumivaara/kh-22.txt", LATER.text())
    told = built(folder)
    assert told[TEXT]["fate"] == told["lumivaara/kh-22.txt"]["fate"] == "published"
    assert told[DIGEST]["fate"] == "withheld"
    assert f"{TEXT} is the record of {SECTION}" in told[DIGEST]["reason"]
    folder.remove(TEXT)
    told = built(folder)
    assert told[DIGEST]["iris"] == [SECTION]


def test_the_one_that_is_left_comes_back(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.write(MEETING, WHOLE)
    built(folder)
    folder.remove(TEXT)
    told = built(folder)
    assert (told[MEETING]["fate"], len(told[MEETING]["iris"])) == ("published", 3)
    assert told[MEETING]["elsewhere"] == []


def test_a_contradiction_ends_when_one_of_them_goes(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.write(PAGE, OTHER.html("utf-8"))
    folder.build()
    folder.remove(PAGE)
    assert built(folder)[TEXT]["fate"] == "published"


def test_a_third_document_can_contradict_two_that_agree(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.write(MEETING, WHOLE)
    folder.build()
    folder.write(PAGE, OTHER.html("utf-8"))
    told = built(folder)
    assert [told[name]["fate"] for name in (TEXT, PAGE)] == ["withheld", "withheld"]
    assert f"{PAGE} and {TEXT} and {MEETING} say different things" in told[MEETING]["reason"]
    folder.remove(PAGE)
    assert built(folder)[TEXT]["fate"] == "published"


def test_a_document_that_adds_nothing_changes_no_page_of_the_section(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.build()
    before = folder.page("eli/dl/lumivaara/kaupunginhallitus/2026/21.ttl")
    folder.write(MEETING, WHOLE)
    report = folder.build()
    assert folder.page("eli/dl/lumivaara/kaupunginhallitus/2026/21.ttl") == before
    changed = [path for path in report.changed if path.startswith("eli/dl/lumivaara/kaupungin")]
    assert changed == [
        "eli/dl/lumivaara/kaupunginhallitus/2026-01-19",
        "eli/dl/lumivaara/kaupunginhallitus/2026/22",
    ]


def test_the_language_of_the_settings_that_comes_first_speaks(folder: Folder) -> None:
    folder.write(TEXT, SAME.text())
    folder.write("lumivaara/stst-21.txt", SWEDISH)
    graph = f"<{SECTION}.jsonld>"
    said = 'responsible_organization_label> "{}"'
    built(folder)
    quads = "".join(quad for quad in folder.quads() if quad.endswith(graph))
    assert said.format("Kaupunginhallitus") in quads
    folder.change_settings('languages = ["fi"]', 'languages = ["sv", "fi"]')
    built(folder)
    quads = "".join(quad for quad in folder.quads() if quad.endswith(graph))
    assert said.format("Stadsstyrelsen") in quads


SWEDISH = f"""\
Belysning av skidspåret

Stadsstyrelsen 19.01.2026 § 21
{SAME.case}

Beslutsförslag\tStadsstyrelsen beslutar att genomföra projektet.
Beslut\tStadsstyrelsen godkände förslaget enhälligt.
"""


# The rule alone -----------------------------------------------------------------------------------

RECORD = Telling(
    sha256="a", standing=Standing.RECORD, language="fi", rank=0, facts={"outcome": "1"}, triples=70
)
IN_SWEDISH = {"language": "sv", "rank": 1, "can_add": True}


def changed(**values: Any) -> Telling:  # noqa: ANN401  (any attribute of a telling)
    return Telling(**({name: getattr(RECORD, name) for name in RECORD.__struct_fields__} | values))


CASES: list[tuple[Mapping[str, Telling], str | None, Mapping[str, Why]]] = [
    ({"x": RECORD}, "x", {}),
    ({"x": RECORD, "b": RECORD}, "b", {"x": Why.SAME_DOCUMENT}),
    (
        {"x": RECORD, "b": changed(sha256="b", triples=60)},
        "x",
        {"b": Why.SAME_FACTS},
    ),
    (
        {"x": RECORD, "b": changed(sha256="b", language="sv", rank=1, triples=90)},
        "x",
        {"b": Why.SAME_FACTS},
    ),
    (
        {"x": RECORD, "b": changed(sha256="b", facts={"outcome": "2"})},
        None,
        {"x": Why.CONTRADICTION, "b": Why.CONTRADICTION},
    ),
    (
        {"x": RECORD, "b": changed(sha256="b", facts={"decision (fi)": "2"})},
        "b",
        {"x": Why.SAME_FACTS},
    ),
    (
        {
            "x": changed(can_add=True),
            "b": changed(sha256="b", **IN_SWEDISH, triples=50),
            "c": changed(sha256="c", **IN_SWEDISH),
            "d": changed(sha256="d", can_add=True, triples=10),
            "e": changed(sha256="e", standing=Standing.TEXT_ABOUT_IT),
        },
        "x",
        {
            "b": Why.SAME_FACTS,
            "c": Why.ADDS_LANGUAGE,
            "d": Why.SAME_FACTS,
            "e": Why.NO_RECORD,
        },
    ),
    (
        {
            "x": RECORD,
            "b": changed(sha256="b", facts={"outcome": "2"}, standing=Standing.TEXT_ABOUT_IT),
        },
        "x",
        {"b": Why.NO_RECORD},
    ),
    (
        {
            "x": RECORD,
            "b": changed(sha256="b", facts={}),
            "c": changed(sha256="c", facts={"outcome": "2"}),
            "d": changed(sha256="d", standing=Standing.TEXT_ABOUT_IT),
        },
        None,
        dict.fromkeys("bcdx", Why.CONTRADICTION),
    ),
]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_who_speaks_does_not_depend_on_the_order(number: int) -> None:
    assert len(CASES) == 9
    tellings, kept, losses = CASES[number]
    for order in (list(tellings), list(tellings)[::-1]):
        verdict = settle("iri", {name: tellings[name] for name in order})
        assert verdict.kept == kept
        assert {name: loss.why for name, loss in verdict.losses.items()} == losses
