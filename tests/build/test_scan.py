"""`pykala scan` finds what is private wherever it lies in the work folder, and never shows it."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import json
import lzma
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.cli import main
from publisher.leaks.scanning import search_for
from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.build.corpora import DOCUMENTS, Folder, Section

PAGE = "site/eli/dl/lumivaara/kaupunginhallitus/2026/9"
NAME = "Tyyne Kivirannikko"
PHONE, EMAIL, IBAN = "044 555 0193", "tyyne.kivirannikko@posti.example", "FI81 9021 0020 0117 87"
BORN, CODE = "s. 14.3.1957", "010252-987H"
ADDRESS = "Rantakuja 4 as 2"
# Nothing of these may be shown, whatever is asked.
SECRETS = ("Kiviran", "kiviran", "Tyyne", "tyyne", "0193", "9021", "14.3.1957", "987H", "Rantakuja")
GIVEN = "given string"


@dataclass(frozen=True)
class Case:
    """Something private that is put somewhere.

    Attributes:
        put: Puts it there.
        file: How the path of the file ends that is to be named.
        part: How the part begins that is to be named.
        kind: Of what was put there.
    """

    put: Callable[[Folder], object]
    file: str
    part: str
    kind: str


def append(path: str, text: str | bytes) -> Callable[[Folder], object]:
    """Put something at the end of a file, which is then no longer that of the other generation."""

    def put(folder: Folder) -> None:
        file = folder.output / path
        before = file.read_bytes() if file.exists() else b""
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(before + (text.encode() if isinstance(text, str) else text))

    return put


def long_text(length: int) -> bytes:
    """So many bytes of a table that holds nothing private."""
    line = "Kaupunginhallitus;hyväksyttiin;12 000 euroa\n".encode()
    return (line * (length // len(line) + 1))[:length]


def in_free_page(folder: Folder) -> None:
    """What was deleted from the memory lies in a page that belongs to no table."""
    database = sqlite3.connect(folder.output / "state.sqlite", isolation_level=None)
    database.execute("PRAGMA secure_delete = OFF")  # some builds of SQLite overwrite with zeros
    database.execute("CREATE TABLE gone (text TEXT)")
    database.executemany("INSERT INTO gone VALUES (?)", [(f"puh. {PHONE}, {'x' * 500}",)] * 40)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("DROP TABLE gone")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert database.execute("PRAGMA freelist_count").fetchone()[0] > 0
    database.close()


def in_value(folder: Folder) -> None:
    """A value of many pages, so that its bytes do not lie side by side."""
    database = sqlite3.connect(folder.output / "state.sqlite", isolation_level=None)
    for length in range(3900, 4110):
        text = f"{'x ' * (length // 2)}{'y' * (length % 2)} {PHONE}"
        database.execute("INSERT INTO meta VALUES (?, ?)", (f"key-{length}", text))
    database.close()


def in_wal(folder: Folder) -> sqlite3.Connection:
    """What was committed and is not yet in the file itself; stays so while somebody looks."""
    database = sqlite3.connect(folder.output / "state.sqlite", isolation_level=None)
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("INSERT INTO meta VALUES ('key', ?)", (f"kirjoita: {EMAIL} ",))
    return database


def in_store(folder: Folder) -> None:
    store = ox.Store(str(folder.output / "published" / "store"))
    thing = ox.NamedNode("https://paatokset.lumivaara.example/asia")
    store.add(ox.Quad(thing, thing, ox.Literal("Hakija Tyyne Kivirannikon anomus", language="fi")))
    store.flush()
    store.optimize()
    del store


def rename(path: str, name: str) -> Callable[[Folder], object]:
    def put(folder: Folder) -> None:
        old = folder.output / path
        old.rename(old.with_name(name))

    return put


def link_to(target: str) -> Callable[[Folder], object]:
    return lambda folder: (folder.output / "a" / "site" / "linkki").symlink_to(target)


WINDOW = 1_048_576
CHANCE = random.Random(7)  # noqa: S311  (nothing secret is drawn)
CSV = f"Kaupunginhallitus;{PHONE};12 000 euroa\n".encode()
PLACES = {
    "page": Case(append(f"a/{PAGE}.html", f"<p>puh. {PHONE}</p>"), f"{PAGE}.html", "", "phone"),
    "identity code": Case(append(f"a/{PAGE}.html", CODE), ".html", "", "personal-identity-code"),
    "account": Case(append(f"a/{PAGE}.html", IBAN), f"{PAGE}.html", "", "iban"),
    "birth date": Case(append(f"a/{PAGE}.html", f"({BORN})"), f"{PAGE}.html", "", "birth-date"),
    "name": Case(append(f"a/{PAGE}.html", f"<li>{NAME}</li>"), f"{PAGE}.html", "", GIVEN),
    "genitive": Case(append(f"b/{PAGE}.html", "Tyyne\u00a0Kivirannikon"), ".html", "", GIVEN),
    "capitals": Case(append(f"a/{PAGE}.html", "TYYNE\n  KIVIRANNIKKO"), ".html", "", GIVEN),
    "turned round": Case(append(f"a/{PAGE}.html", "Kivirannikko, Tyyne"), ".html", "", GIVEN),
    "in two cells": Case(
        append(f"a/{PAGE}.html", "<td>Tyyne</td>\n<td>Kivirannikolle</td>"), ".html", "", GIVEN
    ),
    "address": Case(append(f"a/{PAGE}.html", "RANTAKUJA  4\nas 2"), ".html", "", GIVEN),
    "figures parted otherwise": Case(
        append(f"a/{PAGE}.html", "luku 0445 550 193"), ".html", "", GIVEN
    ),
    "character reference": Case(
        append(f"a/{PAGE}.html", "<p>tyyne&#64;posti.example</p>"), ".html", "", "email"
    ),
    "named character reference": Case(
        append(f"a/{PAGE}.html", "<p>tyyne&commat;posti&period;example</p>"), ".html", "", "email"
    ),
    "link": Case(
        append(f"a/{PAGE}.html", '<a href="mailto:tyyne%40posti.example">'), ".html", "", "email"
    ),
    "link in a character reference": Case(
        append(f"a/{PAGE}.html", '<a href="mailto:tyyne&#37;40posti.example">'), "", "", "email"
    ),
    "Turtle": Case(
        append(f"a/{PAGE}.ttl", r'<#a> <#b> "tyyne\u0040posti.example" .'), ".ttl", "", "email"
    ),
    "N-Triples": Case(
        append(f"a/{PAGE}.nt", r'<#a> <#b> "\U00000054yyne Kivirannikko" .'), ".nt", "", GIVEN
    ),
    "RDF/XML": Case(append(f"a/{PAGE}.rdf", "<a>tyyne&#x40;posti.example</a>"), "", "", "email"),
    "JSON-LD": Case(
        append(f"a/{PAGE}.jsonld", r'{"text":"Lisätietoja\n0445550193"}'), ".jsonld", "", "phone"
    ),
    "N-Quads": Case(
        append("a/site/lataukset/lumivaara-2026.nq", f'<#a> <#b> "{PHONE}" <#c> .'), "", "", "phone"
    ),
    "CSV": Case(append("a/site/lataukset/lumivaara-2026.csv", CSV), ".csv", "", "phone"),
    "border of two windows": Case(
        append("a/site/iso.csv", long_text(WINDOW - 30) + CSV + long_text(WINDOW)), "", "", "phone"
    ),
    "border of two pieces": Case(
        append("a/site/iso.csv", long_text(262_144 - 24) + CSV + long_text(99)), "", "", "phone"
    ),
    "gzip": Case(
        append("a/site/a.csv.gz", gzip.compress(long_text(WINDOW - 24) + CSV + long_text(WINDOW))),
        "a.csv.gz", "decompressed", "phone",
    ),
    "gzip of two members": Case(
        append("a/a.gz", gzip.compress(long_text(5000) + CSV[:23]) + gzip.compress(CSV[23:])),
        "a.gz", "decompressed", "phone",
    ),
    "gzip in bzip2 in xz": Case(
        append("a/a.xz", lzma.compress(bz2.compress(gzip.compress(CSV)))),
        "a.xz", "decompressed, decompressed, decompressed", "phone",
    ),
    "free page": Case(in_free_page, "state.sqlite", "", "phone"),
    "value of a database": Case(in_value, "state.sqlite", "table meta, column value", "phone"),
    "WAL": Case(in_wal, "state.sqlite-wal", "", "email"),
    "value in the WAL": Case(in_wal, "state.sqlite", "table meta, column value", "email"),
    "store": Case(in_store, "a/store", "quad", GIVEN),
    "name of a file": Case(
        rename(f"a/{PAGE}.html", "hakija-0445550193.html"),
        "2026/hakija-[private].html", "its name", "phone",
    ),
    "given name of a file": Case(
        rename(f"a/{PAGE}.html", "tyyne_kivirannikko.html"), "2026/[private].html",
        "its name", GIVEN,
    ),
    "name of a folder": Case(
        rename("a/site/lataukset", "tyyne-kivirannikko"), "site/[private]", "its name", GIVEN
    ),
    "target of a link": Case(link_to("../044-5550193"), "a/site/linkki", "its target", "phone"),
    "report": Case(append("report.json", f'"{EMAIL}"'), "report.json", "", "email"),
    "template": Case(append("templates/x/fi/a.py", r"'tyyne\x40posti.example'"), "", "", "email"),
    "log of the store": Case(append("a/store/LOG", f"{EMAIL}\n"), "a/store/LOG", "", "email"),
    "file of no known type": Case(
        append("muu", b"\x00\x01\xfe" * 99 + PHONE.encode() + b"\xff\x00"), "muu", "", "phone"
    ),
    "what cannot be looked into": Case(
        append("a/a.zip", b"PK\x03\x04" + b"0" * 50), "a.zip", "decompressed", "unreadable"
    ),
    "gzip that is cut off": Case(
        append("a/a.gz", gzip.compress(CHANCE.randbytes(9000))[:-2000]),
        "a.gz", "decompressed", "unreadable",
    ),
    "link that leads outside": Case(link_to("/usr"), "a/site/linkki", "its target", "unreadable"),
}  # fmt: skip


def strings(folder: Folder) -> Path:
    path = folder.path / "strings.txt"
    path.write_text(f"{NAME}\n\n{PHONE}\n{ADDRESS}\nKivirannikolta*\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("place", PLACES)
def test_what_is_private_is_found_and_never_shown(
    bare: Folder, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = PLACES[place]
    held = case.put(bare)
    assert main(["scan", str(bare.settings), "--strings", str(strings(bare)), "--json"]) == 1
    printed = capsys.readouterr()
    found = json.loads(printed.out)["findings"]
    assert any(
        one["file"].endswith(case.file)
        and one["part"].startswith(case.part)
        and one["kind"] == case.kind
        for one in found
    )
    assert [secret for secret in SECRETS if secret in printed.out + printed.err] == []
    del held


def test_what_is_private_is_told_in_lines_and_never_shown(
    bare: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ("name", "character reference", "gzip", "value of a database", "name of a folder")
    for place in chosen:
        PLACES[place].put(bare)
    assert main(["scan", str(bare.settings), "--strings", str(strings(bare))]) == 1
    printed = capsys.readouterr()
    *lines, total = printed.out.splitlines()
    for place in chosen:
        assert any(line.endswith(f": {PLACES[place].kind}") for line in lines)
    assert total.endswith(f" files: {len(lines)} findings")
    assert [secret for secret in SECRETS if secret in printed.out + printed.err] == []


def test_there_is_a_place_of_every_kind() -> None:
    assert len(PLACES) == 42
    assert len({case.kind for case in PLACES.values()}) == 7


def test_the_offset_is_that_of_the_first_byte(
    bare: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    before = "ä" * 700_000
    append("a/site/iso.html", f"{before} tyyne&#64;posti.example {before} {PHONE}")(bare)
    assert main(["scan", str(bare.settings)]) == 1
    first = len(before.encode()) + 1
    second = first + len("tyyne&#64;posti.example ") + len(before.encode()) + 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"a/site/iso.html: byte {first}: email",
        f"a/site/iso.html: byte {second}: phone",
    ]


PRIVATE = Section(
    number=12,
    title="Maanvuokran alentaminen",
    presenter=f"Kaupunginjohtaja Helka Saarenketo, puh. {PHONE}",
    decision=(
        f"Hyväksyttiin {NAME}n hakemus. Hakija {NAME}, {BORN}, asuu osoitteessa {ADDRESS}, "
        f"puh. {PHONE}, {EMAIL}, tili {IBAN}."
    ),
).text()


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_nothing_is_left_of_what_a_document_says_of_private_people(
    tmp_path: Path, mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Folder.create(tmp_path / "folder", DOCUMENTS | {"lumivaara/kh-12.txt": PRIVATE})
    folder.change_settings('mode = "role"', f'mode = "{mode}"')
    report = folder.build()
    assert {"phone", "email", "iban", "birth-date", "address", "name"} <= report.withheld.keys()
    assert (folder.output / "published" / f"{PAGE}.html").exists()
    given = folder.path / "given.txt"
    private = [NAME, f"{NAME}n", PHONE, EMAIL, IBAN, BORN, ADDRESS, "Kivirann*"]
    given.write_text("\n".join(private), encoding="utf-8")
    assert main(["scan", str(folder.settings), "--strings", str(given)]) == 0
    assert capsys.readouterr().out.endswith(" files: no findings\n")


def test_what_was_decoded_alone_moves_no_offset(
    bare: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lone byte behind an escape, and one that stands as it is, make up no letter together."""
    before = b"%C3\xa4" + b"\x00" * 5_000
    append("muu", before + PHONE.replace(" ", "%20").encode())(bare)
    assert main(["scan", str(bare.settings)]) == 1
    assert f"muu: byte {len(before)}: phone" in capsys.readouterr().out.splitlines()


