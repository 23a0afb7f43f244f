"""The tables among the downloads, as people and programs that are not ours open them."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import rdflib
from csvw import Column, Table, TableGroup
from rfc3986 import URIReference

from publisher.web.tables import read_tables
from publisher.web.tables.delimited import unguarded
from tests.site.building import Built

STEMS = (
    "jokirannan-hyvinvointialue-2025",
    "jokirannan-hyvinvointialue-2026",
    "metsalahti-2025",
    "metsalahti-2026",
)
SLUGS = {table.name: table.slug for table in read_tables().tables}
# What the demo has of each, over all organisations and years.
ROWS = {
    "meetings": 26,
    "items": 36,
    "decisions": 29,
    "proposals": 37,
    "votes": 2,
    "individual_votes": 9,
    "recusals": 14,
    "participants": 65,
    "citations": 37,
    "amounts": 40,
}
IRI = rdflib.URIRef
RDF_TYPE = str(rdflib.RDF.type)


def rows(demo: Built, stem: str, table: str) -> list[dict[str, str]]:
    path = demo.site / "lataukset" / f"{stem}-{SLUGS[table]}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def all_rows(demo: Built, table: str) -> list[dict[str, str]]:
    return [row for stem in STEMS for row in rows(demo, stem, table)]


@pytest.mark.parametrize("table", ROWS)
def test_there_is_a_row_for_everything_and_no_more(demo: Built, table: str) -> None:
    assert list(ROWS) == list(SLUGS)
    found = all_rows(demo, table)
    assert len(found) == ROWS[table]
    assert len({row["iri"] for row in found}) == len(found)


def test_files_are_as_rfc_4180_has_them(demo: Built) -> None:
    names = [f"lataukset/{stem}-{slug}.csv" for stem in STEMS for slug in SLUGS.values()]
    assert len(names) == 40
    for name in names:
        content = (demo.site / name).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8").endswith("\r\n")
        assert b"\r\r" not in content


# What columns mean in RDF ----------------------------------------------------------------------


Triple = tuple[str, str, object, str | None]


def metadata(demo: Built, stem: str) -> TableGroup:
    group = TableGroup.from_file(demo.site / "lataukset" / f"{stem}.csv-metadata.json")
    assert len(group.tables) == len(SLUGS) + 1
    return group


@pytest.mark.parametrize("stem", STEMS)
def test_another_reader_of_csvw_finds_every_cell_of_its_type(demo: Built, stem: str) -> None:
    group = metadata(demo, stem)
    # Types, what is required, keys that are there twice, and keys that lead nowhere.
    read = {str(table.url): list(table.iterdicts(strict=True)) for table in group.tables}
    assert {name: len(found) for name, found in read.items()} == {
        **{f"{stem}-{SLUGS[name]}.csv": len(rows(demo, stem, name)) for name in SLUGS},
        f"{stem}.csv": sum("#" not in row["iri"] for row in rows(demo, stem, "items")),
    }
    assert group.check_referential_integrity(strict=True)


def test_triples_made_of_the_tables_by_another_program_are_those_of_the_dump(demo: Built) -> None:
    made: set[Triple] = set()
    subjects: dict[str, set[str]] = {}
    for stem in STEMS:
        for triple, subject, predicate in triples(metadata(demo, stem)):
            subjects.setdefault(predicate, set()).add(subject)
            made |= {triple} if triple else set()
    said = {
        triple
        for triple in dump(demo)
        if triple[0] in subjects.get(triple[1], ())
        # Of its classes the tables have those of ELI-DL, which tell whether a thing is foreseen.
        and (triple[1] != RDF_TYPE or "legislation-ontology#" in str(triple[2]))
    }
    assert mapped_properties() - set(subjects) == set()
    assert len(subjects) > 55
    assert len(made) > 1200
    assert made - said == set()
    assert said - made == set()


def mapped_properties() -> set[str]:
    return {
        column.predicate
        for table in read_tables().tables
        for column in table.columns
        if column.predicate
    }


def triples(group: TableGroup) -> Iterator[tuple[Triple | None, str, str]]:
    """What each cell says by the metadata, with what it says it of, and by which property.

    None in place of the triple where a cell is empty.
    """
    for table in group.tables:
        columns = [one for one in table.tableSchema.columns if not one.suppressOutput]
        if table.suppressOutput:
            continue
        for row in table.iterdicts(strict=True):
            # This library takes IRIs to pieces and does not put them together again.
            there = {
                key: value.unsplit() if isinstance(value, URIReference) else value
                for key, value in row.items()
                if value is not None and value != []
            }
            for column in columns:
                yield from of_cell(table, column, there)


def of_cell(
    table: Table, column: Column, row: dict[str, object]
) -> Iterator[tuple[Triple | None, str, str]]:
    about = column.inherit("aboutUrl")
    if not set(about.variable_names) <= set(row):
        return  # nothing is said of what is not there
    named = {"_row": 0, "_name": column.name}  # which no template of ours asks for
    subject, predicate = table.expand(about, row, **named), str(column.propertyUrl)
    value = row.get(column.name)
    if value is None:
        yield None, subject, predicate
    elif column.valueUrl:
        yield (
            (subject, predicate, IRI(table.expand(column.valueUrl, row, **named)), None),
            subject,
            predicate,
        )
    else:
        for one in value if isinstance(value, list) else [value]:
            said = unguarded(one) if isinstance(one, str) else one
            language = None if column.lang == "und" else column.lang
            if isinstance(said, dt.datetime) and column.datatype.base in {"date", "time"}:
                said = getattr(said, column.datatype.base)()  # it is read as a moment
            yield (subject, predicate, plain(said), language), subject, predicate


def plain(value: object) -> object:
    """A value without the ways in which libraries differ: whole numbers are decimals, too."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def dump(demo: Built) -> frozenset[Triple]:
    """Everything that the dumps say."""
    found: set[Triple] = set()
    for path in sorted((demo.site / "lataukset").glob("*.nq")):
        for quad in ox.parse(path=str(path)):
            assert isinstance(quad.subject, ox.NamedNode)
            said = quad.object
            if isinstance(said, ox.NamedNode):
                value: object = IRI(said.value)
                language = None
            else:
                assert isinstance(said, ox.Literal)
                literal = rdflib.Literal(said.value, datatype=IRI(said.datatype.value))
                value = said.value if said.language else plain(literal.toPython())
                language = said.language
            found.add((quad.subject.value, quad.predicate.value, value, language))
    return frozenset(found)


