"""Where organisations decide, and which languages are official there."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.reference import Municipality, read_counties, read_municipalities
from publisher.settings import Language, Organization
from publisher.web.catalogue.facts import LANGUAGES, Node, read_facts


def place_iris(organization: Organization) -> list[str]:
    """The municipality of an organisation in the codes of Statistics Finland; none of a county."""
    return [place.koodistot_uri for place in _places([organization])]


def place_nodes(organizations: Iterable[Organization]) -> list[Node]:
    """What the municipalities of some organisations are called."""
    return [
        {
            "id": place.koodistot_uri,
            "type": ["Location"],
            "prefLabel": {"fi": place.name_fi, "sv": place.name_sv},
        }
        for place in _places(organizations)
    ]


def official_languages(organization: Organization) -> tuple[Language, ...]:
    """The languages of a municipality, or all those of a county's municipalities.

    That is what makes either of them bilingual (Language Act 423/2003; Act on Wellbeing Services
    Counties 611/2021). None if the tables do not know the organisation.
    """
    counties = [each for each in read_counties() if each.slug == organization.slug]
    codes = {each.code for each in counties if each.type == "county"}
    own = _municipality(organization)
    places = [own] if own else [each for each in read_municipalities() if each.county_code in codes]
    by_status = read_facts().minutes_languages
    found = {code for place in places for code in by_status[place.language_status]}
    return tuple(code for code in LANGUAGES if code in found)


def _municipality(organization: Organization) -> Municipality | None:
    """What the reference table knows of a municipality; ``None`` for a county."""
    code = organization.municipality_code
    return next((each for each in read_municipalities() if each.code == code), None)


def _places(organizations: Iterable[Organization]) -> list[Municipality]:
    found = map(_municipality, organizations)
    return [place for place in found if place and place.koodistot_uri]
