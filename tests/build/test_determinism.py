"""The same input gives the same bytes, however and wherever it is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.corpora import DOCUMENTS, PREVIEW, Folder, many

# More than are read without other processes, and more pages of a kind than are made without them.
_MANY = 70

# A meeting to come, whose record alone cites an act: no § does.
_ACT = "laki/1973/606"
_TO_COME = PREVIEW.replace("19.1.", "26.1.") + "\nHanke perustuu ulkoilulain 1 §:ään.\n"
_DOCUMENTS = DOCUMENTS | many(_MANY) | {"lumivaara/ennakko.txt": _TO_COME}

_PEAK = """\
import resource, sys
from pathlib import Path
from tests.build.corpora import Folder
Folder(Path(sys.argv[1])).build()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Seventy documents and more, read by one process."""
    folder = Folder.create(tmp_path_factory.mktemp("alone") / "folder", _DOCUMENTS)
    done = folder.run("--workers", "1", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    return folder


def test_neither_processes_nor_hash_seed_nor_order_nor_place_shows(
    alone: Folder, tmp_path: Path
) -> None:
    folder = Folder.create(
        tmp_path / "another place", {name: _DOCUMENTS[name] for name in reversed(_DOCUMENTS)}
    )
    folder.change_settings('output = "var"', 'output = "work/here"')
    folder.output = folder.path / "work" / "here"
    done = folder.run("--workers", "2", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert folder.public() == alone.public()
    assert f"{_ACT}.html" in alone.public()


def test_the_public_report_is_the_same_whether_told_or_kept(alone: Folder) -> None:
    again = alone.run("--workers", "2")
    assert again.returncode == 0
    assert "files of the site: nothing changed" in again.stdout


def test_building_again_from_nothing_gives_the_same(built: Folder, tmp_path: Path) -> None:
    fresh = built.copy(tmp_path / "fresh")
    fresh.build()
    assert fresh.public() == built.public()


def test_the_order_of_sources_in_the_settings_does_not_show(built: Folder, tmp_path: Path) -> None:
    turned = built.copy(tmp_path / "turned")
    text = turned.settings.read_text(encoding="utf-8")
    head, town, county = text.split("[[source]]")
    turned.settings.write_text(f"{head}[[source]]{county}\n[[source]]{town}", encoding="utf-8")
    turned.build()
    assert turned.public() == built.public()


def test_a_source_inside_another_has_its_documents_whatever_the_order(
    built: Folder, tmp_path: Path
) -> None:
    """The school's § is found in both folders, and only one of them says where it is from."""
    inner = '[[source]]\norganization = "lumivaara"\npath = "lumivaara/sivistys"\n'
    inner += 'url = "https://lumivaara.example/koulut/"\n\n'
    found = []
    for neighbour in ("lumivaara", "hirvisuon-hyvinvointialue"):
        folder = built.copy(tmp_path / neighbour)
        before = f'[[source]]\norganization = "{neighbour}"'
        folder.change_settings(before, inner + before)
        folder.build()
        assert "<https://lumivaara.example/koulut/sivltk-4.txt>" in "".join(folder.quads())
        found.append(folder.public())
    assert found[0] == found[1]


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    peaks = []
    for count in (100, 400):
        folder = Folder.create(tmp_path / str(count), many(count))
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, str(folder.path)],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.5 * peaks[0]
