"""The processes of a build, behind the interface of `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from publisher.build.model import Batch

# Beside what is being worked on, so much waits; more would only fill the memory.
_WAITING_PER_WORKER = 2
_FEWEST_WORKERS = 2

Task = TypeVar("Task")


@contextmanager
def team(workers: int | None) -> Iterator[Executor]:
    """Start the processes.

    They are started before the store is opened, since a process with threads must not fork.

    Args:
        workers: How many; None for one a core, and at least two.

    Yields:
        An executor; any other one would do as well.
    """
    count = workers or max(os.cpu_count() or 1, _FEWEST_WORKERS)
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(count, mp_context=context) as executor:
        wait([executor.submit(os.getpid) for _ in range(count)])
        yield executor


def run_all(
    executor: Executor, work: Callable[[Task], Batch], tasks: Iterable[Task], workers: int
) -> Iterator[Batch]:
    """Run tasks on all processes, never more of them at a time than are needed.

    Args:
        executor: Where.
        work: What is done with each task.
        tasks: Taken one by one, so that they need not all exist.
        workers: How many processes there are.

    Yields:
        The results, as they come.

    Raises:
        PublisherError: Whatever a task raises.
    """
    running: set[Future[Batch]] = set()
    for task in tasks:
        running.add(executor.submit(work, task))
        if len(running) >= workers * (1 + _WAITING_PER_WORKER):
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)
