"""The site of a build on this machine, packed for the way as web servers do it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.middleware.gzip import GZipMiddleware

from publisher.serving.app import Application
from tests.browser.chromium import LOOPBACK
from tests.site.building import BASE, Built

_STARTED_S = 30
_LOOK_S = 0.02


@contextmanager
def serving(built: Built) -> Iterator[str]:
    """Serve a site, as `pykala serve` does, on a port that is free.

    Args:
        built: What to serve.

    Yields:
        Its address, with a final slash.
    """
    published = built.output / "published"
    app = Application(published / "site", published / "store", base_iri=BASE)
    with socket.create_server((LOOPBACK, 0)) as listener:
        config = uvicorn.Config(GZipMiddleware(app), lifespan="on", ws="none", log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            deadline = time.monotonic() + _STARTED_S
            while not server.started:
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(_LOOK_S)
            yield f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(_STARTED_S)
