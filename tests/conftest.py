"""What the tests may be told on the command line."""

from __future__ import annotations

import pytest


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
