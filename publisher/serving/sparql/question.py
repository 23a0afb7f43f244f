"""What is asked of a reader."""

from __future__ import annotations

import msgspec

from publisher.evaluating import Dataset


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A query and how its answer is wanted.

    Attributes:
        query: The text of the query.
        dataset: The graphs that the request names, if it names any.
        accept: The ``Accept`` header, empty if there is none.
        format: The ``format`` parameter, which goes before ``Accept``.
        compressed: Whether the client takes gzip.
    """

    query: str
    dataset: Dataset | None = None
    accept: str = ""
    format: str | None = None
    compressed: bool = False


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """How an answer begins.

    Attributes:
        status: Of HTTP.
        media_type: Of what follows.
        compressed: Whether it is packed with gzip.
    """

    status: int
    media_type: str
    compressed: bool = False


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a query may take.

    Attributes:
        time_s: Until its answer has left.
        memory_bytes: Of the process that answers, beyond what the open store takes.
        answer_bytes: Of the answer, before it is packed.
        services: Other endpoints that queries may call, by IRI.
    """

    time_s: float = 30.0
    memory_bytes: int = 1_000_000_000
    answer_bytes: int = 100_000_000
    services: tuple[str, ...] = ()
