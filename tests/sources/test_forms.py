"""Pages of Turku and forms of Tweb that nobody would think of, and what is not guessed there."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import NotMinutesError
from publisher.extraction import Extraction
from publisher.model import DocumentKind, Item
from tests.quality.extracting import readers
from tests.sources.accounting import unaccounted
from tests.sources.systems import document, readers_of

TABLE = (
    "Tammisuon kaupunki\t§\tKokouspvm\tAsia\t1\nSivistyslautakunta\t12\t17.01.2022\t5\n"
    "Kaupunginhallitus\t40\t31.01.2022\t2\n"
)
HEADS = {
    "turku table": ("turku", f"{TABLE}\n90-2022 (12 00 01)\n\nUimaranta\n\n"),
    "columns": (
        "tweb",
        "Tammisuon kaupunki\nPäivämäärä\nUimaranta\nDno\tTMS/9/10.03.01/2022\n"
        "Tiivistelmä\tRanta.\nEsittelyteksti\n",
    ),
    "initials": (
        "tweb",
        "Uimaranta\nTMS/9/10.03.01/2022\nAB/CD\nKaupunginhallitus 31.1.2022 § 40\n",
    ),
    "ruled": ("tweb", "TMS/9/10.03.01/2022\nBadstranden\n_____\nBeredning:\n"),
    "page": ("tweb", "§ 40 Badstranden\nOffentligt\n"),
}
LINES = [
    "Sivla § 12",
    "Kh § 40",
    "Pöydältä 17.1.2022 § 12.",
    "Kaupunginhallitus 31.1.2022 § 40",
    "Stadsstyrelsen 31.1.2022, 40 §",
    "Tekniska nämnden 17.1.2022, § 12, Stadsstyrelsen 31.1.2022, 40 §",
    "Päätöshistoria\tSivistyslautakunta 17.1.2022, 18.1.2022",
    "Tidigare behandling:",
    "EhdotusLautakunta päättää kunnostaa rannan.",
    "Päätösesitys\tRanta kunnostetaan.",
    "Kaupunginhallituksen päätösehdotus\tRanta kunnostetaan.",
    "Kaupunginhallituksen",
    "käsittely",
    "Stadsdirektör Bo Furuviks förslag Stranden repareras.",
    "PäätösEhdotus hyväksyttiin.",
    "Päätös",
    "Beslut Enligt stadsstyrelsens förslag.",
    "Jakelu",
    "aoHavuniemen kuntatiedKirjasto",
    "Liite 1Kartta",
    "Liitteet\tKartta",
    "Liitteet:",
    "Bilagor Karta",
    "suunnitelmasta, materiaali jaetaan kokouksessa",
    "PROTOKOLL 1/2022",
    "TAMMISUO STAD",
    "31.1.2022",
    "TMS/9/10.03.01/2022",
    "-",
    "Valmistelijat/\tRehtori Kerttu Aaltonen",
    "Lisätietojen",
    "antaja",
    "Ranta on kulunut, ja sen kunnostaminen maksaa 3 000 euroa.",
    "",
]
OWNED = ["Kaupunginjohtajan esitys: Ranta kunnostetaan.", "Tekniska nämndens beslut: Godkändes."]
OWN_LINES = {
    "turku table": [
        "Rehtori Kerttu Aaltonen 3.1.2022:",
        "Kaupunginjohtaja Elina Rauhamäki:",
        "Liite 1",
        "Oheismateriaali 1:",
    ],
    "columns": OWNED,
    "initials": OWNED,
    "ruled": OWNED,
    "page": [
        *OWNED,
        "Beslutshistorik Tekniska nämnden 17.1.2022 § 12 Beredare teknisk direktör Maj Ekdal",
    ],
}


def read(head: str, text: str) -> Extraction:
    system, top = HEADS[head]
    return readers().sources.read(document(top + text), system)


def item_of(head: str, text: str) -> Item:
    (item,) = read(head, text).minutes.items
    return item


@pytest.mark.parametrize("head", HEADS)
@given(data=st.data())
def test_no_line_of_any_form_is_lost(head: str, data: st.DataObject) -> None:
    system, top = HEADS[head]
    lines = [*LINES, *OWN_LINES[head]]
    whole = document(top + "\n".join(data.draw(st.lists(st.sampled_from(lines), max_size=14))))
    extraction = readers().sources.read(whole, system)
    labels = set(readers_of(system).words.labels.meanings)
    assert unaccounted(whole, extraction, labels) == []
    assert len(extraction.minutes.items) == 1


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "line",
    [
        "A" * 100_000,
        "a b " * 25_000,
        "A" + " " * 100_000 + "b",
        "Liite 1 " * 12_500,
        "§ 1 " * 25_000,
    ],
)
def test_a_long_line_is_read_to_its_end(head: str, line: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    assert read(head, f"{line}\n") is not None


# Turku --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "section", "day"),
    [
        ("Kaupunginhallitus\t40\t31.01.2022\t2", 40, dt.date(2022, 1, 31)),
        ("Kaupunginhallitus4031.01.20222", 40, dt.date(2022, 1, 31)),
        ("Kaupunginhallitus140331.01.2022", 1403, dt.date(2022, 1, 31)),
        ("Kaupunginhallitus 40 31.01.2022", 40, dt.date(2022, 1, 31)),
        ("Kaupunginhallitus\t40\t31.01.3022\t2", 40, None),
        ("Kaupunginhallitus\t40\t31.02.2022\t2", 40, None),
        ("Kaupunginhallitus\t\t31.01.2022\t2", None, dt.date(2022, 1, 31)),
        ("Kaupunginhallitus31.01.20222", None, dt.date(2022, 1, 31)),
    ],
)
def test_a_row_is_read_however_its_cells_are_joined(
    row: str, section: int | None, day: dt.date | None
) -> None:
    text = f"Tammisuon kaupunki\t§\tKokouspvm\tAsia\t1\n{row}\n\nUimaranta\n"
    minutes = readers().sources.read(document(text), "turku").minutes
    (item,) = minutes.items
    assert minutes.body is not None
    assert minutes.body.value == "Kaupunginhallitus"
    assert (item.section and item.section.value) == section
    assert (minutes.date and minutes.date.value) == day
    assert minutes.kind is (DocumentKind.MINUTES_ITEM if section else DocumentKind.AGENDA_ITEM)


def test_a_page_without_a_row_is_not_of_turku() -> None:
    with pytest.raises(NotMinutesError):
        readers().sources.read(document("Tammisuon kaupunki\t§\tKokouspvm\tAsia\t1\nEi"), "turku")


def test_what_no_opening_parts_is_nobodys() -> None:
    extraction = read("turku table", "Ranta on kulunut.\n\nEhdotus\n\nEsitetään.\n\nPäätös\n\nEi.")
    (item,) = extraction.minutes.items
    assert (item.proposal, item.decision) == (None, None)
    assert [block.text for block in extraction.unused] == ["Ehdotus", "Esitetään.", "Päätös", "Ei."]
    assert item.preparation is not None
    assert item.preparation.value == "Ranta on kulunut."


@pytest.mark.parametrize("gap", ["", " ", "\n\n"])
def test_a_label_is_parted_from_its_text_however_they_are_joined(gap: str) -> None:
    text = f"Kh § 40\n\nEhdotus{gap}Ranta kunnostetaan.\n\nPäätös{gap}Ehdotus hyväksyttiin."
    item = item_of("turku table", text)
    assert item.proposal is not None
    assert item.decision is not None
    assert item.proposal.text.value == "Ranta kunnostetaan."
    assert item.decision.text.value == "Ehdotus hyväksyttiin."


def test_only_the_current_row_decides_what_is_current() -> None:
    item = item_of(
        "turku table",
        "Sivla § 12\n\nEhdotusVanha.\n\nPäätösAsia palautettiin.\n\nJakelu\n\ntiedKirjasto",
    )
    assert (item.proposal, item.decision, item.notified) == (None, None, ())
    (earlier,) = item.earlier
    assert earlier.decision is not None
    assert earlier.decision.text.value == "Asia palautettiin."


# Tweb ---------------------------------------------------------------------------------------------


def test_of_two_decisions_the_last_is_the_current_one() -> None:
    item = item_of("columns", "Päätösesitys\tA.\nPäätös\tB.\nPäätösesitys\tC.\nPäätös\tD.\n")
    assert item.proposal is not None
    assert item.decision is not None
    assert (item.proposal.text.value, item.decision.text.value) == ("C.", "D.")
    (earlier,) = item.earlier
    assert earlier.proposal is not None
    assert earlier.decision is not None
    assert (earlier.proposal.text.value, earlier.decision.text.value) == ("A.", "B.")
    assert (earlier.body, earlier.date, earlier.section) == (None, None, None)


def test_a_form_without_a_field_for_the_decision_is_of_an_agenda() -> None:
    assert read("columns", "Päätösesitys\tA.\n").minutes.kind is DocumentKind.AGENDA_ITEM
    assert (
        read("columns", "Päätösesitys\tA.\nPäätös\t-\n").minutes.kind is DocumentKind.MINUTES_ITEM
    )


@pytest.mark.parametrize(
    ("history", "days"),
    [
        # As many as the text tells of: each is one of them.
        ("Tekniska nämnden 3.1.2022, § 5", [5]),
        # Two of one body, of which the text tells once: nobody knows which.
        ("Tekniska nämnden 3.1.2022, § 5, Tekniska nämnden 10.1.2022, 9 §", [5, 9, None]),
        ("Bildningsnämnden 3.1.2022, § 5", [5, None]),
    ],
)
def test_a_listed_handling_is_told_of_only_if_it_is_certain(
    history: str, days: list[int | None]
) -> None:
    item = item_of(
        "ruled",
        f"Stranden är sliten.\n\nTidigare behandling: {history}\n\n"
        "Tekniska nämndens beslut:\nGodkändes.\n\n"
        "Stadsdirektörens förslag:\nGodkänns.\n\nStadsstyrelsens beslut:\nGodkändes.\n",
    )
    assert [one.section.value if one.section else None for one in item.earlier] == days
    assert [one for one in item.earlier if one.decision] == [item.earlier[-1]]


def test_a_whole_meeting_is_no_form() -> None:
    text = "§ 40 Badstranden\nOffentligt\nBeslut Godkändes.\n\n§ 41 Hamnen\nOffentligt\n"
    with pytest.raises(NotMinutesError):
        readers().sources.read(document(text), "tweb")


def test_a_changed_proposal_is_not_adopted() -> None:
    text = (
        "Beslutshistorik Stadsstyrelsen 17.1.2022 § 12\n\nStranden är sliten.\n\n"
        "Stadsdirektör Bo Furuviks förslag Stadsstyrelsen föreslår att stranden repareras.\n\n"
        "Beslut {}\n\nStadsfullmäktige 31.1.2022, 40 §\n\n"
        "Beslut Stadsfullmäktige beslöt enligt stadsstyrelsens förslag.\n"
    )
    adopted = item_of("page", text.format("Förslaget godkändes."))
    assert adopted.proposal is not None
    assert adopted.proposal.proposer is not None
    assert adopted.proposal.proposer.title == "Stadsstyrelsen"
    changed = item_of("page", text.format("Godkändes med följande ändringar: bara bryggan."))
    assert changed.proposal is None
    assert changed.earlier[-1].proposal is not None
