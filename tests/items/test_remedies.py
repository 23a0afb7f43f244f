"""What appeal instructions allow, told by the first line that names it."""

from __future__ import annotations

import pytest

from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks
from publisher.items.remedies import read_appeal
from publisher.model import AppealKind
from tests.quality.extracting import readers

TEXTS = [
    ("Muutoksenhakukielto\nPäätöksestä ei saa tehdä oikaisuvaatimusta.", "prohibited"),
    ("Muutoksenhaku\nTähän päätökseen ei saa hakea muutosta.", "prohibited"),
    ("Oikaisuvaatimus\nPäätökseen ei saa hakea muutosta valittamalla.", "rectification"),
    ("Muutoksenhaku\nOikaisuvaatimus 14 päivää.", "rectification"),
    ("Kunnallisvalitus\n§21\nOikaisuvaatimuspäätöksestä valitetaan.", "municipal-appeal"),
    ("VALITUSOSOITUS\nTähän päätökseen haetaan muutosta.", "administrative-appeal"),
    ("Besvärsanvisning", "administrative-appeal"),
    # A heading of any appeal, and below it which one it is.
    ("Valitusosoitus\nPäätökseen saa hakea muutosta kunnallisvalituksella.", "municipal-appeal"),
    ("Anvisning för rättelseyrkande", "rectification"),
    ("Muutoksenhaku\nKatso liite.", None),
]


@pytest.mark.parametrize(("text", "kind"), TEXTS)
def test_the_first_line_that_names_a_kind_decides(text: str, kind: str | None) -> None:
    appeal = read_appeal(Excerpt(split_blocks(text)), readers().phrases)
    assert appeal is not None
    assert (appeal.kind and appeal.kind.value) == (AppealKind(kind) if kind else None)
    if appeal.kind is not None:
        span = appeal.kind.span
        assert text[span.start : span.end].strip() == text[span.start : span.end]


def test_no_instructions_are_none() -> None:
    assert read_appeal(Excerpt([]), readers().phrases) is None
    assert len(TEXTS) == 10
