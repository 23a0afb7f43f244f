"""What the invented municipalities write about, read from `vocabulary.toml` beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A body that meets.

    Attributes:
        name: In full.
        abbreviation: As headings shorten it.
        presenter: The title of whoever presents its matters.
    """

    name: str
    abbreviation: str
    presenter: str


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """An invented organisation.

    Attributes:
        slug: In IRIs, and the name of its folder.
        kind: ``municipality`` or ``county``.
        form: One of the forms that the settings know.
        name: In the nominative.
        printed: As the head of its web pages prints it.
        bodies: That meet.
    """

    slug: str
    kind: str
    form: str
    name: str
    printed: str
    bodies: tuple[Body, ...] = msgspec.field(name="body")


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of matter.

    Attributes:
        title: Of the item, with ``{place}``, ``{year}``, ``{next}`` and ``{month}``.
        genitive: What it is about, in the genitive.
        proposal: What the body is asked to do, after *päättää*.
        classification: The function class in its case number; None if it has no case.
        attachment: What may be attached.
        law: An act in the genitive.
        sections: Some sections of the act.
    """

    title: str
    genitive: str
    proposal: str
    classification: str | None = None
    attachment: str
    law: str
    sections: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a decision, and how often they come."""

    weight: int
    text: str


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in the table.

    Attributes:
        sentences: Of any preparation, with slots.
        money: Sentences with a sum.
        laws: Sentences that cite a law.
        private: Sentences with somebody whose name and contacts must be withheld.
        preparers: Titles of those who prepare matters.
        places: In the genitive.
        months: Of which only the ending changes.
        given_names: Of everybody.
        surnames: Of role holders.
        private_surnames: Of everybody else.
        outcomes: What is decided.
        cases: Matters with a case number.
        standing: Matters without.
        organizations: Whose minutes these are.
    """

    sentences: tuple[str, ...]
    money: tuple[str, ...]
    laws: tuple[str, ...]
    private: tuple[str, ...]
    preparers: tuple[str, ...]
    places: tuple[str, ...]
    months: tuple[str, ...]
    given_names: tuple[str, ...]
    surnames: tuple[str, ...]
    private_surnames: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = msgspec.field(name="outcome")
    cases: tuple[Matter, ...] = msgspec.field(name="case")
    standing: tuple[Matter, ...]
    organizations: tuple[Organization, ...] = msgspec.field(name="organization")


_PATH = Path(__file__).with_suffix(".toml")

WORDS: Final = msgspec.toml.decode(_PATH.read_bytes(), type=Vocabulary)
"""The table."""
