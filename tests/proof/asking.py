"""The example queries in a browser that has seen nothing yet, against the store."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec
import pyoxigraph as ox

from publisher.evaluating import evaluate
from publisher.examples.reading import read_examples
from tests.proof.tally import Tally
from tests.site.browsing import answer_cold, chromium, faults_of, served
from tests.site.building import BASE, Built

ANSWERS = "an example answers in the browser as in the store and on its page"
TIMES = "an example is answered within 3 s of opening the page, engine and data included"
MOST_S = 3.0
# A browser on a machine that others use as well takes now less and now more; the middle counts.
_TIMES = 3


class Asked(msgspec.Struct, frozen=True):
    """One example.

    Attributes:
        name: Of the example.
        rows: Of the answer.
        seconds: From opening the page to the answer, each time by a browser that knew nothing.
    """

    name: str
    rows: int
    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """What it usually takes."""
        return median(self.seconds)


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
            answers = [answer_cold(browser, address, example.name) for _ in range(_TIMES)]
            faults = [fault for each in answers for fault in faults_of(each, address, expected)]
            faults += [] if page == expected else ["its page has another answer"]
            tally.add(ANSWERS, 1, (f"{example.name}: {fault}" for fault in dict.fromkeys(faults)))
            seconds = tuple(answered.seconds for answered in answers)
            found.append(Asked(example.name, expected.count("\r\n") - 1, seconds))
            late = found[-1].middle > MOST_S
            tally.add(TIMES, 1, [f"{example.name}: {found[-1].middle:.2f} s"] if late else [])
    return found


def in_words(asked: Sequence[Asked]) -> str:
    """The middle of all examples, and the one that takes longest."""
    worst = max(asked, key=lambda one: one.middle)
    middle = median(one.middle for one in asked)
    return f"median {middle:.2f} s, longest {worst.middle:.2f} s ({worst.name})"
