"""The header of a page may fall between any two lines of an item, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.documents.reading import read_document
from publisher.model import Handling, Item
from tests.quality.extracting import readers

FOLDER = Path(__file__).parent / "casem"
CASES = [
    "cut-item",
    "lapsed-and-earlier-return",
    "names-behind-the-counts",
    "recused-with-companies",
    "takeover-by-show-of-hands",
    "ten-recused-over-a-page",
    "votes-of-an-earlier-handling",
]


def told(handling: Handling) -> list[object]:
    """What is read from a handling, without the places."""
    decision = handling.decision
    return [
        handling.section and handling.section.value,
        handling.presenter and handling.presenter.name,
        [one.name for one in handling.preparers],
        handling.proposal is not None,
        decision and decision.outcome and decision.outcome.value,
        [
            (vote.yes and vote.yes.value, vote.no and vote.no.value, len(vote.no_voters))
            for vote in handling.votes
        ],
        [
            ([one.name for one in each.by], each.fate and each.fate.value)
            for each in handling.counter_proposals
        ],
        [one.person.name for one in handling.recusals],
        handling.temporary_chair and handling.temporary_chair.name,
        [one.person.name for one in handling.dissents],
    ]


def of_item(item: Item) -> list[object]:
    return [
        item.title and item.title.value,
        item.case_number and item.case_number.value,
        [one.title.value for one in item.attachments],
        [one.value for one in item.notified],
        told(item),
        [told(each) for each in item.earlier],
    ]


def read(text: str) -> list[object]:
    minutes = readers().sources.read(read_document("item.txt", text.encode())).minutes
    return [
        minutes.kind,
        minutes.body and minutes.body.value,
        minutes.date and minutes.date.value,
        [of_item(item) for item in minutes.items],
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_page_may_end_after_any_line(case: str) -> None:
    text = (FOLDER / case / "input.txt").read_text(encoding="utf-8")
    header, _, item = text.partition("\n\n")
    lines = item.split("\n")
    expected = read(text)
    for end in range(1, len(lines)):
        above, below = "\n".join(lines[:end]), "\n".join(lines[end:])
        assert read(f"{header}\n\n{above}\n{header}\n\n{below}") == expected, lines[end - 1]
