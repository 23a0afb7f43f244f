"""A site that is published, and a store to push it to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.settings import Settings
from tests.pushing.corpus import publish, quads, settings_in
from tests.pushing.store import Store, running

GRAPHS = 12


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("PYKALA_STORE_SECRET", raising=False)
    with running() as found:
        yield found


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """Settings of a site that publishes a few graphs."""
    settings = settings_in(tmp_path)
    publish(settings, quads(range(GRAPHS)))
    return settings
