"""A folder of minutes that has been built once, put back as it was for every test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.build.corpora import DOCUMENTS, Folder


@pytest.fixture(scope="session")
def _saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where the folder stands, and a copy of it: what is built depends on where the minutes lie."""
    root = tmp_path_factory.mktemp("built")
    folder = Folder.create(root / "folder", DOCUMENTS)
    folder.build()
    _copy(folder.path, root / "saved")
    return folder.path, root / "saved"


@pytest.fixture
def built(_saved: tuple[Path, Path]) -> Folder:
    """The five documents of the town and the county, built and unchanged since."""
    path, saved = _saved
    shutil.rmtree(path)
    _copy(saved, path)
    return Folder(path)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder with times and hard links, which builds depend on."""
    subprocess.run(["cp", "-a", source, target], check=True)
