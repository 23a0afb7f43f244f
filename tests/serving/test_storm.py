"""Everything at once that clients do to servers, for a while: nothing falls over, nothing leaks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from publisher.serving.sparql.question import Limits
from tests.needs import MUST_RUN
from tests.serving.running import running
from tests.serving.storm import REQUESTS, weather

# Where everything has to run it lasts two minutes.
SECONDS, LONG_S = 20, 120


@pytest.fixture
def with_link(site: Path, tmp_path: Path) -> Path:
    """A site with a link that leads out of it."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    (folder / "link").symlink_to("/etc")
    return folder


def test_stands_a_storm(with_link: Path, store_path: Path) -> None:
    seconds = LONG_S if os.environ.get(MUST_RUN) else SECONDS
    limits = Limits(time_s=2, memory_bytes=200_000_000, answer_bytes=2_000_000)
    with running(with_link, store_path, limits, seconds=seconds) as (address, server):
        found = weather(address, server, seconds)
    assert found.wrong == []
    assert all(found.seen.values())
    assert found.seen["simple"][200] > 1
    assert sum(counts.total() for counts in found.seen.values()) > 10 * len(REQUESTS)
    assert found.after < 1.2 * found.before + 20_000_000  # the answers that it keeps
