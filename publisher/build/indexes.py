"""The indexes of the search: one or more for the §§ of an organisation and year."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from publisher.build.desk import desk_of
from publisher.build.downloads import Shard
from publisher.build.model import Batch, Plan
from publisher.build.writing import SiteWriter
from publisher.errors import SearchError
from publisher.rdf.iris import SEARCH, Iris
from publisher.search.indexing import Index
from publisher.search.vocabulary import Table, written

# Pagefind takes an eighth of a megabyte of memory for each § that it has in hand.
_SECTIONS_PER_INDEX = 2000
_TAG_DIGITS = 12


class IndexFolder(msgspec.Struct, frozen=True):
    """A folder with an index.

    Attributes:
        path: Below the root of the site, with a final slash.
        tag: Changes with what is in it.
    """

    path: str
    tag: str


class Indexed(msgspec.Struct, frozen=True, kw_only=True):
    """What was indexed of an organisation and year.

    Attributes:
        organization: Slug.
        year: Calendar year.
        sections: How many §§.
        folders: In which they are.
        bodies: Paths of their bodies, with a name as printed.
        outcomes: Names in the code list.
        words: The table of their words, as a text.
    """

    organization: str
    year: int
    sections: int
    folders: tuple[IndexFolder, ...]
    bodies: dict[str, str]
    outcomes: tuple[str, ...]
    words: str


def write_index(plan: Plan, shard: Shard) -> Batch:
    """Index the §§ of an organisation and year, and write the files.

    Args:
        plan: Of the build.
        shard: The §§, in order.

    Returns:
        The files that changed, and what was written (`Indexed`) as JSON.

    Raises:
        SearchError: If Pagefind fails.
    """
    assert shard.year is not None  # noqa: S101  (registers are not indexed)
    writer, table = SiteWriter(plan.site), Table()
    folders: list[IndexFolder] = []
    bodies: dict[str, str] = {}
    outcomes: set[str] = set()
    paths: set[str] = set()
    for number, records in enumerate(_records(plan, shard), start=1):
        index = _index(plan, records)
        folder = f"{_folder(shard.organization, shard.year)}{number}/"
        for path, content in sorted(index.files.items()):
            writer.write(f"{folder}{path}", content)
            paths.add(f"{folder}{path}")
        folders.append(IndexFolder(folder, _tag(index)))
        bodies |= index.bodies
        outcomes |= {*index.outcomes}
        for lemma, forms in index.table.items():
            table.setdefault(lemma, set()).update(forms)
    _remove_others(plan.site, writer, _folder(shard.organization, shard.year), paths)
    indexed = Indexed(
        organization=shard.organization,
        year=shard.year,
        sections=len(shard.sections),
        folders=tuple(folders),
        bodies=dict(sorted(bodies.items())),
        outcomes=tuple(sorted(outcomes)),
        words=written(table),
    )
    return Batch(changes=tuple(writer.changes), indexed=msgspec.json.encode(indexed))


def remove_index(site: Path, writer: SiteWriter, organization: str, year: int) -> None:
    """Remove all files of the index of an organisation and year."""
    _remove_others(site, writer, _folder(organization, year), frozenset())


def _folder(organization: str, year: int) -> str:
    return f"{SEARCH}/{organization}-{year}/"


def _index(plan: Plan, records: Sequence[dict[str, Any]]) -> Index:
    """The index of some §§.

    Raises:
        SearchError: If Pagefind fails, or is no longer there.
    """
    indexer = desk_of(plan).indexer
    if indexer is None:
        message = "the libraries of the search went away during the build: build again"
        raise SearchError(message)
    return indexer.make(plan.settings.base_iri, records)


def _records(plan: Plan, shard: Shard) -> Iterator[list[dict[str, Any]]]:
    """The records of the §§ from the files of their pages, which the gate has looked at.

    Yields:
        As many at a time as one index takes, and one at least.
    """
    iris = Iris(plan.settings.base_iri)
    for first in range(0, len(shard.sections), _SECTIONS_PER_INDEX):
        some = shard.sections[first : first + _SECTIONS_PER_INDEX]
        files = (plan.site / f"{iris.path(section.iri)}.jsonld" for section in some)
        yield [msgspec.json.decode(file.read_bytes()) for file in files]


def _tag(index: Index) -> str:
    """Changes with what is in an index: its entry names the file that names the others."""
    return hashlib.sha256(index.files["pagefind-entry.json"]).hexdigest()[:_TAG_DIGITS]


def _remove_others(
    site: Path, writer: SiteWriter, folder: str, kept: set[str] | frozenset[str]
) -> None:
    """Remove the files of a folder that were not written."""
    there = (path for path in (site / folder).rglob("*") if path.is_file())
    for path in sorted(path.relative_to(site).as_posix() for path in there):
        if path not in kept:
            writer.remove(path)
