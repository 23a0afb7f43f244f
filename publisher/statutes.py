"""The acts that minutes cite: their names, their provisions, and when these applied.

Sources and licences of the tables are in ``mappings/reference/README.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from publisher.reference import read_rows, read_table

_BLANK = re.compile(r"\s+")


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
        in_force: The day on which most of it came into force; None if unknown.
        domain: Where several acts in force share a name: ``county`` or ``municipality`` for whose
            bodies mean this one, or the beginnings of words in the names of such bodies.
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
    in_force: dt.date | None
    domain: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and abbreviation, in base form."""
        titles = (self.title_fi, self.title_current_fi, self.title_sv)
        every = (*titles, *self.names_fi, *self.forms_sv, *self.abbreviations)
        return tuple(name for name in every if name)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section that an act has or has had.

    Attributes:
        part: The part (*osa*) of the act, where it belongs to the IRI; otherwise empty.
        chapter: Its chapter; empty if the act has none.
        number: With its letter and without blanks: ``27e``.
        items: How many items (*kohta*) each of its subsections (*momentti*) has had at most; empty
            where its subsections are not known.
    """

    part: str
    chapter: str
    number: str
    items: tuple[int, ...]

    @property
    def path(self) -> str:
        """The section below the IRI of its act (Semantic Finlex)."""
        return "/".join((*_steps(self.part, self.chapter), f"pykala/{self.number}"))

    def path_to(self, subsection: str | None, item: str | None) -> str:
        """The section, its subsection or the item of that, as deep as it is known to go.

        Args:
            subsection: Its number; None if none is named, which an item needs only where the
                section has several.
            item: Its number and letter; None if none is named.
        """
        above = "1" if subsection is None and len(self.items) == 1 else subsection
        if not _is_one_of(above, len(self.items)):
            return self.path
        path = f"{self.path}/momentti/{above}"
        if _is_one_of(item, self.items[int(above or "0") - 1]):
            return f"{path}/kohta/{item}"
        return self.path if subsection is None else path


class Remnant(msgspec.Struct, frozen=True, kw_only=True):
    """Provisions of an act that went on to apply when the rest of it was repealed.

    Attributes:
        chapters: Whole chapters of the act.
        sections: Sections of it outside these.
        last: The last day; None if they still apply.
    """

    chapters: frozenset[str]
    sections: frozenset[str]
    last: dt.date | None

    def holds(self, section: Section, day: dt.date) -> bool:
        """Whether a section is one of them on a day."""
        belongs = section.number in self.sections or section.chapter in self.chapters
        return belongs and (self.last is None or day <= self.last)


class Statutes:
    """The acts, which provisions they have or have had, and when these applied.

    Attributes:
        all: The acts, the most cited ones first.
    """

    def __init__(
        self,
        statutes: Sequence[Statute],
        chapters: Mapping[str, Sequence[Mapping[str, str]]],
        remnants: Mapping[str, Sequence[Remnant]],
    ) -> None:
        self.all = tuple(statutes)
        self._chapters = chapters
        # Few acts of the table are cited in one run.
        self._sections = lru_cache(maxsize=None)(self._read_sections)
        self._remnants = remnants
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

    def _read_sections(self, statute_id: str) -> tuple[Section, ...]:
        chapters = self._chapters.get(statute_id, ())
        return tuple(section for row in chapters for section in _read_sections(row))

    def section(self, statute_id: str, section: str, chapter: str | None) -> Section | None:
        """A section of an act.

        Args:
            statute_id: For example ``710/1982``.
            section: With or without a blank before the letter: ``27 e``.
            chapter: The same way, or ``None`` if the citation names none.

        Returns:
            ``None`` if the act has no such section, or if several chapters have it and the chapter
            was not given.
        """
        wanted = squeeze(section)
        within = None if chapter is None else squeeze(chapter)
        found = [
            one
            for one in self._sections(statute_id)
            if one.number == wanted and within in {None, one.chapter}
        ]
        return found[0] if len(found) == 1 else None

    def chapter_path(self, statute_id: str, chapter: str) -> str | None:
        """A chapter below the IRI of its act; ``None`` if the act has none of that number, or two.

        Two parts of an act may each have a chapter 1.
        """
        wanted = squeeze(chapter)
        every = self._sections(statute_id)
        parts = {one.part for one in every if one.chapter == wanted}
        return "/".join(_steps(parts.pop(), wanted)) if len(parts) == 1 else None

    def applied(self, statute: Statute, section: Section | None, day: dt.date) -> bool:
        """Whether an act was in force on a day, or one of its sections if the act no longer was.

        Sections 27 d and 27 e of 710/1982 stayed in force when 1301/2014 replaced it (its section
        61), and most of 365/1995 was applied for two years beside 410/2015 (its section 147).
        """
        if statute.in_force is not None and day < statute.in_force:
            return False
        successor = self._by_id.get(statute.repealed_by)
        ended = successor.in_force if successor is not None else None
        if ended is None or day < ended:
            return True
        remnants = self._remnants.get(statute.id, ())
        return section is not None and any(one.holds(section, day) for one in remnants)


def read_statutes() -> Statutes:
    """Read the acts, their sections, and which of these outlived the rest of their act.

    Raises:
        TableError: If a table is damaged.
    """
    lists = ("names_fi", "abbreviations", "forms_sv", "domain")
    statutes = read_table("statutes", Statute, lists=lists, optional=("in_force",))
    chapters: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows("statute_sections"):
        chapters[row["statute"]].append(row)
    remnants: dict[str, list[Remnant]] = defaultdict(list)
    for row in read_rows("statute_remnants"):
        remnants[row["statute"]].append(_read_remnant(row))
    return Statutes(statutes, dict(chapters), dict(remnants))


def squeeze(number: str) -> str:
    """A number with its letter, without blanks and in small letters: ``27 E`` is ``27e``."""
    return _BLANK.sub("", number).lower()


def _read_sections(row: Mapping[str, str]) -> Iterator[Section]:
    """The sections of a chapter: ``28:7+3+0`` has three subsections, the first with seven items."""
    for cell in row["sections"].split():
        number, _, items = cell.partition(":")
        counts = tuple(int(count) for count in items.split("+")) if items else ()
        yield Section(part=row["part"], chapter=row["chapter"], number=number, items=counts)


def _read_remnant(row: Mapping[str, str]) -> Remnant:
    return Remnant(
        chapters=frozenset(row["chapters"].split()),
        sections=frozenset(row["sections"].split()),
        last=dt.date.fromisoformat(row["until"]) if row["until"] else None,
    )


def _is_one_of(number: str | None, count: int) -> bool:
    return number is not None and number.isdecimal() and 1 <= int(number) <= count


def _steps(part: str, chapter: str) -> tuple[str, ...]:
    named = (("osa", part), ("luku", chapter))
    return tuple(f"{name}/{number}" for name, number in named if number)


def _newest_first(statute: Statute) -> tuple[int, int]:
    return -statute.year, -statute.number


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
