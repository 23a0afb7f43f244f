"""The tables among the downloads, as people and programs that are not ours open them."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest

from publisher.web.tables import read_tables
from publisher.web.tables.delimited import unguarded
from tests.site.building import Built
from tests.tables.demo_tables import SLUGS, STEMS, all_rows, rows

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