# What others open --------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.filterwarnings("ignore")  # frictionless warns of what it will do itself
def test_the_data_package_is_valid(demo: Built, stem: str) -> None:
    report = frictionless.validate(str(demo.site / "lataukset" / f"{stem}-datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []
    assert report.stats["tasks"] == len(SLUGS)
    assert report.valid


def test_a_damaged_table_is_not_valid(demo: Built, tmp_path: Path) -> None:
    """So that the test above can fail: a key that leads nowhere, and a file of another size."""
    stem, folder = "metsalahti-2026", demo.site / "lataukset"
    for name in (*SLUGS.values(), "datapackage"):
        ending = "json" if name == "datapackage" else "csv"
        content = (folder / f"{stem}-{name}.{ending}").read_bytes()
        if name == SLUGS["individual_votes"]:
            content = content.replace(b"aanestys-1,", b"aanestys-9,", 1)
        (tmp_path / f"{stem}-{name}.{ending}").write_bytes(content)
    report = frictionless.validate(str(tmp_path / f"{stem}-datapackage.json"))
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert kinds == {"hash-count", "foreign-key"}


def test_pandas_reads_characters_and_numbers(demo: Built) -> None:
    folder = demo.site / "lataukset"
    items = pd.read_csv(folder / "metsalahti-2026-pykalat.csv", parse_dates=["date"])
    assert items["section"].dtype == "int64"
    assert items["date"].dt.year.eq(2026).all()
    decisions = pd.read_csv(folder / "metsalahti-2026-paatokset.csv", keep_default_na=False)
    texts = "".join(decisions["text_fi"])
    assert set("äöÄ§\n") <= set(texts)
    assert [*decisions["text_fi"]] == [row["text_fi"] for row in rows(demo, STEMS[3], "decisions")]
    votes = pd.read_csv(folder / "metsalahti-2026-aanestykset.csv")
    assert votes["votes_for"].tolist() == [4, 4]
    assert votes["votes_blank"].isna().all()  # unknown, and not zero


def test_duckdb_reads_the_same_from_csv_and_from_parquet(demo: Built) -> None:
    folder, compared = demo.site / "lataukset", 0
    for stem in STEMS:
        for name, slug in SLUGS.items():
            path = folder / f"{stem}-{slug}"
            with duckdb.connect() as database:
                of_parquet = database.execute(f"SELECT iri FROM '{path}.parquet'")  # noqa: S608
                keys = [iri for (iri,) in of_parquet.fetchall()]
                of_csv = database.execute(
                    f"SELECT * FROM read_csv('{path}.csv', all_varchar=true, "  # noqa: S608
                    "header=true, delim=',', quote='\"', escape='\"', new_line='\\r\\n')"
                )
                columns = [column for column, *_ in of_csv.description or ()]
                cells = [tuple(cell or "" for cell in row) for row in of_csv.fetchall()]
            expected = rows(demo, stem, name)
            assert keys == [row["iri"] for row in expected]
            assert columns == heading(demo, stem, name)
            assert cells == [tuple(row.values()) for row in expected]
            compared += 1
    assert compared == 40


def heading(demo: Built, stem: str, table: str) -> list[str]:
    path = demo.site / "lataukset" / f"{stem}-{SLUGS[table]}.csv"
    return path.read_bytes().partition(b"\r\n")[0].decode().split(",")


def test_parquet_has_the_types_and_the_same_values(demo: Built) -> None:
    compared = 0
    for stem in STEMS:
        for table in read_tables().tables:
            path = demo.site / "lataukset" / f"{stem}-{table.slug}.parquet"
            found = pq.read_table(path)
            assert [*found.column_names] == [column.name for column in table.columns]
            for row, written in zip(found.to_pylist(), rows(demo, stem, table.name), strict=True):
                for column in table.columns:
                    said = written[column.name]
                    text = unguarded(said) if column.kind == "string" else said
                    assert instant(row[column.name]) == typed(text, column.kind)
                    compared += 1
    assert compared == sum(ROWS[table.name] * len(table.columns) for table in read_tables().tables)
    schema = pq.read_schema(demo.site / "lataukset" / "metsalahti-2026-rahasummat.parquet")
    assert str(schema.field("value").type) == "decimal128(38, 8)"
    schema = pq.read_schema(demo.site / "lataukset" / "metsalahti-2026-kokoukset.parquet")
    assert str(schema.field("date").type) == "date32[day]"
    assert not schema.field("date").nullable
    assert str(schema.field("starts").type) == "timestamp[ms, tz=Europe/Helsinki]"


def instant(value: object) -> object:
    """A moment in the one zone in which moments can be compared."""
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


def typed(text: str, kind: str) -> object:
    if not text:
        return None
    readers: dict[str, Any] = {
        "integer": int,
        "decimal": Decimal,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": dt.date.fromisoformat,
        "time": dt.time.fromisoformat,
        "dateTime": lambda said: dt.datetime.fromisoformat(said).astimezone(dt.UTC),
    }
    return readers.get(kind, str)(text)


# How all of it is found ---------------------------------------------------------------------------


def test_the_package_says_what_the_files_are(demo: Built) -> None:
    counted = 0
    for stem in STEMS:
        package = json.loads((demo.site / "lataukset" / f"{stem}-datapackage.json").read_bytes())
        assert package["name"] == stem
        for resource in package["resources"]:
            content = (demo.site / "lataukset" / resource["path"]).read_bytes()
            assert resource["bytes"] == len(content)
            assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
            counted += 1
    assert counted == 40


@pytest.mark.parametrize("language", ["", ".sv", ".en"])
def test_the_dictionary_explains_every_column(demo: Built, language: str) -> None:
    document = demo.documents[f"lataukset/sanakirja{language}.html"]
    found = [node.text() for node in document.css("tbody th code")]
    assert found == [column.name for table in read_tables().tables for column in table.columns]
    says = [row.css("td")[2].text() for row in document.css("tbody tr")]
    assert len(says) == len(found) > 100
    assert all(len(text) > 20 for text in says)


def test_the_page_of_downloads_leads_to_every_table(demo: Built) -> None:
    document = demo.documents["lataukset.html"]
    found = {str(link.attributes["href"]) for link in document.css("details.tables a")}
    expected = {
        f"lataukset/{stem}-{slug}.{ending}"
        for stem in STEMS
        for slug in SLUGS.values()
        for ending in ("csv", "parquet")
    }
    assert expected <= found
