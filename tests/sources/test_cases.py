"""Small invented documents, and everything that is read from them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_file
from publisher.errors import NotMinutesError
from publisher.extraction import Extraction, read_words
from publisher.finnish.laws import LawReader
from publisher.sources import SOURCES, SourceReader
from tests.quality.extracting import readers
from tests.quality.test_floors import EXAMPLES, pairs
from tests.sources.accounting import unaccounted

FOLDER = Path(__file__).parent
CASES = sorted(path for name in SOURCES for path in (FOLDER / name).glob("*/input.*"))
REFUSED = [*sorted((FOLDER / "refused").glob("*/input.*")), EXAMPLES / "bad" / "uutinen.txt"]
N_CASES = {
    "opennc": 4,
    "office_holder": 8,
    "casem": 34,
    "ahjo": 11,
    "paatokset": 9,
    "paatostiedote": 2,
    "khs": 3,
    "dynasty": 31,
    "djulkaisu": 10,
    "fragment": 12,
    "preview": 9,
    "digest": 4,
    "generic": 37,
    "turku": 9,
    "tweb": 10,
}


_NOTHING: tuple[object, ...] = (None, (), [])


def case_name(path: Path) -> str:
    return f"{path.parents[1].name}-{path.parent.name}"


def read(path: Path) -> tuple[SourceDocument, Extraction]:
    document = read_file(path, path.name)
    return document, readers().sources.read(document)


def golden(document: SourceDocument, extraction: Extraction) -> str:
    """What was read, each span replaced by the characters it stands for; without what was not."""
    plain = msgspec.to_builtins(
        {
            "minutes": extraction.minutes,
            "unused": [block.text for block in extraction.unused],
            "ignored": [[block.text, reason] for block, reason in extraction.ignored],
        }
    )
    shown = _quote(plain, document.text)
    return json.dumps(shown, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _quote(value: object, text: str) -> object:
    if isinstance(value, list | tuple):
        return [_quote(one, text) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"start", "end"}:
        return " ".join(text[value["start"] : value["end"]].split())
    said = {key: one for key, one in value.items() if one is not False and one not in _NOTHING}
    return {key: _quote(one, text) for key, one in said.items()}


@pytest.mark.parametrize("path", CASES, ids=case_name)
def test_a_case_is_read_as_its_golden_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    found = golden(*read(path))
    expected = path.parent / "minutes.json"
    missing = not expected.exists()
    if missing or request.config.getoption("--update-goldens"):
        expected.write_text(found, encoding="utf-8")
    assert not missing, f"{expected} has been written: read it line by line"
    assert expected.read_text(encoding="utf-8") == found


def test_there_are_as_many_cases_as_there_were() -> None:
    seen = {name: sum(path.parents[1].name == name for path in CASES) for name in SOURCES}
    assert seen == N_CASES
    assert len(REFUSED) == 11


@pytest.mark.parametrize("path", CASES, ids=case_name)
def test_no_other_system_recognises_a_case_but_the_one_that_takes_whatever_is_left(
    path: Path,
) -> None:
    tables = readers()
    document = read_file(path, path.name)
    reader = SourceReader(tables.phrases, LawReader(tables.statutes, tables.phrases))
    assert list(SOURCES)[-1] == "generic"
    recognised = []
    for name in SOURCES:
        try:
            reader.read(document, name)
        except NotMinutesError:
            continue
        recognised.append(name)
    own = path.parents[1].name
    assert recognised[0] == own
    # What heads the decision of an office-holder may look like what heads a § of a body.
    also = {"fragment"} if own == "office_holder" else set()
    assert set(recognised) <= {own, "generic"} | also


@pytest.mark.parametrize("path", REFUSED, ids=case_name)
def test_what_is_not_minutes_is_refused(path: Path) -> None:
    with pytest.raises(NotMinutesError, match="take it out of the folder"):
        read(path)


@pytest.mark.parametrize("path", CASES, ids=case_name)
def test_every_line_of_a_case_is_accounted_for(path: Path) -> None:
    assert left_over(path, path.parents[1].name) == []


@pytest.mark.parametrize("corpus", ["examples", "samples"])
def test_every_line_of_the_corpora_is_accounted_for(corpus: str) -> None:
    for path, _ in pairs(corpus):
        assert left_over(path, "dynasty") == []


def left_over(path: Path, system: str) -> list[str]:
    return unaccounted(*read(path), set(read_words(system).labels.meanings))
