"""The tables behind the settings: bodies, forms, licences and the words about privacy."""

from __future__ import annotations

from typing import Literal

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.reference import (
    County,
    Municipality,
    read_counties,
    read_municipalities,
    read_rows,
    read_table,
    split_cell,
)
from publisher.settings.model import Body, BodyEnding, Kind, Label, Words


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form of organisation, or words that make of its name the name of something wider.

    Attributes:
        form: Its code: ``kaupunki``, ``kunta`` or ``hyvinvointialue``.
        kind: What such an organisation is; ``region`` is none.
        words: The words that stand for it in names, in all forms that minutes print.
    """

    form: str
    kind: Kind | Literal["region"]
    words: tuple[str, ...]


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """What the reference tables know about an organisation."""

    kind: Kind
    name: Label
    municipality_code: str | None


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """Every table that reading the settings needs.

    Attributes:
        defaults: What is known about real organisations, by slug.
        forms: By code.
        common_bodies: The bodies that organisations have by law, by form.
        words: For the names of bodies.
        licences: The IRIs of the licences to choose from.
        privacy: What the privacy modes mean, by mode and language.
    """

    defaults: dict[str, Defaults]
    forms: dict[str, Form]
    common_bodies: dict[str, tuple[Body, ...]]
    words: Words
    licences: tuple[str, ...]
    privacy: dict[str, dict[str, str]]


def read_tables() -> Tables:
    """Read every table that reading the settings needs.

    Raises:
        TableError: If a table is damaged.
    """
    rows = read_table("forms", Form, lists=("words",))
    regions = [word for row in rows if row.kind == "region" for word in row.words]
    forms = [row for row in rows if row.kind != "region"]
    return Tables(
        defaults=_read_defaults(),
        forms={each.form: each for each in forms},
        common_bodies=_read_bodies(forms),
        words=_read_words(forms, regions),
        licences=tuple(row["iri"] for row in read_rows("licences")),
        privacy=_read_privacy(),
    )


def _read_defaults() -> dict[str, Defaults]:
    counties = {
        county.slug: Defaults(kind="county", name=_label(county), municipality_code=None)
        for county in read_counties()
        if county.type == "county"
    }
    municipalities = {
        each.slug: Defaults(kind="municipality", name=_label(each), municipality_code=each.code)
        for each in read_municipalities()
    }
    return counties | municipalities


def _label(place: Municipality | County) -> Label:
    return Label(fi=place.name_fi, sv=place.name_sv, en=place.name_en)


def _read_bodies(forms: list[Form]) -> dict[str, tuple[Body, ...]]:
    having = [split_cell(row["forms"]) for row in read_rows("bodies")]
    bodies = read_table("bodies", Body, lists=("other_names", "abbreviations"))
    return {
        each.form: tuple(
            body for body, named in zip(bodies, having, strict=True) if each.form in named
        )
        for each in forms
    }


def _read_words(forms: list[Form], regions: list[str]) -> Words:
    endings = read_table("body_endings", BodyEnding)
    return Words(
        forms=tuple(word for form in forms for word in form.words),
        regions=tuple(regions),
        endings=tuple(sorted(endings, key=lambda each: (-len(each.ending), each.ending))),
    )


def _read_privacy() -> dict[str, dict[str, str]]:
    path = asset_dir("mappings") / "privacy" / "modes.toml"
    return read_toml(path, dict[str, dict[str, str]])
