"""What was done for speed leaves every hit where it was, and no text takes long."""

from __future__ import annotations

import re
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.assets import asset_dir
from publisher.phrases import compile_pattern
from publisher.privacy.detection import TextCleaner
from publisher.privacy.name_words import FIRST_WORD, WORD_INSIDE
from publisher.privacy.names import NameDetector
from publisher.privacy.surroundings import begins_sentence
from tests.quality.extracting import readers

# The conditions in (?=…) that only save time, as the table has them.
CONDITIONS = {
    "email": r"(?=[\w.%+-]++\s?[@(\[{<_]|[\w.%+-]+_)",
    "address": r"(?=[a-zåäöé]++(?:[ -][A-ZÅÄÖ][a-zåäöé]++)?(?:\s[a-zåäö]++)?\s+\d)",
    "flat": r"(?=[a-zåäöé]++(?:[ -][A-ZÅÄÖ][a-zåäöé]++)?\s+\d++\s)",
}
PIECES = {
    "email": "a|å.b|_|_at_|at_|@|(at)|[a]|{ät}| |\n|.|x.fi|,|%|(|AT|<at>|(dot)",
    "address": "R|anta|katu|tie|Pitkä| |-|\n|4|12|as 2|é|1|,|gatan|A",
    "flat": "R|anta|katu|tie|Pitkä| |-|\n|4|12|as 2|é|1|,|gatan|A|B 3",
}
SENTENCES = "Aalto|aalto|É|McElo|AALTO|Aino-Liisa|-|.|,|»|)| |\n|\t|3|_|'"
LENGTH = 100_000
# What a pattern that goes back over what it has read would take minutes for.
ADVERSARIAL = [
    "a",
    "A",
    "Aa ",
    "Aa-",
    "Matti ",
    "Virtanen ",
    "hakija Matti ",
    "Naapurit Elo ja ",
    "a.",
    "a@",
    "a_at_",
    "a piste ",
    "a at b ",
    "0",
    "0 ",
    "1-",
    "040 ",
    "+358 ",
    "FI",
    "FI12 3456 ",
    "AB12 3456 ",
    "010100-",
    "1 2 3 4 5 6 - ",
    "Rantakuja 4 ",
    "Rantakuja ",
    "Pekan tie 5 A 12 ",
    "41999 Aa ",
    "s. 1.",
    "7-vuotias ",
    "auto AB-1 ",
    "899-401-12-3 ",
    "esteellinen veli ",
    "kuolinpesä Elo ",
    "A. ",
    "J-P ",
    "Elo, Matti ",
    "Matti ja ",
    "Tmi Matti Elo ",
    "virkavapaa Matti Elo ",
    "\n",
    " ",
    "12 345 ",
]


def texts(pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces.split("|")), max_size=10).map("".join)


@pytest.mark.parametrize("kind", list(CONDITIONS))
@given(data=st.data())
def test_a_condition_that_saves_time_changes_nothing(kind: str, data: st.DataObject) -> None:
    path = asset_dir("mappings") / "privacy" / "detectors.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["detector"]
    (pattern,) = (row["pattern"] for row in rows if CONDITIONS[kind] in row["pattern"])
    assert pattern.count(CONDITIONS[kind]) == 1
    slow = compile_pattern(pattern.replace(CONDITIONS[kind], ""))
    text = data.draw(texts(PIECES[kind]) | st.from_regex(slow))
    found = [match.span() for match in compile_pattern(pattern).finditer(text)]
    assert found == [match.span() for match in slow.finditer(text)]


@given(texts(SENTENCES))
def test_a_word_inside_a_sentence_is_one_that_does_not_begin_it(text: str) -> None:
    inside = [match.span() for match in re.compile(WORD_INSIDE).finditer(text)]
    assert inside == [
        match.span()
        for match in re.compile(FIRST_WORD).finditer(text)
        if not begins_sentence(text, match.start())
    ]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_a_long_text_takes_less_than_a_second(piece: str) -> None:
    """Whatever stands in it, the time grows with its length and not with the square of it."""
    tables = readers()
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    names = NameDetector(tables.policy, tables.phrases, "fi")
    began = time.process_time()
    names.learn([text], [])
    cleaner = TextCleaner(tables.policy, names, "fi")
    cleaner.clean(text)
    cleaner.blocks(text)
    assert time.process_time() - began < 1


def test_the_table_of_long_texts_is_as_long_as_it_was() -> None:
    assert len(ADVERSARIAL) == 42
