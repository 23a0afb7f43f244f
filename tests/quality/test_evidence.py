"""Every value leads back to the characters that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from publisher.documents.document import SourceDocument, Span
from publisher.documents.reading import read_file
from publisher.finnish.dates import parse_day
from publisher.model import Found, Item, Minutes, PersonInRole
from tests.quality.extracting import readers
from tests.quality.test_floors import pairs

CORPORA = ("examples", "samples")
N_VALUES = {"examples": 526, "samples": 91}
_BLANKS = re.compile(r"\s+")
_SUM = re.compile(r"(?P<sign>[-−]?)(?P<number>[\d .]+)(?:,(?P<decimals>\d+))?")


def squeeze(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def documents(corpus: str) -> Iterator[tuple[SourceDocument, Minutes]]:
    for path in dict.fromkeys(path for path, _ in pairs(corpus)):
        document = read_file(path, path.name)
        yield document, readers().sources.read(document).minutes


def printed(document: SourceDocument, span: Span) -> str:
    return squeeze(document.text[span.start : span.end])


def short_texts(item: Item) -> Iterator[Found[str]]:
    """What is printed in one run: the same characters, blanks made single."""
    yield from (found for found in (item.case_number, item.classification) if found is not None)
    yield from (attachment.title for attachment in item.attachments)
    yield from (citation.as_printed for citation in item.citations)
    yield from (recusal.ground for recusal in item.recusals if recusal.ground is not None)
    if item.decision is not None and item.decision.checked_at_meeting is not None:
        yield item.decision.checked_at_meeting


def long_texts(item: Item) -> Iterator[Found[str]]:
    """What may have lines of another part between its own: every line, in order."""
    texts = (
        item.title,
        item.preparation,
        item.proposal.text if item.proposal else None,
        item.decision.text if item.decision else None,
    )
    yield from (text for text in texts if text is not None)


def people(item: Item) -> Iterator[PersonInRole]:
    proposer = item.proposal.proposer if item.proposal else None
    singles = (item.presenter, proposer, item.temporary_chair)
    yield from (person for person in singles if person is not None)
    yield from (recusal.person for recusal in item.recusals)
    yield from item.preparers


def check_items(document: SourceDocument, minutes: Minutes) -> int:
    seen = 0
    for item in minutes.items:
        for found in short_texts(item):
            seen += 1
            assert squeeze(found.value) == printed(document, found.span)
        for found in long_texts(item):
            seen += 1
            rest = printed(document, found.span)
            for line in filter(None, found.value.splitlines()):
                before, met, rest = rest.partition(squeeze(line))
                assert met == squeeze(line), before
        for person in people(item):
            seen += 1
            text = printed(document, person.span)
            assert all(part in text for part in (person.name, person.title) if part)
    return seen


def check_numbers(document: SourceDocument, minutes: Minutes) -> int:
    """The § is the number itself; of a sum, the digits times a power of ten."""
    seen = 0
    for item in minutes.items:
        if item.section is not None:
            seen += 1
            assert item.section.value == int(printed(document, item.section.span))
        for amount in item.amounts:
            seen += 1
            match = _SUM.match(printed(document, amount.value.span))
            assert match is not None
            digits = match["number"].replace(" ", "").replace(".", "")
            number = Decimal(f"{match['sign'].replace('−', '-')}{digits}.{match['decimals'] or 0}")
            assert amount.value.value / number in {1, 1000, 1_000_000}
    return seen


def check_heading(document: SourceDocument, minutes: Minutes) -> int:
    """Body and day; a preview prints the body in small letters, and the day without its year."""
    seen = 0
    if minutes.body is not None:
        seen += 1
        assert minutes.body.value.casefold() == printed(document, minutes.body.span).casefold()
    if minutes.organization is not None:
        seen += 1
        text = printed(document, minutes.organization.span)
        inflected = minutes.organization.inferred is not None  # the last word
        kept = len(text.split()) - inflected
        assert minutes.organization.value.split()[:kept] == text.split()[:kept]
    if minutes.date is not None:
        seen += 1
        day, text = minutes.date.value, printed(document, minutes.date.span)
        if minutes.date.inferred:
            assert f"{day.day}.{day.month}" in text
        else:
            assert parse_day(text) == day
    return seen


def check_outcomes(document: SourceDocument, minutes: Minutes) -> int:
    """An outcome is a code; its characters stand in the decision."""
    seen = 0
    for item in minutes.items:
        if item.decision is None or item.decision.outcome is None:
            continue
        seen += 1
        outer, inner = item.decision.text.span, item.decision.outcome.span
        assert outer.start <= inner.start < inner.end <= outer.end
        assert printed(document, inner)
    return seen


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_value_stands_where_its_span_says(corpus: str) -> None:
    checks = (check_items, check_numbers, check_heading, check_outcomes)
    seen = sum(
        check(document, minutes) for document, minutes in documents(corpus) for check in checks
    )
    assert seen == N_VALUES[corpus]
