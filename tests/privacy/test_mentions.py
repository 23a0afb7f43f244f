"""How much of the personal data in the invented sentences goes, and whether anything else does."""

from __future__ import annotations

from collections import Counter

import pytest

from publisher.privacy.cleaning import Mode
from tests.privacy.mentions import Outcome, outcome, published, read_mentions

TABLES = ("mentions.toml", "held_out.toml")
# Of each kind: how many there are.
SEEN = {
    "name": 222,
    "sole-trader": 14,
    "staff": 21,
    "relation": 9,
    "personal-identity-code": 17,
    "birth-date": 20,
    "iban": 17,
    "email": 24,
    "phone": 42,
    "address": 24,
    "plate": 8,
    "property-id": 8,
}
N_STAYING = 176
# None of these may be missed; of all others, two in a hundred at most.
EVERY_ONE = frozenset({"personal-identity-code", "iban", "email", "phone"})
FEWEST = 0.98


def outcomes(mode: Mode) -> list[Outcome]:
    return [outcome(mention, mode) for name in TABLES for mention in read_mentions(name)]


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_personal_data_goes(mode: Mode) -> None:
    seen: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for result in outcomes(mode):
        seen.update({kind: len(found) for kind, found in result.mention.private.items()})
        missed.update(kind for kind, _ in result.missed)
    assert dict(seen) == SEEN
    assert [kind for kind in seen if kind in EVERY_ONE and missed[kind]] == []
    for kind in set(seen) - EVERY_ONE:
        assert missed[kind] <= (1 - FEWEST) * seen[kind], (kind, missed[kind])


def test_nothing_else_goes() -> None:
    results = outcomes("role")
    assert [result.eaten for result in results if result.eaten] == []
    assert sum(len(result.mention.stays) for result in results) == N_STAYING


def test_an_identity_code_with_the_right_check_character_stops_the_build() -> None:
    codes = [
        (mention, code)
        for name in TABLES
        for mention in read_mentions(name)
        for code in mention.private.get("personal-identity-code", ())
    ]
    passed = [code for mention, code in codes if published(mention, "role") is not None]
    assert passed == ["150748-917H"]
