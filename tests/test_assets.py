"""Where the declarative folders are found; that a wheel carries them is in test_packaging.py."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"days = [", "Unclosed array|Invalid value"),
        (b"days = 14\xff", "utf-8"),
        (b'days = "two weeks"', r"Expected `int`, got `str`"),
    ],
    ids=["missing", "no TOML", "no UTF-8", "of another form"],
)
def test_a_damaged_table_says_what_to_do(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "mappings" / "periods.toml"
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TableError, match=said) as caught:
        assets.read_toml(path, dict[str, int])
    assert str(caught.value).startswith("mappings/periods.toml: cannot be read (")
    assert str(caught.value).endswith("correct it, or install Pykälä again")


# One of each stage, from the settings to the catalogue.
DAMAGED = [
    *("mappings/privacy/modes.toml", "mappings/sources/generic.toml", "mappings/roles.toml"),
    *("mappings/phrases/dates.toml", "mappings/popolo.toml", "site/messages.toml"),
]


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_build_with_a_damaged_table_says_which(tmp_path: Path, damaged: str) -> None:
    """In an installation where somebody has put their hand."""
    (tmp_path / "publisher").symlink_to(ROOT / "publisher")
    for kind in ("mappings", "ontology", "shapes", "site"):
        shutil.copytree(ROOT / kind, tmp_path / kind)
    (tmp_path / damaged).write_text("= [\n", encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("var"))
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "build", "examples/pykala.toml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2, done.stderr
    assert f"{'/'.join(Path(damaged).parts[-2:])}: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_tables_are_read_in_one_place() -> None:
    """So none of them ends in a traceback."""
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "publisher").rglob("*.py")
        if re.search(r"\btomllib\b", path.read_text(encoding="utf-8"))
    }
    assert readers == {"publisher/settings/lines.py", "publisher/settings/reading.py"}
