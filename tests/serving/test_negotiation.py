"""Which document a client is sent to; every case through the function and through the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from publisher.serving.negotiation import MEDIA_TYPES, Extension, negotiate

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
ANSWERED_WITH: dict[Extension, tuple[Case, ...]] = {
    "html": (
        Case("no header at all", None),
        Case("an empty header", ""),
        Case("nothing but separators", " , ,"),
        Case("not a media type", "\x00;;="),
        Case("a type nobody has", "application/vnd.foo"),
        Case("curl, wget, requests and CKAN take anything", "*/*"),
        Case("any text", "text/*"),
        Case("a wildcard stands before the type we have", "application/*, text/turtle"),
        Case("pages as XML", "application/xhtml+xml"),
        Case("the page comes first, however little it weighs", "text/html;q=0.5, text/turtle"),
        Case("even the page is refused, and nothing else wanted", "text/html;q=0"),
        Case(
            "Chrome",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
            "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
        ),
    ),
    "ttl": (
        Case("only this", "text/turtle"),
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
def test_lets_the_first_media_range_decide(accept: str | None, extension: Extension) -> None:
    assert extension == negotiate(accept)


@pytest.mark.parametrize(("accept", "extension"), CASES)
def test_sends_on_to_what_the_client_can_read(
    accept: str | None, extension: Extension, client: Client
) -> None:
    answer = client.get(PATH, accept)
    assert (303, f"{PATH}.{extension}") == (answer.status, answer.headers["location"])
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize("media_type", [name for names in MEDIA_TYPES.values() for name in names])
def test_knows_every_name_of_a_syntax(media_type: str) -> None:
    assert media_type in MEDIA_TYPES[negotiate(media_type)]


def test_splits_long_headers_without_delay() -> None:
    assert negotiate('"\\' * 100_000) == "html"
    assert negotiate("a," * 100_000) == "html"


def test_sees_every_case() -> None:
    counts = {extension: len(cases) for extension, cases in ANSWERED_WITH.items()}
    assert counts == {"html": 12, "ttl": 8, "jsonld": 4, "nt": 4, "rdf": 3}
    assert len({case.accept for cases in ANSWERED_WITH.values() for case in cases}) == 31
    assert len({name for names in MEDIA_TYPES.values() for name in names}) == 12
    assert set(MEDIA_TYPES) == set(ANSWERED_WITH)
