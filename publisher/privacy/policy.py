"""The privacy policy, which is data: `mappings/privacy/`.

What it follows is kuntalaki (410/2015) 140 § and hyvinvointialuelaki (611/2021) 145 §: minutes go
on the network with only the necessary personal data, and wholly secret matters as a mention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from publisher.assets import asset_dir, read_toml, read_word_list
from publisher.errors import TableError
from publisher.finnish.surnames import Inflection, Surnames
from publisher.model import Language, Term
from publisher.phrases import Marked, compile_all, compile_marked, compile_pattern
from publisher.privacy.known_names import Name
from publisher.privacy.retention import Retention

Wording = Mapping[Language, str]
RoleName = Literal[
    "preparer",
    "attendee",
    "presenter",
    "proposer",
    "recused",
    "temporary-chair",
    "decider",
    "other",
]


class Detector(msgspec.Struct, frozen=True, kw_only=True):
    """Something private that is found by its shape.

    Attributes:
        kind: Names it in the report.
        pattern: Finds it.
        mark: Something that every hit holds; None if only the pattern tells.
        blocks: Whether one hit stops the whole build.
        needs: If given, a hit counts only near these words or near a private person's name.
        private_person: Whether a hit shows that a private person is named, or can be told, there.
        wording: What stands in its place.
    """

    kind: str
    pattern: re.Pattern[str]
    mark: re.Pattern[str] | None
    blocks: bool
    needs: re.Pattern[str] | None
    private_person: bool
    wording: Wording


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that `mappings/privacy/` says, ready to be used.

    Attributes:
        barred: Names that stay nowhere.
        withheld: Names that stay only if the document shows their bearers in a public role.
        removed_text: What stands in the place of a text whose time is over.
        terms: Of §§ that another document tells too, by number.
        retention: The clock for one document; None where nothing leaves, as nothing is published.
    """

    detectors: tuple[Detector, ...]
    guards: tuple[re.Pattern[str], ...]
    given_names: frozenset[str]
    not_surnames: frozenset[str]
    surname_endings: tuple[str, ...]
    surnames: Surnames
    acts: re.Pattern[str]
    appointed: re.Pattern[str]
    private_person: Wording
    contexts: tuple[tuple[re.Pattern[str], Wording], ...]
    roles: Mapping[RoleName, Wording]
    secret: Marked
    secret_in_title: re.Pattern[str]
    sensitive: Marked
    secret_title: Wording
    removed_text: Wording
    barred: tuple[Name, ...] = ()
    withheld: tuple[Name, ...] = ()
    terms: Mapping[int, Term] = msgspec.field(default_factory=dict)
    retention: Retention | None = None


def read_policy() -> Policy:
    """Read the tables of `mappings/privacy/`.

    Returns:
        The policy.

    Raises:
        TableError: If a table is damaged, an action is unknown or a pattern is not a regular
            expression.
    """
    folder = asset_dir("mappings") / "privacy"
    shapes, names, secrecy, retention = (
        read_toml(folder / f"{name}.toml", dict[str, Any])
        for name in ("detectors", "names", "secrecy", "retention")
    )
    return Policy(
        detectors=tuple(_detector(row) for row in shapes["detector"]),
        guards=compile_all(shapes["guards"]["patterns"]),
        given_names=read_word_list(folder / "given_names.txt"),
        not_surnames=frozenset(names["not_surnames"]),
        surname_endings=tuple(names["surname_endings"]),
        surnames=Surnames(msgspec.convert(names["inflection"], Inflection)),
        acts=compile_pattern(names["acts"]),
        appointed=compile_pattern(names["appointed"]),
        private_person=_wording(names["replacement"]),
        contexts=tuple(
            (compile_pattern(row["pattern"]), _wording(row)) for row in names["context"]
        ),
        roles={role: _wording(row) for role, row in names["role"].items()},
        secret=compile_marked(secrecy["secret"]),
        secret_in_title=compile_pattern(secrecy["secret_in_title"]),
        sensitive=compile_marked(secrecy["sensitive"]),
        secret_title=_wording(secrecy["title"]),
        removed_text=_wording(retention["removed_text"]),
    )


def _detector(row: Mapping[str, Any]) -> Detector:
    if row["action"] not in {"block", "withhold"}:
        message = f"mappings/privacy/detectors.toml: {row['kind']}: action is block or withhold"
        raise TableError(message)
    return Detector(
        kind=row["kind"],
        pattern=compile_pattern(row["pattern"]),
        mark=compile_pattern(row["mark"]) if "mark" in row else None,
        blocks=row["action"] == "block",
        needs=compile_pattern(row["needs"]) if "needs" in row else None,
        private_person=row["private_person"],
        wording=_wording(row),
    )


def _wording(row: Mapping[str, Any]) -> Wording:
    return {"fi": row["fi"], "sv": row["sv"]}
