"""A store elsewhere: what it holds, and how its graphs are written, read and removed.

By the SPARQL 1.1 Graph Store HTTP Protocol (GSP), or by SPARQL 1.1 Update where a store has none;
questions go by the SPARQL 1.1 Protocol, as forms, which every store takes (2.1.2).
"""

from __future__ import annotations

import abc
import time
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from publisher.calling.caller import Answer, Caller
from publisher.calling.credentials import Credentials
from publisher.calling.patience import Pause, patiently
from publisher.errors import RemoteBusyError, RemoteError, RemoteRefusalError
from publisher.pushing.canonical import read_n_triples
from publisher.pushing.counting import page_query, read_page
from publisher.pushing.targets import Target
from publisher.pushing.updates import Graph, requests_for

# To write a large graph, or to count all triples, takes a store its time.
TIMEOUTS_S = (10.0, 300.0)

_BUSY = frozenset({429, 502, 503, 504})
_DONE = range(200, 300)
_NOT_ALLOWED = {401, 403}
_ABSENT = {404, 410}
_FAILED = 500
# What Virtuoso says when somebody else was in the way (SQLSTATE 40001); the same again may do.
_DEADLOCK = "SR172"
_N_TRIPLES = "application/n-triples"
_RDF = f"{_N_TRIPLES}, text/turtle;q=0.5"
_RESULTS = "application/sparql-results+json"
# Of what a store says is wrong, as much as helps.
_LONGEST_SAID = 300

_PART = (
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {subjects} }} GRAPH {graph} {{ ?s ?p ?o }} }}"
)
_CONTENT = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


class Remote(abc.ABC):
    """A store elsewhere, as one thread asks it. Whatever fails for a while is tried again."""

    def __init__(
        self, target: Target, credentials: Credentials, *, pause: Pause = time.sleep
    ) -> None:
        """Set up; nothing is called yet.

        Args:
            target: Where it is.
            credentials: Who we are.
            pause: Waits for some seconds.
        """
        self.target = target
        self._pause = pause
        self._caller = Caller(
            target.graphs, credentials, option="--store", busy=_BUSY, timeouts_s=TIMEOUTS_S
        )

    def close(self) -> None:
        """Close the connection."""
        self._caller.close()

    @abc.abstractmethod
    def write(self, graphs: Sequence[Graph]) -> None:
        """Let graphs hold this and nothing else.

        Raises:
            RemoteRefusalError: If the store does not take one of them.
            RemoteError: If it cannot be reached, or does not let us.
        """

    @abc.abstractmethod
    def remove(self, graph: str) -> None:
        """Remove a graph, if it is there.

        Raises:
            RemoteRefusalError: If the store does not.
            RemoteError: If it cannot be reached, or does not let us.
        """

    @abc.abstractmethod
    def read(self, graph: str) -> bytes:
        """What a graph says.

        Returns:
            Canonical N-Triples; nothing if there is no such graph.

        Raises:
            RemoteRefusalError: If the store does not answer with RDF.
            RemoteError: If it cannot be reached, or does not let us.
        """

    def read_part(self, graph: str, subjects: Sequence[str]) -> bytes:
        """What a graph says of some subjects, for stores that cut large answers short.

        Args:
            graph: Its IRI.
            subjects: As N-Triples writes them.

        Returns:
            Canonical N-Triples.

        Raises:
            RemoteRefusalError: If the store does not answer with RDF.
            RemoteError: If it cannot be reached, or does not let us.
        """
        query = _PART.format(graph=ox.NamedNode(graph), subjects=" ".join(subjects))
        return self._triples(self._ask(query, _RDF))

    def counts(self) -> Iterator[tuple[str, int]]:
        """All graphs that there are, each with the number of its triples.

        Stores cut answers short without a word (Virtuoso: ResultSetMaxRows), so that they are asked
        for page after page, until one is empty.

        Raises:
            RemoteError: If it cannot be reached, does not let us, or does not answer as it should.
        """
        last = ""
        while rows := self._page(last):
            yield from rows
            if rows[-1][0] == last:
                message = f"{self.target.query} gives the same graphs again: is it SPARQL 1.1?"
                raise RemoteError(message)
            last = rows[-1][0]

    def _page(self, last: str) -> list[tuple[str, int]]:
        answer = self._ask(page_query(last), _RESULTS)
        try:
            return read_page(answer.content)
        except ValueError as error:
            message = f"{self.target.query} does not answer as SPARQL does: check --query"
            raise RemoteError(message) from error

    def _ask(self, query: str, accept: str) -> Answer:
        return self._call(
            "POST", self.target.query, "a query", data={"query": query}, headers={"Accept": accept}
        )

    def _call(
        self, method: str, url: str, what: str, *, absent: bool = False, **parts: object
    ) -> Answer:
        """Send a request until it is answered.

        Args:
            method: Of HTTP.
            url: Where to.
            what: It is, in messages.
            absent: Whether it is in order that there is nothing.
            parts: Of the request.

        Raises:
            RemoteRefusalError: If the store does not do it.
            RemoteError: If it cannot be reached, or does not let us.
        """

        def attempt() -> Answer:
            answer = self._caller.call(method, url, what, **parts)
            if answer.status_code == _FAILED and _DEADLOCK in answer.text:
                message = f"{url} answers {_FAILED} to {what}: a deadlock"
                raise RemoteBusyError(message)
            return answer

        answer = patiently(attempt, self._pause)
        status = answer.status_code
        if status in _DONE or (absent and status in _ABSENT):
            return answer
        if status in _NOT_ALLOWED:
            advice = (
                "it does not let us do that: check --user and the secret, and that they may write"
                if self._caller.credentials
                else "it wants to know who asks: give a secret (docs/push.md)"
            )
            message = f"{url} answers {status} to {what}: {advice}"
            raise RemoteError(message)
        if status in {*_ABSENT, 405}:
            message = f"{url} answers {status} to {what}: check --store and --for (docs/push.md)"
            raise RemoteError(message)
        said = self._caller.credentials.hide(" ".join(answer.text[:_LONGEST_SAID].split()))
        message = f"{url} answers {status} to {what}" + (f" ({said})" if said else "")
        raise RemoteRefusalError(message)

    def _triples(self, answer: Answer) -> bytes:
        media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        try:
            return read_n_triples(answer.content, media_type)
        except RemoteError as error:
            message = f"{answer.url.partition('?')[0]}: {error}"
            raise RemoteRefusalError(message) from error


