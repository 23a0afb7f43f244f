"""Downloads: the §§ of an organisation and year, and its register of bodies, people and cases.

They are put together from the files of the pages, so that they cannot differ from them. With the
register comes all that Popolo has a class for, of all years, as one document.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from publisher.build.counting import QuadCounter
from publisher.build.desk import desk_of
from publisher.build.dumps import DumpWriter
from publisher.build.model import Batch, Plan
from publisher.build.table import COLUMNS, to_csv
from publisher.build.tables import TableWriter, WrittenTables, table_paths
from publisher.build.writing import SiteWriter
from publisher.examples.reading import read_themes
from publisher.examples.sieve import ENDING, Sieve
from publisher.rdf.iris import DOWNLOADS, SPARQL, Iris, graph_of
from publisher.rdf.syntaxes import split_lines, to_quads
from publisher.web.catalogue import DumpFormat, File, FileFormat
from publisher.web.labels import read_labels
from publisher.web.popolo import Pages, Writer
from publisher.web.tables import read_tables
from publisher.web.void import GraphStatistics

_LANGUAGE = COLUMNS.index("language")
# Files of pages one after the other, which were looked at when they were written.
_DUMPS: tuple[DumpFormat, ...] = ("nq", "ttl", "jsonld")
# Of all organisations and years, and what the names of its files begin with.
_WHOLE = f"{DOWNLOADS}/kaikki"


class Section(msgspec.Struct, frozen=True):
    """A § as the downloads need it.

    Attributes:
        iri: Of the §.
        cells: Its row of the table of decisions.
        provenance: What was read from which document, as N-Quads.
    """

    iri: str
    cells: tuple[str, ...]
    provenance: bytes


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """The downloads of an organisation for a year, or its register.

    Attributes:
        organization: Slug.
        year: None for the register.
        sections: The §§ of the year; none for the register.
        meetings: IRIs of the meetings of the year, for its tables; none for the register.
        pages: IRIs of the register's things; none for a year.
        provenance: What of the register was read from which document, as N-Quads; none for a
            year, whose §§ have their own.
        popolo: What the Popolo document beside a register is made from; None for a year.
    """

    organization: str
    year: int | None
    sections: tuple[Section, ...] = ()
    meetings: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    provenance: tuple[bytes, ...] = ()
    popolo: Pages | None = None


class Part(msgspec.Struct, frozen=True):
    """What a shard has of one theme of the example queries, as packed N-Triples.

    Attributes:
        theme: Its name.
        path: Below the site's root.
        triples: How many.
        size_bytes: Of the file.
    """

    theme: str
    path: str
    triples: int
    size_bytes: int


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was written of a shard.

    Attributes:
        organization: Slug.
        year: None for the register.
        files: Size and checksum of each.
        statistics: What the N-Quads hold.
        parts: What browsers load for the example queries.
        tables: The tables of a year; None for the register.
        languages: In which its §§ are written, in order.
    """

    organization: str
    year: int | None
    files: tuple[File, ...]
    statistics: GraphStatistics
    parts: tuple[Part, ...]
    tables: WrittenTables | None = None
    languages: tuple[str, ...] = ()


def remove_shard(
    site: Path, writer: SiteWriter, organization: str, year: int | None, themes: Iterable[str]
) -> None:
    """Remove the files of a shard, whichever of them are there.

    Args:
        site: The root of the site.
        writer: Of its files.
        organization: Slug.
        year: None for the register.
        themes: Names of those of the example queries.
    """
    stem, dumps = _stem(organization, year), DumpWriter(writer, site)
    for form in _DUMPS:
        dumps.remove(stem, form)
    others = [_path_of_popolo(organization)] if year is None else [f"{stem}.csv"]
    if year is not None:
        others += table_paths(stem)
    for path in (*others, *(_path_of_part(organization, year, theme) for theme in themes)):
        writer.remove(path)


def _path_of_part(organization: str, year: int | None, theme: str) -> str:
    return f"{SPARQL}/osat/{organization}-{year or 'rekisteri'}-{theme}.{ENDING}"


def _path_of_popolo(organization: str) -> str:
    return f"{DOWNLOADS}/{organization}-popolo.json"


def _stem(organization: str, year: int | None) -> str:
    return f"{DOWNLOADS}/{organization}-{year or 'rekisteri'}"


