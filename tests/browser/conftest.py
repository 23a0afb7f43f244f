"""One browser and one site for all tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.samples import Sample, choose, withdraw_one
from tests.browser.server import serving
from tests.needs import program
from tests.site.building import Built


# While Playwright is there, no other loop runs in this thread; so it leaves with each file. Folders
# that are no packages of Python have no scope of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(program("chromium")) as found:
        yield found


@pytest.fixture(scope="session")
def site(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A copy of the demo with one § withdrawn, so that there is a page of every kind."""
    folder = tmp_path_factory.mktemp("browser") / "demo"
    shutil.copytree(demo.folder.parent, folder, symlinks=True)
    above = demo.folder.parent
    copied = Built(
        folder / demo.settings.relative_to(above), folder / demo.output.relative_to(above)
    )
    return withdraw_one(copied)


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def samples(site: Built) -> dict[str, Sample]:
    return choose(site)
