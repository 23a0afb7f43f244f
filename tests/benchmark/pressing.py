"""Pressing an endpoint with small queries: how many a second, and how long the slowest wait."""

from __future__ import annotations

import itertools
import re
import subprocess
import tempfile
from collections.abc import Sequence
from urllib.parse import quote

import msgspec
import pyoxigraph as ox

from tests.benchmark.watching import CommandError

KINDS = "all that an act says, the graphs that tell of a §, the outcome of a decision, ten acts"
CLIENTS, SECONDS = 8, 10

_ACTS = 2_000
_DL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
_ELI = "http://data.europa.eu/eli/ontology#"
_SECTIONS = f"SELECT ?s {{ ?s <{_DL}activity_order> ?o }} ORDER BY ?s"
_TEN = f"SELECT ?s {{ ?s a <{_ELI}LegalResource> }} LIMIT 10"

# A comment makes a query one that nobody has asked before.
_SCRIPT = """
local queries = {%s}
local i, accept = 0, {["Accept"] = "application/sparql-results+json"}
request = function()
  i = i + 1
  return wrk.format("GET", wrk.path .. "?query=" .. queries[i %% #queries + 1] .. %s, accept)
end
"""
_AGAIN, _NEVER_AGAIN = '""', '"%20%23" .. i'

_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_SLOWEST = re.compile(r"\s99%\s+([\d.]+)(us|ms|s|m)\b")
_FAILED = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors: .+")


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What an endpoint bore.

    Attributes:
        rate: Answers a second.
        slowest_s: In what time 99 of 100 answers were there.
        failed: What went wrong, in the words of wrk; empty if nothing did.
    """

    rate: float
    slowest_s: float
    failed: str


def simple_queries(store: ox.Store) -> list[str]:
    """Four small queries in turn, over thousands of things.

    Args:
        store: Of a site.
    """
    found = store.query(_SECTIONS, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    sections = [row[0].value for row in found if "#" not in row[0].value][:_ACTS]
    queries = (
        (
            f"SELECT ?p ?o {{ <{section.replace('/eli/dl/', '/eli/')}> ?p ?o }}",
            f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ <{section}> ?p ?o }} }} GROUP BY ?g",
            f"SELECT ?outcome {{ <{section}#paatos> <{_DL}decision_outcome> ?outcome }}",
            _TEN,
        )
        for section in sections
    )
    return [*itertools.chain.from_iterable(queries)]


def press(address: str, queries: Sequence[str], *, never_the_same: bool = False) -> Load:
    """Ask as fast as eight clients can.

    Args:
        address: Of the endpoint.
        queries: Asked in turn by every client.
        never_the_same: Whether each is made a new one by a remark.

    Returns:
        What was seen.

    Raises:
        CommandError: If wrk says nothing that can be read.
    """
    told = ",\n".join(f'"{quote(query, safe="")}"' for query in queries)
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(_SCRIPT % (told, _NEVER_AGAIN if never_the_same else _AGAIN))
        script.flush()
        command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--latency", "-s", script.name]
        done = subprocess.run([*command, address], capture_output=True, check=False, text=True)
    rate, slowest = _RATE.search(done.stdout), _SLOWEST.search(done.stdout)
    if rate is None or slowest is None:
        raise CommandError(done.stdout + done.stderr)
    failed = _FAILED.search(done.stdout)
    return Load(
        rate=float(rate[1]),
        slowest_s=float(slowest[1]) * _UNITS[slowest[2]],
        failed=failed[0] if failed else "",
    )
