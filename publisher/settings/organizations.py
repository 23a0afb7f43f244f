"""Reading the organisations of a settings file, with their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from publisher.settings.bodies import definite_form, ending_of, index_bodies, name_key
from publisher.settings.model import OFFICE, Body, Classification, Kind, Organization
from publisher.settings.section import Section
from publisher.settings.tables import Defaults, Tables
from publisher.slugs import slugify

# First segments of paths that the site has for itself.
RESERVED_SLUGS = frozenset(
    {
        "404",
        "alkupera",
        "catalog",
        "context",
        "def",
        "eli",
        "haku",
        "index",
        "koodi",
        "laki",
        "lataukset",
        "muutokset",
        "robots",
        "saavutettavuus",
        "sanastot",
        "shapes",
        "sitemap",
        "sparql",
        "static",
        "tietoa",
        "tietosuoja",
        "void",
    }
)
# Segments that stand in a body's place: cases, people in a public role, quality report, classes.
RESERVED_BODY_SLUGS = frozenset({"asia", "henkilo", "laatu", "tehtavaluokat"})

# An IRI segment as `publisher.slugs.slugify` writes it.
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A municipality's code (Statistics Finland).
_MUNICIPALITY_CODE = re.compile(r"\d{3}")


def read_organizations(sections: Iterable[Section], tables: Tables) -> tuple[Organization, ...]:
    """Read the ``[[organization]]`` tables.

    Args:
        sections: One for each table; they note the mistakes.
        tables: The reference tables.

    Returns:
        The organisations in the order of the file.
    """
    taken: set[str] = set()
    found = []
    for section in sections:
        slug = _read_slug(section, taken)
        taken.add(slug)
        found.append(_read_organization(section, slug, tables))
    return tuple(found)


def _read_slug(section: Section, taken: set[str]) -> str:
    slug = section.required_text("slug", 'the short name in web addresses: slug = "metsalahti"')
    if not slug:
        return ""
    if not _SLUG.fullmatch(slug):
        section.reject(
            "slug", f'"{slug}" may only have a-z, 0-9 and hyphens between: "{slugify(slug)}"'
        )
    if slug in RESERVED_SLUGS:
        section.reject("slug", f'"{slug}" is a page of the site itself: choose another')
    if slug in taken:
        section.reject("slug", f'"{slug}" is the slug of an earlier organisation: choose another')
    return slug


def _read_organization(section: Section, slug: str, tables: Tables) -> Organization:
    known = tables.defaults.get(slug)
    kind = _read_kind(section, known)
    form = _read_form(section, kind, tables)
    bodies = _read_bodies(section, tables, tables.common_bodies.get(form, ()))
    bodies += _read_offices(section, tables, bodies)
    organization = Organization(
        slug=slug,
        kind=kind or "municipality",
        form=form,
        name=section.required_label("name", known.name if known else None),
        also_printed=section.texts("also_printed") or (),
        municipality_code=_read_code(section, kind, known),
        bodies=bodies,
        namesakes=_read_namesakes(section),
        index=index_bodies(bodies, tables.words),
        words=tables.words,
    )
    section.close()
    return organization


def _read_kind(section: Section, known: Defaults | None) -> Kind | None:
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    if section.has("kind"):
        return kinds.get(section.choice("kind", kinds) or "")
    if known is None:
        section.reject("kind", 'is missing: write "municipality" or "county"')
    return known.kind if known else None


def _read_form(section: Section, kind: Kind | None, tables: Tables) -> str:
    possible = [each.form for each in tables.forms.values() if kind in {None, each.kind}]
    if section.has("form"):
        return section.choice("form", possible) or ""
    if kind is None or len(possible) == 1:
        return possible[0]
    listed = ", ".join(f'"{form}"' for form in possible)
    section.reject("form", f"is missing: write one of {listed}")
    return ""


def _read_code(section: Section, kind: Kind | None, known: Defaults | None) -> str | None:
    code = section.text("municipality_code")
    if code is None:
        return known.municipality_code if known and kind == "municipality" else None
    if code and not _MUNICIPALITY_CODE.fullmatch(code):
        section.reject("municipality_code", f'"{code}" must be three digits: "091"')
    if code and kind == "county":
        section.reject("municipality_code", "belongs to municipalities: leave it out for a county")
    return code


def _read_namesakes(section: Section) -> tuple[str, ...]:
    names = []
    for each in section.tables("namesake", heading="[[organization.namesake]]"):
        name = each.required_text("name", 'given name first: name = "…"')
        names.append(" ".join(name.split()))
        each.close()
    return tuple(names)


def _read_bodies(section: Section, tables: Tables, common: tuple[Body, ...]) -> tuple[Body, ...]:
    """The organisation's own bodies, then the common ones that it has not described itself."""
    own: dict[str, Body] = {}
    owners: dict[str, str] = {}
    for each in section.tables("body", heading="[[organization.body]]"):
        body = _read_body(each, tables, common)
        if body.slug in own:
            each.reject("name", "is the name of an earlier body: put both into one table")
        for abbreviation in body.abbreviations:
            if owners.setdefault(abbreviation, body.slug) != body.slug:
                each.reject("abbreviations", f'"{abbreviation}" already means another body')
        own[body.slug] = body
        each.close()
    claimed = {abbreviation.casefold(): slug for abbreviation, slug in owners.items()}
    merged = (_merged(own.get(body.slug, body), body, claimed) for body in common)
    inherited = {body.slug: body for body in merged}
    return (
        *(inherited.get(slug, body) for slug, body in own.items()),
        *(body for slug, body in inherited.items() if slug not in own),
    )


