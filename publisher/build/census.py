"""What there is, counted and listed: what pages of the whole site and the report are made from."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from publisher.build.downloads import Section, Written
from publisher.build.indexes import Indexed
from publisher.build.model import Fate
from publisher.build.rivals import Loss, Why, sentences
from publisher.settings import Body
from publisher.web.popolo import Pages

# The pages that tell most of people, of a § whose time for an appeal still runs.
_IN_WINDOW = (
    "SELECT m.iri FROM mention m JOIN record r ON r.id = m.record "
    "WHERE m.kind IN ('meeting', 'case', 'person') AND r.open"
)


class Census:
    """Questions to the memory of a work folder."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def shards(self) -> list[tuple[str, int, int, str, str]]:
        """Organisation, year, number of §§, first and last day, of everything there is."""
        return list(
            self._db.execute(
                "SELECT organization, year, COUNT(*), MIN(day), MAX(day) FROM record "
                "WHERE kind = 'section' GROUP BY organization, year ORDER BY 1, 2"
            )
        )

    def organizations(self) -> list[tuple[str, int, str, str]]:
        """Organisation, number of §§, first and last day, of everybody with a record.

        The days are those of §§; where there is none, those of foreseen meetings.
        """
        return list(
            self._db.execute(
                "SELECT organization, COUNT(section), COALESCE(MIN(section), MIN(day)), "
                "COALESCE(MAX(section), MAX(day)) FROM (SELECT organization, day, "
                "CASE kind WHEN 'section' THEN day END AS section FROM record) "
                "GROUP BY organization ORDER BY 1"
            )
        )

    def sections(self, organization: str, year: int) -> tuple[Section, ...]:
        """The §§ of an organisation and year, in the order of the table of decisions."""
        rows = self._db.execute(
            "SELECT iri, cells, provenance FROM record "
            "WHERE organization = ? AND year = ? AND kind = 'section' ORDER BY day, iri",
            (organization, year),
        )
        return tuple(
            Section(iri, msgspec.json.decode(cells, type=tuple[str, ...]), provenance)
            for iri, cells, provenance in rows
        )

    def meetings_of(self, organization: str, year: int) -> tuple[str, ...]:
        """The IRIs of the meetings of an organisation and year, held and foreseen, in order."""
        rows = self._db.execute(
            "SELECT DISTINCT m.iri FROM mention m JOIN record r ON r.id = m.record "
            "WHERE r.organization = ? AND r.year = ? AND m.kind = 'meeting' ORDER BY m.iri",
            (organization, year),
        )
        return tuple(row[0] for row in rows)

    def register(self, organization: str) -> tuple[str, ...]:
        """The pages of an organisation beside those of its §§.

        Returns:
            The IRIs, in order, of itself, its bodies and offices, meetings, cases and people, the
            page of its function classes and the report on its quality. Laws are nobody's.
        """
        rows = self._db.execute(
            "SELECT DISTINCT m.iri FROM mention m JOIN record r ON r.id = m.record "
            "WHERE r.organization = ? AND m.kind <> 'law' ORDER BY m.iri",
            (organization,),
        )
        return tuple(row[0] for row in rows)

    def pages(self, organization: str) -> Pages:
        """The pages of an organisation by kind, as its Popolo document needs them."""
        rows = self._db.execute(
            "SELECT DISTINCT m.kind, m.iri FROM mention m JOIN record r ON r.id = m.record "
            "WHERE r.organization = ? AND m.kind <> 'law' ORDER BY m.iri",
            (organization,),
        )
        found: dict[str, list[str]] = {}
        for kind, iri in rows:
            found.setdefault(kind, []).append(iri)
        sections = self._db.execute(
            "SELECT iri FROM record WHERE organization = ? AND kind = 'section' ORDER BY day, iri",
            (organization,),
        )
        return Pages(
            organization=found["organization"][0],
            bodies=tuple(found.get("body", ())),
            offices=tuple(found.get("office", ())),
            people=tuple(found.get("person", ())),
            meetings=tuple(found.get("meeting", ())),
            sections=tuple(row[0] for row in sections),
        )

    def provenance_of_meetings(self, organization: str) -> tuple[bytes, ...]:
        """Which documents foresaw or recorded meetings of an organisation, as N-Quads.

        What a document is stands beside the §§ that were read from it, if there are any, and is not
        said again.
        """
        rows = self._db.execute(
            "SELECT provenance, EXISTS (SELECT 1 FROM speaker s WHERE s.document = r.document "
            "AND s.kind = 'section') "
            "FROM record r WHERE organization = ? AND kind <> 'section' ORDER BY iri",
            (organization,),
        )
        return tuple(_of_records(said) if described else said for said, described in rows)

    def downloads(self) -> list[Written]:
        """What was written of every download, by organisation, registers first."""
        rows = self._db.execute("SELECT figures FROM download ORDER BY organization, year")
        return [msgspec.json.decode(row[0], type=Written) for row in rows]

    def indexes(self) -> list[Indexed]:
        """What was written of every index of the search, by organisation and year."""
        rows = self._db.execute("SELECT figures FROM search_index ORDER BY organization, year")
        return [msgspec.json.decode(row[0], type=Indexed) for row in rows]

    def newest(self, organization: str | None, count: int) -> list[str]:
        """The IRIs of the newest §§ of an organisation, or of all."""
        where = "" if organization is None else "AND organization = :organization"
        rows = self._db.execute(
            f"SELECT iri FROM record WHERE kind = 'section' {where} "  # noqa: S608
            "ORDER BY day DESC, iri LIMIT :count",
            {"organization": organization, "count": count},
        )
        return [row[0] for row in rows]

    def months(self) -> list[tuple[str, int]]:
        """How many §§ each month has, as ``2026-04``, from the first to the last that has any."""
        return list(
            self._db.execute(
                "SELECT substr(day, 1, 7), COUNT(*) FROM record WHERE kind = 'section' "
                "GROUP BY 1 ORDER BY 1"
            )
        )

    def indexed_pages(self) -> Iterator[str]:
        """The IRI of everything whose page search engines may keep, in order."""
        rows = self._db.execute(
            f"SELECT iri FROM record WHERE kind = 'section' AND NOT open UNION "  # noqa: S608
            f"SELECT iri FROM mention WHERE iri NOT IN ({_IN_WINDOW}) ORDER BY 1"
        )
        return (row[0] for row in rows)

    def meetings(self) -> list[str]:
        """The IRI of every meeting that has a page."""
        return [
            row[0]
            for row in self._db.execute("SELECT DISTINCT iri FROM mention WHERE kind = 'meeting'")
        ]

    def in_window(self, kind: str, iris: Sequence[str]) -> frozenset[str]:
        """Which pages of a kind tell people of a § of which personal data are still there.

        Search engines, which keep copies, may not have those.
        """
        rows = self._db.execute(
            f"SELECT DISTINCT iri FROM ({_IN_WINDOW} AND m.kind = ?) "  # noqa: S608
            "WHERE iri IN (SELECT value FROM json_each(?))",
            (kind, msgspec.json.encode(iris).decode()),
        )
        return frozenset(row[0] for row in rows)

    def counts(self) -> Counter[str]:
        """How many pages there are of each kind."""
        rows = self._db.execute(
            "SELECT 'section', COUNT(*) FROM record WHERE kind = 'section' "
            "UNION ALL SELECT kind, COUNT(*) FROM (SELECT kind FROM mention GROUP BY iri) "
            "GROUP BY kind"
        )
        return Counter(dict(rows))

    def count_by_organization(self) -> dict[str, dict[str, int]]:
        """How many bodies and meetings each organisation has, by slug and kind."""
        rows = self._db.execute(
            "SELECT r.organization, m.kind, COUNT(*) FROM (SELECT iri, kind, MIN(record) AS one "
            "FROM mention WHERE kind IN ('body', 'meeting') GROUP BY iri) m "
            "JOIN record r ON r.id = m.one GROUP BY 1, 2"
        )
        found: dict[str, dict[str, int]] = {}
        for slug, kind, count in rows:
            found.setdefault(slug, {})[kind] = count
        return found

    def bodies(self) -> list[tuple[str, Body]]:
        """Every body and every office that has a record, with its organisation."""
        rows = self._db.execute("SELECT DISTINCT organization, body FROM record ORDER BY 1, 2")
        return [(slug, msgspec.json.decode(body, type=Body)) for slug, body in rows]

    def documents(self) -> Iterator[dict[str, object]]:
        """Every document with its fate, by name, as the report prints it."""
        # Not a join, since the rows of records are long and this needs but what an index holds.
        iris: dict[str, list[str]] = {}
        for name, iri in self._db.execute("SELECT document, iri FROM speaker ORDER BY 1, 2"):
            iris.setdefault(name, []).append(iri)
        losses = self._losses()
        rows = self._db.execute(
            "SELECT name, sha256, fate, reason, notes, withheld FROM document ORDER BY name"
        )
        for name, sha256, fate, reason, notes, withheld in rows:
            told = losses.get(name, [])
            added = [loss for loss in told if loss.why is Why.ADDS_LANGUAGE]
            elsewhere = [loss for loss in told if loss.why is not Why.ADDS_LANGUAGE]
            lost = _faults(elsewhere)
            yield {
                "document": name,
                "sha256": sha256 or None,
                "fate": _fate_of_loser(name, iris).value if lost else fate,
                "reason": "; ".join([*filter(None, [reason]), *sentences(lost)]) or None,
                "iris": iris.get(name, []),
                "elsewhere": [msgspec.to_builtins(loss) for loss in elsewhere],
                "notes": [*msgspec.json.decode(notes), *sentences(added)],
                "withheld": msgspec.json.decode(withheld),
            }

    def fates(self) -> dict[int, Counter[Fate]]:
        """How many documents of each source had each fate, as the report says them."""
        losers = {name for name, losses in self._losses().items() if _faults(losses)}
        speakers = {row[0] for row in self._db.execute("SELECT document FROM speaker")}
        rows = self._db.execute("SELECT name, source, fate FROM document")
        found: dict[int, Counter[Fate]] = {}
        for name, source, fate in rows:
            final = _fate_of_loser(name, speakers) if name in losers else Fate(fate)
            found.setdefault(source, Counter())[final] += 1
        return found

    def unmet(self) -> dict[str, Counter[str]]:
        """How many §§ of each organisation do not meet some rule of a grade."""
        rows = self._db.execute(
            "SELECT organization, unmet, COUNT(*) FROM record "
            "WHERE kind = 'section' AND unmet <> '' GROUP BY 1, 2"
        )
        found: dict[str, Counter[str]] = {}
        for organization, grades, count in rows:
            found.setdefault(organization, Counter()).update(dict.fromkeys(grades.split(), count))
        return found

    def sources_of(self, names: Iterable[str]) -> set[int]:
        """The sources of documents of the last build, as indexes of the settings."""
        return {
            source
            for name in names
            for (source,) in self._db.execute("SELECT source FROM document WHERE name = ?", (name,))
        }

    def _losses(self) -> dict[str, list[Loss]]:
        """What documents tell of that is published of others, or of none, by document."""
        found: dict[str, list[Loss]] = {}
        for name, loss in self._db.execute("SELECT document, loss FROM rival ORDER BY 1, iri"):
            found.setdefault(name, []).append(msgspec.json.decode(loss, type=Loss))
        return found

    def latest_day(self) -> dt.date | None:
        """The newest day of any § or foreseen meeting."""
        day = self._db.execute("SELECT MAX(day) FROM record").fetchone()[0]
        return None if day is None else dt.date.fromisoformat(day)


def _of_records(provenance: bytes) -> bytes:
    """Without the lines that describe documents, whose IRIs are hashes (RFC 6920)."""
    lines = provenance.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"<ni:"))


def _faults(losses: Sequence[Loss]) -> list[Loss]:
    """Without what is no fault.

    That is what minutes retell of earlier ones, which is not theirs to publish, and what they say
    of a § beside minutes in another language.
    """
    return [loss for loss in losses if loss.why not in {Why.RETOLD, Why.ADDS_LANGUAGE}]


def _fate_of_loser(name: str, speakers: Container[str]) -> Fate:
    """The fate of a document that does not speak for all that it tells of.

    Args:
        name: Of the document.
        speakers: Every document that speaks for anything.
    """
    return Fate.PUBLISHED_IN_PART if name in speakers else Fate.WITHHELD
