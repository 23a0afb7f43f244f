"""The tables of the demo."""

from __future__ import annotations

import csv

from publisher.web.tables import read_tables
from tests.site.building import Built

STEMS = (
    "jokirannan-hyvinvointialue-2025",
    "jokirannan-hyvinvointialue-2026",
    "metsalahti-2025",
    "metsalahti-2026",
)
SLUGS = {table.name: table.slug for table in read_tables().tables}


def rows(demo: Built, stem: str, table: str) -> list[dict[str, str]]:
    path = demo.site / "lataukset" / f"{stem}-{SLUGS[table]}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def all_rows(demo: Built, table: str) -> list[dict[str, str]]:
    return [row for stem in STEMS for row in rows(demo, stem, table)]
