"""A site whose datasets are published, and the portal that they go to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.portal.action_api import action_files
from publisher.portal.datasets import Package, packages
from publisher.settings import Settings
from publisher.web.catalogue import Dataset, catalogue_record
from tests.portal.avoindata import OWNER, TOKEN, Avoindata, avoindata
from tests.web.catalogue_examples import MODIFIED, SETTINGS, datasets, settings

TOKEN_ENV = "PYKALA_PORTAL_TOKEN"  # noqa: S105


def described(wanted: Settings, told: list[Dataset] | None = None) -> list[Package]:
    """The datasets of the examples as CKAN is told of them."""
    told = datasets(wanted) if told is None else told
    return packages(wanted, catalogue_record(wanted, told, modified=MODIFIED), told)


def publish(wanted: Settings, told: list[Dataset] | None = None, day: str = "2026-09-10") -> None:
    """Write the action API to where a build publishes it."""
    found = described(wanted, told)
    for path, content in action_files(wanted, found, [day] * len(found)).items():
        target = wanted.output / "published" / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Avoindata]:
    monkeypatch.setenv(TOKEN_ENV, TOKEN)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with avoindata() as running:
        yield running


@pytest.fixture
def published(portal: Avoindata, tmp_path: Path) -> Settings:
    """Settings that name the portal, with everything published."""
    named = f'[portal]\nurl = "{portal.url}"\nowner_org = "{OWNER}"\n'
    found = settings(tmp_path, SETTINGS + named)
    publish(found)
    return found
