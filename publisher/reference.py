"""The reference tables of `mappings/reference`: how they are read; municipalities, counties.

Sources and licences of the tables are in ``mappings/reference/README.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import msgspec

from publisher.assets import asset_dir
from publisher.errors import TableError

_WIKIDATA = "http://www.wikidata.org/entity/"

_Row = TypeVar("_Row", bound=msgspec.Struct)


class Municipality(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality (kunta).

    Attributes:
        code: Three digits (Statistics Finland).
        slug: Its segment in IRIs.
        name_fi: The name in Finnish.
        name_sv: The name in Swedish; the Finnish one where there is no other.
        name_en: The name that English texts use.
        language_status: 0 Finnish, 1 bilingual with a Finnish majority, 2 Swedish, 3 bilingual with
            a Swedish majority (Statistics Finland).
        county_code: Of its wellbeing services county; empty in Helsinki and on Åland.
        valid_to: The last day of a municipality that is no more; otherwise empty.
        successor_code: The municipality it became part of; otherwise empty.
        koodistot_uri: In the code list of municipalities of Suomi.fi; empty if unknown.
        wikidata_qid: Only where it is certain; otherwise empty.
    """

    code: str
    slug: str
    name_fi: str
    name_sv: str
    name_en: str
    language_status: str
    county_code: str
    valid_to: str
    successor_code: str
    koodistot_uri: str
    wikidata_qid: str

    @property
    def same_as(self) -> tuple[str, ...]:
        """What others call the municipality on the web: Koodistot, then Wikidata."""
        wikidata = _WIKIDATA + self.wikidata_qid if self.wikidata_qid else ""
        return tuple(iri for iri in (self.koodistot_uri, wikidata) if iri)


class County(msgspec.Struct, frozen=True, kw_only=True):
    """A wellbeing services county (hyvinvointialue), or who organises its services otherwise.

    Attributes:
        code: Two digits (Statistics Finland); empty for HUS.
        slug: Its segment in IRIs.
        type: ``county``, ``municipality`` (Helsinki), ``region`` (Åland) or ``joint-authority``
            (HUS).
        name_fi: The name in Finnish.
        name_sv: The name in Swedish.
        name_en: The name that English texts use.
        business_id: Y-tunnus; empty if unknown.
    """

    code: str
    slug: str
    type: str
    name_fi: str
    name_sv: str
    name_en: str
    business_id: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a municipality is: degrees in WGS 84, with the sea that belongs to it.

    Attributes:
        code: Of the municipality (Statistics Finland).
        geonames: Its number in GeoNames; empty if only that of its central town is known.
        west: The least longitude.
        south: The least latitude.
        east: The greatest longitude.
        north: The greatest latitude.
        latitude: Of the centroid.
        longitude: Of the centroid.
    """

    code: str
    geonames: str
    west: float
    south: float
    east: float
    north: float
    latitude: float
    longitude: float


def read_municipalities() -> tuple[Municipality, ...]:
    """Read the municipalities, by code: those of today and those that ended since 2020.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("municipalities", Municipality)


def read_places() -> tuple[Place, ...]:
    """Read where the municipalities are, in the order of `read_municipalities`.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("places", Place)


def read_counties() -> tuple[County, ...]:
    """Read the counties, by code, and those who organise the same services otherwise.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("counties", County)


def read_table(
    table: str,
    row_type: type[_Row],
    *,
    lists: Collection[str] = (),
    optional: Collection[str] = (),
) -> tuple[_Row, ...]:
    """Read a table of ``mappings/reference`` into typed rows.

    Args:
        table: The file's name without its ending.
        row_type: What a row is; fields are named as the columns are, other columns left out.
        lists: The columns whose cells hold several values.
        optional: The columns whose empty cells are ``None``.

    Returns:
        The rows in the order of the file.

    Raises:
        TableError: If the file is missing or a cell is not what the type says.
    """
    found = []
    for line, row in enumerate(read_rows(table), start=2):
        values = {name: split_cell(row[name]) for name in lists if name in row}
        missing = {name: None for name in optional if not row[name]}
        try:
            found.append(msgspec.convert({**row, **values, **missing}, row_type, strict=False))
        except msgspec.ValidationError as error:
            message = f"{_path(table)}:{line}: {error}: correct the row"
            raise TableError(message) from error
    return tuple(found)


def read_rows(table: str) -> list[dict[str, str]]:
    """Read a table of ``mappings/reference``.

    Args:
        table: The file's name without its ending.

    Returns:
        The rows by column name, in the order of the file.

    Raises:
        TableError: If the file is missing, or a row is longer or shorter than the first line.
    """
    path = _path(table)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            columns = next(reader, [])
            rows = [(reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read ({error}): install Pykälä again"
        raise TableError(message) from error
    for line, cells in rows:
        if len(cells) != len(columns):
            message = f"{path}:{line}: has {len(cells)} cells: give it {len(columns)}"
            raise TableError(message)
    return [dict(zip(columns, cells, strict=True)) for _, cells in rows]


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(cell.split(";")) if cell else ()


def _path(table: str) -> Path:
    return asset_dir("mappings") / "reference" / f"{table}.csv"
