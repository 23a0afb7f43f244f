"""One browser and one site for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publisher.settings import read_settings
from tests.browser.chromium import chromium
from tests.browser.samples import FULL_BYTES, LARGEST_BYTES, Sample, choose, withdraw_one
from tests.browser.server import serving
from tests.needs import program, with_libraries
from tests.site.building import WITH_ENDPOINT, Built, build_demo


# While Playwright is there, no other loop runs in this thread; so it leaves with each file. Folders
# that are no packages of Python have no scope of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(program("chromium")) as found:
        yield found


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo with its libraries and one § withdrawn, so that there is a page of every kind.

    Where ``--built`` names another site, that one, which loses the same §.
    """
    given: Path | None = request.config.getoption("--built")
    if given is not None:
        return withdraw_one(Built(given, read_settings(given, known_systems=frozenset()).output))
    folder = tmp_path_factory.mktemp("browser") / "demo"
    return withdraw_one(build_demo(folder, replacing=with_libraries() | WITH_ENDPOINT))


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def samples(site: Built, request: pytest.FixtureRequest) -> dict[str, Sample]:
    given = request.config.getoption("--built") is not None
    return choose(site, most_bytes=LARGEST_BYTES if given else FULL_BYTES)
