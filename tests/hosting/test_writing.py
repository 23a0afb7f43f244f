"""`pykala hosting` as a user calls it, what it refuses, and a base below / of its host."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.serving import headers
from tests import needs
from tests.hosting.servers import (
    COMMANDS,
    FOLDERS,
    Place,
    Server,
    free_port,
    link_set,
    load_modules,
    serving,
    vary,
)
from tests.site.building import REPOSITORY, Built, pykala

FILES = {
    "nginx": {"pykala-maps.conf", "pykala-site.conf", "pykala.conf"},
    "apache": {".htaccess", "pykala.conf"},
    "caddy": {"Caddyfile", "pykala.caddy"},
    "edge": {"pykala.mjs", "wrangler.jsonc"},
    "plain": {"_headers", ".nojekyll"},
}
BASE = 'base_iri = "https://data.example.fi/"'
BELOW = "/avoin/v1.data/"


def changed(demo: Built, name: str, old: str, new: str) -> Path:
    """Settings of the demo with one change, beside its own."""
    text = demo.settings.read_text("utf-8")
    assert old in text
    settings = demo.folder / name
    settings.write_text(text.replace(old, new), "utf-8")
    return settings


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("server", FILES)
def test_names_what_it_writes_and_writes_the_same_again(
    server: str, demo: Built, tmp_path: Path
) -> None:
    options = ("--for", server, "--output", tmp_path)
    done = pykala("hosting", demo.settings, *options, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(done.stdout.splitlines()) == {str(tmp_path / name) for name in FILES[server]}
    first = digests(tmp_path)
    assert set(first) == FILES[server]
    assert pykala("hosting", demo.settings, *options, folder=tmp_path).returncode == 0
    assert digests(tmp_path) == first


def test_writes_below_the_work_folder_and_never_into_what_is_public(demo: Built) -> None:
    done = pykala("hosting", demo.settings, "--for", "plain", folder=demo.folder)
    assert done.returncode == 0
    assert (demo.output / "hosting" / "plain" / "_headers").is_file()
    assert not (demo.site / "_headers").exists()


@pytest.mark.parametrize("character", ['"', "$", "{", "%", "'", "`", "\\", ";", "#", "\n"])
def test_refuses_a_folder_that_a_configuration_could_misread(
    character: str, demo: Built, tmp_path: Path
) -> None:
    options = ("--for", "nginx", "--output", tmp_path / "new", "--root", f"/srv/a{character}b")
    done = pykala("hosting", demo.settings, *options, folder=tmp_path)
    assert done.returncode == 2
    assert "could misread" in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "base", ["https://data.example.fi/a%20b/", "https://data.example.fi/a;b/", "https://ä.example/"]
)
def test_refuses_a_base_that_a_configuration_could_misread(
    base: str, demo: Built, tmp_path: Path
) -> None:
    settings = changed(demo, "odd.toml", BASE, f'base_iri = "{base}"')
    options = ("--for", "caddy", "--output", tmp_path / "new", "--root", "/srv")
    done = pykala("hosting", settings, *options, folder=tmp_path)
    assert done.returncode == 2
    assert "base_iri" in done.stderr
    assert not (tmp_path / "new").exists()


def test_asks_for_the_root_if_the_base_is_below_it(demo: Built, tmp_path: Path) -> None:
    settings = changed(demo, "below.toml", BASE, f'base_iri = "https://data.example.fi{BELOW}"')
    done = pykala("hosting", settings, "--for", "nginx", folder=tmp_path)
    assert done.returncode == 2
    assert "--root" in done.stderr


# What proves the file that a server's own configuration takes in, ports aside.
CHECKS = {
    "nginx": ("nginx", "pykala.conf", "events {{}} http {{ {} }}", ("-t", "-e", "stderr", "-c")),
    "apache": ("apache2", "pykala.conf", "{}", ("-t", "-f")),
    "caddy": ("caddy", "Caddyfile", "{}", ("adapt", "--adapter", "caddyfile", "--config")),
}


@pytest.mark.parametrize("server", CHECKS)
def test_the_file_to_begin_with_is_sound(server: str, demo: Built, tmp_path: Path) -> None:
    program, name, around, options = CHECKS[server]
    found = needs.program(program, FOLDERS)
    done = pykala("hosting", demo.settings, "--for", server, "--output", tmp_path, folder=tmp_path)
    assert done.returncode == 0
    config = tmp_path / "main.conf"
    text = (tmp_path / name).read_text("utf-8").replace("listen 80;", "listen 127.0.0.1:0;")
    text = text.replace("listen [::]:80;", "").replace("*:80", "127.0.0.1:80")
    if server == "apache":
        text = f'ServerRoot "{tmp_path}"\nErrorLog "{tmp_path}/errors"\n{load_modules()}{text}'
    if server == "nginx":
        text = text.replace("listen 127.0.0.1:0", f"listen 127.0.0.1:{free_port()}")
        around = f'pid "{tmp_path}/pid"; {around}'
    config.write_text(around.format(text), "utf-8")
    checked = subprocess.run(
        [found, *options, str(config)], capture_output=True, encoding="utf-8", check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_plain_hosting_is_told_types_and_what_not_to_index(demo: Built, tmp_path: Path) -> None:
    options = ("--for", "plain", "--output", tmp_path)
    assert pykala("hosting", demo.settings, *options, folder=tmp_path).returncode == 0
    rules: dict[str, list[str]] = {}
    for line in (tmp_path / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = []
        elif line.startswith("  "):
            rules[list(rules)[-1]].append(line.strip())
    assert "Access-Control-Allow-Origin: *" in rules["/*"]
    assert rules["/*.ttl"] == ["Content-Type: text/turtle; charset=utf-8", "X-Robots-Tag: noindex"]
    assert rules["/*.html"] == ["Content-Type: text/html; charset=utf-8"]
    assert rules["/.well-known/void"] == ["Content-Type: text/turtle; charset=utf-8"]
    assert 10 < len(rules) <= 100  # Cloudflare Pages reads no more


def test_the_documentation_says_what_servers_say() -> None:
    text = (REPOSITORY / "docs" / "hosting.md").read_text("utf-8")
    for value in (headers.DOCUMENT_CACHE, headers.ASSET_CACHE, headers.ANSWER_CACHE):
        assert f"`{value}`" in text
    assert set(re.findall(r"hosting pykala\.toml --for (\w+)", text)) == set(FILES)
    named = {
        Path(name).name for name in re.findall(r"`([\w./]*(?:pykala|wrangler|_head)[\w.]*)`", text)
    }
    assert named & set().union(*FILES.values()) >= {"pykala.conf", "pykala.mjs", "wrangler.jsonc"}


@pytest.fixture(scope="module", params=[name for name in COMMANDS if name != "serve"])
def below(
    request: pytest.FixtureRequest, demo: Built, place: Place, open_folder: Path
) -> Iterator[Server]:
    """The site at a path of its host."""
    root = open_folder / f"www-{request.param}"
    (root / BELOW.strip("/")).parent.mkdir(parents=True)
    (root / BELOW.strip("/")).symlink_to(place.root)
    settings = changed(demo, "below.toml", BASE, f'base_iri = "https://data.example.fi{BELOW}"')
    folder = open_folder / f"below-{request.param}"
    folder.mkdir()
    with serving(request.param, Place(settings, root, BELOW), folder) as running:
        yield running


def test_a_base_below_its_host_is_answered_for(below: Server) -> None:
    section = "eli/dl/metsalahti/kaupunginhallitus/2026/71"
    for path in (section, section.replace("eli/dl/", "eli/")):
        answer = below.ask(path, accept="text/turtle")
        whole = "https://data.example.fi" if below.name == "apache" else ""
        assert (answer.status, answer.headers["Location"]) == (303, f"{whole}{BELOW}{section}.ttl")
    home = below.ask("")
    assert (home.status, home.headers["Content-Language"]) == (200, "fi")
    links = link_set(below.ask(f"{section}.ttl").headers)
    assert f'<https://data.example.fi{BELOW}{section}>; rel="describes"' in links
    assert f'<{BELOW}{section}.html>; rel="alternate"; type="text/html"' in links
    kept = below.ask("static/proof.0123abcd.css").headers["Cache-Control"]
    assert kept == "public, max-age=31536000, immutable"
    missing = below.ask("rauma")
    assert (missing.status, vary(missing)) == (404, {"Accept"})
    assert missing.body == (below.place.root / BELOW.strip("/") / "404.html").read_bytes()
    gone = below.ask("eli/dl/metsalahti/sivistyslautakunta/2026/19", accept="text/turtle")
    assert (gone.status, gone.headers["Content-Type"]) == (410, "text/turtle; charset=utf-8")
