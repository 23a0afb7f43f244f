"""The tables behind the settings: bodies, forms, licences and the words about privacy."""

from __future__ import annotations

import tomllib

import msgspec

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.reference import (
    County,
    Municipality,
    read_counties,
    read_municipalities,
    read_rows,
    split_cell,
)
from publisher.settings.model import Body, BodyEnding, Kind, Label, Words
from publisher.slugs import slugify

# The kind in the table of forms of words that stand for no organisation.
_REGION = "region"


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form of organisation.

    Attributes:
        form: Its code: ``kaupunki``, ``kunta`` or ``hyvinvointialue``.
        kind: What such an organisation is.
        words: The words that stand for it in names, in all forms that minutes print.
    """

    form: str
    kind: Kind
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
    rows = [{**row, "words": split_cell(row["words"])} for row in read_rows("forms")]
    regions = [word for row in rows if row["kind"] == _REGION for word in row["words"]]
    forms = [msgspec.convert(row, Form) for row in rows if row["kind"] != _REGION]
    return Tables(
        defaults=_read_defaults(),
        forms={each.form: each for each in forms},
        common_bodies={each.form: _read_bodies(each.form) for each in forms},
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


def _read_bodies(form: str) -> tuple[Body, ...]:
    return tuple(
        msgspec.convert(
            {
                **row,
                "slug": slugify(row["name_fi"]),
                "other_names": split_cell(row["other_names"]),
                "abbreviations": split_cell(row["abbreviations"]),
            },
            Body,
        )
        for row in read_rows("bodies")
        if form in split_cell(row["forms"])
    )


def _read_words(forms: list[Form], regions: list[str]) -> Words:
    endings = [msgspec.convert(row, BodyEnding) for row in read_rows("body_endings")]
    return Words(
        forms=tuple(word for form in forms for word in form.words),
        regions=tuple(regions),
        endings=tuple(sorted(endings, key=lambda each: (-len(each.ending), each.ending))),
    )


def _read_privacy() -> dict[str, dict[str, str]]:
    path = asset_dir("mappings") / "privacy" / "modes.toml"
    try:
        return msgspec.convert(
            tomllib.loads(path.read_text(encoding="utf-8")), dict[str, dict[str, str]]
        )
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be read ({error}): install Pykälä again"
        raise TableError(message) from error
