"""The table of the policy is complete, and what it says is what is done."""

from __future__ import annotations

import re
import tomllib
from typing import get_args

import pytest

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.privacy.cleaning import Mode
from publisher.privacy.policy import Kind, RoleName, read_policy
from tests.privacy.mentions import Mention, published
from tests.quality.extracting import readers

ROWS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "12b", "13"]
KINDS = readers().policy.kinds

# Of every kind that is found in texts: a § that has it, and what of it tells.
SAID: dict[str, tuple[Mention, str]] = {
    "personal-identity-code": (Mention(text="Hakija (010252-987H) odottaa."), "010252"),
    "secret": (Mention(text="Asia on salassa pidettävä. Kanto jätetään."), "Kanto"),
    "health-or-client": (
        Mention(text="Hakija Irja Vuorinotko vetoaa terveydentilaansa."),
        "vetoaa",
    ),
    "name": (Mention(text="Kirjeen lähetti Irja Vuorinotko."), "Vuorinotko"),
    "address": (Mention(text="Hän asuu osoitteessa Pajukuja 7."), "Pajukuja"),
    "birth-date": (Mention(text="Hakija, s. 14.3.1957, odottaa."), "14.3.1957"),
    "iban": (Mention(text="tilille FI81 9021 0020 0117 87"), "9021"),
    "plate": (Mention(text="ajoneuvo QXZ-941"), "QXZ"),
    "property-id": (Mention(text="Tilan 899-401-12-3 omistaa kuolinpesä."), "899-401-12-3"),
    "phone": (Mention(text="puh. 040 555 0171"), "0171"),
    "email": (Mention(text="aino.aalto@esimerkki.example"), "esimerkki.example"),
    "other": (Mention(text="Reino Suonpää kannatti ehdotusta.", where="meeting"), "Suonpää"),
    "staff": (
        Mention(text="Rehtori Jukka Tolvanen irtisanoutuu virastaan.", where="meeting"),
        "Tolvanen",
    ),
    "relation": (
        Mention(
            text="Reino Suonpää oli esteellinen, koska hänen veljensä on hakija.", where="meeting"
        ),
        "veljensä",
    ),
    "deceased": (Mention(text="Eero Kalliomäen kuolinpesä myy."), "Kalliomäen"),
    "sole-trader": (Mention(text="Auraa Tmi Raimo Kattainen."), "Kattainen"),
}
# Of every kind that the minutes say of people in a role: a § that has it, and who it is.
IN_ROLE: dict[str, tuple[Mention, str]] = {
    "presenter": (Mention(text="Esittelijä\nKunnanjohtaja Kalle Koskimäki"), "Koskimäki"),
    "preparer": (Mention(text="Valmistelija\nSuunnittelija Terttu Pikkarainen"), "Pikkarainen"),
    "proposer": (
        Mention(text="Asia.\n\nPäätösehdotus (kunnanjohtaja Kalle Koskimäki):\nHyväksytään."),
        "Koskimäki",
    ),
    "recused": (
        Mention(text="Pirkko Oksa ilmoitti olevansa esteellinen ja poistui.", where="meeting"),
        "Oksa",
    ),
    "temporary-chair": (
        Mention(text="Tilapäisenä puheenjohtajana toimi Pirkko Oksa.", where="meeting"),
        "Oksa",
    ),
    "vote": (
        Mention(
            text="Suoritettiin nimenhuutoäänestys. JAA äänestivät Reino Suonpää ja Pirkko Oksa. "
            "EI äänesti Eero Aho. Äänin 2-1 hyväksyttiin.",
            where="meeting",
        ),
        "Suonpää",
    ),
}
# Said by whole documents: attendance lists and decisions of offices (test_stage.py).
ELSEWHERE = {"attendee", "decider"}


def test_every_row_of_the_table_of_kinds_is_there() -> None:
    assert sorted({kind.row for kind in KINDS.values()}, key=_by_number) == ROWS
    assert len(KINDS) == 24


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_has_a_ground_and_words(kind: Kind) -> None:
    assert re.search(r"\d+/\d{4} \d+ §", kind.ground)
    assert kind.fi
    assert kind.sv
    assert (kind.role, kind.strict) != ("withhold", "keep")


def test_every_detector_has_a_row_and_every_form_a_detector() -> None:
    forms = {kind for kind, row in KINDS.items() if row.detection == "form"}
    assert {detector.kind for detector in readers().policy.detectors} == forms


def test_every_role_has_a_row() -> None:
    of_people = {kind for kind, row in KINDS.items() if row.detection == "role"}
    assert of_people - {"vote"} == set(get_args(RoleName))


def test_every_kind_is_shown_here_or_elsewhere() -> None:
    assert SAID.keys() | IN_ROLE.keys() | ELSEWHERE == KINDS.keys()


@pytest.mark.parametrize("mode", ["role", "strict"])
@pytest.mark.parametrize("kind", [*SAID, *IN_ROLE])
def test_what_the_table_says_is_what_is_done(kind: str, mode: Mode) -> None:
    mention, telling = (SAID | IN_ROLE)[kind]
    row = KINDS[kind]
    action = row.role if mode == "role" else row.strict
    text = published(mention, mode)
    assert (text is None) == (action == "block")
    if text is not None:
        assert (telling in text) == (action == "keep")
        if action in {"withhold", "suppress"} and kind not in IN_ROLE:
            assert row.fi in text


def test_a_detector_without_a_row_is_a_fault_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = asset_dir("mappings") / "privacy" / "policy.toml"
    rows = tomllib.loads(policy.read_text(encoding="utf-8"))
    without = {"kind": [row for row in rows["kind"] if row["kind"] != "plate"]}
    read = read_policy.__globals__["read_toml"]
    monkeypatch.setitem(
        read_policy.__globals__,
        "read_toml",
        lambda path, type_: without if path.stem == "policy" else read(path, type_),
    )
    with pytest.raises(TableError, match="plate has no row"):
        read_policy()


def _by_number(row: str) -> tuple[int, str]:
    digits = row.rstrip("b")
    return int(digits), row
