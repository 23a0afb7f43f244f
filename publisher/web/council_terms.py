"""The terms of councils, by `mappings/council_terms.toml`."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError
from publisher.settings import Kind


class CouncilTerm(msgspec.Struct, frozen=True):
    """The term of a council.

    Attributes:
        first: Its first day.
        last: Its last day.
    """

    first: dt.date
    last: dt.date


class CouncilTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The days on which terms began, oldest first, by the kind of organisation."""

    municipality: Sequence[dt.date]
    county: Sequence[dt.date]

    def of(self, day: dt.date, kind: Kind) -> CouncilTerm | None:
        """The term in which a day falls.

        Args:
            day: For example of a meeting.
            kind: Of the organisation.

        Returns:
            The term; None for a day before the first or after the last one known.

        Examples:
            >>> read_council_terms().of(dt.date(2021, 7, 31), "municipality").first
            datetime.date(2017, 6, 1)
        """
        begins = self.municipality if kind == "municipality" else self.county
        at = bisect.bisect_right(begins, day)
        if at in (0, len(begins)):
            return None
        return CouncilTerm(begins[at - 1], begins[at] - dt.timedelta(days=1))


def read_council_terms() -> CouncilTerms:
    """Read the table.

    Raises:
        TableError: If it is missing, damaged or not in order.
    """
    path = asset_dir("mappings") / "council_terms.toml"
    terms = read_toml(path, CouncilTerms)
    for begins in (terms.municipality, terms.county):
        if any(later <= earlier for earlier, later in pairwise(begins)):
            message = f"{path}: put the days in order, each once"
            raise TableError(message)
    return terms
