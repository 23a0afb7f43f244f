"""Which literals are well-typed, and which of two is less."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from publisher.shacl.comparing import compare
from publisher.shacl.datatypes import PARSERS, parse_literal
from publisher.shacl.vocabulary import RDF_LANG_STRING, xsd

WELL_TYPED = {
    "string": ["", "a\nb"],
    "boolean": ["true", "false", "1", "0"],
    "integer": ["0", "-1", "+007", "9" * 5000],
    "decimal": ["1", "-1.5", ".5", "5.", "+0.0"],
    "float": ["1", "1e3", "-INF", "+INF", "NaN", ".5E-2"],
    "double": ["1.5", "1E3", "INF"],
    "byte": ["-128", "127"],
    "short": ["32767"],
    "int": ["-2147483648"],
    "long": ["9223372036854775807"],
    "unsignedByte": ["255"],
    "unsignedShort": ["65535"],
    "unsignedInt": ["4294967295"],
    "unsignedLong": ["18446744073709551615"],
    "nonNegativeInteger": ["0", "-0"],
    "positiveInteger": ["1"],
    "nonPositiveInteger": ["0"],
    "negativeInteger": ["-1"],
    "date": ["2024-02-29", "2025-01-01Z", "2025-01-01+14:00", "-0001-01-01", "12025-01-01"],
    "dateTime": ["2025-01-01T00:00:00", "2025-01-01T23:59:59.999Z", "2025-01-01T24:00:00"],
    "dateTimeStamp": ["2025-01-01T00:00:00+02:00"],
    "time": ["00:00:00", "24:00:00", "10:00:00.5-05:00"],
    "gYear": ["2025", "0000", "-0044", "12025", "2025Z"],
    "gYearMonth": ["2025-12", "2025-01+02:00"],
    "gMonthDay": ["--02-29"],
    "gMonth": ["--12"],
    "gDay": ["---31"],
    "duration": ["P1Y2M3DT4H5M6.7S", "-P1D", "PT0S"],
    "yearMonthDuration": ["P1Y", "P14M"],
    "dayTimeDuration": ["P1DT1H", "PT1M"],
    "anyURI": ["", "https://example.org/ä b"],
    "language": ["fi", "sv-FI"],
}

ILL_TYPED = {
    "boolean": ["yes", "TRUE", ""],
    "integer": ["", "1.0", " 1", "1 ", "1e0", "٣", "1_000"],
    "decimal": ["1e0", ".", "", "INF", "1,5", "NaN"],
    "float": ["inf", "nan", "1e", "infinity", "-NaN", "1_0"],
    "double": ["", "0x1"],
    "byte": ["128", "-129"],
    "unsignedByte": ["256", "-1"],
    "nonNegativeInteger": ["-1"],
    "positiveInteger": ["0"],
    "nonPositiveInteger": ["1"],
    "negativeInteger": ["0"],
    "date": ["2023-02-29", "2025-13-01", "2025-1-1", "20250101", "025-01-01", "2025-01-01+15:00"],
    "dateTime": ["2025-01-01", "2025-01-01T24:00:01", "2025-01-01 00:00:00", "2025-01-01T1:00:00"],
    "dateTimeStamp": ["2025-01-01T00:00:00"],
    "time": ["25:00:00", "10:00", "10:60:00"],
    "gYear": ["20", "02025", "x", "2025-01"],
    "gYearMonth": ["2025", "2025-13"],
    "gMonthDay": ["--02-30"],
    "duration": ["P", "P1YT", "1Y", "PT"],
    "yearMonthDuration": ["P1D", "P"],
    "dayTimeDuration": ["P1Y", "P1M"],
    "language": ["", "fi_FI"],
}

ORDERED = [
    ("1", "integer", "2", "decimal"),
    ("9", "integer", "10", "byte"),
    ("0.1", "decimal", "0.2", "double"),
    ("-INF", "double", "-1", "integer"),
    ("9", "decimal", "10.5", "float"),
    ("B", "string", "a", "string"),
    ("false", "boolean", "1", "boolean"),
    ("2025-01-01", "date", "2025-01-02", "date"),
    ("2024-12-31+14:00", "date", "2025-01-01", "date"),
    ("9999-12-31", "date", "10000-01-01", "date"),
    ("-0002-01-01", "date", "-0001-01-01", "date"),
    ("2025-01-01T00:00:00+02:00", "dateTime", "2025-01-01T00:00:00Z", "dateTime"),
    ("2025-01-01T00:00:00", "dateTime", "2025-01-02T00:00:00Z", "dateTime"),
    ("2025-01-01T23:59:59.9", "dateTime", "2025-01-01T24:00:00", "dateTime"),
    ("09:00:00", "time", "10:00:00", "time"),
    ("24:00:00", "time", "00:00:01", "time"),
    ("2024", "gYear", "2025", "gYear"),
    ("2024-12", "gYearMonth", "2025-01", "gYearMonth"),
]

EQUAL = [
    ("1" + "0" * 400, "integer", "INF", "double"),  # promoted to a double before
    ("1", "integer", "1.0", "decimal"),
    ("01", "integer", "1", "byte"),
    ("0.1", "decimal", "0.1", "double"),
    ("0.1", "decimal", "0.1", "float"),
    ("1", "boolean", "true", "boolean"),
    ("2025-01-01T12:00:00+02:00", "dateTime", "2025-01-01T10:00:00Z", "dateTime"),
    ("2025-01-01T24:00:00", "dateTime", "2025-01-02T00:00:00", "dateTime"),
]

UNORDERED = [
    ("1", "integer", "1", "string"),
    ("true", "boolean", "1", "integer"),
    ("NaN", "double", "1", "integer"),
    ("2025-01-01", "date", "2025-01-01T00:00:00", "dateTime"),
    ("2025-01-01T00:00:00", "dateTime", "2025-01-01T10:00:00Z", "dateTime"),
    ("2025-01-01+14:00", "date", "2025-01-01", "date"),
    ("2021-13-01", "date", "2022-01-01", "date"),
    ("x", "integer", "1", "integer"),
    ("P1D", "duration", "P2D", "duration"),
    ("a", "anyURI", "b", "anyURI"),
    ("a", "unknown", "b", "unknown"),
]


def literal(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=xsd(name))


@pytest.mark.parametrize("name", WELL_TYPED)
def test_takes_what_the_datatype_allows(name: str) -> None:
    refused = [text for text in WELL_TYPED[name] if parse_literal(literal(text, name)) is None]
    assert refused == []


@pytest.mark.parametrize("name", ILL_TYPED)
def test_takes_nothing_else(name: str) -> None:
    taken = [text for text in ILL_TYPED[name] if parse_literal(literal(text, name)) is not None]
    assert taken == []


@pytest.mark.parametrize(("left", "left_type", "right", "right_type"), ORDERED)
def test_orders_what_sparql_orders(left: str, left_type: str, right: str, right_type: str) -> None:
    one, other = literal(left, left_type), literal(right, right_type)
    if left == "24:00:00":  # the same time as 00:00:00
        assert compare(one, literal("00:00:00", "time")) == 0
    assert compare(one, other) == -1
    assert compare(other, one) == 1


@pytest.mark.parametrize(("left", "left_type", "right", "right_type"), EQUAL)
def test_knows_equal_values(left: str, left_type: str, right: str, right_type: str) -> None:
    assert compare(literal(left, left_type), literal(right, right_type)) == 0


@pytest.mark.parametrize(("left", "left_type", "right", "right_type"), UNORDERED)
def test_orders_nothing_else(left: str, left_type: str, right: str, right_type: str) -> None:
    assert compare(literal(left, left_type), literal(right, right_type)) is None
    assert compare(literal(right, right_type), literal(left, left_type)) is None


def test_languages_and_nodes_have_no_order() -> None:
    finnish = ox.Literal("a", language="fi")
    assert compare(finnish, finnish) is None
    assert compare(ox.NamedNode("ex:a"), ox.NamedNode("ex:b")) is None


def test_every_datatype_has_cases() -> None:
    assert {xsd(name) for name in WELL_TYPED} == PARSERS.keys() - {RDF_LANG_STRING}
    assert sum(map(len, WELL_TYPED.values())) == 71
    assert sum(map(len, ILL_TYPED.values())) == 63
    assert (len(ORDERED), len(EQUAL), len(UNORDERED)) == (18, 8, 11)
