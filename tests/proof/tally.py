"""What was checked, how many of each, and what failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

# So many faults of a rule are told; all are counted.
_TOLD = 20


class Check(msgspec.Struct):
    """What became of one rule.

    Attributes:
        checked: How many things were looked at.
        faults: How many faults were found.
        examples: The first of them.
    """

    checked: int = 0
    faults: int = 0
    examples: list[str] = msgspec.field(default_factory=list)

    @property
    def verdict(self) -> str:
        """A rule that saw nothing proves nothing."""
        return "pass" if self.checked and not self.faults else "FAIL"


class Tally(msgspec.Struct):
    """What became of every rule, by what it says."""

    checks: dict[str, Check] = msgspec.field(default_factory=dict)

    def add(self, rule: str, checked: int, faults: Iterable[str] = ()) -> None:
        """Count things that were looked at, and the faults that were found."""
        check = self.checks.setdefault(rule, Check())
        found = list(faults)
        check.checked += checked
        check.faults += len(found)
        check.examples += found[: _TOLD - len(check.examples)]

    def merge(self, other: Tally) -> None:
        """Add what somebody else has counted."""
        for rule, check in other.checks.items():
            own = self.checks.setdefault(rule, Check())
            own.checked += check.checked
            own.faults += check.faults
            own.examples += check.examples[: _TOLD - len(own.examples)]

    @property
    def has_passed(self) -> bool:
        """Whether every rule has."""
        return bool(self.checks) and all(each.verdict == "pass" for each in self.checks.values())


def lines_of(tally: Tally) -> Sequence[str]:
    """The table for a terminal, each fault below its rule."""
    lines = []
    for rule, check in tally.checks.items():
        lines.append(f"{check.verdict}  {check.checked:>12,}  {rule}")
        lines += [f"        {each}" for each in check.examples]
        if check.faults > len(check.examples):
            lines.append(f"        … {check.faults:,} in all")
    return lines