class GraphStore(Remote):
    """A store that has the Graph Store Protocol."""

    def write(self, graphs: Sequence[Graph]) -> None:
        """By PUT, which replaces a graph in one step (GSP 1.1, 5.3).

        Raises:
            RemoteRefusalError: As of `Remote`.
            RemoteError: As of `Remote`.
        """
        for graph, n_triples in graphs:
            self._gsp("PUT", graph, data=n_triples, headers={"Content-Type": _N_TRIPLES})

    def remove(self, graph: str) -> None:
        """By DELETE (GSP 1.1, 5.4); 404 says that it is not there.

        Raises:
            RemoteRefusalError: As of `Remote`.
            RemoteError: As of `Remote`.
        """
        self._gsp("DELETE", graph, absent=True)

    def read(self, graph: str) -> bytes:
        """By GET (GSP 1.1, 5.2).

        Raises:
            RemoteRefusalError: As of `Remote`.
            RemoteError: As of `Remote`.
        """
        answer = self._gsp("GET", graph, absent=True, headers={"Accept": _RDF})
        return b"" if answer.status_code in _ABSENT else self._triples(answer)

    def _gsp(self, method: str, graph: str, *, absent: bool = False, **parts: object) -> Answer:
        return self._call(
            method,
            self.target.graphs,
            f"{method} of <{graph}>",
            absent=absent,
            params={"graph": graph},
            **parts,
        )


class Update(Remote):
    """A store that takes updates."""

    def write(self, graphs: Sequence[Graph]) -> None:
        """By DROP and INSERT DATA (SPARQL 1.1 Update, 3.1.1 and 3.2.2), in requests of some size.

        Raises:
            RemoteRefusalError: As of `Remote`.
            RemoteError: As of `Remote`.
        """
        names = ", ".join(f"<{graph}>" for graph, _ in graphs)
        for request in requests_for(graphs):
            self._update(request, f"an update of {names}")

    def remove(self, graph: str) -> None:
        """By DROP SILENT (SPARQL 1.1 Update, 3.2.2).

        Raises:
            RemoteRefusalError: As of `Remote`.
            RemoteError: As of `Remote`.
        """
        self._update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}", f"a removal of <{graph}>")

    def read(self, graph: str) -> bytes:
        """By CONSTRUCT.

        Raises:
            RemoteRefusalError: As of `Remote`.
            RemoteError: As of `Remote`.
        """
        return self._triples(self._ask(_CONTENT.format(graph=ox.NamedNode(graph)), _RDF))

    def _update(self, text: str, what: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self._call("POST", self.target.graphs, what, data=text.encode(), headers=headers)


def remote(target: Target, credentials: Credentials, *, pause: Pause = time.sleep) -> Remote:
    """A store elsewhere, spoken to by its protocol.

    Args:
        target: As of `Remote`.
        credentials: As of `Remote`.
        pause: As of `Remote`.
    """
    made = GraphStore if target.protocol == "graph-store" else Update
    return made(target, credentials, pause=pause)
