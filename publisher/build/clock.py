"""How long a build takes, and how far it is."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


class Clock:
    """Adds up seconds by stage.

    Attributes:
        seconds: Of this process for stages that it does itself, of the processors for work that is
            done in batches.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        started = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - started

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add what other processes have counted."""
        for name, amount in seconds.items():
            self.seconds[name] += amount


class Stopwatch:
    """Adds up processor time by stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        start = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - start
