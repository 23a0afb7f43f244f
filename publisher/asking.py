"""Ask an endpoint elsewhere: a query by SPARQL 1.1 Protocol, and what comes back."""

from __future__ import annotations

import pyoxigraph as ox

from publisher.calling.caller import Answer, Caller
from publisher.calling.credentials import Credentials
from publisher.errors import RemoteError

# Tables in the form that says most, graphs in that which is read fastest.
_ACCEPT = (
    "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8, "
    "application/sparql-results+xml;q=0.7, application/rdf+xml;q=0.6, application/ld+json;q=0.5"
)
_OPTION = "--endpoint"
_SAID_CHARACTERS = 500
_OK = 200


def ask_endpoint(url: str, text: str) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
    """Ask an endpoint.

    Args:
        url: Of the endpoint.
        text: The query, of whatever SPARQL the endpoint understands.

    Returns:
        Solutions or whether it is so; triples of a graph, in the order in which they came.

    Raises:
        RemoteError: If it cannot be reached, refuses, or sends what cannot be read.
    """
    caller = Caller(url, Credentials(""), option=_OPTION, busy=())
    try:
        answer = caller.call(
            "POST", url, "the query", data={"query": text}, headers={"Accept": _ACCEPT}
        )
    finally:
        caller.close()
    if answer.status_code != _OK:
        said = " ".join(answer.text[:_SAID_CHARACTERS].split())
        message = f"{url} answers {answer.status_code}: {said or 'and does not say why'}"
        raise RemoteError(message)
    try:
        return _read(answer)
    except (SyntaxError, ValueError) as error:
        message = f"{url} sends what cannot be read ({error}): is it a SPARQL endpoint?"
        raise RemoteError(message) from error


def _read(answer: Answer) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
    """Take an answer as what its type says it is.

    Raises:
        ValueError: If nothing of that type can be read, or what came is not of it.
    """
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    results = ox.QueryResultsFormat.from_media_type(media_type)
    if results is not None and "sparql-results" in media_type:
        return ox.parse_query_results(answer.content, results)
    graph = ox.RdfFormat.from_media_type(media_type)
    if graph is None:
        message = f"it is {media_type or 'of no type'}"
        raise ValueError(message)
    return [quad.triple for quad in ox.parse(answer.content, graph, base_iri=answer.url)]
