"""The pages of a body's years, against what the store has."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict

from tests.site.building import BASE, PREFIXES, Built

SECTIONS = f"""{PREFIXES}
PREFIX pk: <https://w3id.org/pykala/def#>
SELECT DISTINCT ?section ?body ?date ?order ?outcome {{
  ?section eli-dl:activity_order ?order ; eli-dl:activity_date ?date ;
    eli-dl:had_responsible_organization ?body .
  FILTER NOT EXISTS {{ ?section a pk:OfficeHolderDecision }}
  FILTER(!CONTAINS(STR(?section), "#"))
  OPTIONAL {{ ?section eli-dl:consists_of ?d . ?d a eli-dl:Decision ; eli-dl:decision_outcome ?outcome }}
}} ORDER BY DESC(?date) ?order"""  # noqa: E501


def years(demo: Built) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(demo.query(SECTIONS).stdout.splitlines()):
        found[f"{row['body'].removeprefix(BASE)}/{row['date'][:4]}"].append(row)
    return found


def test_a_year_lists_every_section_once_by_meeting(demo: Built) -> None:
    found = years(demo)
    assert found.keys() == {
        page for page in demo.pages if re.search(r"^(?!laki)[^/]+/[^/]+/\d{4}$", page)
    }
    assert len(found) == 13
    assert sum(map(len, found.values())) == 29
    for page, rows in found.items():
        html = demo.documents[f"{page}.html"]
        listed = [str(link.attributes["href"]) for link in html.css(".rows .what a")]
        expected = sorted(rows, key=lambda row: (row["date"], -int(row["order"])), reverse=True)
        assert listed == [f"../../{row['section'].removeprefix(BASE)}.html" for row in expected], (
            page
        )
        days = [str(time.attributes["datetime"]) for time in html.css("main h2 time")]
        assert days == sorted({row["date"] for row in rows}, reverse=True)


def test_its_outcomes_add_up(demo: Built) -> None:
    for page, rows in years(demo).items():
        html = demo.documents[f"{page}.en.html"]
        numbers = [int(cell.text()) for cell in html.css(".counted td.n")]
        counts = Counter(row["outcome"] for row in rows if row["outcome"])
        unread = len(rows) - counts.total()
        assert numbers == [count for _, count in counts.most_common()] + (
            [unread] if unread else []
        )
        bars = [int(str(bar.attributes["width"])) for bar in html.css(".counted rect")]
        assert bars == numbers


def test_a_body_leads_to_its_years(demo: Built) -> None:
    html = demo.documents["metsalahti/tekninen-lautakunta.sv.html"]
    assert [str(link.attributes["href"]) for link in html.css("a.more")] == [
        "../metsalahti/tekninen-lautakunta/2026.sv.html",
        "../metsalahti/tekninen-lautakunta/2025.sv.html",
    ]