# What a build writes, or minutes hold, and nobody would call private.
HARMLESS = (
    hashlib.sha256(b"13").hexdigest(), hashlib.sha256(b"9").hexdigest(),
    "c6ce0b3d0c04294228fb66bb082b", "ni:///sha-256;H-0451234567-XlpDz9kZZ#char=012345,0456789",
    "https://kunta.example/D/0451234567.pdf", "<https://kunta.example/044/555/0193#a-05-03-01>",
    '<section id="05-03-01" aria-labelledby="luokka-05-03-01">', "38/02.05.01/2026",
    "2026-03-16", "16.3.2026", "01.02.2026", "2026-11-22T09:05:01.012345+02:00", "0201256-6",
    "12 000 euroa", "1 234 567,89 €", "tavua 0,123456", "0.0123456", "kirjaamo@kunta.example",
    "etunimi.sukunimi@kunta.example", "avoindata@lumivaara.example",
    "mailto:AVOINDATA@lumivaara.example?subject=a", "mailto:avoindata%40lumivaara.example",
    '"teksti"@fi', '"text"@sv-FI', "s. 14", "§ 9, 10 ja 11", "091-432-3-5", "17:27:09.055296 14012",
    "log: 0x555c8cd09140\n2026/11/22-09:37:09.727609 1402712",
)  # fmt: skip


