"""What a SPARQL request asks (SPARQL 1.1 Protocol, 2.1)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from publisher.evaluating import Dataset
from publisher.serving.sparql.question import Question

MAX_BODY_BYTES = 1_000_000

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"

_GZIP = re.compile(
    r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=(?P<weight>[01](?:\.[0-9]{0,3})?)\s*)?(?:,|$)", re.IGNORECASE
)

_REFUSAL = "the store is read-only: updates are refused"
_ONE_QUERY = f"one query is needed, as the parameter query or as a body of type {_QUERY}"


def read_question(request: Request, body: bytes) -> Question:
    """Read a query from a GET, a form or a body that is the query.

    Args:
        request: GET, HEAD or POST.
        body: What came with it.

    Returns:
        The question; parameters may stand in the address and in the form.

    Raises:
        HTTPException: 400 if there is not exactly one query, 403 for an update, 415 for a body
            that is neither a form nor a query.
    """
    parameters = _parameters(request.scope["query_string"])
    if request.method == "POST":
        parameters += _posted(request, body)
    named = {name: [value for key, value in parameters if key == name] for name, _ in parameters}
    if "update" in named:
        raise HTTPException(403, _REFUSAL)
    queries = named.get("query", [])
    if len(queries) != 1:
        raise HTTPException(400, _ONE_QUERY)
    return Question(
        query=queries[0],
        dataset=_dataset(named),
        accept=", ".join(request.headers.getlist("accept")),
        # SPARQLWrapper says its name for a form first, and then a list of media types.
        format=named.get("format", [None])[0],
        compressed=_takes_gzip(request.headers.get("accept-encoding", "")),
    )


def _posted(request: Request, body: bytes) -> list[tuple[str, str]]:
    """Read the parameters in a body.

    Raises:
        HTTPException: 400, 403 or 415.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _FORM:
        return _parameters(body)
    if media_type == _QUERY:
        return [("query", _decoded(body))]
    if media_type == _UPDATE:
        raise HTTPException(403, _REFUSAL)
    message = f"a query is posted as {_FORM} or as {_QUERY}"
    raise HTTPException(415, message, headers={"Accept-Post": f"{_FORM}, {_QUERY}"})


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Read parameters from an address or a form.

    Raises:
        HTTPException: 400 if they are not UTF-8.
    """
    text = _decoded(encoded)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "the parameters are not UTF-8") from error


def _decoded(body: bytes) -> str:
    """Decode a body.

    Raises:
        HTTPException: 400 if it is not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the query is not UTF-8") from error


def _takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip (RFC 9110, 12.5.3)."""
    found = _GZIP.search(accept_encoding)
    return found is not None and not (found["weight"] and float(found["weight"]) == 0)


def _dataset(named: dict[str, list[str]]) -> Dataset | None:
    default_graphs = tuple(named.get("default-graph-uri", ()))
    named_graphs = tuple(named.get("named-graph-uri", ()))
    if not default_graphs and not named_graphs:
        return None
    return Dataset(default_graphs=default_graphs, named_graphs=named_graphs)
