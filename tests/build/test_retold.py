"""Earlier handlings that later minutes tell of: §§ of their own until their own minutes come."""

from __future__ import annotations

import itertools

import pytest

from tests.build.corpora import BASE, Folder
from tests.build.test_incremental import assert_same_as_fresh
from tests.build.test_laws import triples

COUNCIL, BOARD, COMMITTEE = (f"lumivaara/{name}.txt" for name in ("kv-5", "kh-33", "sivltk-12"))
COUNCIL_PAGE, BOARD_PAGE, COMMITTEE_PAGE = (
    f"eli/dl/lumivaara/{path}"
    for path in (
        "kaupunginvaltuusto/2026/5",
        "kaupunginhallitus/2026/33",
        "sivistyslautakunta/2026/12",
    )
)
CASE_PAGE = "eli/dl/lumivaara/asia/lumdno-2026-77"

HANDLING = """\
{body}, {day}, § {number}
Ehdotus
Esittelijä: Helka Saarenketo, kaupunginjohtaja
{proposal}

Päätös
{decision}
"""


def handling(body: str, day: str, number: int, proposal: str, decision: str) -> str:
    return HANDLING.format(body=body, day=day, number=number, proposal=proposal, decision=decision)


COMMITTEES = handling(
    "Sivistyslautakunta", "03.02.2026", 12, "Esitetään, että latu valaistaan.",
    "Jäsen Niilo Niemi ehdotti jäsen Outi Oksan kannattamana, että latua ei valaista. "
    "Ne, jotka kannattavat esittelijän ehdotusta, äänestävät JAA ja ne, jotka kannattavat Niemen "
    "ehdotusta, äänestävät EI. Äänestyksessä annettiin 5 JAA-ääntä ja 0 EI-ääntä. Päätökseksi tuli "
    "esittelijän ehdotus.",
)  # fmt: skip
BOARDS = handling(
    "Kaupunginhallitus", "16.02.2026", 33, "Esitetään valtuustolle, että latu valaistaan.",
    "Kaupunginhallitus hyväksyi ehdotuksen.",
)  # fmt: skip
COUNCILS = handling(
    "Kaupunginvaltuusto", "02.03.2026", 5, "Valtuusto päättää, että latu valaistaan.",
    "Kaupunginvaltuusto hyväksyi ehdotuksen.",
)  # fmt: skip


def minutes(body: str, day: str, number: int, *handlings: str) -> str:
    """A § as its page has it: the handlings of the matter, the last one its own."""
    return f"""\
 Lumivaaran kaupunki
Pöytäkirja
2/2026
3 (
)
9
{body}
{day}

§ {number}
Hiihtoladun valaiseminen
LUMDno-2026-77

{"".join(handlings)}"""


TEXTS = {
    COUNCIL: minutes("Kaupunginvaltuusto", "02.03.2026", 5, COMMITTEES, BOARDS, COUNCILS),
    BOARD: minutes("Kaupunginhallitus", "16.02.2026", 33, COMMITTEES, BOARDS),
    COMMITTEE: minutes("Sivistyslautakunta", "03.02.2026", 12, COMMITTEES),
}


def fates(folder: Folder) -> dict[str, object]:
    return {str(each["document"]): each["fate"] for each in folder.build().documents}


def write(folder: Folder, *names: str) -> None:
    for name in names:
        folder.write(name, TEXTS[name])


def retold(folder: Folder, page: str) -> list[str]:
    return triples(folder, page, "def#retold")


def test_what_later_minutes_tell_in_full_is_a_section_of_its_own_body(built: Folder) -> None:
    write(built, COUNCIL)
    assert fates(built)[COUNCIL] == "published"
    assert retold(built, COUNCIL_PAGE) == []
    for page, number in ((BOARD_PAGE, "33"), (COMMITTEE_PAGE, "12")):
        assert [one.partition('"')[0] for one in retold(built, page)] == ["true"]
        assert f"§ {number}/2026" in triples(built, page, "activity_id")[0]
        assert "myöhemmän käsittelyn pöytäkirjasta" in built.page(f"{page}.html")


def test_a_vote_of_an_earlier_handling_stays_with_it(built: Folder) -> None:
    write(built, COUNCIL)
    built.build()
    votes = triples(built, COMMITTEE_PAGE, "number_of_votes_against")
    assert [one.partition('"')[0] for one in votes] == ["0"]  # a printed nought is a value
    assert triples(built, COMMITTEE_PAGE, "def#noMeans") == [
        f"{BASE}{COMMITTEE_PAGE}#vastaehdotus-1"
    ]
    assert triples(built, COMMITTEE_PAGE, "def#motionFate")[0].endswith("#hylatty")
    for page in (BOARD_PAGE, COUNCIL_PAGE):
        assert triples(built, page, "number_of_votes_against") == []


def test_the_case_says_what_led_to_what(built: Folder) -> None:
    write(built, COUNCIL)
    built.build()
    lines = built.page(f"{CASE_PAGE}.nt").splitlines()
    led = {
        tuple(part.strip("<>") for part in (line.split(" ")[0], line.split(" ")[2]))
        for line in lines
        if "was_motivated_by" in line
    }
    pages = [f"{BASE}{page}" for page in (COUNCIL_PAGE, BOARD_PAGE, COMMITTEE_PAGE)]
    assert led == set(itertools.pairwise(pages))


@pytest.mark.parametrize("last", [COUNCIL, BOARD, COMMITTEE])
def test_its_own_minutes_take_its_place_whichever_comes_first(built: Folder, last: str) -> None:
    first = [name for name in TEXTS if name != last]
    write(built, *first)
    built.build()
    write(built, last)
    found = fates(built)
    assert [found[name] for name in TEXTS] == ["published"] * 3
    for page in (COUNCIL_PAGE, BOARD_PAGE, COMMITTEE_PAGE):
        assert retold(built, page) == []
    assert_same_as_fresh(built)


def test_a_section_is_retold_again_when_its_own_minutes_go(built: Folder) -> None:
    write(built, *TEXTS)
    built.build()
    built.remove(BOARD)
    assert fates(built)[COUNCIL] == "published"
    assert [one.partition('"')[0] for one in retold(built, BOARD_PAGE)] == ["true"]
    assert_same_as_fresh(built)


def test_two_that_retell_it_otherwise_leave_it_out_and_stay_published(built: Folder) -> None:
    write(built, COUNCIL)
    other = COMMITTEES.replace("5 JAA-ääntä ja 0 EI", "0 JAA-ääntä ja 5 EI")
    other = other.replace("esittelijän ehdotus.", "Niemen ehdotus.")
    text = minutes("Kaupunginhallitus", "16.02.2026", 33, other, BOARDS)
    built.write(BOARD, text)
    found = fates(built)
    assert (found[COUNCIL], found[BOARD]) == ("published",) * 2
    assert f"{COMMITTEE_PAGE}.html" not in built.site()
    assert_same_as_fresh(built)


def test_a_bare_reference_is_text_and_no_section(built: Folder) -> None:
    text = minutes(
        "Kaupunginhallitus", "16.02.2026", 33, "Sivistyslautakunta 03.02.2026 § 12\n", BOARDS
    )
    built.write(BOARD, text)
    built.build()
    assert f"{COMMITTEE_PAGE}.html" not in built.site()