def write_shard(plan: Plan, shard: Shard) -> Batch:
    """Put the downloads of a shard together and write them.

    Args:
        plan: Of the build.
        shard: What belongs to it.

    Returns:
        The files that changed, and what was written (`Written`) as JSON.

    Raises:
        LeakError: If something private stands in a file.
    """
    gate = desk_of(plan).documents.gate
    writer, counter = SiteWriter(plan.site), QuadCounter()
    sieve = Sieve(read_themes(plan.settings.base_iri))
    iris = [section.iri for section in shard.sections] or list(shard.pages)
    provenance = [section.provenance for section in shard.sections] or shard.provenance
    quads = itertools.chain(_n_quads(plan, iris), _each_line_once(provenance))
    pages: dict[DumpFormat, Iterable[bytes]] = {
        "nq": _watched(quads, counter, sieve),
        "ttl": _page_files(plan, iris, "ttl"),
        "jsonld": map(bytes.rstrip, _page_files(plan, iris, "jsonld")),
    }
    dumps, stem = DumpWriter(writer, plan.site), _stem(shard.organization, shard.year)
    files = [file for form in _DUMPS for file in dumps.write(stem, form, pages[form])]
    others: list[tuple[str, FileFormat, Iterable[bytes]]] = []
    if shard.year is not None:
        cells = to_csv(section.cells for section in shard.sections)
        others.append((f"{stem}.csv", "csv", cells))
    if shard.popolo is not None:
        path = _path_of_popolo(shard.organization)
        content = _popolo(plan, shard.organization, path, shard.popolo)
        others.append((path, "json", content))
    for path, form, pieces in others:
        files.append(File(path, form, *writer.write_pieces(path, gate.passing(path, pieces))))
    tables = None if shard.year is None else _write_tables(plan, writer, shard, shard.year)
    if tables is not None:
        files.append(tables.package)
    written = Written(
        organization=shard.organization,
        year=shard.year,
        files=tuple(files),
        statistics=counter.statistics,
        parts=tuple(_write_parts(writer, shard, sieve)),
        tables=tables,
        languages=tuple(sorted({section.cells[_LANGUAGE] for section in shard.sections})),
    )
    return Batch(changes=tuple(writer.changes), figures=msgspec.json.encode(written))


def _write_tables(plan: Plan, writer: SiteWriter, shard: Shard, year: int) -> WrittenTables:
    """Write the tables of a year, from the records of its pages."""
    settings = plan.settings
    name = settings.organization(shard.organization).name
    tables = TableWriter(settings, writer, desk_of(plan).documents.gate, plan.site)
    return tables.write(
        _stem(shard.organization, year),
        read_tables().title.fill(name=name, year=year),
        _page_files(plan, [section.iri for section in shard.sections], "jsonld"),
        _page_files(plan, shard.meetings, "jsonld"),
    )


def _write_parts(writer: SiteWriter, shard: Shard, sieve: Sieve) -> Iterator[Part]:
    """Write the parts of a shard, also where one is empty: it may have been otherwise."""
    for theme, triples, content in sieve.parts():
        path = _path_of_part(shard.organization, shard.year, theme)
        writer.write(path, content)
        yield Part(theme, path, triples, len(content))


def _n_quads(plan: Plan, iris: Sequence[str]) -> Iterator[bytes]:
    for iri, content in zip(iris, _page_files(plan, iris, "nt"), strict=True):
        yield to_quads(content, graph_of(iri))


def _watched(pieces: Iterable[bytes], counter: QuadCounter, sieve: Sieve) -> Iterator[bytes]:
    """N-Quads, which are counted and sieved while they pass."""
    for piece in pieces:
        lines = split_lines(piece)
        counter.see(lines)
        sieve.see(lines)
        yield piece


def _each_line_once(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Without what was said before: the §§ of one document say the same of it."""
    seen: set[bytes] = set()
    for piece in pieces:
        lines = [line for line in piece.splitlines(keepends=True) if line not in seen]
        seen.update(lines)
        yield b"".join(lines)


def _page_files(plan: Plan, iris: Iterable[str], extension: str) -> Iterator[bytes]:
    paths = Iris(plan.settings.base_iri)
    for iri in iris:
        name = f"{plan.site}/{paths.path(iri)}.{extension}"
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123  (this runs for every page)
            yield file.read()


def _popolo(plan: Plan, organization: str, path: str, pages: Pages) -> Iterator[bytes]:
    """The Popolo document of an organisation, from the records of its pages."""
    base = plan.settings.base_iri
    writer = Writer(
        plan.settings.organization(organization),
        read_labels(plan.settings.languages),
        lambda iri: next(_page_files(plan, [iri], "jsonld")),
    )
    return writer.write(f"{base}{path}", f"{base}popolo-context.jsonld", pages)


def gather_dumps(site: Path, writer: SiteWriter, shards: Sequence[Written]) -> list[File]:
    """Put the packed dumps of all shards together, as those of the whole site.

    Args:
        site: The root of the site.
        writer: Of its files.
        shards: All of them.

    Returns:
        The files in order, one for each syntax, or more of a large site.
    """
    dumps = DumpWriter(writer, site)
    return [
        file
        for form in _DUMPS
        for file in dumps.gather(
            _WHOLE, form, (each for shard in shards for each in shard.files if each.format == form)
        )
    ]
