"""The demo with a tombstone, and every server over it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosting.servers import COMMANDS, Place, Server, serving
from tests.site.building import Built

GONE = "eli/dl/metsalahti/sivistyslautakunta/2026/19"
MORE = {
    "static/proof.0123abcd.css": b"p { margin: 0 }",
    "static/proof.css": b"p { margin: 0 }",
    "lataukset/proof.sv.gz": b"\x1f\x8b",
    "lataukset/proof.unheard-of": b"?",
    f"{GONE}.gone": b"",
}


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that web servers may look into, whoever they run as."""
    with tempfile.TemporaryDirectory(prefix="pykala-hosting-") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="module")
def place(demo: Built, open_folder: Path) -> Place:
    """The demo, a § of which has left, and files of kinds that it does not have."""
    site = open_folder / "work" / "published" / "site"
    shutil.copytree(demo.site, site, copy_function=os.link)
    if not (site / "404.html").exists():
        (site / "404.html").write_text("<!doctype html><title>Ei ole</title>", "utf-8")
    for name, content in MORE.items():
        assert not (site / name).exists()
        (site / name).write_bytes(content)
    (open_folder / "report.json").write_text("{}")
    text = demo.settings.read_text("utf-8")
    settings = demo.folder / "hosted.toml"
    assert 'output = "../var/demo"' in text
    written = text.replace('output = "../var/demo"', f'output = "{open_folder / "work"}"')
    settings.write_text(written, "utf-8")
    return Place(settings, site)


@pytest.fixture(scope="module", params=COMMANDS)
def server(request: pytest.FixtureRequest, place: Place, open_folder: Path) -> Iterator[Server]:
    folder = open_folder / request.param
    folder.mkdir()
    with serving(request.param, place, folder) as running:
        yield running


@pytest.fixture(scope="module")
def reference(place: Place, open_folder: Path) -> Iterator[Server]:
    """`pykala serve`, which the others are held against."""
    folder = open_folder / "reference"
    folder.mkdir()
    with serving("serve", place, folder) as running:
        yield running
