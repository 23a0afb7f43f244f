"""The processes of a build, behind the interface of `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import TypeVar

from publisher.build.memory import give_back
from publisher.build.model import Batch

# Beside what is being worked on, so much waits; more would only fill the memory.
_WAITING_PER_WORKER = 2
_FEWEST_WORKERS = 2

Task = TypeVar("Task")


class Team:
    """Runs batches on several processes, or on this one if there are no others."""

    def __init__(self, executor: Executor | None, workers: int) -> None:
        self._executor = executor
        self._workers = workers

    @property
    def alone(self) -> bool:
        """Whether this process does everything."""
        return self._executor is None

    def dismiss(self) -> None:
        """Let the other processes go, and their memory with them: what is left is not for them."""
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None

    def each(self, work: Callable[[Task], Batch], tasks: Iterable[Task]) -> Iterator[Batch]:
        """Run every task, taking no more of them at a time than the processes need.

        Args:
            work: What is done with each task.
            tasks: Taken one by one, so that they need not all exist.

        Yields:
            The results as they come; in order if there are no other processes.

        Raises:
            PublisherError: Whatever a task raises.
        """
        if self._executor is None:
            yield from map(work, tasks)
            return
        running: set[Future[Batch]] = set()
        for task in tasks:
            running.add(self._executor.submit(work, task))
            if len(running) >= self._workers * (1 + _WAITING_PER_WORKER):
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        give_back()


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, however that comes about.

    Otherwise it would wait for work for ever, and hold the work folder: locks are inherited.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def team(workers: int | None) -> Iterator[Team]:
    """Start the processes.

    They are started before the store is opened, since a process with threads must not fork.

    Args:
        workers: How many; None for one a core, and at least two; 1 for none beside this one.

    Yields:
        The team.
    """
    count = workers or max(os.cpu_count() or 1, _FEWEST_WORKERS)
    if count == 1:
        yield Team(None, 1)
        return
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent) as executor:
        wait([executor.submit(os.getpid) for _ in range(count)])
        yield Team(executor, count)