def test_what_only_looks_private_is_no_finding(
    bare: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    append("a/site/muu.html", "\n".join(f"<p>{text}</p>" for text in HARMLESS))(bare)
    append("a/site/muu.nq", "\n".join(f'<#a> <#b> "{text}" .' for text in HARMLESS))(bare)
    assert main(["scan", str(bare.settings)]) == 0
    assert len(HARMLESS) == 29
    assert capsys.readouterr().out.endswith(" files: no findings\n")


def test_figures_that_come_together_by_chance_are_no_finding(
    bare: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    append("sattuma", CHANCE.randbytes(500_000))(bare)
    runs = (f"{CHANCE.randrange(10**7):07}"[: CHANCE.randint(1, 7)] for _ in range(20_000))
    between = bytes(byte for byte in range(256) if not chr(byte).isspace() and byte not in b"-()")
    parted = b"".join(run.encode() + bytes([CHANCE.choice(between)]) for run in runs)
    append("luvut", parted)(bare)
    assert main(["scan", str(bare.settings)]) == 0
    assert capsys.readouterr().out.endswith(" files: no findings\n")


def test_only_the_address_of_the_settings_is_allowed(
    bare: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, address in enumerate(("xavoindata@lumivaara.example", "avoindata@vaara.example")):
        append(f"a/site/{number}.html", address)(bare)
    assert main(["scan", str(bare.settings)]) == 1
    assert capsys.readouterr().out.count("byte 0: email") == 2


def test_nothing_in_the_folder_is_changed(built: Folder) -> None:
    def contents() -> dict[str, bytes]:
        files = (path for path in built.output.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = contents()
    assert main(["scan", str(built.settings)]) == 0
    assert contents() == before
    assert built.build().files == {"added": 0, "changed": 0, "removed": 0}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no string was given"),
        (b" \n\n", "no string was given"),
        (b"Kivirannikko\nT\n", "string 2 is too short"),
        ("Tyyne Öhman".encode("latin-1"), "the strings are no UTF-8"),
    ],
)
def test_strings_that_cannot_be_looked_for_are_refused(
    bare: Folder, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bare.path / "strings.txt"
    path.write_bytes(content)
    assert main(["scan", str(bare.settings), "--strings", str(path)]) == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert not [secret for secret in SECRETS if secret in printed.err + printed.out]


def test_there_must_be_something_to_scan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Folder.create(tmp_path / "folder", DOCUMENTS)
    assert main(["scan", str(folder.settings)]) == 2
    assert "run `pykala build` first" in capsys.readouterr().err


def test_letters_may_be_made_up_otherwise(bare: Folder) -> None:
    settings = read_settings(bare.settings, known_systems=frozenset(SOURCES))
    search = search_for(settings, ["Päivi Öhman", "Ylä-Öystilä*"])
    for text in ("Pa\u0308ivi O\u0308hmanille", "PÄIVI ÖHMAN", "P&auml;ivi %C3%96hman"):
        assert [hit.kind for hit in search.find(text)] == [GIVEN]
    assert [hit.kind for hit in search.find("ylä-öystiläläisille")] == [GIVEN]
    assert list(search.find("Päivin Öhmanit; Yläöystilä")) == []


def test_numbers_are_found_from_abroad(bare: Folder) -> None:
    settings = read_settings(bare.settings, known_systems=frozenset(SOURCES))
    search = search_for(settings, [PHONE])
    for text in ("+358 44 555 0193", "00358445550193", "358-(0)44-5550193", "044-5550 193"):
        assert GIVEN in [hit.kind for hit in search.find(text)]
    assert GIVEN not in [hit.kind for hit in search.find("044 555 01931, 1044 555 0193")]


@pytest.mark.parametrize("string", ["010252-987H", "010252A987H", "1234567 m", "m 1234567"])
def test_a_letter_among_figures_stays_where_it_stands(bare: Folder, string: str) -> None:
    settings = read_settings(bare.settings, known_systems=frozenset(SOURCES))
    search = search_for(settings, [string])
    for text in (string, string.lower(), f"({string})", string.replace(" ", "\n")):
        assert GIVEN in [hit.kind for hit in search.find(text)]
    assert GIVEN not in [hit.kind for hit in search.find(string[::-1])]


def test_what_an_escape_hides_in_a_long_text_is_found_wherever_it_stands(bare: Folder) -> None:
    """Of a long text, only what escapes may have changed is looked at again without them."""
    settings = read_settings(bare.settings, known_systems=frozenset(SOURCES))
    search = search_for(settings, [NAME])
    filling = long_text(9_000).decode()
    hidden = {GIVEN: NAME, "phone": PHONE, "email": EMAIL, "iban": IBAN, "birth-date": BORN}
    for kind, text in hidden.items():
        for at in range(len(text)):
            escaped = f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
            far = f"{filling} {escaped} {filling}&amp;{filling}"
            starts = {hit.start for hit in search.find(far) if hit.kind == kind}
            assert len(filling) + 1 in starts
    assert len(hidden) == 5
