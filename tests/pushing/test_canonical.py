"""When two literals are the same value, and when they are not."""

from __future__ import annotations

import pytest

from publisher.errors import RemoteError
from publisher.pushing.canonical import canonical, differing, fingerprint, read_n_triples

XSD = "http://www.w3.org/2001/XMLSchema#"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
GEOMETRY = "http://www.openlinksw.com/schemas/virtrdf#Geometry"


def triple(value: str, datatype: str) -> bytes:
    full = datatype if ":" in datatype else XSD + datatype
    return f'<https://a.example/s> <https://a.example/p> "{value}"^^<{full}> .\n'.encode()


SAME = [
    (("1", "boolean"), ("true", "boolean")),
    (("0", "boolean"), ("false", "boolean")),
    (("12.50", "decimal"), ("12.5", "decimal")),
    (("+1", "decimal"), ("1", "decimal")),
    (("00.5", "decimal"), (".5", "decimal")),
    (("-0", "decimal"), ("0.0", "decimal")),
    (("007", "integer"), ("7", "integer")),
    (("5", "nonNegativeInteger"), ("5", "integer")),
    (("2147483648", "integer"), ("2147483648", "decimal")),
    (("-5", "negativeInteger"), ("-5.0", "decimal")),
    (("1.0E6", "double"), ("1e+06", "double")),
    (("0.1", "float"), ("0.100000001", "float")),
    (("2026-05-06T17:00:00.250Z", "dateTime"), ("2026-05-06T17:00:00.25Z", "dateTime")),
    (("2026-05-06T17:00:00.0+00:00", "dateTime"), ("2026-05-06T17:00:00Z", "dateTime")),
    (("17:12:00.500", "time"), ("17:12:00.5", "time")),
    (("2026-05-06Z", "date"), ("2026-05-06-00:00", "date")),
    (("2c9a", "hexBinary"), ("2C9A", "hexBinary")),
    (("POINT(25.6473 63.8562)", WKT), ("POINT(25.647300720215 63.856201171875)", GEOMETRY)),
    (("POLYGON((1.5 2, 3 4, 1.5 2))", WKT), ("POLYGON((1.5 2,3 4,1.5 2))", GEOMETRY)),
]
OTHER = [
    (("true", "boolean"), ("false", "boolean")),
    (("true", "boolean"), ("true", "string")),
    (("12.5", "decimal"), ("12.51", "decimal")),
    (("-5", "integer"), ("5", "integer")),
    (("1.5", "decimal"), ("1.5", "double")),
    (("99999999999999999999", "integer"), ("99999999999999999998", "integer")),
    (("", "decimal"), ("0", "decimal")),
    # The same moment, but not where it was on the wall.
    (("2026-05-06T17:00:00+03:00", "dateTime"), ("2026-05-06T14:00:00Z", "dateTime")),
    (("2026-05-06T17:00:00", "dateTime"), ("2026-05-06T17:00:00Z", "dateTime")),
    (("2026-05-06T17:00:00.123456789", "dateTime"), ("2026-05-06T17:00:00.123456", "dateTime")),
    (("P1D", "duration"), ("86400.0", "duration")),
    (("POINT(25.6473 63.8562)", WKT), ("POINT(25.6474 63.8562)", GEOMETRY)),
    (("POINT(25.6473 63.8562)", WKT), ("POINT(63.8562 25.6473)", WKT)),
    (("12.50", "string"), ("12.5", "string")),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_the_same_value(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert fingerprint(triple(*one)) == fingerprint(triple(*two))
    assert differing(triple(*one), triple(*two)) == "nothing"
    assert canonical(canonical(triple(*one))) == canonical(triple(*one))


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_another_value(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert fingerprint(triple(*one)) != fingerprint(triple(*two))
    said = differing(triple(*one), triple(*two))
    assert said == "1 missing, 1 too many, the first of <https://a.example/p>"


def test_order_and_repetition_do_not_count() -> None:
    lines = [triple(str(number), "integer") for number in range(5)]
    whole = fingerprint(b"".join(lines))
    assert fingerprint(b"".join([*reversed(lines), lines[2]])) == whole
    assert whole.triples == 5
    assert fingerprint(b"".join(lines[1:])).digest != whole.digest


def test_what_looks_like_a_datatype_inside_a_text_stays() -> None:
    """Of a text with escapes or in a language, nothing is rewritten."""
    texts = [r'"say \"1\"^^<http://www.w3.org/2001/XMLSchema#boolean> ."', '"1"@fi', '"01"']
    for text in texts:
        line = f"<https://a.example/s> <https://a.example/p> {text} .\n".encode()
        assert canonical(line) == line


def test_answers_are_read_in_any_syntax_and_language_tags_in_any_case() -> None:
    turtle = b'<https://a.example/s> <https://a.example/p> 12.50, "x"@FI .'
    told = (
        b'<https://a.example/s> <https://a.example/p> "12.5"^^'
        b"<http://www.w3.org/2001/XMLSchema#decimal> .\n"
        b'<https://a.example/s> <https://a.example/p> "x"@fi .'
    )
    read = fingerprint(read_n_triples(turtle, "text/turtle"))
    assert read == fingerprint(read_n_triples(told, "application/n-triples"))
    assert fingerprint(read_n_triples(b"", "application/n-triples")) == fingerprint(b"")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(b"<html>", "text/html"), (b"<html>", "application/n-triples"), (b"", "")],
)
def test_what_is_no_rdf_is_refused(content: bytes, media_type: str) -> None:
    with pytest.raises(RemoteError, match=r"no syntax of RDF|cannot be read"):
        read_n_triples(content, media_type)
