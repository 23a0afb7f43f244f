"""The reference tables: municipalities, counties, and the acts that minutes cite.

Sources and licences of the tables are in ``mappings/reference/README.md``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from publisher.assets import asset_dir
from publisher.errors import TableError

_WIKIDATA = "http://www.wikidata.org/entity/"
_BLANK = re.compile(r"\s+")

_Row = TypeVar("_Row", bound=msgspec.Struct)
_SectionTable = Mapping[str, Sequence[tuple[str, str, frozenset[str]]]]


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


class Statute(msgspec.Struct, frozen=True, kw_only=True):
    """An act or decree that minutes cite.

    Attributes:
        id: As Finns cite it, number first: ``410/2015``. Of the EU: ``EU 2016/679``.
        iri: The work, in no particular version (Semantic Finlex, or ELI of the EU).
        year: Of the collection of statutes; 0 for the EU's.
        number: In that year's collection; 0 for the EU's.
        title_fi: As enacted.
        title_sv: As enacted; empty if unknown.
        title_current_fi: After an amendment changed the title; empty if none did.
        names_fi: Short names that are not the title.
        abbreviations: In use; one may stand for several acts, or for a body.
        forms_sv: The definite forms that running Swedish uses.
        pattern: A regular expression for the inflected Finnish names, for any case of letters and
            to be used between word boundaries; empty if there is none.
        section_numbering: ``continuous``, or ``per-chapter`` where a section without its chapter
            says nothing.
        repealed_by: The act that repealed it, maybe not in whole and maybe not in the table; empty
            if none is known.
    """

    id: str
    iri: str
    year: int
    number: int
    title_fi: str
    title_sv: str
    title_current_fi: str
    names_fi: tuple[str, ...]
    abbreviations: tuple[str, ...]
    forms_sv: tuple[str, ...]
    pattern: str
    section_numbering: str
    repealed_by: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and abbreviation, in base form."""
        titles = (self.title_fi, self.title_current_fi, self.title_sv)
        every = (*titles, *self.names_fi, *self.forms_sv, *self.abbreviations)
        return tuple(name for name in every if name)


class Statutes:
    """The acts, and which sections they have or have had.

    Attributes:
        all: The acts, the most cited ones first.
    """

    def __init__(self, statutes: tuple[Statute, ...], sections: _SectionTable) -> None:
        self.all = statutes
        self._sections = sections
        self._by_id = {statute.id: statute for statute in statutes}
        self._by_name: dict[str, list[Statute]] = defaultdict(list)
        for statute in sorted(statutes, key=_newest_first):
            for name in dict.fromkeys(map(_fold, statute.names)):
                self._by_name[name].append(statute)

    def get(self, statute_id: str) -> Statute | None:
        """An act by its id, for example ``410/2015``; ``None`` if the table lacks it."""
        return self._by_id.get(statute_id)

    def candidates(self, name: str) -> tuple[Statute, ...]:
        """The acts that bear a name.

        Args:
            name: A title, short name or abbreviation in base form, or a Swedish definite form, in
                any case of letters.

        Returns:
            The newest act first; empty if the name is unknown.
        """
        return tuple(self._by_name.get(_fold(name), ()))

    def predecessors(self, statute_id: str) -> tuple[Statute, ...]:
        """The acts that an act repealed, the newest first.

        Some sections of them may have stayed in force, which is why a citation of the new act may
        mean one of them: *sosiaalihuoltolain 27 e §* is in 710/1982 and not in 1301/2014.
        """
        repealed = [statute for statute in self.all if statute.repealed_by == statute_id]
        return tuple(sorted(repealed, key=_newest_first))

    def section_iri(self, statute_id: str, section: str, chapter: str | None) -> str | None:
        """The IRI of a section (Semantic Finlex).

        Args:
            statute_id: For example ``710/1982``.
            section: With or without a blank before the letter: ``27 e``.
            chapter: The same way, or ``None`` if the citation names none.

        Returns:
            The section in no particular version; ``None`` if the act has no such section, or if
            several chapters have it and the chapter was not given.
        """
        wanted = _BLANK.sub("", section).lower()
        within = None if chapter is None else _BLANK.sub("", chapter).lower()
        paths = [
            _section_path(part, in_chapter, wanted)
            for part, in_chapter, listed in self._sections.get(statute_id, ())
            if within in {None, in_chapter} and wanted in listed
        ]
        return f"{self._by_id[statute_id].iri}/{paths[0]}" if len(paths) == 1 else None


def read_municipalities() -> tuple[Municipality, ...]:
    """Read the municipalities, by code: those of today and those that ended since 2020.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("municipalities", Municipality)


def read_counties() -> tuple[County, ...]:
    """Read the counties, by code, and those who organise the same services otherwise.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("counties", County)


def read_statutes() -> Statutes:
    """Read the acts and their sections.

    Raises:
        TableError: If a table is damaged.
    """
    statutes = read_table("statutes", Statute, lists=("names_fi", "abbreviations", "forms_sv"))
    sections: dict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
    for row in read_rows("statute_sections"):
        listed = frozenset(row["sections"].split())
        sections[row["statute"]].append((row["part"], row["chapter"], listed))
    return Statutes(statutes, dict(sections))


def read_table(
    table: str, row_type: type[_Row], *, lists: Collection[str] = ()
) -> tuple[_Row, ...]:
    """Read a table of ``mappings/reference`` into typed rows.

    Args:
        table: The file's name without its ending.
        row_type: What a row is; fields are named as the columns are, other columns left out.
        lists: The columns whose cells hold several values.

    Returns:
        The rows in the order of the file.

    Raises:
        TableError: If the file is missing or a cell is not what the type says.
    """
    found = []
    for line, row in enumerate(read_rows(table), start=2):
        values = {name: split_cell(row[name]) for name in lists if name in row}
        try:
            found.append(msgspec.convert({**row, **values}, row_type, strict=False))
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


def _newest_first(statute: Statute) -> tuple[int, int]:
    return -statute.year, -statute.number


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _section_path(part: str, chapter: str, section: str) -> str:
    steps = (("osa", part), ("luku", chapter), ("pykala", section))
    return "/".join(f"{name}/{number}" for name, number in steps if number)
