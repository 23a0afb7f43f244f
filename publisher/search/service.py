"""Pagefind's native program, driven as its own wrappers for Node.js and Python drive it.

It is started as a service: requests on its standard input and answers on its output are JSON in
base64, each ended by a comma (`pagefind/src/service` in the repository of Pagefind).
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec

from publisher.errors import SearchError

# No language of its own, so that it takes no endings off: base forms are indexed beside the words.
_LANGUAGE: Final = "unknown"
_PIECE_BYTES = 1 << 20


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What Pagefind indexes, by its own names for it.

    Attributes:
        url: Of the page, below the root of the site.
        content: The text.
        meta: What is kept of it to be shown, and indexed with a weight of its own.
        sort: By what results can be put in order.
    """

    url: str
    content: str
    meta: dict[str, str]
    sort: dict[str, str]


def make_index(program: Path, records: Iterable[Record]) -> dict[str, bytes]:
    """Index some records.

    Args:
        program: Of Pagefind.
        records: In the order of their numbers. No more than one order and no filters, which
            Pagefind writes in an order that changes from time to time.

    Returns:
        The files of the index by path, with Pagefind's own scripts among them; the same for the
        same records.

    Raises:
        SearchError: If the program fails.
    """
    with _service(program) as service:
        number = service.ask("NewIndex", config={"force_language": _LANGUAGE})["index_id"]
        for record in records:
            service.ask(
                "AddRecord",
                index_id=number,
                language=_LANGUAGE,
                filters={},
                **msgspec.structs.asdict(record),
            )
        files = service.ask("GetFiles", index_id=number)["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


class _Service:
    """A running program.

    Args:
        process: With pipes for its input and output.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None  # noqa: S101  (it was asked for)
        assert process.stdout is not None  # noqa: S101
        self._input = process.stdin
        self._answers = _messages(process.stdout.fileno())
        self._asked = 0

    def ask(self, action: str, **payload: Any) -> dict[str, Any]:  # noqa: ANN401  (it is JSON)
        """Ask for something and wait for the answer.

        Raises:
            SearchError: If the program says that it cannot, or ends.
        """
        self._asked += 1
        request = {"message_id": self._asked, "payload": {"type": action, **payload}}
        try:
            self._input.write(base64.b64encode(msgspec.json.encode(request)) + b",")
            self._input.flush()
            answer = next(self._answers)["payload"]
        except (OSError, StopIteration) as error:
            message = "Pagefind ended unexpectedly: build again, or set `search = false`"
            raise SearchError(message) from error
        if answer["type"] == "Error":
            message = f"Pagefind could not make the index of the search: {answer['message']}"
            raise SearchError(message)
        return dict(answer)


@contextmanager
def _service(program: Path) -> Iterator[_Service]:
    """Run the program.

    Raises:
        SearchError: If it cannot be started.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  (npm has verified it)
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    except OSError as error:
        message = f"{program} cannot be run ({error.strerror}): run `pykala libraries` again"
        raise SearchError(message) from error
    with process:
        try:
            yield _Service(process)
        finally:
            process.kill()


def _messages(descriptor: int) -> Iterator[dict[str, Any]]:
    """The answers that come out of a pipe; none after its end."""
    pieces: list[bytes] = []
    while piece := os.read(descriptor, _PIECE_BYTES):
        *ends, rest = piece.split(b",")
        for end in ends:
            yield msgspec.json.decode(base64.b64decode(b"".join([*pieces, end])))
            pieces.clear()
        pieces.append(rest)
