"""Published stores that are made without a build, and what they hold."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from publisher.settings import Settings, read_settings

BASE = "https://data.example.fi/"

SETTINGS = f"""\
base_iri = "{BASE}"
output = "var"
title = {{ fi = "Päätökset" }}
[publisher]
name = {{ fi = "Lumivaara" }}
email = "avoindata@lumivaara.example"
[privacy]
mode = "role"
person_key = "key-of-a-town-that-is-not-there"
[[organization]]
slug = "lumivaara"
kind = "municipality"
form = "kunta"
name = {{ fi = "Lumivaara" }}
[[source]]
organization = "lumivaara"
path = "minutes"
"""

_XSD = "http://www.w3.org/2001/XMLSchema#"
# Of every kind that published stores have (test_the_corpus_has_every_kind holds it against the
# demo), and what they might have.
OBJECTS: tuple[ox.NamedNode | ox.Literal, ...] = (
    ox.NamedNode(f"{BASE}lumivaara"),
    ox.NamedNode("ni:///sha-256;2c9a4dfe#char=12,34"),
    ox.Literal("Hiihtoladun valaiseminen", language="fi"),
    ox.Literal("Belysning av skidspåret – § 12 ”så”", language="sv"),
    ox.Literal("Lighting of the trail", language="en"),
    ox.Literal('rivi 1\nrivi 2\tsarake "lainaus" \\ takakeno 😀', language="fi"),
    ox.Literal("", language="fi"),
    ox.Literal("10.00.02"),
    ox.Literal("Pitkä teksti. " * 400, language="fi"),
    *(
        ox.Literal(value, datatype=ox.NamedNode(_XSD + name))
        for name, value in (
            *(("date", "2026-10-22"), ("decimal", "480000"), ("decimal", "12.5")),
            *(("decimal", "-0.05"), ("integer", "83305"), ("integer", "4294967296")),
            *(("boolean", "true"), ("boolean", "false"), ("time", "17:12:00")),
            *(("dateTime", "2026-05-06T17:00:00+03:00"), ("dateTime", "2026-05-06T17:00:00Z")),
            *(("dateTime", "2026-05-06T17:00:00"), ("dateTime", "2026-05-06T17:00:00.25Z")),
            *(("hexBinary", "2c9a4dfe1f5d79a9"), ("anyURI", "http://schema.org/")),
            *(("gYear", "2026"), ("double", "0.75")),
        )
    ),
    *(
        ox.Literal(value, datatype=ox.NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral"))
        for value in ("POINT(25.6473 63.8562)", "POLYGON((19.08 59.45, 31.5 59.45, 19.08 59.45))")
    ),
)


def settings_in(folder: Path) -> Settings:
    """Settings of a folder, whose work folder is `var`."""
    (folder / "minutes").mkdir(parents=True, exist_ok=True)
    (folder / "pykala.toml").write_text(SETTINGS, "utf-8")
    return read_settings(folder / "pykala.toml", known_systems=frozenset())


def name_of(number: int) -> str:
    """The IRI of a graph."""
    return f"{BASE}eli/dl/lumivaara/kunnanhallitus/2026/{number}.jsonld"


def quads(graphs: Iterable[int], triples: int = 5, *, edition: int = 1) -> Iterable[ox.Quad]:
    """Graphs of so many triples, which take their objects in turn from all kinds."""
    for number in graphs:
        chance = random.Random(f"{number} {edition}")  # noqa: S311
        for row in range(triples):
            yield ox.Quad(
                ox.NamedNode(name_of(number).replace(".jsonld", f"#{row}")),
                ox.NamedNode(f"https://w3id.org/pykala/def#p{row % 9}"),
                chance.choice(OBJECTS),
                ox.NamedNode(name_of(number)),
            )


def publish(settings: Settings, content: Iterable[ox.Quad], mark: str = "1") -> Sequence[str]:
    """Publish quads as a build does, in place of what was published.

    Returns:
        All quads, sorted.
    """
    published = settings.output / "published"
    shutil.rmtree(published, ignore_errors=True)
    published.mkdir(parents=True)
    store = ox.Store(str(published / "store"))
    store.bulk_extend(content)
    store.flush()
    (published / "mark").write_text(mark, "utf-8")
    return sorted(str(quad) for quad in store)
