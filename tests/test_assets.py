"""Where the declarative folders are found; that a wheel carries them is in test_packaging.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher import assets
from publisher.errors import TableError
from publisher.sources import SOURCES

ROOT = Path(__file__).parents[1]


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The inside of a wheel and the top of a checkout, both without any folder."""
    found = (tmp_path / "publisher" / "_data", tmp_path)
    monkeypatch.setattr(assets, "_PLACES", found)
    return found


def test_a_checkout_uses_the_folder_that_one_edits() -> None:
    assert assets.asset_dir("shapes") == ROOT / "shapes"


def test_a_wheel_uses_its_own_folder_whatever_stands_beside_it(places: tuple[Path, Path]) -> None:
    for place in places:
        (place / "site").mkdir(parents=True)
    assert assets.asset_dir("site") == places[0] / "site"


def test_a_broken_installation_says_what_to_do(places: tuple[Path, Path]) -> None:
    assert not any((place / "mappings").exists() for place in places)
    with pytest.raises(TableError, match=r"mappings/ is missing .* install Pykälä again"):
        assets.asset_dir("mappings")


def test_the_source_systems_are_those_that_are_registered() -> None:
    assert assets.source_systems() == SOURCES.keys()
