"""Which role somebody had in a meeting, from the list of those present."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import msgspec

from publisher.assets import asset_dir
from publisher.model import Attendance, Presence
from publisher.phrases import compile_pattern


class _Titles(msgspec.Struct, frozen=True):
    """What titles mean of those who were present in one way."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    otherwise: str


class MeetingRoles(msgspec.Struct, frozen=True):
    """The table of `mappings/roles.toml`."""

    by_presence: Mapping[Presence, _Titles]

    def role(self, attendance: Attendance) -> str:
        """The role of somebody on the list, by its name under ``[role]`` in the table of codes."""
        titles = self.by_presence[attendance.presence]
        title = attendance.person.title or ""
        found = (role for pattern, role in titles.patterns if pattern.fullmatch(title))
        return next(found, titles.otherwise)


def read_meeting_roles() -> MeetingRoles:
    """Read `mappings/roles.toml`.

    Returns:
        The whole table.

    Raises:
        TableError: If a pattern cannot be compiled.
    """
    text = (asset_dir("mappings") / "roles.toml").read_text(encoding="utf-8")
    return MeetingRoles(
        {
            Presence(name): _Titles(
                tuple((compile_pattern(pattern), role) for pattern, role in rows["patterns"]),
                rows["otherwise"],
            )
            for name, rows in tomllib.loads(text).items()
        }
    )
