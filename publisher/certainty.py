"""What was read, without what nobody can be sure of.

Some values are not printed but follow from what is printed (`publisher.model.Inference`). Where
they follow with low confidence, whoever publishes decides by a setting whether they go out, marked
as what they are, or stay away.
"""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Any, Final, TypeVar, get_args

import msgspec

from publisher.documents.document import Span
from publisher.model import Confidence, Found

T = TypeVar("T", bound=msgspec.Struct)

_GONE: Final = object()


def without_unsure(value: T) -> tuple[T, int]:
    """Take every value of low confidence away.

    Args:
        value: A part of the model in which each such value may be missing.

    Returns:
        The same without them, and how many there were. What cannot be without such a value goes
        with it: a proposal whose text is unsure is no proposal.

    Raises:
        ValueError: If the part itself cannot be without one.
    """
    sieve = _Sieve()
    kept: Any = sieve.sift(value)
    if kept is _GONE:
        message = f"{type(value).__name__} cannot be without what is unsure in it"
        raise ValueError(message)
    return kept, sieve.count


class _Sieve:
    """Counts what it takes away."""

    def __init__(self) -> None:
        self.count = 0

    def sift(self, value: Any) -> Any:  # noqa: ANN401  (any part of the model)
        """The value without what is unsure; `_GONE` if nothing is left."""
        if isinstance(value, tuple):
            return tuple(kept for one in value if (kept := self.sift(one)) is not _GONE)
        if isinstance(value, Found):
            unsure = value.inferred is not None and value.inferred.confidence is Confidence.LOW
            self.count += unsure
            return _GONE if unsure else value
        if not isinstance(value, msgspec.Struct) or isinstance(value, Span):
            return value
        changes: dict[str, Any] = {}
        for name, optional in _fields(type(value)):
            old = getattr(value, name)
            new = self.sift(old)
            if new is _GONE and not optional:
                return _GONE
            if new is not old:
                changes[name] = None if new is _GONE else new
        return msgspec.structs.replace(value, **changes) if changes else value


@cache
def _fields(model: type[msgspec.Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a part of the model, each with whether it may be missing."""
    return tuple(
        (field.name, NoneType in get_args(field.type)) for field in msgspec.structs.fields(model)
    )
