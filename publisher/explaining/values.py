"""Every value that was read from a document, whatever the model holds.

The walk knows no field by name but those that say where a value stands, so that a field that is
added to the model is shown at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from publisher.documents.document import Span
from publisher.model import Found, Inference, Item, Minutes


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One field on the way from the document to a value.

    Attributes:
        owner: The type that has the field.
        field: Its name.
        index: Which one of several, from 0; None for a field that holds one thing.
        count: Of how many.
    """

    owner: type[msgspec.Struct]
    field: str
    index: int | None = None
    count: int = 1


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was read, and where.

    Attributes:
        steps: The way to it from the document.
        said: What was read; of somebody in a role, name and title.
        span: The characters that say so; None for what has none of its own.
        inferred: None if it is printed as such.
        details: What the model says beside it without characters of its own, such as the number
            of the act that a citation means.
    """

    steps: tuple[Step, ...]
    said: tuple[object, ...]
    span: Span | None
    inferred: Inference | None = None
    details: tuple[tuple[Step, object], ...] = ()

    @property
    def path(self) -> str:
        """The way to it as Python writes it: ``items[0].decision.outcome``."""
        return ".".join(
            step.field if step.index is None else f"{step.field}[{step.index}]"
            for step in self.steps
        )


def values_of(minutes: Minutes) -> tuple[Value, ...]:
    """Find every value in what was read.

    Args:
        minutes: What a document says.

    Returns:
        The values in the order of the model, what contains others before them. What the heading of
        the document or of an item says (see `plain_fields`) is not among them.
    """
    return tuple(_walk(minutes, ()))


def plain_fields(part: msgspec.Struct) -> tuple[tuple[Step, object], ...]:
    """What a part of the model says without characters of its own.

    Args:
        part: A part of the model.

    Returns:
        Field and value, in the order of the model; without None, False and what is empty.
    """
    return tuple(
        (Step(owner=type(part), field=name), value)
        for name in part.__struct_fields__
        if not _holds_parts(value := getattr(part, name)) and value not in (None, False, (), "")
    )


def _walk(part: msgspec.Struct, steps: tuple[Step, ...]) -> list[Value]:
    inner = [value for step, one in _parts(part) for value in _walk(one, (*steps, step))]
    span = getattr(part, "span", None)
    if isinstance(span, Span):
        return [_value(part, span, steps), *inner]
    details = () if isinstance(part, Minutes | Item) else plain_fields(part)
    if not details:
        return inner
    if not inner:
        return [Value(steps=steps, said=(), span=None, details=details)]
    first, *others = inner
    return [msgspec.structs.replace(first, details=(*details, *first.details)), *others]


def _value(part: msgspec.Struct, span: Span, steps: tuple[Step, ...]) -> Value:
    if isinstance(part, Found):
        return Value(steps=steps, said=(part.value,), span=span, inferred=part.inferred)
    said = tuple(value for _, value in plain_fields(part))
    inferred = getattr(part, "inferred", None)
    return Value(steps=steps, said=said, span=span, inferred=inferred)


def _parts(part: msgspec.Struct) -> Iterator[tuple[Step, msgspec.Struct]]:
    """The parts of a part, each with the step that leads to it."""
    for name in part.__struct_fields__:
        held = getattr(part, name)
        if not _holds_parts(held) or isinstance(held, Span | Inference):
            continue
        if isinstance(held, msgspec.Struct):
            yield Step(owner=type(part), field=name), held
            continue
        for index, one in enumerate(held):
            yield Step(owner=type(part), field=name, index=index, count=len(held)), one


def _holds_parts(held: object) -> bool:
    if isinstance(held, tuple):
        return bool(held) and isinstance(held[0], msgspec.Struct)
    return isinstance(held, msgspec.Struct)
