"""Offices whose holders decide alone, from the rows of their decisions."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from publisher.settings.model import OFFICE
from publisher.web.listings import decided
from publisher.web.meetings import Derived, Record
from publisher.web.rows import OfficeRow


def office(page: str, rows: Sequence[OfficeRow], name: Mapping[str, str], parent: str) -> Derived:
    """An office, which is a post of its organisation and an authority of its own (D-023).

    Args:
        page: Its IRI.
        rows: Its decisions, newest first.
        name: By language.
        parent: IRI of the organisation.
    """
    record: Record = {
        "id": page,
        "type": ["Post", "Organization"],
        "name": name,
        "postIn": parent,
        "classification": f"toimielin:{OFFICE}",
    }
    years = [
        {"year": int(year), "decisions": [decided(row) for row in group]}
        for year, group in itertools.groupby(rows, key=lambda row: row.date[:4])
    ]
    return record, {"years": years}
