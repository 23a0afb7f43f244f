"""How far a build is, for whoever waits for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from publisher.build.clock import Progress


@contextmanager
def shown() -> Iterator[Progress]:
    """Show how far a build is: bars on a terminal, a line a stage in a log.

    Yields:
        What a build tells of every stage how much of it is done.
    """
    if not sys.stderr.isatty():
        yield _log
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    with Bars(console=console, transient=True) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield show


def _log(stage: str, done: int, total: int) -> None:
    if done == total:
        print(f"{stage}: {total}", file=sys.stderr)  # noqa: T201
