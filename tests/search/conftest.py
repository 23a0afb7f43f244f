"""Sites with a search, built once, and a browser that is shut off from every other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import needs
from tests.browser.chromium import chromium
from tests.build.corpora import Folder
from tests.search.corpora import read_corpus, searchable
from tests.site.browsing import served


@pytest.fixture(scope="session")
def libraries() -> Path:
    return needs.libraries()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(needs.program("chromium")) as found:
        yield found


@pytest.fixture(scope="session")
def folder(libraries: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The §§ of both corpora."""
    documents = read_corpus("finnish").documents() | read_corpus("swedish").documents()
    made = searchable(tmp_path_factory.mktemp("search") / "folder", documents, libraries)
    report = made.build()
    fates = {each["fate"] for each in report.documents}
    assert (fates, len(report.documents)) == ({"published"}, len(documents)), report.lines()
    return made


@pytest.fixture(scope="session")
def address(folder: Folder) -> Iterator[str]:
    with served(folder.output / "published" / "site") as found:
        yield found
