"""Whatever lies in the folder: every document has a fate and a reason, and the good ones go out."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from publisher.build.pipeline import build
from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.build.corpora import (
    BASE,
    DOCUMENTS,
    NEWS,
    PREVIEW,
    SETTINGS,
    TODAY,
    Folder,
    Section,
    many,
    pykala,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
KH = "eli/dl/lumivaara/kaupunginhallitus"

OF_ANOTHER_TOWN = """\
Dynasty tietopalvelu Haku RSS Koivulammen kunta

Kunnanhallitus
Pöytäkirja 10.11.2025/Pykälä 121

§ 121

Lumenkaatopaikka

Päätös

Merkittiin tiedoksi.
"""

WITHOUT_TITLE = """\
KH 19.01.2026 § 27

Esittelijä\tKaupunginjohtaja Helka Saarenketo
Päätös\tHyväksyttiin.
"""

GOOD: dict[str, str | bytes] = {
    "lumivaara/windows.txt": Section(number=21, title="Määräys – yö ja öljy")
    .text()
    .encode("cp1252"),
    "lumivaara/latin.txt": Section(number=22, title="Jäähallin yövalo").text().encode("latin-1"),
    "lumivaara/windows.html": Section(number=23, title="Åsen – pöytä").html("windows-1252"),
    "lumivaara/latin.html": Section(number=24, title="Äänipöytä åhörare").html("iso-8859-1"),
    "lumivaara/nimi, jossa ä ja väli.txt": Section(number=25, title="Välilyönti").text(),
    "lumivaara/rivin\nvaihto.txt": Section(number=26, title="Rivinvaihto").text(),
}

# What must be in the reason of each document, with its fate: what is the matter, and what to do.
BAD: dict[str, tuple[str | bytes, str, str]] = {
    "lumivaara/tyhja.txt": ("", "unreadable", "is empty: fetch or export it again"),
    "lumivaara/valeteksti.txt": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "unreadable",
        "the PDF is damaged: fetch or export it again",
    ),
    "lumivaara/nollia.txt": (b"\0" * 1_000_000, "unreadable", "is binary, not text: export it"),
    "lumivaara/kopio.txt": (
        DOCUMENTS["lumivaara/kh-10.txt"],
        "withheld",
        "it is the same document as lumivaara/kh-10.txt: take one of them away",
    ),
    "lumivaara/kilpailija.txt": (
        Section(number=9, title="Toinen asia").text(),
        "withheld",
        "lumivaara/kh-9.txt and lumivaara/kilpailija.txt say different things of the same §",
    ),
    "lumivaara/tuntematon-lyhenne.txt": (
        Section(number=31, body="XYZLTK").text(),
        "withheld",
        "the body 'XYZLTK' is not known: add it",
    ),
    "lumivaara/vaara-paiva.txt": (
        Section(number=32).text().replace("19.01.2026", "39.01.2026"),
        "withheld",
        "does not give the day",
    ),
    "lumivaara/paivaton.txt": (
        Section(number=33).text().replace("19.01.2026", ""),
        "withheld",
        "does not give the body, day, without which it has no address: supply the page with its",
    ),
    "lumivaara/otsikoton.txt": (WITHOUT_TITLE, "withheld", "does not give the title"),
    "lumivaara/uutinen.txt": (NEWS, "not minutes", "take it out of the folder"),
    "lumivaara/vieras.txt": (
        OF_ANOTHER_TOWN,
        "withheld",
        "names 'Koivulammen kunta', but its folder belongs to 'Lumivaara': move the file",
    ),
    "hirvisuo/vieras-ennakko.txt": (
        PREVIEW.replace("Lumivaaran kaupunginhallitus", "Lumivaaran kaupungin kaupunginhallitus"),
        "withheld",
        "but its folder belongs to 'Hirvisuon hyvinvointialue': move the file",
    ),
    "lumivaara/uutisen\nrivinvaihto.txt": (NEWS, "not minutes", "take it out of the folder"),
}
SPARSE = "lumivaara/valtava.txt"
NOT_UTF8 = "lumivaara/p\\xe4\\xe4t\\xf6s.txt"


class Run(NamedTuple):
    """One build by the command line."""

    code: int
    output: str
    log: str
    report: dict[str, Any]
    folder: Folder

    def document(self, name: str) -> dict[str, Any]:
        """What the report says of a document."""
        (found,) = (each for each in self.report["documents"] if each["document"] == escaped(name))
        return dict(found)


def escaped(name: str) -> str:
    return name.replace("\n", "\\n")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A folder with every mishap that leaves the rest alone."""
    bad = {name: content for name, (content, _, _) in BAD.items()}
    folder = Folder.create(tmp_path_factory.mktemp("bad") / "folder", DOCUMENTS | GOOD | bad)
    with (folder.path / SPARSE).open("wb") as file:
        file.truncate(50_000_000)
    (folder.path / "lumivaara" / "silmukka").symlink_to(folder.path / "lumivaara")
    Path(os.fsdecode(os.fsencode(folder.path) + b"/lumivaara/p\xe4\xe4t\xf6s.txt")).write_text(NEWS)
    done = folder.run()
    report = json.loads((folder.output / "report.json").read_bytes())
    return Run(done.returncode, done.stdout, done.stderr, report, folder)


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_is_not_published_is_named_with_the_reason(run: Run, name: str) -> None:
    _, fate, reason = BAD[name]
    told = run.document(name)
    assert told["fate"] == fate
    assert reason in told["reason"]
    assert f"{fate}: {escaped(name)}: {told['reason']}\n" in run.output


