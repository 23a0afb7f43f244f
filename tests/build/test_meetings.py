"""A document that holds a whole meeting: each § has a record, and a fate of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.build.corpora import PREVIEW, Folder, meeting_head
from tests.build.test_incremental import assert_same_as_fresh

NAME = "lumivaara/sivistys/kokous-2026-03-02.txt"

MEETING = (
    meeting_head(pages=2)
    + """\
Käsitellyt asiat
§ {first}
Koululaisten hiihtopäivä
§ {second}
Kirjastoauton reitti

Saapuvilla olleet jäsenet
Raimo Tervola, puheenjohtaja

§ {first}
Koululaisten hiihtopäivä
LUMDno-2026-18

Päivä pidetään vaaran ladulla.

Ehdotus
Esittelijä: Taimi Katajapuu, sivistysjohtaja
Sivistyslautakunta hyväksyy hiihtopäivän ohjelman.

Päätös
Sivistyslautakunta hyväksyi ehdotuksen.

 Lumivaaran kaupunki
Pöytäkirja
2/2026
2 (
)
2
Sivistyslautakunta
02.03.2026

§ {second}
Kirjastoauton reitti
LUMDno-2026-19

Ehdotus
Esittelijä: Taimi Katajapuu, sivistysjohtaja
Sivistyslautakunta merkitsee reitin tiedoksi.

Päätös
{decision}
"""
)


def meeting(first: int = 11, second: int = 12, decision: str = "Merkittiin tiedoksi.") -> str:
    return MEETING.format(first=first, second=second, decision=decision)


def sections(folder: Folder, name: str = NAME) -> tuple[str, list[str]]:
    """The fate of a document, and the numbers of the §§ that came out of it."""
    report = folder.build()
    (document,) = [each for each in report.documents if each["document"] == name]
    iris = document["iris"]
    assert isinstance(iris, list)
    own = [iri for iri in iris if "#" not in iri]  # without the minutes as a document
    return str(document["fate"]), [iri.rpartition("/")[2] for iri in own]


def test_every_section_of_a_meeting_has_a_page(built: Folder) -> None:
    built.write(NAME, meeting())
    assert sections(built) == ("published", ["11", "12"])
    first = built.page("eli/dl/lumivaara/sivistyslautakunta/2026/11.html")
    assert "Koululaisten hiihtopäivä" in first
    assert "Kirjastoauton reitti" not in first
    assert "vaaran ladulla" in first
    assert "Pöytäkirja\n" not in first
    second = built.page("eli/dl/lumivaara/sivistyslautakunta/2026/12.html")
    assert "LUMDno-2026-19" in second
    whole = built.page("eli/dl/lumivaara/sivistyslautakunta/2026-03-02.html")
    assert "Koululaisten hiihtopäivä" in whole
    assert "Kirjastoauton reitti" in whole


def test_a_section_that_another_document_has_is_withheld_and_the_others_stay(built: Folder) -> None:
    built.write(NAME, meeting(first=4, second=5))
    assert sections(built) == ("published in part", ["5"])
    assert_same_as_fresh(built)


def one_decision_changes(folder: Folder) -> None:
    folder.write(NAME, meeting(decision="Jätettiin pöydälle."))


def one_number_changes(folder: Folder) -> None:
    folder.write(NAME, meeting(second=13))


def one_becomes_a_rival(folder: Folder) -> None:
    folder.write(NAME, meeting(first=4))


def all_is_gone(folder: Folder) -> None:
    folder.remove(NAME)


def there_is_a_copy(folder: Folder) -> None:
    folder.write("lumivaara/kopio.txt", meeting())


STEPS = (
    one_decision_changes,
    one_number_changes,
    one_becomes_a_rival,
    all_is_gone,
    there_is_a_copy,
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_step_comes_to_what_a_fresh_build_does(
    built: Folder, step: Callable[[Folder], None]
) -> None:
    built.write(NAME, meeting())
    built.build()
    step(built)
    built.build()
    assert_same_as_fresh(built)


AGENDA_ITEM = """\
Dynasty tietopalvelu Haku RSS Lumivaaran kaupunki

Kaupunginhallitus
Esityslista 19.01.2026/Asianro {number}

{title}

Kaupunginhallitus 19.01.2026

Asiaa on valmisteltu.

Päätösehdotus
Kaupunginhallitus päättää toteuttaa hankkeen.
"""


def test_single_items_of_an_agenda_take_no_preview_with_them(built: Folder) -> None:
    built.write("lumivaara/ennakko.txt", PREVIEW)
    for number in (1, 2):
        item = AGENDA_ITEM.format(number=number, title=f"Hanke {number}")
        built.write(f"lumivaara/asia-{number}.txt", item)
    fates = {each["document"]: each for each in built.build().documents}
    assert fates["lumivaara/ennakko.txt"]["fate"] == "published"
    for number in (1, 2):
        item_fate = fates[f"lumivaara/asia-{number}.txt"]
        assert item_fate["fate"] == "withheld"
        assert "single item of an agenda" in str(item_fate["reason"])
