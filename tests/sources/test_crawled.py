"""Pages as crawlers save them: with blanks squeezed, and without blank lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from publisher.documents.reading import read_document
from tests.quality.extracting import readers
from tests.sources.test_cases import CASES, case_name

PAGES = [
    path
    for path in CASES
    if path.parents[1].name in {"dynasty", "djulkaisu", "fragment", "khs"} and path.suffix == ".txt"
]


def squeezed(text: str) -> str:
    return re.sub(r"[ \u00a0\t]+", " ", text)


def without_blank_lines(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def both(text: str) -> str:
    return without_blank_lines(squeezed(text))


def said(content: bytes) -> object:
    """What is read from a page, wherever it stands there."""
    document = read_document("page.txt", content)
    return _values(msgspec.to_builtins(readers().sources.read(document).minutes))


def _values(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_values(one) for one in value]
    if isinstance(value, dict):
        return {key: _values(one) for key, one in value.items() if key != "span"}
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("crawled", [squeezed, without_blank_lines, both])
@pytest.mark.parametrize("path", PAGES, ids=case_name)
def test_a_page_says_the_same_however_it_was_crawled(
    path: Path, crawled: Callable[[str], str]
) -> None:
    content = path.read_bytes()
    text = read_document("page.txt", content).text
    assert said(crawled(text).encode()) == said(content)


def test_there_are_as_many_pages_as_there_were() -> None:
    assert len(PAGES) == 51