def test_a_text_of_fifty_megabytes_is_not_even_opened(run: Run) -> None:
    told = run.document(SPARSE)
    assert told["fate"] == "unreadable"
    assert "larger than 20 MB: split it" in told["reason"]


def test_a_name_in_another_encoding_is_told_in_one_that_can_be_printed(run: Run) -> None:
    assert run.document(NOT_UTF8)["fate"] == "not minutes"


def test_the_rest_is_published(run: Run) -> None:
    assert run.code == 0
    for name in (DOCUMENTS | GOOD).keys() - {"lumivaara/kh-9.txt"}:
        assert run.document(name)["fate"] == "published", name


@pytest.mark.parametrize("number", range(21, 27))
def test_letters_come_out_as_they_went_in_whatever_the_encoding(run: Run, number: int) -> None:
    titles = {21: "Määräys – yö ja öljy", 22: "Jäähallin yövalo", 23: "Åsen – pöytä"}
    titles |= {24: "Äänipöytä åhörare", 25: "Välilyönti", 26: "Rivinvaihto"}
    page = run.folder.page(f"{KH}/2026/{number}.html")
    assert titles[number] in page
    assert "Päätetään toteuttaa hanke" in page
    assert titles[number] in run.folder.page(f"{KH}/2026/{number}.ttl")


def test_a_loop_of_links_is_not_followed(run: Run) -> None:
    assert not [each for each in run.report["documents"] if "silmukka" in each["document"]]


def test_the_fates_add_up_to_the_documents(run: Run) -> None:
    fates = Counter(each["fate"] for each in run.report["documents"])
    assert {fate: count for fate, count in run.report["fates"].items() if count} == fates
    assert sum(fates.values()) == len(DOCUMENTS | GOOD | BAD) + 2
    assert f"{sum(fates.values())} documents: " in run.output


def test_nothing_but_the_report_names_what_was_left_out(run: Run) -> None:
    site = run.folder.output / "published" / "site"
    everything = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
    for word in ("XYZLTK", "Koivulam", "Toinen asia", "uutinen"):
        assert word.encode() not in everything


def test_the_address_of_a_document_is_one_whatever_its_name(tmp_path: Path) -> None:
    name = "lumivaara/kokous 1/§ 9 <luonnos>.txt"
    folder = Folder.create(tmp_path / "folder", {name: Section(number=9).text()})
    where = 'path = "lumivaara"'
    folder.change_settings(where, f'{where}\nurl = "https://lumivaara.example/a/"')
    folder.build()
    address = "https://lumivaara.example/a/kokous%201/%C2%A7%209%20%3Cluonnos%3E.txt"
    assert f"<{address}>" in "".join(folder.quads())


CODE = "010252-987H"


def test_a_personal_identity_code_stops_everything_and_is_not_repeated(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "folder", DOCUMENTS)
    text = Section(number=41, decision=f"Vuokralainen ({CODE}) irtisanotaan.").text()
    folder.write(f"lumivaara/{CODE}.txt", text)
    done = folder.run()
    assert done.returncode == 1
    assert "a personal identity code (henkilötunnus) stands in the text" in done.stderr
    assert "remove it from the minutes at the source" in done.stderr
    assert not (folder.output / "published").exists()
    assert CODE not in done.stdout + done.stderr
    left = b"".join(path.read_bytes() for path in folder.output.rglob("*") if path.is_file())
    assert CODE.encode() not in left


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    done = Folder.create(tmp_path / "folder", {}).run()
    assert done.returncode == 1
    assert "there is no document in " in done.stderr
    assert "put minutes there, or correct `path`" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_minutes_lists_what_there_is(tmp_path: Path) -> None:
    done = Folder.create(tmp_path / "folder", {"lumivaara/uutinen.txt": NEWS}).run()
    assert done.returncode == 1
    assert "no document is fit to publish; what is public stays as it was" in done.stderr
    assert "not minutes: lumivaara/uutinen.txt: " in done.stderr


