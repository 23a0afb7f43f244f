"""What the fields and codes of the model are called, read from `mappings/fields.toml`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError
from publisher.explaining.values import Step

ViewLanguage = Literal["fi", "sv", "en"]
"""In which the explanation is written; the document may be in another one."""

_LANGUAGES: tuple[str, ...] = get_args(ViewLanguage)
_OTHER = "other"
_BETWEEN = " › "


class FieldName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a field is called.

    Attributes:
        fi: In Finnish.
        sv: In Swedish.
        en: In English.
        unsaid: True for the one field that what holds it is all about; it needs no name.
        kind: What it is about, one of the table of kinds; None if what holds it says so.
        throughout: Whether everything below it is of that kind, whatever its own fields say.
    """

    fi: str = ""
    sv: str = ""
    en: str = ""
    unsaid: bool = False
    kind: str | None = None
    throughout: bool = False


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an explanation in one language.

    Attributes:
        language: The language.
        fields: By type and field.
        kinds: What values may be about, in the order of the legend.
        codes: By type and code.
        reasons: Why lines are left out, by how the tables of the systems put it.
        words: What the view itself says.
    """

    language: ViewLanguage
    fields: Mapping[str, Mapping[str, FieldName]]
    kinds: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, str]
    words: Mapping[str, str]

    def field(self, step: Step) -> FieldName | None:
        """Look a field up.

        Args:
            step: What has it; a type has the names of those it is derived from.

        Returns:
            The entry; None for a field that has none yet.
        """
        tables = (self.fields.get(base.__name__, {}) for base in step.owner.__mro__)
        return next((table[step.field] for table in tables if step.field in table), None)

    def called(self, steps: Sequence[Step]) -> str | None:
        """Put the names of the fields on the way to a value together.

        Args:
            steps: From the document or from an item.

        Returns:
            The names, with a number where there are several; None if a field has no name.
        """
        said = []
        for step in steps:
            entry = self.field(step)
            if entry is None:
                return None
            if not entry.unsaid:
                said.append(getattr(entry, self.language) + _number(step))
        return _BETWEEN.join(said)

    def kind(self, steps: Sequence[Step]) -> str:
        """Tell what a value is about.

        Args:
            steps: The way to it.

        Returns:
            The kind that the last field with one has, unless a field before it has it throughout.
        """
        found = _OTHER
        for entry in map(self.field, steps):
            if entry is not None and entry.kind is not None:
                found = entry.kind
                if entry.throughout:
                    break
        return found

    def say(self, value: object) -> str:
        """Write a value in this language; a code that has no name as it is."""
        match value:
            case bool():
                return self.words["yes" if value else "no"]
            case StrEnum():
                return self.code(type(value).__name__, value.value)
            case dt.date() | dt.time():
                return self._say_when(value)
            case Decimal():
                return f"{value:,f}".translate(self._signs())
            case _:
                return self._say_all(value)

    def code(self, kind: str, code: str) -> str:
        """What a code is called; the code itself if it has no name yet."""
        return self.codes.get(kind, {}).get(code, code)

    def reason(self, reason: str) -> str:
        """Why a line was left out; as the tables put it if that has no name yet."""
        return self.reasons.get(reason) or self.reasons.get(reason.partition(":")[0], reason)

    def share(self, part: int, whole: int) -> str:
        """A share in per cent, with one decimal; that of nothing is nought."""
        number = f"{100 * part / (whole or 1):.1f}".translate(self._signs())
        return self.words["share"].format(n=number)

    def _say_when(self, value: dt.date | dt.time) -> str:
        if isinstance(value, dt.datetime):
            return f"{self.say(value.date())} {self.say(value.time())}"
        return self.words["time" if isinstance(value, dt.time) else "date"].format(value)

    def _say_all(self, value: object) -> str:
        if isinstance(value, tuple):
            return ", ".join(map(self.say, value))
        if isinstance(value, msgspec.Struct):
            parts = (getattr(value, name) for name in value.__struct_fields__)
            return ", ".join(self.say(part) for part in parts if part is not None)
        return str(value)

    def _signs(self) -> dict[int, str]:
        return {ord(","): self.words["thousands_sign"], ord("."): self.words["decimal_sign"]}


def read_names(language: ViewLanguage, file: Path | None = None) -> Names:
    """Read the words of explanations.

    Args:
        language: The one they are wanted in.
        file: The table; `mappings/fields.toml` unless another is given.

    Returns:
        The words.

    Raises:
        TableError: If an entry is not of its form, lacks a language or has an unknown kind; all
            that lack a language are named.
    """
    file = file or asset_dir("mappings") / "fields.toml"
    table = read_toml(file, dict[str, Any])
    try:
        fields = msgspec.convert(table["fields"], dict[str, dict[str, FieldName]])
    except msgspec.ValidationError as error:
        message = f"{file.name}: correct the table of fields: {error}"
        raise TableError(message) from error
    _check(file.name, fields, table)
    return Names(
        language=language,
        fields=fields,
        kinds=_in(language, table["kinds"]),
        codes={kind: _in(language, codes) for kind, codes in table["codes"].items()},
        reasons=_in(language, table["reasons"]),
        words=_in(language, table["words"]),
    )


def _check(
    name: str, fields: Mapping[str, Mapping[str, FieldName]], table: Mapping[str, Any]
) -> None:
    """Refuse a table in which a language is missing.

    Raises:
        TableError: With all that is missing.
    """
    missing = [
        f"fields.{kind}.{field}.{code}"
        for kind, entries in fields.items()
        for field, entry in entries.items()
        for code in _LANGUAGES
        if not (entry.unsaid or getattr(entry, code))
    ]
    others = [("kinds", table["kinds"]), ("reasons", table["reasons"]), ("words", table["words"])]
    others += [(f"codes.{kind}", codes) for kind, codes in table["codes"].items()]
    missing += [
        f"{section}.{key}.{code}"
        for section, entries in others
        for key, texts in entries.items()
        for code in _LANGUAGES
        if not texts.get(code)
    ]
    if missing:
        message = f"{name}: write the missing texts {', '.join(missing)}"
        raise TableError(message)
    if unknown := set(_kinds(fields)) - table["kinds"].keys():
        message = f"{name}: add to the table of kinds: {', '.join(sorted(unknown))}"
        raise TableError(message)


def _kinds(fields: Mapping[str, Mapping[str, FieldName]]) -> Iterator[str]:
    yield _OTHER
    for entries in fields.values():
        yield from (entry.kind for entry in entries.values() if entry.kind is not None)


def _in(language: str, table: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {key: texts[language] for key, texts in table.items()}


def _number(step: Step) -> str:
    """Which of several it is, as a reader counts."""
    return "" if step.index is None or step.count == 1 else f" {step.index + 1}"
