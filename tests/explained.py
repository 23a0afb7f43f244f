"""An invented document and what is read from it, put together by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from publisher.documents.document import Block, SourceDocument, Span
from publisher.documents.reading import read_document
from publisher.explaining import Explanation, explain
from publisher.extraction import Extraction
from publisher.labels import read_labels
from publisher.model import (
    Amount,
    Citation,
    Confidence,
    Decision,
    DocumentKind,
    Found,
    Handling,
    Inference,
    Item,
    Minutes,
    Outcome,
    PersonInRole,
    Place,
    Reason,
)

TEXT = """\
Edellinen asia | Seuraava asia
Kaupunginhallitus 14.9.2026

§ 41 Rantaraitin <valaiseminen> & hoito
KOID/77/10.03.01/2026
Päätösesitys: ei tämä

Esittelijä
\ttekninen johtaja Aune Vesterlund

Raitti valaistaan kuntalain
27 §:n mukaan, hinta 12 500,50 euroa.

Päätös
Merkittiin tiedoksi.
Kaupunginhallitus 7.9.2026 § 38
Tästä ei tiedetä mitään
"""
LABELS = read_labels({}, "none")


class Reading:
    """Finds what a test names in a text."""

    def __init__(self, document: SourceDocument) -> None:
        self.document = document

    def span(self, printed: str, start: int = 0) -> Span:
        at = self.document.text.index(printed, start)
        return Span(at, at + len(printed))

    def found(self, printed: str) -> Found[str]:
        return Found(printed, self.span(printed))

    def line(self, printed: str) -> Block:
        return next(block for block in self.document.blocks if printed in block.text)


def invented() -> tuple[SourceDocument, Extraction]:
    """The document, and one value of most kinds that the model has."""
    document = read_document("koe.txt", TEXT.encode())
    reading = Reading(document)
    person = PersonInRole(
        name="Aune Vesterlund",
        title="tekninen johtaja",
        span=reading.span("tekninen johtaja Aune Vesterlund"),
    )
    law = reading.span("kuntalain\n27 §")
    background = reading.span("Raitti valaistaan kuntalain\n27 §:n mukaan, hinta 12 500,50 euroa.")
    decision = reading.found("Merkittiin tiedoksi.")
    item = Item(
        title=reading.found("Rantaraitin <valaiseminen> & hoito"),
        section=Found(41, reading.span("41")),
        case_number=reading.found("KOID/77/10.03.01/2026"),
        classification=reading.found("10.03.01"),
        presenter=person,
        preparation=Found("Raitti valaistaan kuntalain 27 §:n mukaan, hinta …", background),
        decision=Decision(
            text=decision,
            outcome=Found(
                Outcome.NOTED,
                reading.span("Merkittiin tiedoksi"),
                Inference(Reason.ADOPTS_A_NOTING, Confidence.LOW),
            ),
            checked_at_meeting=None,
        ),
        earlier=(
            Handling(
                date=Found(dt.date(2026, 9, 7), reading.span("7.9.2026")),
                section=Found(38, reading.span("38")),
            ),
        ),
        citations=(
            Citation(
                as_printed=Found("kuntalain 27 §", law),
                statute="410/2015",
                chapter=None,
                section="27",
                place=Place.PREPARATION,
            ),
        ),
        amounts=(
            Amount(
                value=Found(Decimal("12500.50"), reading.span("12 500,50 euroa")),
                currency="EUR",
                place=Place.PREPARATION,
            ),
        ),
        secret=True,
    )
    minutes = Minutes(
        kind=DocumentKind.MINUTES_ITEM,
        language="fi",
        organization=None,
        body=reading.found("Kaupunginhallitus"),
        date=Found(dt.date(2026, 9, 14), reading.span("14.9.2026")),
        items=(item,),
    )
    return document, Extraction(
        minutes=minutes,
        unused=(reading.line("Päätösesitys"),),
        ignored=(
            (reading.line("Edellinen"), "navigation between items"),
            (reading.line("7.9.2026"), "a reason that nobody has translated"),
        ),
    )


def explained() -> Explanation:
    """The document laid beside its values."""
    document, extraction = invented()
    return explain(document, extraction, system="koe", labels=LABELS)