def test_all_mistakes_of_the_settings_are_told_at_once(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "folder", {})
    for right, wrong in (
        (f'base_iri = "{BASE}"', 'base_iri = "lumivaara.example"'),
        ('email = "avoindata@lumivaara.example"', 'email = "avoindata"'),
        ('mode = "role"', ""),
        ('form = "kaupunki"', 'form = "kaupuki"'),
        ('path = "hirvisuo"', 'path = "hirvensuo"'),
    ):
        folder.change_settings(right, wrong)
    done = folder.run()
    assert done.returncode == 2
    lines = SETTINGS.splitlines()
    expected = {
        "base_iri": lines.index(f'base_iri = "{BASE}"'),
        "email": lines.index('email = "avoindata@lumivaara.example"'),
        "mode": lines.index("[privacy]"),
        "form": lines.index('form = "kaupunki"'),
        "path": lines.index('path = "hirvisuo"'),
    }
    told = re.findall(r"pykala\.toml:(\d+): (?:\[\S+ )?(?:\[\[?\w+\]\]? )?(\w+):", done.stderr)
    assert {key: int(line) - 1 for line, key in told} == expected
    assert not folder.output.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_tried_again(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "folder", DOCUMENTS)
    path = folder.path / "lumivaara/kh-9.txt"
    path.chmod(0)
    told = {each["document"]: each for each in folder.build().documents}
    assert told["lumivaara/kh-9.txt"]["fate"] == "unreadable"
    assert "check that it is there and may be read" in str(told["lumivaara/kh-9.txt"]["reason"])
    path.chmod(0o644)
    assert folder.build().fates["published"] == len(DOCUMENTS)


def test_a_file_that_vanishes_is_reported_and_read_when_it_is_back(tmp_path: Path) -> None:
    """Documents are read fifty at a time: the last one goes away after the first fifty."""
    folder = Folder.create(tmp_path / "folder", many(51))
    name = sorted(many(51))[-1]
    away = tmp_path / "away"

    def take_away(stage: str, done: int, _: int) -> None:
        if stage == "documents" and done == 50:
            (folder.path / name).rename(away)

    settings = read_settings(folder.settings, known_systems=frozenset(SOURCES))
    report = build(settings, today=dt.date.fromisoformat(TODAY), workers=1, progress=take_away)
    told = {each["document"]: each for each in report.documents}[name]
    assert told["fate"] == "unreadable"
    assert "check that it is there and may be read" in str(told["reason"])
    assert report.fates == {
        "published": 50,
        "published in part": 0,
        "withheld": 0,
        "not minutes": 0,
        "unreadable": 1,
    }
    away.rename(folder.path / name)
    assert folder.build().fates["published"] == 51


# The examples -------------------------------------------------------------------------------------

EXAMPLES_OF_FATES = {
    "bad/nolla-tavuja.txt": ("unreadable", "is binary, not text"),
    "bad/pdf-nimeltaan-teksti.txt": ("unreadable", "the PDF is damaged"),
    "bad/sama-pykala.txt": ("withheld", "say different things of the same §"),
    "bad/tyhja.txt": ("unreadable", "is empty"),
    "bad/uutinen.txt": ("not minutes", "take it out of the folder"),
}


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """The demo, with the bad examples beside the good ones."""
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder)
    settings = (EXAMPLES / "pykala.toml").read_text(encoding="utf-8")
    bad = '[[source]]\norganization = "metsalahti"\npath = "bad"\n'
    (folder / "pykala.toml").write_text(f"{settings}\n{bad}", encoding="utf-8")
    return folder


def test_the_bad_examples_fare_as_their_table_says(examples: Path) -> None:
    stopped = pykala("build", str(examples / "pykala.toml"), "--today", TODAY)
    assert stopped.returncode == 1
    assert "bad/henkilotunnus.txt: a personal identity code" in stopped.stderr
    (examples / "bad" / "henkilotunnus.txt").unlink()
    done = pykala("build", str(examples / "pykala.toml"), "--json", "--today", TODAY)
    assert done.returncode == 0
    documents = {each["document"]: each for each in json.loads(done.stdout)["documents"]}
    bad = {name: told for name, told in documents.items() if name.startswith("bad/")}
    published = bad.pop("bad/kaksoiskappale.txt")  # the first of two by name
    assert published["fate"] == "published"
    assert bad.keys() == EXAMPLES_OF_FATES.keys()
    for name, (fate, reason) in EXAMPLES_OF_FATES.items():
        assert (bad[name]["fate"], reason in bad[name]["reason"]) == (fate, True), name
    copied = documents["metsalahti/hl-2025-11-20-72.txt"]
    assert "it is the same document as bad/kaksoiskappale.txt" in copied["reason"]
    rival = documents["metsalahti/kh-2026-01-19-9.txt"]
    assert "bad/sama-pykala.txt" in rival["reason"]
