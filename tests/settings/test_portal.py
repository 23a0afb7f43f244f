"""What the settings say of a data portal."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from publisher.errors import SettingsError
from publisher.settings import read_settings
from tests.web.catalogue_examples import SETTINGS

SMALLEST = '[portal]\nurl = "https://www.avoindata.fi/data/"\nowner_org = "metsalahti"\n'


def write(folder: Path, portal: str) -> Path:
    (folder / "minutes").mkdir(exist_ok=True)
    path = folder / "pykala.toml"
    path.write_text(SETTINGS + portal, encoding="utf-8")
    return path


def test_fills_in_what_is_left_out(tmp_path: Path) -> None:
    portal = read_settings(write(tmp_path, SMALLEST), known_systems=frozenset()).portal
    assert portal
    assert portal.url == "https://www.avoindata.fi/data"
    assert (portal.owner_org, portal.categories) == ("metsalahti", None)
    assert (portal.token_env, portal.token_file) == ("PYKALA_PORTAL_TOKEN", None)
    assert read_settings(write(tmp_path, ""), known_systems=frozenset()).portal is None


def test_reads_all_that_it_can_say(tmp_path: Path) -> None:
    more = 'categories = ["a-b", "c_d"]\ntoken_file = "../token"\n'
    portal = read_settings(write(tmp_path, SMALLEST + more), known_systems=frozenset()).portal
    assert portal
    assert portal.categories == ("a-b", "c_d")
    assert portal.token_file == tmp_path.parent / "token"


MISTAKES = [
    (SMALLEST, 'owner_org = "metsalahti"\n', "", "owner_org", "is missing"),
    (SMALLEST, '"metsalahti"', '"Metsälahti"', "owner_org", "the last part of its address"),
    (SMALLEST, "https://www", "http://www", "url", "the token in clear"),
    (SMALLEST, "https://www", "ftp://www", "url", "no address on the web"),
    (SMALLEST, "https://www", "https://u:p@www", "url", "no address on the web"),
    (SMALLEST, 'url = "https://www.avoindata.fi/data/"\n', "", "url", "is missing"),
    (SMALLEST + "\n", "\n\n", '\ncategories = ["Päätökset"]\n', "categories", "the last part"),
    (SMALLEST + "\n", "\n\n", '\ntoken = "x"\n', "token", "may not stand in this file"),
    (SMALLEST + "\n", "\n\n", '\ntoken_file = "a"\ntoken_env = "b"\n', "token_file", "one too"),
    (SMALLEST + "\n", "\n\n", "\nkey = 1\n", "key", "not a setting"),
]


def test_names_every_mistake(tmp_path: Path) -> None:
    seen = 0
    for whole, old, new, key, remedy in MISTAKES:
        assert whole.count(old) == 1
        path = write(tmp_path, whole.replace(old, new))
        with pytest.raises(SettingsError) as caught:
            read_settings(path, known_systems=frozenset())
        found = [line for line in str(caught.value).splitlines() if f": [portal] {key}: " in line]
        assert any(remedy in line for line in found), (new, str(caught.value))
        seen += 1
    assert seen == 10


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "localhost:5000", "[::1]:5000"])
def test_this_machine_needs_no_tls(tmp_path: Path, host: str) -> None:
    path = write(tmp_path, SMALLEST.replace("https://www.avoindata.fi", f"http://{host}"))
    portal = read_settings(path, known_systems=frozenset()).portal
    assert portal
    assert portal.url == f"http://{host}/data"


def test_only_what_files_show_makes_a_build_begin_anew(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, SMALLEST), known_systems=frozenset())
    assert settings.portal
    token = msgspec.structs.replace(settings.portal, token_env="OTHER", url="https://x.fi")  # noqa: S106
    owner = msgspec.structs.replace(settings.portal, owner_org="other")
    assert msgspec.structs.replace(settings, portal=token).digest == settings.digest
    assert msgspec.structs.replace(settings, portal=owner).digest != settings.digest


def test_an_endpoint_is_an_address(tmp_path: Path) -> None:
    named = f'sparql_endpoint = "https://data.example.fi/sparql"\n{SETTINGS}'
    path = write(tmp_path, "")
    path.write_text(named, "utf-8")
    settings = read_settings(path, known_systems=frozenset())
    assert settings.sparql_endpoint == "https://data.example.fi/sparql"
    path.write_text(named.replace("https://data", "data"), "utf-8")
    with pytest.raises(SettingsError, match=r"pykala\.toml:1: sparql_endpoint: .* no address"):
        read_settings(path, known_systems=frozenset())