def _read_body(section: Section, tables: Tables, common: tuple[Body, ...]) -> Body:
    name = _read_body_name(section, tables)
    slug = _body_slug(name, tables, common)
    if slug in RESERVED_BODY_SLUGS:
        section.reject("name", "gives an address that the site has for itself: choose another")
    return Body(
        slug=slug,
        name_fi=name.get("fi"),
        name_sv=name.get("sv"),
        abbreviations=section.texts("abbreviations") or (),
        classification=_read_classification(section, name, tables),
    )


def _read_offices(section: Section, tables: Tables, bodies: tuple[Body, ...]) -> tuple[Body, ...]:
    """The offices whose decisions are published (kuntalaki 140 § 2 mom.): none that is not named.

    No table of reference has them, and no ending of a word makes one out of a title. What is
    printed of one means no other, in either language, so that nobody's decisions become another's.
    """
    slugs = {body.slug for body in bodies}
    names = set(index_bodies(bodies, tables.words).by_name)
    printed = {short for body in bodies for short in body.abbreviations}
    found: dict[str, Body] = {}
    for each in section.tables("office", heading="[[organization.office]]"):
        name = _read_names(each, "[[organization.office]] name")
        office = Body(
            slug=slugify(name.get("fi") or name.get("sv") or ""),
            name_fi=name.get("fi"),
            name_sv=name.get("sv"),
            other_names=each.texts("also_printed") or (),
            abbreviations=each.texts("abbreviations") or (),
            classification=OFFICE,
        )
        if office.slug in RESERVED_BODY_SLUGS:
            each.reject("name", "gives an address that the site has for itself: choose another")
        called = {name_key(one, tables.words) for one in name.values()}
        if office.slug in slugs or called & names:
            each.reject("name", "is the name of a body or of an earlier office: choose another")
        for other in office.other_names:
            if name_key(other, tables.words) in names:
                each.reject("also_printed", f'"{other}" already means a body or another office')
        if taken := printed.intersection(office.abbreviations):
            each.reject("abbreviations", f'"{min(taken)}" already means a body or another office')
        slugs.add(office.slug)
        names |= {*called, *(name_key(other, tables.words) for other in office.other_names)}
        printed.update(office.abbreviations)
        found[office.slug] = office
        each.close()
    return tuple(found.values())


def _read_names(section: Section, heading: str) -> dict[str, str]:
    """The names by language, as they are written."""
    languages = section.table("name", heading=heading)
    names = {language: languages.text(language) for language in ("fi", "sv")}
    languages.close()
    if not any(names.values()):
        section.reject("name", 'is missing: name = { fi = "…", sv = "…" }, one of them at least')
    return {language: name for language, name in names.items() if name}


def _read_body_name(section: Section, tables: Tables) -> Mapping[str, str]:
    """The names by language, the Swedish one in the definite form."""
    found = _read_names(section, "[[organization.body]] name")
    if "sv" in found:
        found["sv"] = definite_form(found["sv"], tables.words)
    return found


def _body_slug(name: Mapping[str, str], tables: Tables, common: tuple[Body, ...]) -> str:
    """Of a common body its own slug, also if the settings have it in Swedish only."""
    by_name = index_bodies(common, tables.words).by_name
    keys = (name_key(each, tables.words) for each in name.values())
    same = next((by_name[key] for key in keys if key in by_name), None)
    return same.slug if same else slugify(name.get("fi") or name.get("sv") or "")


def _read_classification(
    section: Section, name: Mapping[str, str], tables: Tables
) -> Classification:
    known: dict[str, Classification] = {code: code for code in get_args(Classification)}
    if section.has("classification"):
        given = section.choice("classification", known) or ""
        return known.get(given, "muu")
    endings = (ending_of(each, tables.words) for each in name.values())
    ending = next((ending for ending in endings if ending), None)
    if name and not ending:
        section.reject(
            "classification",
            f"cannot be told from the name: write one of {', '.join(sorted(known))}",
        )
    return ending.classification if ending else "muu"


def _merged(body: Body, common: Body, claimed: Mapping[str, str]) -> Body:
    """A common body, as far as the organisation has not described it itself.

    Abbreviations that the organisation gives to another body are not inherited.
    """
    own = () if body is common else body.abbreviations
    free = tuple(
        each
        for each in common.abbreviations
        if claimed.get(each.casefold(), body.slug) == body.slug and each not in own
    )
    return msgspec.structs.replace(
        body,
        name_fi=body.name_fi or common.name_fi,
        name_sv=body.name_sv or common.name_sv,
        other_names=common.other_names,
        abbreviations=(*own, *free),
    )
