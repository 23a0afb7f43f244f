"""From the open interface of a meeting system to lines of text.

CaseM (CloudNC) answers a question for one item with an OData list of extended properties, each a
name and a text: ``{"value": [{"Name": "Decision", "Text": "<p>…</p>"}, …]}``. Its lines are the
properties in their order: the name and the value with a tab between them if the value is one line,
otherwise the name and then the lines of the value. A value is HTML, or plain text, or, for what was
handled before, such a list again in a string of its own: its names come after that of the outer
property and a full stop. Properties without a value are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from publisher.documents import html

_MOST_NESTED = 4


class _Property(msgspec.Struct):
    name: str = msgspec.field(name="Name")
    text: str | None = msgspec.field(name="Text", default=None)


class _Properties(msgspec.Struct):
    value: list[_Property]


def is_json(text: str) -> bool:
    """Whether text begins and ends as an object or a list of JSON does."""
    bare = text.strip()
    return bare[:1] + bare[-1:] in {"{}", "[]"} and bare[1:].lstrip()[:1] in set('"{[}]')


def extract_lines(text: str) -> str | None:
    """Take the properties out of the answer.

    Args:
        text: As it was decoded.

    Returns:
        The lines, properties parted by blank lines; None if it is JSON of another shape.
    """
    try:
        found = msgspec.json.decode(text, type=_Properties)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    return "\n\n".join(_entries(found, ()))


def _entries(found: _Properties, outer: tuple[str, ...]) -> Iterator[str]:
    for one in found.value:
        path = (*outer, one.name)
        text = one.text or ""
        nested = _nested(text) if len(path) < _MOST_NESTED else None
        if nested is not None:
            yield from _entries(nested, path)
        elif lines := _lines(text):
            yield f"{'.'.join(path)}{_gap(lines)}{lines}"


def _gap(lines: str) -> str:
    return "\n" if "\n" in lines else "\t"


def _lines(text: str) -> str:
    """The lines of a value; what is in them of names or persons is parted by tabs."""
    bare = text.strip()
    return html.extract_lines(bare).strip() if "<" in bare or "&" in bare else bare


def _nested(text: str) -> _Properties | None:
    """The list that a string holds, whatever lists are around it."""
    if not is_json(text):
        return None
    try:
        return msgspec.convert({"value": list(_flatten(json.loads(text)))}, _Properties)
    except (ValueError, msgspec.ValidationError):
        return None


def _flatten(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  (JSON has no narrower type)
    if isinstance(value, list):
        for one in value:
            yield from _flatten(one)
    elif isinstance(value, dict) and "Name" in value:
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _flatten(one)
