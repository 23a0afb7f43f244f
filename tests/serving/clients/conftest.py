"""An endpoint with terms of every kind, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.clients.answers import fill
from tests.serving.running import running


@pytest.fixture(scope="session")
def asked_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def endpoint(site: Path, asked_store: Path) -> Iterator[str]:
    with running(site, asked_store) as (address, _):
        yield f"{address}sparql"
