"""How long a build takes, and how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


class Clock:
    """Adds up seconds by stage.

    Attributes:
        seconds: By stage: as its own clock counts them, and what others have counted.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        """Begin with nothing.

        Args:
            now: ``time.perf_counter`` for what this process does alone; ``time.process_time`` for
                work that is done in batches by several.
        """
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._now = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        started = self._now()
        yield
        self.seconds[name] += self._now() - started

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add what other processes have counted."""
        for name, amount in seconds.items():
            self.seconds[name] += amount
