"""Small invented corpora: a town and a county, their minutes in a few words, and their folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from publisher.build.pipeline import build
from publisher.build.report import Report
from publisher.cli import main
from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.sharing import keep, lend

# Files that tell what changed when.
FEEDS = re.compile(r"muutokset(/.*|\.json)|eli/sitemap.*|.*\.atom")

# The day that builds of tests go by, unless they are about another one.
TODAY = "2026-12-31"

TOWN = "lumivaara"
COUNTY = "hirvisuon-hyvinvointialue"
BASE = "https://paatokset.lumivaara.example/"

SETTINGS = f"""\
base_iri = "{BASE}"
output = "var"
languages = ["fi"]
title = {{ fi = "Lumivaaran päätökset", sv = "Beslut i Snöberget" }}

[publisher]
name = {{ fi = "Lumivaaran kaupunki" }}
email = "avoindata@lumivaara.example"

[privacy]
mode = "role"
person_key = "key-of-a-town-that-is-not-there"

[[organization]]
slug = "{TOWN}"
kind = "municipality"
form = "kaupunki"
name = {{ fi = "Lumivaara", sv = "Snöberget" }}

[[organization.body]]
name = {{ fi = "Sivistyslautakunta", sv = "Bildningsnämnden" }}
abbreviations = ["SIVLTK"]

[[organization]]
slug = "{COUNTY}"
kind = "county"
name = {{ fi = "Hirvisuon hyvinvointialue" }}

[[source]]
organization = "{TOWN}"
path = "lumivaara"

[[source]]
organization = "{COUNTY}"
path = "hirvisuo"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A § of minutes; what is not said is the same for all of them."""

    number: int
    body: str = "KH"
    day: dt.date = dt.date(2026, 1, 19)
    title: str = "Hiihtoladun valaiseminen"
    case: str | None = "38/02.05.01/2026"
    law: str = "kuntalain 27 §"
    presenter: str = "Kaupunginjohtaja Helka Saarenketo"
    decision: str = "Hyväksyttiin yksimielisesti."

    def text(self) -> str:
        """The § as a text."""
        return f"""\
{self.title}

{self.body} {self.day:%d.%m.%Y} § {self.number}
{self.case or ""}

Asiaa on valmisteltu {self.law}:n mukaisesti, ja hankkeen hinta on 12 000 euroa.

Esittelijä\t{self.presenter}
Päätösehdotus\tPäätetään toteuttaa hanke ja varata siihen 12 000 euroa.
Päätös\t{self.decision}
"""

    def html(self, encoding: str) -> bytes:
        """The § as a page that declares its encoding."""
        lines = self.text().replace("\t", "\n").split("\n")
        paragraphs = "".join(f"<p>{line}</p>\n" for line in lines if line)
        head = f'<meta charset="{encoding}"><title>§</title>'
        page = f"<!doctype html><html><head>{head}</head><body>{paragraphs}</body></html>"
        return page.encode(encoding)


def meeting_head(pages: int) -> str:
    """The top of the minutes of a whole meeting, as pages of so many have it."""
    return f"""\
 Lumivaaran kaupunki
Pöytäkirja
2/2026
1 (
)
{pages}
Sivistyslautakunta
02.03.2026

Aika 02.03.2026, klo 17:00 - 18:10
Paikka Kaupungintalo

"""


PREVIEW = """\
Lumivaaran kaupunginhallitus kokoontuu maanantaina 19.1. kaupungintalolla. Kokouksen asiana on \
vuoden 2026 hiihtolatu. Kaupunginvaltuusto kokoontuu 26.1.2026.

Hiihtoladun valaiseminen

Latu kulkee vaaran ympäri. Valaiseminen maksaa 12 000 euroa.

Kaupunginhallitukselle ehdotetaan, että se toteuttaa hankkeen.
"""

NEWS = """\
Lumivaaran ladulla riitti hiihtäjiä

