"""Whatever layout minutes have, a build comes to its end, and says what became of each."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from publisher.slugs import slugify
from publisher.web.tables import read_tables
from tests.build.corpora import SETTINGS, TOWN, Folder
from tests.sources.test_cases import CASES, case_name

COUNTIES = ("hyvinvointialue", "välfärdsområde")
TOWNS = ("kaupunki", "stad")
# What is withheld mostly lacks its day or body, as a part of minutes may.
FATES = {"published": 108, "published in part": 3, "withheld": 82}
# The rows of all organizations and years, by table.
ROWS = {
    "meetings": 131,
    "items": 169,
    "decisions": 155,
    "proposals": 193,
    "votes": 34,
    "individual_votes": 115,
    "recusals": 46,
    "participants": 280,
    "citations": 23,
    "amounts": 38,
}


def test_a_build_comes_to_its_end_with_every_layout(tmp_path: Path) -> None:
    names = {path: organization(path) for path in CASES}
    folder = Folder.create(tmp_path, {})
    folder.settings.write_text(
        SETTINGS
        + "".join(settings_of(name) for name in sorted({name for name in names.values() if name})),
        encoding="utf-8",
    )
    for path, name in names.items():
        at = TOWN if name is None else slugify(name)
        folder.write(f"{at}/{case_name(path)}{path.suffix}", path.read_bytes())

    folder.build()

    documents = json.loads((folder.output / "report.json").read_text(encoding="utf-8"))["documents"]
    assert len(documents) == len(CASES)
    assert Counter(document["fate"] for document in documents) == FATES
    assert all(document["fate"] == "published" or document["reason"] for document in documents)
    assert {table.name: rows(folder, table.slug) for table in read_tables().tables} == ROWS


def rows(folder: Folder, slug: str) -> int:
    """How many rows a table has, over all organizations and years."""
    count = 0
    downloads = folder.output / "published" / "site" / "lataukset"
    for path in downloads.glob(f"*-[12]???-{slug}.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            count += sum(1 for _ in csv.DictReader(file, strict=True))
    return count


def organization(path: Path) -> str | None:
    """The name that a case prints; None if it prints none."""
    golden: dict[str, Any] = json.loads((path.parent / "minutes.json").read_text(encoding="utf-8"))
    found = (golden.get("minutes") or {}).get("organization")
    return None if found is None else str(found["value"]).title()


def settings_of(name: str) -> str:
    """The part of a settings file that makes an organization known, with a folder of its own."""
    slug, form = slugify(name), name.split()[-1].casefold()
    if form in COUNTIES:
        about = f'kind = "county"\nname = {{ fi = "{name}" }}'
    else:
        form = "kaupunki" if form in TOWNS else "kunta"
        about = f'kind = "municipality"\nform = "{form}"\nname = {{ fi = "{name.split()[0]}" }}'
    return (
        f'\n[[organization]]\nslug = "{slug}"\n{about}\n'
        f'\n[[source]]\norganization = "{slug}"\npath = "{slug}"\n'
    )
