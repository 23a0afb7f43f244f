"""Folders of minutes that have been built once, put back as they were for every test."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.build.corpora import DOCUMENTS, TODAY, TOWN, Folder
from tests.build.windows import LAST, TEXTS


@dataclass(frozen=True)
class Kept:
    """A folder that was built.

    Attributes:
        path: Where it stands: what is built depends on where the minutes lie.
        saved: A copy of it.
    """

    path: Path
    saved: Path

    def restored(self) -> Folder:
        """The folder as it was after its build."""
        shutil.rmtree(self.path)
        _copy(self.saved, self.path)
        return Folder(self.path)


def _keep(root: Path, documents: dict[str, str], today: str) -> Kept:
    """Build a folder and save it."""
    folder = Folder.create(root / "folder", documents)
    folder.build(today=today)
    _copy(folder.path, root / "saved")
    return Kept(folder.path, root / "saved")


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return _keep(tmp_path_factory.mktemp("built"), DOCUMENTS, TODAY)


@pytest.fixture
def built(_built: Kept) -> Folder:
    """The five documents of the town and the county, built and unchanged since."""
    return _built.restored()


@pytest.fixture(scope="session")
def _window(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return _keep(tmp_path_factory.mktemp("window"), TEXTS, LAST)


@pytest.fixture
def window(_window: Kept) -> Folder:
    """The same with a § about somebody private, built on its last day, and unchanged since."""
    return _window.restored()


# Of what was built, so much that there is a file of every kind.
_KEPT = (f"eli/dl/{TOWN}/kaupunginhallitus/2026/9.", f"lataukset/{TOWN}-2026.")


@pytest.fixture(scope="session")
def _bare(_built: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the folder with few files of the site, little in the store, and no templates."""
    path = tmp_path_factory.mktemp("bare") / "folder"
    _copy(_built.saved, path)
    shutil.rmtree(path / "var" / "templates")
    for site in (path / "var").glob("[ab]/site"):
        for file in sorted(site.rglob("*"), reverse=True):  # files before their folders
            if file.is_dir():
                with contextlib.suppress(OSError):
                    file.rmdir()
            elif not file.relative_to(site).as_posix().startswith(_KEPT):
                file.unlink()
    store = (path / "var" / "published" / "store").resolve()
    quads = [quad for quad in ox.Store.read_only(str(store)) if "2026/9" in str(quad.graph_name)]
    shutil.rmtree(store)
    smaller = ox.Store(str(store))
    smaller.extend(quads)
    smaller.flush()
    return path


@pytest.fixture
def bare(_bare: Path, tmp_path: Path) -> Folder:
    """The five documents, and few of the files that were built of them; it may be changed."""
    _copy(_bare, tmp_path / "folder")
    return Folder(tmp_path / "folder")


def _copy(source: Path, target: Path) -> None:
    """Copy a folder with times and hard links, which builds depend on."""
    subprocess.run(["cp", "-a", source, target], check=True)
