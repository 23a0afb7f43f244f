"""Where a case stands, by `mappings/cases.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.web.links import code
from publisher.web.rows import CaseRow


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: str
    outcomes: tuple[str, ...]
    bodies: tuple[str, ...] | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[_Rule, ...]


class CaseStatus:
    """The table, the first rule that fits counting."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._rules = [
            (
                rule.status,
                frozenset(map(code, rule.outcomes)),
                None if rule.bodies is None else frozenset(map(code, rule.bodies)),
            )
            for rule in rules
        ]

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
        return self._status(code(outcome), code(body))

    def _status(self, outcome: str, body: str) -> str | None:
        for status, outcomes, bodies in self._rules:
            if outcome in outcomes and (bodies is None or body in bodies):
                return status
        return None


def read_case_status() -> CaseStatus:
    """Read the table.

    Raises:
        TableError: If it is missing or damaged.
    """
    return CaseStatus(read_toml(asset_dir("mappings") / "cases.toml", _Table).rule)
