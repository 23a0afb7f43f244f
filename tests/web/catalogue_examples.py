"""Settings and datasets for the tests of the catalogue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from publisher.settings import Organization, Settings, read_settings
from publisher.web.catalogue import Dataset, File
from publisher.web.void import GraphStatistics

MODIFIED = dt.date(2026, 9, 10)

SETTINGS = """\
output = "var/demo"
languages = ["fi", "sv", "en"]
title = { fi = "Päätökset", sv = "Beslut", en = "Decisions" }

[publisher]
name = { fi = "Metsälahti", sv = "Skogsviken" }
homepage = "https://metsalahti.example/"
email = "avoindata@example.fi"

[privacy]
mode = "role"
person_key = "kXv9-not-a-real-key-31"

[[organization]]
slug = "metsalahti"
kind = "municipality"
form = "kaupunki"
name = { fi = "Metsälahti", sv = "Skogsviken" }

[[organization]]
slug = "kemi"
kind = "municipality"
form = "kaupunki"

[[organization]]
slug = "lapin-hyvinvointialue"
kind = "county"
form = "hyvinvointialue"

[[source]]
organization = "metsalahti"
path = "minutes"
"""

STATISTICS = GraphStatistics(
    triples=1200,
    entities=90,
    classes={
        "http://data.europa.eu/eli/eli-draft-legislation-ontology#Activity": 12,
        "http://schema.org/Event": 4,
    },
    properties={"http://data.europa.eu/eli/ontology#cites": 31},
)


def settings(folder: Path, text: str = SETTINGS) -> Settings:
    (folder / "minutes").mkdir(exist_ok=True)
    path = folder / "pykala.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, known_systems=frozenset())


def dataset(organization: Organization, sha256: str = "ab" * 32) -> Dataset:
    slug = organization.slug
    return Dataset(
        organization=organization,
        years=(2025, 2026),
        first=dt.date(2025, 8, 26),
        last=dt.date(2026, 9, 9),
        sections=120,
        files=(
            (2026, File(f"lataukset/{slug}-2026.nq", "nq", 4321, sha256)),
            (2025, File(f"lataukset/{slug}-2025.nq", "nq", 1234, sha256)),
            (2025, File(f"lataukset/{slug}-2025.ttl", "ttl", 2345, sha256)),
            (2025, File(f"lataukset/{slug}-2025.csv", "csv", 345, sha256)),
            (None, File(f"lataukset/{slug}.nq", "nq", 45, sha256)),
        ),
    )


def datasets(wanted: Settings) -> list[Dataset]:
    return [dataset(organization) for organization in wanted.organizations]
