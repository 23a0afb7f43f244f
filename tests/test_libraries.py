"""Libraries for the browser: what counts as installed, and what is said without npm."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from publisher.assets import asset_dir
from publisher.errors import SettingsError
from publisher.libraries import missing_from, state_of
from publisher.libraries.npm import install
from publisher.libraries.oxigraph import find_engine


def pretend(folder: Path) -> None:
    """What npm leaves, with other bytes for a program."""
    package = folder / "node_modules" / "oxigraph"
    package.mkdir(parents=True)
    (package / "web.js").write_bytes(b"export default 1;\n")
    (package / "web_bg.wasm").write_bytes(b"\0asm")
    facts = {"name": "oxigraph", "version": "9", "license": "MIT", "repository": {"url": "git"}}
    (package / "package.json").write_text(json.dumps(facts), "utf-8")
    (folder / "node_modules" / ".package-lock.json").write_text("{}", "utf-8")
    shutil.copyfile(
        asset_dir("site") / "browser" / "package-lock.json", folder / "package-lock.json"
    )


def test_without_npm_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="there is no npm on this machine: install npm"):
        install(tmp_path / "libraries")
    assert not (tmp_path / "libraries").exists()


def test_npm_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho broken hash >&2\nexit 1\n", "utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(SettingsError, match="broken hash"):
        install(tmp_path / "libraries")
    assert missing_from(tmp_path / "libraries", search=False)


def test_what_is_installed_is_found_and_not_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_engine(tmp_path) is None
    assert state_of(tmp_path, search=True) == b""
    (advice,) = missing_from(tmp_path, search=False)
    assert "pykala libraries" in advice
    pretend(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert install(tmp_path) is False
    engine = find_engine(tmp_path)
    assert engine is not None
    assert (engine.script, gzip.decompress(engine.wasm)) == (b"export default 1;\n", b"\0asm")
    assert engine.licence == "oxigraph 9\nMIT\ngit\n"
    assert missing_from(tmp_path, search=False) == []


def test_another_version_of_ours_counts_as_missing(tmp_path: Path) -> None:
    pretend(tmp_path)
    before = state_of(tmp_path, search=True)
    (tmp_path / "node_modules" / "oxigraph" / "web.js").write_bytes(b"export default 2;\n")
    assert before != state_of(tmp_path, search=True) != b""
    (tmp_path / "package-lock.json").write_text("{}", "utf-8")
    assert (find_engine(tmp_path), state_of(tmp_path, search=True)) == (None, b"")
