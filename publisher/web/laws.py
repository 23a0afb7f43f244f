"""Acts that §§ cite, from the rows of their citations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publisher.rdf.iris import FINLEX
from publisher.statutes import Statute
from publisher.web.listings import Entry, citation
from publisher.web.meetings import Derived, Record
from publisher.web.rows import LawRow

# The section of an act in the address of a provision of it, with all that comes before.
_SECTION = re.compile(r".+/pykala/(\d+)([^\W\d_]?)")


def law(page: str, rows: Sequence[LawRow], statute: Statute | None) -> Derived:
    """The page about an act: the §§ that cite it, and which of its sections each cites.

    Args:
        page: Its IRI, which ends with year and number.
        rows: The citations, the newest first, those of one § together.
        statute: What is known of the act; None if our table lacks it.
    """
    year, number = page.rsplit("/", 2)[1:]
    titles = {}
    if statute is not None:
        titles = {"fi": statute.title_current_fi or statute.title_fi}
        titles |= {"sv": statute.title_sv} if statute.title_sv else {}
    record: Record = {
        "id": page,
        "type": "WebPage",
        "about": f"{FINLEX}{year}/{number}",
        "pageTitle": titles,
        "referencedBy": sorted({row.handling for row in rows}),
    }
    citations = [
        citation(iri, list(group))
        for iri, group in itertools.groupby(rows, key=lambda row: row.handling)
    ]
    return record, {"citations": citations, "sections": _by_section(citations)}


def _by_section(citations: Sequence[Entry]) -> list[Entry]:
    """Each section of the act that is cited, in the order of the act, with the §§ that cite it."""
    found: dict[tuple[int, str], Entry] = {}
    for one in citations:
        cited = {match[0]: match for match in map(_SECTION.match, one["provisions"]) if match}
        for iri, match in cited.items():
            key = int(match[1]), match[2]
            entry = found.setdefault(key, {"provision": iri, "name": f"{match[1]}{match[2]}"})
            entry.setdefault("citing", []).append(one)
    return [found[key] for key in sorted(found)]
