"""Real minutes of whole meetings give every § of their own list, and leave nothing unexplained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_file
from publisher.extraction import Extraction, read_words
from publisher.model import Minutes, Presence
from publisher.sources import SOURCES
from tests.quality.extracting import readers
from tests.quality.test_floors import SAMPLES
from tests.sources.accounting import unaccounted

# Each with how many §§ it lists, how many people, and how many of these were absent.
MEETINGS = {
    "lapua-kaupunginvaltuusto-2025-09-01.pdf": (9, 44, 3),
    "lapua-sivistyslautakunta-2024-11-21.pdf": (15, 15, 3),
}
N_DOCUMENTS = 14
MOST_UNEXPLAINED = 0.02
_LISTED = re.compile(r"§ (\d{1,4})\b(?!,)")


def minutes_folder() -> Path:
    if not SAMPLES.is_dir():
        pytest.skip("real documents are not beside the repository (../shared/reading)")
    return SAMPLES / "minutes"


def read(path: Path) -> tuple[SourceDocument, Extraction]:
    document = read_file(path, path.name)
    return document, readers().sources.read(document)


def listed(document: SourceDocument) -> list[int]:
    """The numbers that the list of items prints, found without any reader of ours."""
    front = document.text[: document.text.index("Allekirjoitukset")]
    return [int(number) for number in _LISTED.findall(front)]


@pytest.mark.parametrize("name", MEETINGS)
def test_every_section_of_the_list_is_there_once(name: str) -> None:
    document, extraction = read(minutes_folder() / name)
    minutes = extraction.minutes
    sections = [item.section.value for item in minutes.items if item.section is not None]
    assert sections == listed(document)
    assert len(sections) == len(minutes.items) == MEETINGS[name][0]
    assert minutes.meeting is not None
    assert [found.value for found in minutes.meeting.contents] == sections
    assert all(item.title is not None for item in minutes.items)


@pytest.mark.parametrize("name", MEETINGS)
def test_everybody_on_the_front_page_is_there(name: str) -> None:
    document, extraction = read(minutes_folder() / name)
    meeting = extraction.minutes.meeting
    assert meeting is not None
    _, people, absent = MEETINGS[name]
    names = [one.person.name for one in meeting.attendance]
    assert len(names) == people
    assert sum(one.presence is Presence.ABSENT for one in meeting.attendance) == absent
    assert all(name is not None and name in document.text for name in names)
    assert meeting.starts is not None
    assert meeting.ends is not None
    assert len(meeting.checkers) == 2


@pytest.mark.parametrize("name", MEETINGS)
def test_every_decision_has_an_outcome(name: str) -> None:
    _, extraction = read(minutes_folder() / name)
    decided = [item for item in extraction.minutes.items if item.decision is not None]
    assert all(item.decision is not None and item.decision.outcome for item in decided)
    assert len(decided) == MEETINGS[name][0] - without_decision(extraction.minutes)


def without_decision(minutes: Minutes) -> int:
    """The items whose minutes print no decision: other matters, and the next meeting."""
    return sum(item.decision is None and item.preparation is not None for item in minutes.items)


def test_no_document_has_lines_that_nobody_explains() -> None:
    paths = sorted(minutes_folder().iterdir())
    assert len(paths) == N_DOCUMENTS
    labels = {word for name in SOURCES for word in read_words(name).labels.meanings}
    shares = {}
    for path in paths:
        document, extraction = read(path)
        lost = unaccounted(document, extraction, labels)
        unexplained = len(lost) + len(extraction.unused)
        shares[path.name] = unexplained / len(document.blocks)
    assert {name: share for name, share in shares.items() if share >= MOST_UNEXPLAINED} == {}
