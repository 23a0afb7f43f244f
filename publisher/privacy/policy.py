"""The privacy policy, which is data: `mappings/privacy/`.

What it follows is kuntalaki (410/2015) 140 § and hyvinvointialuelaki (611/2021) 145 §: minutes go
on the network with only the necessary personal data, and wholly secret matters as a mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, get_args

import msgspec

from publisher.assets import asset_dir, read_toml, read_word_list
from publisher.errors import TableError
from publisher.finnish.surnames import Inflection, Surnames
from publisher.model import Language
from publisher.phrases import Marked, compile_all, compile_marked, compile_pattern
from publisher.privacy.check_characters import CHECKS, CheckName

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
Row = TypeVar("Row")
Action = Literal["block", "withhold", "suppress", "keep"]
_ROLES: tuple[RoleName, ...] = get_args(RoleName)


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of personal data, and what becomes of it.

    Attributes:
        kind: Names it in the report.
        row: Of the table of kinds.
        detection: How it is found.
        role: What is done in the mode that keeps the names of those in a public role.
        strict: What is done in the mode that keeps no name.
        private_person: Whether a hit shows that a private person is named, or can be told, there.
        ground: The sections of the law that the actions rest on.
        fi: What stands in its place.
        sv: The same in Swedish.
    """

    kind: str
    row: str
    detection: Literal["form", "name", "role", "secrecy"]
    role: Action
    strict: Action
    private_person: bool
    ground: str
    fi: str
    sv: str

    @property
    def wording(self) -> Wording:
        """What stands in its place."""
        return {"fi": self.fi, "sv": self.sv}


class _Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the table of forms."""

    kind: str
    pattern: str
    mark: str | None = None
    needs: str | None = None
    near_person: bool = False
    reach: tuple[int, int] = (0, 0)
    not_near: str | None = None
    check: CheckName | None = None
    exact: bool = False
    everywhere: bool = False
    unguarded: bool = False
    in_grounds: bool = False


class Detector(msgspec.Struct, frozen=True, kw_only=True):
    """Something private that is found by its form.

    Attributes:
        kind: Names it in the report.
        pattern: Finds it.
        mark: Something that every hit holds; None if only the pattern tells.
        blocks: Whether one hit, if its check characters are right, stops the whole build.
        needs: If given, a hit counts only near these words.
        near_person: Whether it also counts near a private person's name, or only so.
        reach: How many characters before and behind a hit are near.
        not_near: If given, a hit does not count behind these words.
        check: Tells whether the check characters of a hit are right; None if it has none.
        exact: Whether a hit with wrong check characters is none.
        everywhere: Whether what was found once is withheld wherever the document has it.
        unguarded: Whether the guards do not hold for it.
        in_grounds: Whether it counts wherever a text says why somebody was recused.
        private_person: Whether a hit shows that a private person is named, or can be told, there.
        wording: What stands in its place.
    """

    kind: str
    pattern: re.Pattern[str]
    mark: re.Pattern[str] | None
    blocks: bool
    needs: re.Pattern[str] | None
    near_person: bool = False
    reach: tuple[int, int] = (0, 0)
    not_near: re.Pattern[str] | None = None
    check: Callable[[str], bool] | None = None
    exact: bool = False
    everywhere: bool = False
    unguarded: bool = False
    in_grounds: bool = False
    private_person: bool
    wording: Wording


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell that a name stands beside them.

    Attributes:
        before: A party to the matter; what follows is a name if it may be one.
        person: Nothing but a person is called so; any capitalised word behind is a name.
        behind: Any capitalised word before is a name.
        organisation: What follows a name that is part of that of a company or an association.
        organisation_endings: How words end that are no part of a person's name.
        trust_titles: How titles of a trust end.
        trader: What tells that the name behind it is that of somebody who trades under it.
        trader_behind: The same, behind the name.
    """

    before: frozenset[str]
    person: frozenset[str]
    behind: re.Pattern[str]
    organisation: re.Pattern[str]
    organisation_endings: tuple[str, ...]
    trust_titles: tuple[str, ...]
    trader: re.Pattern[str]
    trader_behind: re.Pattern[str]


