"""Popolo's words for what records say, from `mappings/popolo.toml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import msgspec

from publisher.assets import asset_dir, read_toml


class _Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    roles: frozenset[str]


class _Attendance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    absent: frozenset[str]


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table, section by section.

    Attributes:
        membership: The roles that make somebody a member of a body.
        post: Those of them that are posts.
        attendance: The forms of presence that are none.
        fate: What became of a motion, by what the record says of it.
        outcome: What became of the proposal, by the outcome of the decision.
        result: Of a vote.
        count: The options, by the class of their count.
    """

    membership: _Roles
    post: _Roles
    attendance: _Attendance
    fate: Mapping[str, str]
    outcome: Mapping[str, str]
    result: Mapping[str, str]
    count: Mapping[str, str]


@functools.cache
def read_facts() -> Facts:
    """Read the table.

    Raises:
        TableError: If it is missing or lacks something.
    """
    return read_toml(asset_dir("mappings") / "popolo.toml", Facts)
