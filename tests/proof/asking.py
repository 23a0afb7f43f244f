"""The example queries in a browser that has seen nothing yet, against the store."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec
import pyoxigraph as ox

from publisher.examples.reading import read_examples
from publisher.querying import evaluate
from tests.proof.tally import Tally
from tests.site.browsing import answer_cold, chromium, faults_of, served
from tests.site.building import BASE, Built

ANSWERS = "an example answers in the browser as in the store and on its page"
TIMES = "an example is answered within 3 s of opening the page, engine and data included"
MOST_S = 3.0


class Asked(msgspec.Struct, frozen=True):
    """One example.

    Attributes:
        name: Of the example.
        rows: Of the answer.
        seconds: From opening the page to the answer.
    """

    name: str
    rows: int
    seconds: float


def ask_all(built: Built, tally: Tally) -> list[Asked]:
    """Ask every example.

    Args:
        built: A site with the engine.
        tally: Told of faults.

    Returns:
        How long each took.
    """
    store = ox.Store.read_only(str(built.output / "published" / "store"))
    found = []
    with served(built.site) as address, chromium() as browser:
        for example in read_examples(BASE):
            solutions = evaluate(store, example.query)
            assert isinstance(solutions, ox.QuerySolutions)
            expected = (solutions.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()
            page = (built.site / "sparql" / f"{example.name}.csv").read_bytes().decode()
            answered = answer_cold(browser, address, example.name)
            faults = faults_of(answered, address, expected)
            faults += [] if page == expected else ["its page has another answer"]
            tally.add(ANSWERS, 1, [f"{example.name}: {fault}" for fault in faults])
            late = [f"{example.name}: {answered.seconds:.2f} s"] * (answered.seconds > MOST_S)
            tally.add(TIMES, 1, late)
            found.append(Asked(example.name, expected.count("\r\n") - 1, answered.seconds))
    return found


def in_words(asked: Sequence[Asked]) -> str:
    """The middle and the longest time."""
    worst = max(asked, key=lambda one: one.seconds)
    middle = median(one.seconds for one in asked)
    return f"median {middle:.2f} s, longest {worst.seconds:.2f} s ({worst.name})"
