"""What was done for speed leaves every hit where it was."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.assets import asset_dir
from publisher.phrases import compile_pattern
from publisher.privacy.printed_names import FIRST_WORD, WORD_INSIDE
from publisher.privacy.surroundings import begins_sentence
from tests.quality.extracting import readers

# The conditions in (?=…) that only save time, as the table has them.
CONDITIONS = {
    "email": r"(?=[\w.%+-]++ ?[@(\[{_]|[\w.%+-]+_)",
    "address": r"(?=[a-zåäöé]++(?:[ -][A-ZÅÄÖ][a-zåäöé]++)?\s+\d)",
}
PIECES = {
    "email": "a|å.b|_|_at_|at_|@|(at)|[a]|{ät}| |\n|.|x.fi|,|%|(|AT)",
    "address": "R|anta|katu|tie|Pitkä| |-|\n|4|12|as 2|é|1|,|gatan|A",
}
SENTENCES = "Aalto|aalto|É|McElo|AALTO|Aino-Liisa|-|.|,|»|)| |\n|\t|3|_|'"


def texts(pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces.split("|")), max_size=10).map("".join)


@pytest.mark.parametrize("kind", list(CONDITIONS))
@given(data=st.data())
def test_a_condition_that_saves_time_changes_nothing(kind: str, data: st.DataObject) -> None:
    path = asset_dir("mappings") / "privacy" / "detectors.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["detector"]
    (pattern,) = (row["pattern"] for row in rows if row["kind"] == kind)
    assert pattern.count(CONDITIONS[kind]) == 1
    slow = compile_pattern(pattern.replace(CONDITIONS[kind], ""))
    text = data.draw(texts(PIECES[kind]) | st.from_regex(slow))
    found = [match.span() for match in compile_pattern(pattern).finditer(text)]
    assert found == [match.span() for match in slow.finditer(text)]


def test_every_condition_that_saves_time_is_known_here() -> None:
    patterns = [detector.pattern.pattern for detector in readers().policy.detectors]
    assert sum("(?=" in pattern for pattern in patterns) == len(CONDITIONS)


@given(texts(SENTENCES))
def test_a_word_inside_a_sentence_is_one_that_does_not_begin_it(text: str) -> None:
    inside = [match.span() for match in re.compile(WORD_INSIDE).finditer(text)]
    assert inside == [
        match.span()
        for match in re.compile(FIRST_WORD).finditer(text)
        if not begins_sentence(text, match.start())
    ]
