"""Which document a client is sent to; every case through the function and through the server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.serving.negotiation import MEDIA_TYPES, RANGES, Extension, negotiate

if TYPE_CHECKING:
    from tests.serving.conftest import Client

PATH = "/tuulikoski"


class Case(NamedTuple):
    """An ``Accept`` header; None stands for a request without one.

    Attributes:
        why: Who sends it, or what is peculiar about it.
        accept: Byte for byte.
    """

    why: str
    accept: str | None


# Which document answers whom. What a named program sends was recorded from that program.
ANSWERED_WITH: dict[Extension | None, tuple[Case, ...]] = {
    None: (
        Case("not a media type", "\x00;;="),
        Case("a type nobody has", "application/vnd.foo"),
        Case("pictures of any kind", "image/*"),
        Case("the page is refused, and nothing else wanted", "text/html;q=0"),
        Case("everything is refused", "*/*;q=0.0"),
    ),
    "html": (
        Case("no header at all", None),
        Case("an empty header", ""),
        Case("nothing but separators", " , ,"),
        Case("curl, wget, requests and CKAN take anything", "*/*"),
        Case("any text", "text/*"),
        Case("a wildcard stands before the type we have", "application/*, text/turtle"),
        Case("pages as XML", "application/xhtml+xml"),
        Case("the page comes first, however little it weighs", "text/html;q=0.5, text/turtle"),
        Case(
            "Chrome",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
            "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
        ),
    ),
    "ttl": (
        Case("only this", "text/turtle"),
        Case("what nobody has stands before it", "application/vnd.foo, text/turtle, text/html"),
        Case("capitals and a parameter", "TEXT/Turtle; Charset=UTF-8"),
        Case("TriG, which every Turtle document is too", "application/trig"),
        Case("N3, which every Turtle document is too", "text/n3"),
        Case("the page is refused", "text/html;q=0, text/turtle;q=0.5"),
        Case("a comma in quotes, with an escaped quote", 'text/turtle;x="\\", application/ld+json'),
        Case("a quote without its end", 'text/turtle;x="never closed'),
        Case(
            "Jena",
            "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,"
            "application/rdf+xml;q=0.7,*/*;q=0.3",
        ),
    ),
    "jsonld": (
        Case("only this", "application/ld+json"),
        Case("any JSON", "application/json"),
        Case(
            "in one of its forms",
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
        ),
        Case(
            "what is refused holds another type in quotes",
            'text/html;x="a, text/turtle;b";q=0, application/ld+json',
        ),
    ),
    "nt": (
        Case("plain text", "text/plain"),
        Case("the least weight that is no refusal", "application/n-triples;q=0.001"),
        Case("two refusals", "text/html;q=0, text/turtle;q=0.0, application/n-triples"),
        Case(
            "Comunica 5",
            "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
            "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,"
            "text/n3;q=0.35,application/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18,"
            "text/shaclc;q=0.1",
        ),
    ),
    "rdf": (
        Case("a refusal in capitals, to three places", "text/html; Q=0.000 , application/rdf+xml"),
        Case(
            "rdflib 7.6",
            "application/rdf+xml, text/n3, text/turtle, application/n-triples, "
            "application/ld+json, application/n-quads, application/trix, application/trig",
        ),
        Case(
            "rapper",
            "application/rdf+xml, text/rdf;q=0.6, application/n-triples, text/plain;q=0.1, "
            "text/turtle, application/x-turtle, application/turtle, text/n3;q=0.3, "
            "application/xml;q=0.3, text/html;q=0.2, application/xhtml+xml;q=0.4, "
            "text/html;q=0.6, application/json;q=0.1, text/x-nquads, */*;q=0.1",
        ),
    ),
}
CASES = [
    pytest.param(case.accept, extension, id=f"{extension}: {case.why}")
    for extension, cases in ANSWERED_WITH.items()
    for case in cases
]


@pytest.mark.parametrize(("accept", "extension"), CASES)
def test_lets_the_first_media_range_decide(accept: str | None, extension: Extension | None) -> None:
    assert extension == negotiate(accept)


@pytest.mark.parametrize(("accept", "extension"), CASES)
def test_sends_on_to_what_the_client_can_read(
    accept: str | None, extension: Extension | None, client: Client
) -> None:
    answer = client.get(PATH, accept)
    expected = (303, f"{PATH}.{extension}") if extension else (406, None)
    assert expected == (answer.status, answer.headers.get("location"))
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize("media_type", [name for names in MEDIA_TYPES.values() for name in names])
def test_knows_every_name_of_a_syntax(media_type: str) -> None:
    extension = negotiate(media_type)
    assert extension is not None
    assert media_type in MEDIA_TYPES[extension]


def test_splits_long_headers_without_delay() -> None:
    assert negotiate('"\\' * 100_000) is None
    assert negotiate("a," * 100_000) is None
    assert negotiate("text/turtle;q=0;q=0," * 5_000) is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "text/html", "text/turtle", "*/*", "image/*", "text/n3x", "q"]),
            st.lists(
                st.sampled_from(
                    [
                        *("", "q", "q=", "q=0", " Q=0.00 ", "q=0.0", "q=0.10", "q=01", "q=0x"),
                        *("q=1", "qq=0", "x=0", 'x="a, text/n3;q=0"', 'q="0"', "x=\t1"),
                        *("q=0 x", "q=0. 1"),
                    ]
                ),
                max_size=4,
            ),
        ),
        max_size=6,
    )
)
def test_says_the_same_as_whoever_takes_the_header_apart(
    ranges: list[tuple[str, list[str]]],
) -> None:
    header = ", ".join(";".join((name, *parameters)) for name, parameters in ranges)
    wanted = [
        name
        for name, parameters in ranges
        if not any(re.fullmatch(r"q=0(\.0*)?", one.strip().lower()) for one in parameters)
    ]
    known = {name: key for key, names in RANGES.items() for name in names}
    expected = next((known[name] for name in wanted if name in known), None)
    assert negotiate(header) == ("html" if not header.strip(" ,") else expected)


def test_sees_every_case() -> None:
    counts = {extension: len(cases) for extension, cases in ANSWERED_WITH.items()}
    assert counts == {None: 5, "html": 9, "ttl": 9, "jsonld": 4, "nt": 4, "rdf": 3}
    assert len({case.accept for cases in ANSWERED_WITH.values() for case in cases}) == 34
    assert len({name for names in MEDIA_TYPES.values() for name in names}) == 12
    assert {None, *MEDIA_TYPES} == set(ANSWERED_WITH)
