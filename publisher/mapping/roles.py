"""Which role somebody had in a meeting, from the list of those present."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.model import Attendance, Presence
from publisher.phrases import compile_pattern


class _Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a title means of those who were present in some of the ways."""

    role: str
    presences: frozenset[Presence]
    pattern: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    otherwise: Mapping[Presence, str]
    title: tuple[_Title, ...]


class MeetingRoles(msgspec.Struct, frozen=True):
    """The table of `mappings/roles.toml`.

    Attributes:
        titles: By presence, which title means which role, the first that fits.
        otherwise: By presence, the role of those whose title means none.
    """

    titles: Mapping[Presence, tuple[tuple[re.Pattern[str], str], ...]]
    otherwise: Mapping[Presence, str]

    def role(self, attendance: Attendance) -> str:
        """The role of somebody on the list, by its name under ``[role]`` in the table of codes."""
        title = attendance.person.title or ""
        titles = self.titles[attendance.presence]
        found = (role for pattern, role in titles if pattern.fullmatch(title))
        return next(found, self.otherwise[attendance.presence])


def read_meeting_roles() -> MeetingRoles:
    """Read `mappings/roles.toml`.

    Returns:
        The whole table.

    Raises:
        TableError: If it is missing or damaged, or a pattern cannot be compiled.
    """
    table = read_toml(asset_dir("mappings") / "roles.toml", _Table)
    compiled = [(row, compile_pattern(row.pattern)) for row in table.title]
    return MeetingRoles(
        titles={
            presence: tuple(
                (pattern, row.role) for row, pattern in compiled if presence in row.presences
            )
            for presence in table.otherwise
        },
        otherwise=table.otherwise,
    )
