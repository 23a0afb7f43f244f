"""Builds of the demo and of other minutes through the command line, as a user would make them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from selectolax.lexbor import LexborHTMLParser

from tests.sharing import keep, lend
from tests.site.site_files import MISSING, SiteFiles, is_vocabulary

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
BASE = "https://data.example.fi/"
LANGUAGES = ("fi", "sv", "en")
SOURCES = ("metsalahti", "jokiranta")
# What the demo has without a search: pages with a record each, and those of them that are kept from
# search engines.
PAGES = 174
HIDDEN = 30


def readable(path: Path) -> str:
    """What a file says, unpacked if it is packed; of pictures nothing that has a sense."""
    content = path.read_bytes()
    packed = content.startswith(b"\x1f\x8b")
    return (gzip.decompress(content) if packed else content).decode("utf-8", "replace")


def environment() -> dict[str, str]:
    """The environment of a program that runs the package of this checkout."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


def pykala(
    *arguments: str | Path, folder: Path, given: str | None = None, seconds: int = 120
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder and wait for it; the caller looks at the exit code."""
    return subprocess.run(
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        cwd=folder,
        env=environment(),
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


@dataclass(frozen=True)
class Built:
    """What a build has made.

    Attributes:
        settings: The settings file.
        output: The work folder.
    """

    settings: Path
    output: Path

    @property
    def folder(self) -> Path:
        return self.settings.parent

    @cached_property
    def site(self) -> Path:
        return (self.output / "published" / "site").resolve()

    @cached_property
    def report(self) -> dict[str, Any]:
        found = json.loads((self.output / "report.json").read_text("utf-8"))
        assert isinstance(found, dict)
        return found

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file of the site, below its root."""
        return frozenset(
            path.relative_to(self.site).as_posix()
            for path in self.site.rglob("*")
            if path.is_file()
        )

    @cached_property
    def vocabularies(self) -> frozenset[str]:
        """Every document of a vocabulary, which are the same on every site."""
        return frozenset(name for name in self.files if is_vocabulary(name))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page, below the root of the site and without suffix: a record beside HTML."""
        records = (
            name.removesuffix(".jsonld")
            for name in self.files - self.vocabularies
            if name.endswith(".jsonld")
        )
        return tuple(sorted(name for name in records if f"{name}.html" in self.files))

    @cached_property
    def documents(self) -> dict[str, LexborHTMLParser]:
        """Every HTML document by its path below the root of the site.

        Not the one that servers send where there is nothing, which stands for every address.
        """
        return {
            name: LexborHTMLParser((self.site / name).read_bytes())
            for name in sorted(self.files - self.vocabularies - {MISSING})
            if name.endswith(".html")
        }

    @cached_property
    def vocabulary_documents(self) -> dict[str, LexborHTMLParser]:
        """The HTML documents of the vocabularies, likewise."""
        return {
            name: LexborHTMLParser((self.site / name).read_bytes())
            for name in sorted(self.vocabularies)
            if name.endswith(".html")
        }

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of every HTML document, in order, by its path."""
        return {
            name: [str(node.attributes["id"]) for node in document.css("[id]")]
            for name, document in (self.documents | self.vocabulary_documents).items()
        }

    @cached_property
    def place(self) -> SiteFiles:
        """The site as the rules for any site look at it, in the languages of the settings."""
        languages = tomllib.loads(self.settings.read_text("utf-8"))["languages"]
        return SiteFiles(self.site, BASE, languages)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """Everything in the store."""
        return tuple(ox.Store.read_only(str(self.output / "published" / "store")))

    @cached_property
    def graphs(self) -> dict[str, frozenset[ox.Triple]]:
        """The triples of every named graph of the store; those of no graph under an empty name."""
        found: dict[str, set[ox.Triple]] = {}
        for quad in self.quads:
            graph = quad.graph_name
            name = graph.value if isinstance(graph, ox.NamedNode) else ""
            found.setdefault(name, set()).add(quad.triple)
        return {name: frozenset(triples) for name, triples in found.items()}

    def records(self) -> dict[str, list[ox.Quad]]:
        """The triples of every page from its N-Triples file, by graph, numbers as written."""
        return {
            f"{BASE}{page}.jsonld": list(ox.parse(path=str(self.site / f"{page}.nt")))
            for page in self.pages
        }

    def provenance(self) -> list[ox.Quad]:
        """The graph of provenance from the downloads, numbers as written."""
        graph = ox.NamedNode(f"{BASE}lataukset#alkupera")
        return [
            quad
            for path in sorted((self.site / "lataukset").glob("*.nq"))
            for quad in ox.parse(path=str(path))
            if quad.graph_name == graph
        ]

    def query(self, text: str, output: str = "csv") -> subprocess.CompletedProcess[str]:
        return pykala(
            "query", "-", "--settings", self.settings, "--output", output,
            folder=self.folder, given=text,
        )  # fmt: skip

    def counted(self, pattern: str) -> int:
        """How many solutions a pattern has over everything in the store."""
        done = self.query(f"{PREFIXES} SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        assert (done.returncode, done.stderr) == (0, "")
        heading, number = done.stdout.split()
        assert heading == "n"
        return int(number)


PREFIXES = """
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX toiminta: <https://w3id.org/pykala/koodi/toiminta#>
"""


# The day of the demo, as the Makefile has it.
TODAY = "2026-10-20"


# Lets the demo offer everybody an endpoint.
WITH_ENDPOINT = {"# sparql_endpoint": "sparql_endpoint"}


def copy_demo(folder: Path, *, replacing: Mapping[str, str] | None = None) -> Path:
    """Copy the demo's documents and settings, with other words in the settings."""
    target = folder / "examples"
    for source in SOURCES:
        shutil.copytree(EXAMPLES / source, target / source)
    text = (EXAMPLES / "pykala.toml").read_text("utf-8")
    for old, new in (replacing or {}).items():
        assert old in text
        text = text.replace(old, new)
    settings = target / "pykala.toml"
    settings.write_text(text, "utf-8")
    return settings


def build(settings: Path, output: Path, *, today: str = TODAY) -> Built:
    """Build by the clock of a day, and insist that something was published."""
    lend(output)
    done = pykala("build", settings, "--today", today, folder=settings.parent)
    assert done.returncode == 0, done.stderr
    keep(output)
    return Built(settings, output)


def build_demo(folder: Path, *, replacing: Mapping[str, str] | None = None) -> Built:
    """Build the demo in a folder of its own."""
    return build(copy_demo(folder, replacing=replacing), folder / "var" / "demo")


# The documents of the demo that add a second language to a § for which another one speaks.
SECOND = frozenset({"metsalahti/stst-2026-09-07-203.txt"})


def speaking() -> list[dict[str, Any]]:
    """The answers to the documents that speak for their §§."""
    found = [answer for answer in answers() if answer["file"] not in SECOND]
    assert len(answers()) - len(found) == len(SECOND)
    return found


def answers() -> list[dict[str, Any]]:
    """What a careful reader takes from each document of the demo."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("answers/*.json"))]


def retold() -> list[dict[str, Any]]:
    """The earlier handlings that the demo's minutes tell in full, as §§ of their own."""
    return [
        answer | {"date": earlier["date"], "section": earlier["section"], "recused": []}
        for answer in answers()
        for earlier in answer["earlier_handlings"]
        if str(earlier["section"]) in answer.get("earlier_outcomes", {})
    ]