Vaaran ympäri kulkevalla ladulla kävi talven aikana enemmän väkeä kuin koskaan. Mehua riitti \
kaikille, ja huoltomaja oli auki joka päivä.
"""

# Five §§ of three bodies: two of one case, two of one meeting, one of another year, two laws.
DOCUMENTS = {
    "lumivaara/kh-9.txt": Section(number=9).text(),
    "lumivaara/kh-10.txt": Section(
        number=10, title="Avustus koululle", case="44/02.05.01/2026", law="kuntalain 110 §"
    ).text(),
    "lumivaara/kh-2025-301.txt": Section(
        number=301, day=dt.date(2025, 12, 8), title="Hiihtoladun suunnittelu"
    ).text(),
    "lumivaara/sivistys/sivltk-4.txt": Section(
        number=4,
        body="SIVLTK",
        day=dt.date(2026, 2, 3),
        title="Koulukyydit",
        case="51/12.00.01/2026",
        law="perusopetuslain 32 §",
        presenter="Sivistysjohtaja Taimi Katajapuu",
    ).text(),
    "hirvisuo/ah-7.txt": Section(
        number=7,
        body="Aluehallitus",
        day=dt.date(2026, 2, 10),
        title="Sosiaalitoimiston aukioloajat",
        case="77/05.03.01/2026",
        law="hallintolain 8 §",
        presenter="Hyvinvointialuejohtaja Aarre Lehtoniemi",
    ).text(),
}


def many(count: int) -> dict[str, str]:
    """That many §§, each of a meeting and a case of its own."""
    first = Section(number=1)
    sections = (
        replace(
            first,
            number=number,
            day=first.day + dt.timedelta(days=number % 300),
            title=f"Ladun osa {number}",
            case=f"{number}/02.05.01/2026",
        )
        for number in range(1, count + 1)
    )
    return {f"lumivaara/kh-{section.number}.txt": section.text() for section in sections}


class Folder:
    """A folder with a settings file and minutes, that is built.

    Attributes:
        path: Where it is.
        output: The work folder.
        settings: The settings file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.output = path / "var"
        self.settings = path / "pykala.toml"

    @staticmethod
    def create(path: Path, documents: dict[str, str] | dict[str, str | bytes]) -> Folder:
        """Make a folder with the settings of the town and the county, and documents."""
        folder = Folder(path)
        for name in ("lumivaara", "hirvisuo"):
            (path / name).mkdir(parents=True)
        folder.settings.write_text(SETTINGS, encoding="utf-8")
        for name, content in documents.items():
            folder.write(name, content)
        return folder

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a document."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def remove(self, name: str) -> None:
        """Remove a document."""
        (self.path / name).unlink()

    def change_settings(self, old: str, new: str) -> None:
        """Replace something in the settings file."""
        text = self.settings.read_text(encoding="utf-8")
        assert old in text
        self.settings.write_text(text.replace(old, new), encoding="utf-8")

    def copy(self, path: Path) -> Folder:
        """Copy settings, documents and the log of what left, but nothing that was built."""
        shutil.copytree(self.path, path, ignore=lambda _, names: {"var"} & set(names))
        log = self.output / "removals.jsonl"
        if log.exists():
            (path / "var").mkdir()
            shutil.copy(log, path / "var")
        return Folder(path)

    def build(self, *, today: str = TODAY, workers: int = 1) -> Report:
        """Build in this process, by the clock of a day."""
        settings = read_settings(self.settings, known_systems=frozenset(SOURCES))
        lend(self.output)
        report = build(
            settings,
            today=dt.date.fromisoformat(today),
            workers=workers,
            progress=lambda *_: None,
        )
        keep(self.output)
        return report

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Build by the command line."""
        return pykala("build", str(self.settings), "--today", TODAY, *arguments, **environment)

    def public(self, *, feeds: bool = False) -> dict[str, str]:
        """What is public, as something that can be compared: files, report and quads, by digest.

        Args:
            feeds: Whether to tell of feeds too, which depend on what was public before.
        """
        found = self.site(feeds=feeds) | {
            "report.json": digest((self.output / "report.json").read_bytes()),
            "store": digest("\n".join(self.quads()).encode()),
        }
        return dict(sorted(found.items()))

    def site(self, *, feeds: bool = False) -> dict[str, str]:
        """The digest of every file of the public site, and its folders.

        Args:
            feeds: As for `public`.
        """
        site = self.output / "published" / "site"
        found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*"))}
        told = {
            name: digest(path.read_bytes())
            for name, path in found.items()
            if path.is_file() and (feeds or not FEEDS.fullmatch(name))
        }
        folders = {
            name: ""
            for name, path in found.items()
            if path.is_dir()
            and (not any(path.iterdir()) or any(file.startswith(f"{name}/") for file in told))
        }
        return dict(sorted((told | folders).items()))

    def page(self, path: str) -> str:
        """The text of a file of the public site."""
        return (self.output / "published" / "site" / path).read_text(encoding="utf-8")

    def quads(self) -> list[str]:
        """What the public store holds, sorted."""
        store = ox.Store.read_only(str(self.output / "published" / "store"))
        return sorted(map(str, store))


def pykala(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=120,
    )


def pykala_here(*arguments: str) -> tuple[int, str]:
    """Run the command in this process; its exit code, and all that it told."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main(arguments)
    return code, told.getvalue()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
