"""Where organisations decide, and which languages are official there."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.errors import TableError
from publisher.reference import Municipality, Place, read_counties, read_municipalities, read_places
from publisher.settings import Language, Organization
from publisher.web.catalogue.facts import LANGUAGES, Node, read_facts

_GEONAMES = "https://sws.geonames.org/"


def place_iris(organization: Organization) -> list[str]:
    """The municipality of an organisation in GeoNames; none of a county.

    DCAT-AP 3.0.1 (controlled vocabularies, `dcterms:spatial`) knows the EU authority tables, which
    have no municipality of Finland, and GeoNames. Where GeoNames is not known to have it, it is the
    one in the codes of Statistics Finland.
    """
    return [_iri(municipality, place) for municipality, place in _places([organization])]


def place_nodes(organizations: Iterable[Organization]) -> list[Node]:
    """What the municipalities of some organisations are called, and where they are."""
    return [_node(municipality, place) for municipality, place in _places(organizations)]


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


def _places(organizations: Iterable[Organization]) -> list[tuple[Municipality, Place]]:
    """The municipalities that have an IRI, and where they are.

    Raises:
        TableError: If the table of places lacks one of them.
    """
    places = {place.code: place for place in read_places()}
    pairs = []
    for municipality in filter(None, map(_municipality, organizations)):
        place = places.get(municipality.code)
        if place is None:
            message = f"mappings/reference/places.csv: add a row for {municipality.code}"
            raise TableError(message)
        pairs.append((municipality, place))
    return [pair for pair in pairs if _iri(*pair)]


def _iri(municipality: Municipality, place: Place) -> str:
    return f"{_GEONAMES}{place.geonames}/" if place.geonames else municipality.koodistot_uri


def _node(municipality: Municipality, place: Place) -> Node:
    node: Node = {
        "id": _iri(municipality, place),
        "type": ["Location"],
        "prefLabel": {"fi": municipality.name_fi, "sv": municipality.name_sv},
        "bbox": _box(place),
        "centroid": f"POINT({place.longitude} {place.latitude})",
    }
    if municipality.koodistot_uri:
        # As GeoDCAT-AP says which identifier a place has elsewhere; DCAT-AP itself has no word for
        # it. skos:exactMatch would make concepts of both (SKOS Reference, S19 and S20).
        node["geographicIdentifier"] = municipality.koodistot_uri
    return node


def _box(place: Place) -> str:
    """A box as Well-known Text, against the clock from its south-west corner.

    What names no reference system is in CRS84 (GeoSPARQL, `geo:wktLiteral`): longitude first.
    """
    west, south, east, north = place.west, place.south, place.east, place.north
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"
