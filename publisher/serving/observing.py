"""What a server tells of itself: a line for each request, and figures for Prometheus.

A line holds no address of a client: who runs a server that keeps those has to say so to people
first, and a server in front can keep them (GDPR art. 5(1)(c)).
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import IO

import msgspec
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.types import Scope

from publisher.serving.sparql.pool import ReaderPool
from publisher.sparql_text import without_literals

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Observer:
    """Counts requests, and writes a line about each if that is wanted."""

    def __init__(self, pool: ReaderPool, *, log: IO[str] | None = None, literals: bool) -> None:
        """Set up.

        Args:
            pool: Whose readers are counted.
            log: Where lines go; None if nobody wants them.
            literals: Whether lines hold the literals of queries, which may be names.
        """
        self._pool = pool
        self._log = log
        self._literals = literals
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "pykala_requests", "Requests answered.", ("kind", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "pykala_request_seconds",
            "Time until the end of an answer.",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._bytes = Counter(
            "pykala_sent_bytes", "Bytes of answers.", ("kind",), registry=self._registry
        )
        self._readers = Gauge(
            "pykala_queries", "Readers by what they do, and queries that wait.", ("state",),
            registry=self._registry,
        )  # fmt: skip

    def note(self, scope: Scope, status: int, sent_bytes: int, began: float) -> None:
        """Count a request, and write its line.

        Args:
            scope: Of the request.
            status: Of the answer; 0 if there is none.
            sent_bytes: The length of the answer's content.
            began: When the request came (`time.perf_counter`).
        """
        seconds = time.perf_counter() - began
        query = scope.get("pykala.query")
        kind = "file" if query is None else "query"
        self._requests.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)
        self._bytes.labels(kind).inc(sent_bytes)
        if self._log is None:
            return
        line = {
            "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": sent_bytes,
            "ms": round(seconds * 1000, 1),
        }
        if query is not None:
            line["query"] = query if self._literals else without_literals(query)
        self._log.write(msgspec.json.encode(line).decode() + "\n")
        self._log.flush()

    def figures(self) -> tuple[str, bytes]:
        """The figures as Prometheus reads them: media type and text."""
        for state, number in self._pool.counts.items():
            self._readers.labels(state).set(number)
        return CONTENT_TYPE_LATEST, generate_latest(self._registry)


def standard_output() -> IO[str]:
    """Where lines go that a service manager keeps."""
    return sys.stdout
