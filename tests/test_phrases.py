"""What the tables of phrases promise to those who search with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.errors import TableError
from publisher.model import Outcome
from publisher.phrases import read_phrases
from publisher.phrases.patterns import Marked, compile_pattern, read_word
from tests.quality.extracting import readers


def marked() -> Iterator[tuple[str, Marked]]:
    phrases, policy = readers().phrases, readers().policy
    yield "handling", phrases.handling
    yield "amount", phrases.amounts.amount
    yield "temporary chair", phrases.temporary_chair
    yield from ((f"law {number}", law) for number, law in enumerate(phrases.laws.last_words))
    authorities = phrases.authorities
    yield from ((f"EU {act.kind}", act.words) for act in authorities.eu)
    yield from ((named.work, named.words) for named in authorities.named)
    yield from ((f"case {number}", case) for number, case in enumerate(authorities.cases))
    yield "secret", policy.secret
    yield "sensitive", policy.sensitive


def test_every_marked_pattern_is_known_here() -> None:
    assert [name for name, _ in marked()] == [
        "handling",
        "amount",
        "temporary chair",
        "law 0",
        "law 1",
        "law 2",
        "EU reg",
        "EU dir",
        "EU reg/2016/679",
        "case 0",
        "case 1",
        "case 2",
        "secret",
        "sensitive",
    ]


@pytest.mark.parametrize(("name", "phrase"), list(marked()))
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(data=st.data())
def test_every_match_holds_a_mark(name: str, phrase: Marked, data: st.DataObject) -> None:
    for pattern in phrase.patterns:
        text = data.draw(st.from_regex(pattern))
        for match in pattern.finditer(text):
            assert phrase.may_match(match[0].lower() if name == "secret" else match[0])


def test_a_word_that_a_table_may_not_hold_is_an_error() -> None:
    assert read_word(Outcome, "noted", "outcomes") is Outcome.NOTED
    with pytest.raises(TableError, match=r"outcomes\.toml: 'maybe' is none of approved"):
        read_word(Outcome, "maybe", "outcomes")


def test_the_words_for_votes_compile_when_they_are_needed() -> None:
    assert read_phrases().votes.held.search("asiasta äänestettiin")


def test_a_pattern_that_is_no_regular_expression_is_an_error() -> None:
    with pytest.raises(TableError, match="is not a regular expression"):
        compile_pattern("(")
