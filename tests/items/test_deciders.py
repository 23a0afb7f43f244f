"""Who decided and who presented, where no label names them."""

from __future__ import annotations

import pytest

from publisher.documents.document import Block
from publisher.items.deciders import deciding_body, read_presenter
from publisher.model import Inference, Reason
from tests.sources.systems import lines, readers_of

BODIES = [
    (["Kaupunginvaltuusto päätti pitää kokouksensa keskiviikkoisin."], "Kaupunginvaltuusto"),
    (["Kaupunginhallituksen jaosto merkitsi asian tiedoksi."], "Kaupunginhallituksen jaosto"),
    (["Kulttuuri- ja vapaa-aikalautakunta antoi lausunnon."], "Kulttuuri- ja vapaa-aikalautakunta"),
    (["Tie-,  katu- ja puistolautakunta totesi, että"], "Tie-, katu- ja puistolautakunta"),
    (["A", "Kaupunginhallitus hyväksyi sopimuksen."], "Kaupunginhallitus"),
    (["Stadsfullmäktige godkände motionen."], "Stadsfullmäktige"),
    (["Yksikön päällikkö päätti vuokrata alueen."], None),
    (["Kaupunginhallituksen päätös kumottiin."], None),
    (["Kaupunginhallitus päättää vuokrata alueen."], None),
    (["Merkittiin tiedoksi."], None),
    (["A"], None),
    ([], None),
]

PRESENTERS = [
    (["pormestari", "Aino Aalto"], ("Aino Aalto", "pormestari"), 0),
    (["vs. toimialajohtaja", "Eero Elo-Lahti"], ("Eero Elo-Lahti", "vs. toimialajohtaja"), 0),
    (["Kaupunginvaltuuston puheenjohtaja"], (None, "Kaupunginvaltuuston puheenjohtaja"), 0),
    (["Kaupunginhallitus"], (None, "Kaupunginhallitus"), 0),
    (["pelastuskomentaja"], (None, "pelastuskomentaja"), 0),
    (["yksikön päällikkö", "**********"], (None, "yksikön päällikkö"), 0),
    (["kaupunginsihteeri Aino Aalto"], ("Aino Aalto", "kaupunginsihteeri"), 0),
    (["Kaupunginhallitus", "Kunnan on toimittava."], (None, "Kaupunginhallitus"), 1),
    (["Asia on kiireellinen ja se on ratkaistava heti."], None, 1),
    ([], None, 0),
]


@pytest.mark.parametrize(("texts", "expected"), BODIES, ids=str)
def test_the_subject_of_a_decision_is_its_body(texts: list[str], expected: str | None) -> None:
    tables = readers_of("ahjo")
    blocks = lines(*texts)
    found = deciding_body(blocks, tables.words.patterns["decided"], tables.phrases)
    assert (found.value if found else None) == expected
    if found is not None:
        assert found.inferred == Inference(Reason.SUBJECT_OF_DECISION)
        assert found.span.start == blocks[-1].span.start


@pytest.mark.parametrize(("texts", "expected", "n_left"), PRESENTERS, ids=str)
def test_a_presenter_is_a_role_or_a_title_with_a_name(
    texts: list[str], expected: tuple[str | None, str | None] | None, n_left: int
) -> None:
    tables = readers_of("ahjo")
    blocks = lines(*texts)
    found, rest = read_presenter(blocks, tables.words.patterns["masked"], tables.phrases)
    assert ((found.name, found.title) if found else None) == expected
    assert len(rest) == n_left
    if found is not None:
        assert (found.span.start, found.span.end) == _whole(blocks[: len(blocks) - n_left])


def _whole(blocks: tuple[Block, ...]) -> tuple[int, int]:
    return blocks[0].span.start, blocks[-1].span.end


def test_there_are_as_many_cases_as_there_were() -> None:
    assert (len(BODIES), len(PRESENTERS)) == (12, 10)
