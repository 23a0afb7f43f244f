"""Memory, given back to the system while a build goes on."""

from __future__ import annotations

import ctypes
import functools
import sys
from collections.abc import Callable


@functools.cache
def _trim() -> Callable[[int], int] | None:
    """``malloc_trim`` of the GNU C library (malloc_trim(3)); None on systems without it."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def give_back() -> None:
    """Give back what was freed.

    The GNU C library keeps what RocksDB and our parsers free, scattered over its arenas: a process
    that opens a store for every batch would grow with their number.
    """
    trim = _trim()
    if trim is not None:
        trim(0)
