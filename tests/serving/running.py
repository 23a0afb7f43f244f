"""`pykala serve` in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from publisher.serving.sparql.question import Limits
from tests.serving.conftest import BASE, PATIENCE_S

_PROGRAM = """
import pathlib, sys
import msgspec
from publisher.serving.app import Serving, serve
from publisher.serving.sparql.question import Limits
site, store, base, limits = sys.argv[1:]
serving = Serving(limits=msgspec.json.decode(limits, type=Limits), log_requests=True)
serve(pathlib.Path(site), pathlib.Path(store), base_iri=base, port=0, serving=serving)
"""


@contextmanager
def running(
    site: Path, store: Path, limits: Limits | None = None, *, base: str = BASE, seconds: float = 0
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a site on a free port.

    Args:
        site: Its folder.
        store: Of its data.
        limits: Of a query; None for the usual ones.
        base: Where the things of the site have their IRIs.
        seconds: How long it is used, beside the patience of tests; it is killed afterwards.

    Yields:
        The address with a final slash, and the process.
    """
    command = [sys.executable, "-c", _PROGRAM, str(site), str(store), base]
    command.append(msgspec.json.encode(limits or Limits()).decode())
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(command, stdout=null, stderr=pipe, text=True) as server:
        watchdog = threading.Timer(3 * PATIENCE_S + seconds, server.kill)
        watchdog.start()
        try:
            assert server.stderr is not None
            found = next(filter(None, (re.search(r"http://\S+", line) for line in server.stderr)))
            # A pipe that nobody empties would stop the server once it is full of warnings.
            threading.Thread(target=server.stderr.read, daemon=True).start()
            yield found[0], server
        finally:
            watchdog.cancel()
            server.kill()
