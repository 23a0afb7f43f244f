"""What the columns of tables mean in RDF, as programs that are not ours make it of them."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import csvw_functions
import pyoxigraph as ox
import pytest
import rdflib
from csvw import Column, Table, TableGroup
from rfc3986 import URIReference

from publisher.web.tables import read_tables
from publisher.web.tables.delimited import unguarded
from tests.site.browsing import served
from tests.site.building import Built
from tests.tables.demo_tables import SLUGS, STEMS, rows

IRI = rdflib.URIRef
RDF_TYPE = str(rdflib.RDF.type)

_STATEMENT = re.compile(
    r"(?:<([^>]*)>|_:\S+) <([^>]*)> "
    r'(?:<([^>]*)>|"(.*?)"(?:\^\^<([^>]*)>|@([\w-]+))?) \.\n?(?=<|_:|\Z)',
    re.DOTALL,
)

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
    made, subjects = made_of_tables(demo)
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


# It wants a format of booleans, which CSVW does not.
@pytest.mark.filterwarnings("ignore:Boolean format:UserWarning")
def test_a_converter_from_csv_to_rdf_makes_the_same(demo: Built, tmp_path: Path) -> None:
    found: set[Triple] = set()
    for stem in STEMS:
        found |= converted(demo, stem, tmp_path)
    made, _ = made_of_tables(demo)
    assert found - made == set()
    assert made - found == set()


def converted(demo: Built, stem: str, folder: Path) -> set[Triple]:
    """What a converter that follows the W3C's csv2rdf makes of tables, in its minimal mode.

    It stumbles over a table without rows, which is therefore kept from it.
    """
    source = demo.site / "lataukset"
    described = json.loads((source / f"{stem}.csv-metadata.json").read_text("utf-8"))
    described["tables"] = [
        table
        for table in described["tables"]
        if len((source / table["url"]).read_text("utf-8").splitlines()) > 1
    ]
    for table in described["tables"]:
        shutil.copy(source / table["url"], folder)
    (folder / f"{stem}.json").write_text(json.dumps(described), "utf-8")
    with served(folder) as address:
        group = csvw_functions.create_annotated_table_group(f"{address}{stem}.json")
    return set(statements(csvw_functions.create_rdf(group, mode="minimal")))


def statements(printed: str) -> Iterator[Triple]:
    """What the converter prints: nearly N-Triples, but of a literal it escapes quotes alone.

    Of a row without a meeting it says something of nobody, which CSVW does not have it say: a cell
    without a value has no valueUrl either.
    """
    end = 0
    for found in _STATEMENT.finditer(printed):
        assert found.start() == end
        end = found.end()
        subject, predicate, iri, text, datatype, language = found.groups()
        if subject is None:
            assert predicate.endswith("#consists_of")
            continue
        kind = None if datatype is None else ox.NamedNode(datatype)
        said = (
            ox.Literal(text.replace('\\"', '"'), datatype=kind, language=language)
            if iri is None
            else ox.NamedNode(iri)
        )
        yield told(ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), said))
    assert end == len(printed)


@cache
def made_of_tables(demo: Built) -> tuple[frozenset[Triple], dict[str, set[str]]]:
    """The triples of all tables, and of what they say something, by property."""
    made: set[Triple] = set()
    subjects: dict[str, set[str]] = {}
    for stem in STEMS:
        for triple, subject, predicate in triples(metadata(demo, stem)):
            subjects.setdefault(predicate, set()).add(subject)
            made |= {triple} if triple else set()
    return frozenset(made), subjects


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
    paths = sorted((demo.site / "lataukset").glob("*.nq"))
    return frozenset(told(quad.triple) for path in paths for quad in ox.parse(path=str(path)))


def told(triple: ox.Triple) -> Triple:
    """A triple, its value as Python has it."""
    assert isinstance(triple.subject, ox.NamedNode)
    said = triple.object
    if isinstance(said, ox.NamedNode):
        return triple.subject.value, triple.predicate.value, IRI(said.value), None
    assert isinstance(said, ox.Literal)
    literal = rdflib.Literal(said.value, datatype=IRI(said.datatype.value))
    value = said.value if said.language else plain(literal.toPython())
    return triple.subject.value, triple.predicate.value, value, said.language
