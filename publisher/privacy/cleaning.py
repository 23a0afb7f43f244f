"""What was read, with every text cleaned and every person as the mode publishes them.

Both walk through all of the model, so that a field that is added to it is cleaned until somebody
says that it holds nothing but what stands in a register.
"""

from __future__ import annotations

from typing import Literal, Protocol, TypeVar

import msgspec

from publisher.documents.document import Span
from publisher.model import Attendance, Found, PersonInRole, Presence

T = TypeVar("T")
Mode = Literal["role", "strict"]


class Cleaner(Protocol):
    """Puts words in the place of everything private in a text."""

    def __call__(self, text: str, *, in_meeting: bool = False) -> str:
        """The text without it; the flag says whether it tells what was done in the meeting."""
        ...


# Numbers of registers, names of bodies and laws, and titles of offices.
_AS_PRINTED = frozenset({"as_printed", "body", "case_number", "classification", "number"})
# What tells of a meeting.
_TOLD = frozenset({"counter_proposals", "decision", "discussion", "dissents", "votes"})
# In no mode do those who prepared a matter keep their names (kuntalaki 140 §).
_NAMELESS = frozenset({"preparers"})


def clean_texts(value: T, clean: Cleaner) -> T:
    """Clean every text, however deep it stands.

    Args:
        value: A part of the model.
        clean: What cleans one.

    Returns:
        The same with its texts cleaned; the spans stay, since they count in the document.
    """
    return _clean(value, clean, told=False)


def _clean(value: T, clean: Cleaner, *, told: bool) -> T:
    if isinstance(value, tuple):
        return tuple(_clean(one, clean, told=told) for one in value)  # type: ignore[return-value]
    if isinstance(value, Found):
        text = value.value
        if type(text) is not str:  # a code is a string too
            return value
        return msgspec.structs.replace(value, value=clean(text, in_meeting=told))
    if not isinstance(value, msgspec.Struct) or isinstance(value, PersonInRole | Span):
        return value
    changes = {
        name: _clean(getattr(value, name), clean, told=told or name in _TOLD)
        for name in value.__struct_fields__
        if name not in _AS_PRINTED
    }
    return msgspec.structs.replace(value, **changes)


def name_by_mode(value: T, mode: Mode) -> T:
    """Take names away: of preparers and guests in `role` mode, and everybody's in `strict` mode.

    Args:
        value: A part of the model.
        mode: Which names stay.

    Returns:
        The same; titles stay.
    """
    return _name(value, keep=mode == "role")


def _name(value: T, *, keep: bool) -> T:
    if isinstance(value, tuple):
        return tuple(_name(one, keep=keep) for one in value)  # type: ignore[return-value]
    if isinstance(value, PersonInRole):
        # A group says something of somebody whose name is known, and of nobody else (D-020).
        return value if keep else msgspec.structs.replace(value, name=None, group=None)
    if not isinstance(value, msgspec.Struct) or isinstance(value, Found | Span):
        return value
    nameless = value.__struct_fields__ if _is_guest(value) else _NAMELESS
    changes = {
        name: _name(getattr(value, name), keep=keep and name not in nameless)
        for name in value.__struct_fields__
    }
    return msgspec.structs.replace(value, **changes)


def _is_guest(value: object) -> bool:
    """Whether it is somebody on the list of those present who is no member: official or guest."""
    return isinstance(value, Attendance) and value.presence is Presence.OTHER
