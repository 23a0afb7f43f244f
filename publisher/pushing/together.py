"""Several requests at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

THREADS = 4


def together(items: Iterable[T], act: Callable[[T], R], threads: int = THREADS) -> Iterator[R]:
    """Do something with all items, several at a time.

    No more items are taken than are being worked on or wait for it, so that what was done of each
    can be remembered soon. If one fails, those that have begun are brought to an end.

    Args:
        items: Each is taken in the thread of the caller, shortly before it is begun.
        act: What is done, in another thread.
        threads: How many at a time.

    Yields:
        What it gives, in the order in which it ends.
    """
    rest = iter(items)
    waiting: set[Future[R]] = set()
    pool = ThreadPoolExecutor(threads)
    try:
        while True:
            while len(waiting) < 2 * threads and (begun := _begin(pool, rest, act)):
                waiting.add(begun)
            if not waiting:
                return
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(pool: ThreadPoolExecutor, rest: Iterator[T], act: Callable[[T], R]) -> Future[R] | None:
    for item in rest:
        return pool.submit(act, item)
    return None
