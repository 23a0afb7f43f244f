"""The answer to a query in the form that the client wants.

Here quality values count, unlike for documents: clients name the forms of tables and of graphs in
one header, so the first listed range is often of the other kind.
"""

from __future__ import annotations

import itertools
import re
from http import HTTPStatus
from typing import IO, Generic, TypeVar, cast

import msgspec
import pyoxigraph as ox

from publisher.evaluating import Results, sorted_triples
from publisher.serving.negotiation import MEDIA_TYPES, media_ranges
from publisher.serving.sparql.question import Question
from publisher.serving.sparql.sink import Sink
from publisher.sparql_text import declared_prefixes

Syntax = TypeVar("Syntax", ox.QueryResultsFormat, ox.RdfFormat)

_PAGE_TYPES = frozenset(MEDIA_TYPES["html"])
# A quality value (RFC 9110, 12.4.2).
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class _Form(msgspec.Struct, Generic[Syntax], frozen=True):
    """A form of results.

    Attributes:
        names: As the ``format`` parameter gives them; SPARQLWrapper has some that nobody else has.
        media_types: That ask for it; the first is sent.
        syntax: For Oxigraph.
    """

    names: tuple[str, ...]
    media_types: tuple[str, ...]
    syntax: Syntax


class _Choice(msgspec.Struct, Generic[Syntax], frozen=True):
    """What an answer is written in, and what it is called."""

    syntax: Syntax
    media_type: str


# As many as are put in the order of files; more come as they are found.
_SORTED_TRIPLES = 10_000

_JSON = ("application/sparql-results+json", "application/json")
_XML = ("application/sparql-results+xml", "application/xml")

_TABLES = (
    _Form(("json",), _JSON, ox.QueryResultsFormat.JSON),
    _Form(("xml",), _XML, ox.QueryResultsFormat.XML),
    _Form(("csv",), ("text/csv",), ox.QueryResultsFormat.CSV),
    _Form(("tsv",), ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
)
_GRAPHS = (
    _Form(("ttl", "turtle", "n3"), MEDIA_TYPES["ttl"], ox.RdfFormat.TURTLE),
    _Form(("nt", "ntriples"), MEDIA_TYPES["nt"], ox.RdfFormat.N_TRIPLES),
    _Form(("jsonld", "json-ld", "json"), MEDIA_TYPES["jsonld"], ox.RdfFormat.JSON_LD),
    _Form(
        ("rdf", "rdfxml", "rdf+xml", "xml"),
        (*MEDIA_TYPES["rdf"], "application/xml"),
        ox.RdfFormat.RDF_XML,
    ),
)


def write_results(results: Results, question: Question, sink: Sink) -> None:
    """Write the answer as the client wants it.

    The ``format`` parameter goes before ``Accept``. A browser gets JSON or Turtle as plain text,
    which it shows instead of saving it. Triples come in the order of files, as long as there are
    not too many of them.

    Args:
        results: From the thread that calls.
        question: What was asked.
        sink: Where the answer goes; 406 if there is no such form of it.

    Raises:
        AnswerTooLargeError: By the sink.
    """
    if isinstance(results, ox.QueryTriples):
        if (graph := _choose(_GRAPHS, question)) is None:
            _refuse(_GRAPHS, sink)
            return
        prefixes = declared_prefixes(question.query)
        first = list(itertools.islice(results, _SORTED_TRIPLES))
        rest = results if len(first) == _SORTED_TRIPLES else ()
        triples = itertools.chain(sorted_triples(first), rest)
        sink.begin(HTTPStatus.OK, graph.media_type)
        ox.serialize(triples, cast("IO[bytes]", sink), format=graph.syntax, prefixes=prefixes)
    elif (table := _choose(_TABLES, question)) is None:
        _refuse(_TABLES, sink)
    else:
        sink.begin(HTTPStatus.OK, table.media_type)
        results.serialize(cast("IO[bytes]", sink), format=table.syntax)


def _refuse(forms: tuple[_Form[Syntax], ...], sink: Sink) -> None:
    offered = ", ".join(f"{form.media_types[0]} (format={form.names[0]})" for form in forms)
    sink.say(HTTPStatus.NOT_ACCEPTABLE, f"this answer can be had as {offered}")


def _choose(forms: tuple[_Form[Syntax], ...], question: Question) -> _Choice[Syntax] | None:
    if question.format is not None:
        wanted = question.format.lower()
        named = (form for form in forms if wanted in form.names or wanted in form.media_types)
        form = next(named, None)
        return _Choice(form.syntax, form.media_types[0]) if form else None
    weighed = _weighed(question.accept or "*/*")
    refused = {name for quality, name in weighed if not quality}
    left = [form for form in forms if form.media_types[0] not in refused]
    fitting = (
        _Choice(form.syntax, "text/plain" if name in _PAGE_TYPES else form.media_types[0])
        for quality, name in weighed
        if quality
        for form in left
        if name in _PAGE_TYPES or _fits(name, form.media_types)
    )
    return next(fitting, None)


def _weighed(accept: str) -> list[tuple[float, str]]:
    """List media types with their quality, the best first; equals stay in the order listed."""
    weighed = []
    for media_range in media_ranges(accept):
        quality = _QUALITY.search(media_range)
        name = media_range.partition(";")[0].strip().lower()
        weighed.append((float(quality[1]) if quality else 1.0, name))
    return sorted(weighed, key=lambda entry: -entry[0])


def _fits(name: str, media_types: tuple[str, ...]) -> bool:
    if name.endswith("/*"):
        return name == "*/*" or media_types[0].startswith(name[:-1])
    return name in media_types
