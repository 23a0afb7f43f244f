"""Where a case stands, by `mappings/cases.toml`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.web.links import code
from publisher.web.rows import CaseRow


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: str
    outcomes: frozenset[str]
    bodies: frozenset[str] | None = None

    def fits(self, outcome: str, body: str) -> bool:
        """Whether it is about such an outcome in such a body; both by their whole IRI."""
        in_bodies = self.bodies is None or code(body) in map(code, self.bodies)
        return in_bodies and code(outcome) in map(code, self.outcomes)


class CaseStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table."""

    rule: tuple[_Rule, ...]

    def of(self, rows: Sequence[CaseRow]) -> str | None:
        """The state of a case.

        Args:
            rows: Its handlings, oldest first; at least one.

        Returns:
            The compact IRI of a state of `ontology/koodi/kasittelyn-tila.ttl`; None if its last
            handling does not tell, or several on the last day leave open which was the last.
        """
        last = [row for row in rows if row.date == rows[-1].date]
        known = {(row.handling, row.outcome, row.body_kind) for row in last}
        if len(known) != 1:
            return None
        ((_, outcome, body),) = known
        if outcome is None:
            return None
        return next((one.status for one in self.rule if one.fits(outcome, body)), None)


def read_case_status() -> CaseStatus:
    """Read the table.

    Raises:
        TableError: If it is missing or damaged.
    """
    return read_toml(asset_dir("mappings") / "cases.toml", CaseStatus)
