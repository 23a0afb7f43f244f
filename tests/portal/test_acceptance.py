"""What CKAN's own harvesters make of a site, over HTTP; `fetch_ckan.sh` brings them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from publisher.portal.action_api import action_files
from publisher.portal.datasets import packages
from publisher.portal.facts import read_portal_facts
from publisher.serving.app import Application
from publisher.settings import Settings
from publisher.web.catalogue import catalogue_record, to_files, to_pages
from tests.needs import MUST_RUN
from tests.portal.avoindata import OWNER
from tests.web.catalogue_examples import MODIFIED, SETTINGS, datasets, settings

ROOT = Path(__file__).parents[2]
CKAN = ROOT / "var" / "ckan" / "bin" / "python"

PROFILES = ("euro_dcat_ap_2", "euro_dcat_ap_3")
SYNTAXES = {
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
NAMES = ["kemi", "lapin-hyvinvointialue", "metsalahti"]


def harvest(*arguments: str) -> dict[str, Any]:
    """What CKAN makes of what is at an address."""
    if not CKAN.is_file():
        reason = "CKAN is not here: tests/portal/fetch_ckan.sh installs it, and this test runs"
        (pytest.fail if os.environ.get(MUST_RUN) else pytest.skip)(reason)
    done = subprocess.run(
        [CKAN, Path(__file__).with_name("harvest.py"), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "NO_PROXY": "*"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A site with three datasets, served at the address by which its things are called."""
    folder = tmp_path_factory.mktemp("harvested")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        portal = f'[portal]\nurl = "https://portal.example"\nowner_org = "{OWNER}"\n'
        endpoint = f'sparql_endpoint = "{base}sparql"\n'
        wanted = settings(folder, f'base_iri = "{base}"\n{endpoint}{SETTINGS}{portal}')
        told = datasets(wanted)
        record = catalogue_record(wanted, told, modified=MODIFIED)
        files = to_files(record, "catalogue")
        files |= to_pages(record, f"{base}paged", size=1)
        files |= action_files(wanted, packages(wanted, record, told), ["2026-09-10"] * len(told))
        for path, content in files.items():
            (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "site" / path).write_bytes(content)
        app = Application(folder / "site", folder / "store", base_iri=base)
        server = uvicorn.Server(uvicorn.Config(app, lifespan="on", ws="none", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield wanted
        server.should_exit = True
        thread.join()


def test_ckan_harvests_the_action_api(site: Settings) -> None:
    told = harvest("action", site.base_iri.rstrip("/"))
    assert told["errors"] == []
    found = {package["name"].partition("-poyta")[0]: package for package in told["packages"]}
    assert sorted(found) == NAMES
    for package in found.values():
        assert package["owner_org"] == "organisation-of-the-source"
        assert [group["id"] for group in package["groups"]] == ["group-1"]
        assert package["license_id"] == "cc-by-4.0"
        assert package["title"] == package["title_translated"]["fi"]
        assert len(package["resources"]) == 8
        assert all(one["url"].startswith(site.base_iri) for one in package["resources"])


@pytest.fixture(scope="module")
def licences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of licences as avoindata.fi has them."""
    rest = {"status": "active", "domain_data": True, "family": "", "maintainer": ""}
    listed = [
        {"id": one.id, "title": one.title, "url": one.url} | rest
        for one in read_portal_facts().licence
    ]
    path = tmp_path_factory.mktemp("licences") / "license.json"
    path.write_text(json.dumps(listed), "utf-8")
    return path


@pytest.mark.parametrize("extension", SYNTAXES)
@pytest.mark.parametrize("profile", PROFILES)
def test_ckan_reads_the_catalogue(
    site: Settings, licences: Path, profile: str, extension: str
) -> None:
    address = f"{site.base_iri}catalogue.{extension}"
    told = harvest("dcat", profile, SYNTAXES[extension], "fi", str(licences), address)
    assert told["errors"] == []
    assert told["pages"] == [address]
    found = {package["guid"]: package for package in told["packages"]}
    assert sorted(found) == [f"{site.base_iri}lataukset#{name}" for name in NAMES]
    for package in found.values():
        assert package["title"]
        assert package["notes"]
        assert package["license_id"] == "cc-by-4.0"
        extras = {extra["key"]: extra["value"] for extra in package["extras"]}
        assert extras["publisher_name"]
        assert extras["contact_email"] == "avoindata@example.fi"
        assert extras["temporal_start"] == "2025-08-26"
        assert {one["format"] for one in package["resources"]} == {"NQ", "TTL", "CSV"}
        assert all(one["url"] and one["name"] and one["license"] for one in package["resources"])


@pytest.mark.parametrize("extension", SYNTAXES)
@pytest.mark.parametrize("profile", PROFILES)
def test_ckan_follows_the_pages_of_a_large_catalogue(
    site: Settings, licences: Path, profile: str, extension: str
) -> None:
    pages = [f"{site.base_iri}paged{end}.{extension}" for end in ("", "-2", "-3")]
    told = harvest("dcat", profile, SYNTAXES[extension], "fi", str(licences), pages[0])
    assert told["errors"] == []
    assert told["pages"] == pages
    guids = [package["guid"] for package in told["packages"]]
    assert guids == [f"{site.base_iri}lataukset#{name}" for name in NAMES]


def test_a_ckan_with_its_own_list_of_licences_knows_ours(site: Settings) -> None:
    address = f"{site.base_iri}catalogue.ttl"
    told = harvest("dcat", PROFILES[1], SYNTAXES["ttl"], "en", "-", address)
    assert [package["license_id"] for package in told["packages"]] == ["cc-by"] * 3
