"""How many queries a build asks of its store: ``python -m tests.proof.counting SETTINGS``."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from publisher.build.pipeline import build
from publisher.settings import read_settings
from publisher.sources import SOURCES
from publisher.store import Queries
from tests.benchmark.watching import watch
from tests.proof.corpus import write_settings
from tests.proof.tally import Tally
from tests.site.building import REPOSITORY, TODAY

PER_PAGE = "queries that more §§ cost, against the pages that they bring: at most one for 20"
_PAGES_PER_QUERY = 20


class Counted(msgspec.Struct, frozen=True):
    """What a build asked.

    Attributes:
        sections: How many §§ were generated.
        pages: That were derived by queries.
        queries: By name in `site/queries/`; all those of `site/examples/` under one name.
    """

    sections: int
    pages: int
    queries: dict[str, int]

    @property
    def total(self) -> int:
        """All queries."""
        return sum(self.queries.values())


def count_queries(folder: Path, sections: int) -> Counted:
    """Build in a process of its own, which counts.

    Args:
        folder: An empty one.
        sections: How many §§ are generated.

    Raises:
        CommandError: If the build did not end well.
    """
    built = write_settings(folder, sections)
    command = [sys.executable, "-m", "tests.proof.counting", str(built.settings)]
    found = msgspec.json.decode(watch(command, REPOSITORY).output, type=dict[str, int])
    pages = sum(count for kind, count in built.report["pages"].items() if kind != "section")
    return Counted(sections, pages, found)


def judge(fewer: Counted, more: Counted, tally: Tally) -> None:
    """Say whether queries follow pages, of which none may have one of its own."""
    pages, queries = more.pages - fewer.pages, more.total - fewer.total
    fault = f"{queries} queries more for {pages} pages more"
    tally.add(PER_PAGE, pages, [fault] * (queries * _PAGES_PER_QUERY > pages))


def main(settings: str) -> int:
    """Build on this process alone, in the batches that several would have; print what was asked."""
    asked: Counter[str] = Counter()
    rows, select = Queries.rows, Queries.select

    def counted_rows(self: Queries, name: str, pages: Iterable[str], row: Any) -> Any:  # noqa: ANN401  (as it is)
        asked[name] += 1
        return rows(self, name, pages, row)

    def counted_select(self: Queries, query: str) -> Any:  # noqa: ANN401  (as it is)
        asked["examples"] += 1
        return select(self, query)

    known = read_settings(Path(settings), known_systems=frozenset(SOURCES))
    with patch.multiple(Queries, rows=counted_rows, select=counted_select):
        build(known, today=dt.date.fromisoformat(TODAY), workers=1, progress=lambda *_: None)
    sys.stdout.write(msgspec.json.encode(dict(sorted(asked.items()))).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
