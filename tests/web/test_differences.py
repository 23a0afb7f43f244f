"""How a decision differs from the proposal, and how a page shows it."""

from __future__ import annotations

import time

import pytest

from publisher.web.differences import Piece, differences
from publisher.web.labels import Labels
from publisher.web.texts import Texts

PROPOSED = "Lautakunta päättää\n1. hyväksyä suunnitelman ja\n2. varata siihen 20 000 euroa."
TOLD = "Keskustelun kuluessa ehdotettiin suurempaa summaa."

# What was decided, and it as one text with [what is only in the proposal] and {only in it}.
COMPARED = {
    f"{TOLD}\n\n{PROPOSED}".replace("\n", "\n\n").replace("20 000", "25 000"): (
        "Lautakunta päättää\n1. hyväksyä suunnitelman ja\n2. varata siihen[ 20 000]{ 25 000} euroa."
    ),
    "Lautakunta päättää hyväksyä suunnitelman ja varata siihen 20 000 euroa vuodelle 2027.": (
        "Lautakunta päättää[ 1.] hyväksyä suunnitelman ja[ 2.] varata siihen 20 000 euroa"
        "{ vuodelle 2027}."
    ),
    f"Lautakunta päätti 1. hyväksyä suunnitelman ja 2. varata siihen 20 000 euroa.\n\n{TOLD}": (
        "Lautakunta[ päättää]{ päätti} 1. hyväksyä suunnitelman ja 2. varata siihen 20 000 euroa."
    ),
}
SAME = (
    PROPOSED,
    PROPOSED.replace("\n", " ").upper(),
    f"{TOLD}\n\n{PROPOSED}\n\n{TOLD}",
)
OTHER = ("Hyväksyttiin yksimielisesti.", "Asia jätettiin pöydälle.", TOLD, "", " \n\n ")


def shown(paragraphs: list[list[Piece]]) -> str:
    signs = {"same": "{}", "out": "[{}]", "in": "{{{}}}"}
    return "\n".join(
        "".join(signs[kind].format(text) for kind, text in paragraph) for paragraph in paragraphs
    )


@pytest.mark.parametrize("decided", list(COMPARED))
def test_says_word_by_word_what_was_changed(decided: str) -> None:
    assert shown(differences(PROPOSED, decided)) == COMPARED[decided]


@pytest.mark.parametrize("decided", SAME)
def test_says_nothing_where_nothing_was_changed(decided: str) -> None:
    assert differences(PROPOSED, decided) == []


@pytest.mark.parametrize("decided", OTHER)
def test_a_decision_that_does_not_repeat_the_proposal_is_not_compared(decided: str) -> None:
    assert differences(PROPOSED, decided) == []
    assert differences(decided, PROPOSED) == []


def test_all_words_of_both_are_there() -> None:
    decided = PROPOSED.replace("20 000", "25 000").replace("suunnitelman", "hankesuunnitelman")
    pieces = [piece for paragraph in differences(PROPOSED, decided) for piece in paragraph]
    for kind, whole in (("out", PROPOSED), ("in", decided)):
        text = "".join(piece.text for piece in pieces if piece.kind in ("same", kind))
        assert text.split() == whole.split()


def test_takes_no_long_time_over_long_texts() -> None:
    began = time.process_time()
    long = " ".join(f"sana{number % 400}" for number in range(1_199))
    assert differences(long, long.replace("sana7 ", "sana8 "))
    assert differences("ja " * 1_199, "ja " * 1_100) != differences(long, long)
    assert differences("ja " * 100_000, "ja " * 99_999) == []
    assert differences(PROPOSED, "ja\n\n" * 100_000) == []
    assert time.process_time() - began < 5


def test_a_page_marks_them_and_their_language() -> None:
    texts = Texts("sv", Labels({}, ("fi", "sv")))
    old, new = "Beslutar bevilja 20 000 euro <nu>", "Beslutar bevilja 25 000 euro <nu>"
    changed = "Beslutar bevilja<del> 20 000</del><ins> 25 000</ins> euro &lt;nu&gt;"
    assert texts.compared({"sv": old}, {"sv": new}) == (
        f'<div class="prose changes"><p>{changed}</p></div>'
    )
    assert texts.compared({"fi": old}, {"fi": new}) == (
        f'<div class="prose changes" lang="fi"><p>{changed}</p></div>'
    )
    assert texts.compared({"fi": old}, {"sv": new}) == ""
    assert texts.compared({"sv": old}, {"sv": old}) == ""
