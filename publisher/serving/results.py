"""The answer to a query in the form that the client wants.

Here quality values count, unlike for documents: clients name the forms of tables and of graphs in
one header, so the first listed range is often of the other kind.
"""

from __future__ import annotations

import re
from typing import Generic, TypeVar

import msgspec
import pyoxigraph as ox
from starlette.responses import PlainTextResponse, Response

from publisher.querying import Results, sorted_triples
from publisher.serving.negotiation import MEDIA_TYPES, media_ranges
from publisher.serving.protocol import Question
from publisher.sparql_text import declared_prefixes

Syntax = TypeVar("Syntax", ox.QueryResultsFormat, ox.RdfFormat)

_PAGE_TYPES = frozenset(MEDIA_TYPES["html"])
# A quality value (RFC 9110, 12.4.2).
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class _Form(msgspec.Struct, Generic[Syntax], frozen=True):
    """A form of results.

    Attributes:
        names: As the ``format`` parameter gives them.
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


_VARY = {"Vary": "Accept"}

_JSON = ("application/sparql-results+json", "application/json")
_XML = ("application/sparql-results+xml", "application/xml")

_TABLES = (
    _Form(("json",), _JSON, ox.QueryResultsFormat.JSON),
    _Form(("xml",), _XML, ox.QueryResultsFormat.XML),
    _Form(("csv",), ("text/csv",), ox.QueryResultsFormat.CSV),
    _Form(("tsv",), ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
)
_GRAPHS = (
    _Form(("ttl", "turtle"), MEDIA_TYPES["ttl"], ox.RdfFormat.TURTLE),
    _Form(("nt", "ntriples"), MEDIA_TYPES["nt"], ox.RdfFormat.N_TRIPLES),
    _Form(("jsonld", "json"), MEDIA_TYPES["jsonld"], ox.RdfFormat.JSON_LD),
    _Form(("rdf", "rdfxml", "xml"), (*MEDIA_TYPES["rdf"], "application/xml"), ox.RdfFormat.RDF_XML),
)


def write_results(results: Results, question: Question) -> Response:
    """Write the answer as the client wants it.

    The ``format`` parameter goes before ``Accept``. A browser gets JSON or Turtle as plain text,
    which it shows instead of saving it.

    Args:
        results: From the thread that calls.
        question: What was asked.

    Returns:
        The answer; 406 if there is no such form of it. An error would not do: it would carry the
        results out of the thread that may hold them.
    """
    if isinstance(results, ox.QueryTriples):
        if (graph := _choose(_GRAPHS, question)) is None:
            return _not_acceptable(_GRAPHS)
        prefixes = declared_prefixes(question.query)
        triples = sorted_triples(results)
        content = ox.serialize(triples, format=graph.syntax, prefixes=prefixes)
        return _answer(content, graph.media_type)
    if (table := _choose(_TABLES, question)) is None:
        return _not_acceptable(_TABLES)
    return _answer(results.serialize(format=table.syntax), table.media_type)


def _answer(content: bytes | None, media_type: str) -> Response:
    headers = {**_VARY, "X-Content-Type-Options": "nosniff"}
    return Response(content, headers=headers, media_type=media_type)


def _not_acceptable(forms: tuple[_Form[Syntax], ...]) -> Response:
    offered = ", ".join(f"{form.media_types[0]} (format={form.names[0]})" for form in forms)
    return PlainTextResponse(f"This answer can be had as {offered}.\n", 406, _VARY)


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
