"""The downloads of an organisation as their page lists them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from publisher.build.downloads import Written
from publisher.build.dumps import PACKED
from publisher.build.tables import WrittenTables
from publisher.web.catalogue import Dataset, File, Packed
from publisher.web.catalogue.facts import read_facts
from publisher.web.derived import texts
from publisher.web.tables import read_tables

# Files that hold something else than the §§ of a year or the register.
_OF_THEIR_OWN = frozenset({"json", "package"})


def listed(dataset: Dataset, shards: Iterable[Written]) -> dict[str, Any]:
    """The downloads of an organisation.

    Args:
        dataset: Of the organisation.
        shards: What was written, of any organisation.

    Returns:
        Its name, first and last day, and the files and tables of each year.
    """
    slug = dataset.organization.slug
    tables = {one.year: one.tables for one in shards if one.organization == slug and one.tables}
    return {
        "slug": dataset.organization.slug,
        "organization": texts(dataset.organization.name),
        "first": dataset.first.isoformat(),
        "last": dataset.last.isoformat(),
        "parts": [
            {
                "year": year,
                "files": [
                    {
                        "format": read_facts().format[file.format].name,
                        "contents": file.format if file.format in _OF_THEIR_OWN else None,
                        **_file(file),
                    }
                    for _, file in files
                ],
                "tables": list(_listed_tables(tables[year])) if year in tables else [],
                "metadata": _file(tables[year].metadata) if year in tables else None,
            }
            for year, files in itertools.groupby(dataset.files, key=lambda entry: entry[0])
        ],
    }


def whole_file(file: File) -> dict[str, Any]:
    """A dump of the whole site, which is there in packed form alone."""
    return {"format": read_facts().format[file.format].name, **_file(file)}


def _listed_tables(written: WrittenTables) -> Iterator[dict[str, Any]]:
    declared = {table.name: table for table in read_tables().tables}
    for one in written.tables:
        yield {
            "titles": declared[one.table].titles,
            "slug": declared[one.table].slug,
            "rows": one.rows,
            "files": [{"format": file.format, **_file(file)} for file in one.files],
        }


def _file(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "href": file.path,
        "sizeBytes": file.size_bytes,
        "sha256": file.sha256,
        "part": file.part,
        "packed": file.packed and _packed(file.path, file.packed),
    }


def _packed(path: str, packed: Packed) -> dict[str, Any]:
    return {
        "href": f"{path}{PACKED}",
        "sizeBytes": packed.size_bytes,
        "sha256": packed.sha256,
    }