class GenitiveEndings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a word ends that may be a genitive, and is no given name then.

    Attributes:
        finnish: In Finnish, in small letters.
        any: In either language.
        behind_vowel: In Finnish, in small letters, with the vowel before.
    """

    finnish: tuple[str, ...]
    any: tuple[str, ...]
    behind_vowel: tuple[str, ...]


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that `mappings/privacy/` says, ready to be used.

    Attributes:
        kinds: Every kind of personal data, by its name.
        staff: Words of decisions about somebody's employment, for texts in lower case.
        staff_classes: The top function classes of such decisions.
        trustees: What tells a trustee in any text, before a name or behind it.
        removed_text: What stands in the place of a text whose time is over.
    """

    kinds: Mapping[str, Kind]
    detectors: tuple[Detector, ...]
    guards: tuple[re.Pattern[str], ...]
    given_names: frozenset[str]
    not_surnames: frozenset[str]
    surname_endings: tuple[str, ...]
    surnames: Surnames
    genitives: GenitiveEndings
    cues: Cues
    acts: re.Pattern[str]
    appointed: re.Pattern[str]
    appointed_to: re.Pattern[str]
    trustees: re.Pattern[str]
    trustees_behind: re.Pattern[str]
    staff: Marked
    staff_classes: frozenset[str]
    private_person: Wording
    contexts: tuple[tuple[re.Pattern[str], Wording], ...]
    roles: Mapping[RoleName, Wording]
    secret: Marked
    secret_in_title: re.Pattern[str]
    sensitive: Marked
    secret_title: Wording
    removed_text: Wording


def read_policy() -> Policy:
    """Read the tables of `mappings/privacy/`.

    Returns:
        The policy.

    Raises:
        TableError: If a table is damaged, a kind has no row, or a pattern is not a regular
            expression.
    """
    folder = asset_dir("mappings") / "privacy"
    rules, forms, names, secrecy, retention = (
        read_toml(folder / f"{name}.toml", dict[str, Any])
        for name in ("policy", "detectors", "names", "secrecy", "retention")
    )
    kinds = {row["kind"]: _convert(row, Kind, "policy") for row in rules["kind"]}
    return Policy(
        kinds=kinds,
        detectors=tuple(
            _detector(_convert(row, _Form, "detectors"), kinds) for row in forms["detector"]
        ),
        guards=compile_all(forms["guards"]["patterns"]),
        given_names=read_word_list(folder / "given_names.txt"),
        not_surnames=frozenset(names["not_surnames"]),
        surname_endings=tuple(names["surname_endings"]),
        surnames=Surnames(msgspec.convert(names["inflection"], Inflection)),
        genitives=_convert(names["genitive"], GenitiveEndings, "names"),
        cues=_cues(names["cues"]),
        acts=compile_pattern(names["acts"]),
        appointed=compile_pattern(names["appointed"]),
        appointed_to=compile_pattern(names["appointed_to"]),
        trustees=compile_pattern(names["trustees"]),
        trustees_behind=compile_pattern(names["trustees_behind"]),
        staff=compile_marked(names["staff"]),
        staff_classes=frozenset(names["staff"]["classes"]),
        private_person=kinds["name"].wording,
        contexts=tuple(
            (compile_pattern(row["pattern"]), _context(row, kinds)) for row in names["context"]
        ),
        roles={role: kinds[role].wording for role in _ROLES},
        secret=compile_marked(secrecy["secret"]),
        secret_in_title=compile_pattern(secrecy["secret_in_title"]),
        sensitive=compile_marked(secrecy["sensitive"]),
        secret_title=kinds["secret"].wording,
        removed_text=msgspec.convert(retention["removed_text"], dict[Language, str]),
    )


def _convert(row: object, type_: type[Row], table: str) -> Row:
    try:
        return msgspec.convert(row, type_)
    except msgspec.ValidationError as error:
        message = f"mappings/privacy/{table}.toml: {error}"
        raise TableError(message) from error


def _detector(form: _Form, kinds: Mapping[str, Kind]) -> Detector:
    kind = kinds.get(form.kind)
    if kind is None:
        message = f"mappings/privacy/detectors.toml: {form.kind} has no row in policy.toml"
        raise TableError(message)
    return Detector(
        kind=form.kind,
        pattern=compile_pattern(form.pattern),
        mark=_optional(form.mark),
        blocks=kind.role == "block",
        needs=_optional(form.needs),
        near_person=form.near_person,
        reach=form.reach,
        not_near=_optional(form.not_near),
        check=None if form.check is None else CHECKS[form.check],
        exact=form.exact,
        everywhere=form.everywhere,
        unguarded=form.unguarded,
        in_grounds=form.in_grounds,
        private_person=kind.private_person,
        wording=kind.wording,
    )


def _optional(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else compile_pattern(pattern)


def _cues(row: Mapping[str, Any]) -> Cues:
    return Cues(
        before=frozenset(row["before"]),
        person=frozenset(row["person"]),
        behind=compile_pattern(row["behind"]),
        organisation=compile_pattern(row["organisation"]),
        organisation_endings=tuple(row["organisation_endings"]),
        trust_titles=tuple(row["trust_titles"]),
        trader=compile_pattern(row["trader"]),
        trader_behind=compile_pattern(row["trader_behind"]),
    )


def _context(row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Wording:
    """What stands for somebody beside certain words: of its own, or that of a kind."""
    return kinds[row["kind"]].wording if "kind" in row else {"fi": row["fi"], "sv": row["sv"]}
