"""What holds for all tests, and what they may be told on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.site.building import Built, build_demo


def pytest_configure() -> None:
    """Texts that nobody would think of are the same in every run, however long one takes."""
    settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
    settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pykala")
    group.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite golden files with what the code says now; read every line before committing",
    )
    group.addoption(
        "--update-floors",
        action="store_true",
        help="rewrite tests/quality/floors.json with what the code scores now",
    )
    group.addoption(
        "--allow-lower",
        action="store_true",
        help="let --update-floors lower a floor, which takes a line in DECISIONS.md",
    )
    group.addoption(
        "--built",
        type=Path,
        metavar="SETTINGS",
        help="let tests/browser look at the site of these settings, which hold the demo's minutes",
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo, built once for everybody who only looks at it."""
    return build_demo(tmp_path_factory.mktemp("demo"))
