"""What was read, with every text cleaned and every person as the mode publishes them.

Both walk through all of the model, so that a field that is added to it is cleaned until somebody
says that it holds nothing but what stands in a register.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol, TypeVar

import msgspec

from publisher.documents.document import Span
from publisher.model import Attendance, Found, Handling, PersonInRole, Presence

_replace = msgspec.structs.replace

T = TypeVar("T")
H = TypeVar("H", bound=Handling)
Mode = Literal["role", "strict"]


class Cleaner(Protocol):
    """Puts words in the place of everything private in a text."""

    def __call__(self, text: str, *, in_meeting: bool = False) -> str:
        """The text without it; the flag says whether it tells what was done in the meeting."""
        ...


# A span that is blurred begins and ends at a multiple of so many characters.
_BLUR = 100
# Numbers of registers, names of bodies and laws, and titles of offices.
_AS_PRINTED = frozenset({"as_printed", "body", "case_number", "classification", "number"})
# What tells of a meeting.
_TOLD = frozenset({"counter_proposals", "decision", "discussion", "dissents", "votes"})
# What stays when the texts of a handling leave it, and what stays empty then; the place of the text
# that anything else hangs on is taken by words.
_FRAME = frozenset({"title", "earlier", "recusals"})
_EMPTIED: Mapping[str, object] = {
    "preparation": None,
    "discussion": None,
    "attachments": (),
    "background_material": (),
    "notified": (),
    "amounts": (),
}
# In no mode do those who prepared a matter keep their names (kuntalaki 140 §).
_NAMELESS = frozenset({"preparers"})


def clean_texts(value: T, clean: Cleaner) -> T:
    """Clean every text, however deep it stands.

    Args:
        value: A part of the model.
        clean: What cleans one.

    Returns:
        The same with its texts cleaned. All spans count in the document; that of a text from which
        something was taken is blurred, so that nothing tells how long that was.
    """
    return _clean(value, clean, told=False)


def _clean(value: T, clean: Cleaner, *, told: bool) -> T:
    if isinstance(value, tuple):
        return tuple(_clean(one, clean, told=told) for one in value)  # type: ignore[return-value]
    if isinstance(value, Found):
        text = value.value
        if type(text) is not str:  # a code is a string too
            return value
        cleaned = clean(text, in_meeting=told)
        span = value.span if cleaned == text else blurred(value.span)
        return _replace(value, value=cleaned, span=span)
    if not isinstance(value, msgspec.Struct) or isinstance(value, PersonInRole | Span):
        return value
    changes = {
        name: _clean(getattr(value, name), clean, told=told or name in _TOLD)
        for name in value.__struct_fields__
        if name not in _AS_PRINTED
    }
    return _replace(value, **changes)


def name_by_mode(value: T, mode: Mode) -> T:
    """Take names away: of preparers and guests in `role` mode, and everybody's in `strict` mode.

    Args:
        value: A part of the model.
        mode: Which names stay.

    Returns:
        The same; titles stay. Where a name stood is blurred.
    """
    return _name(value, keep=mode == "role")


def _name(value: T, *, keep: bool) -> T:
    if isinstance(value, tuple):
        return tuple(_name(one, keep=keep) for one in value)  # type: ignore[return-value]
    if isinstance(value, PersonInRole):
        if keep or value.name is None:
            return value
        # A group says something of somebody whose name is known, and of nobody else (D-020).
        return _replace(value, name=None, group=None, span=blurred(value.span))
    if not isinstance(value, msgspec.Struct) or isinstance(value, Found | Span):
        return value
    nameless = value.__struct_fields__ if _is_guest(value) else _NAMELESS
    changes = {
        name: _name(getattr(value, name), keep=keep and name not in nameless)
        for name in value.__struct_fields__
    }
    return _replace(value, **changes)


def without_texts(handling: H, wording: str) -> H:
    """Take the texts of a handling away, and leave its frame.

    What stays is the frame: number, day, body, case and title, the outcome, who took part in a
    public role, and votes as counts.

    Args:
        handling: With all that is private taken out.
        wording: What stands in the place of a text that something else hangs on.

    Returns:
        The frame; earlier handlings are left as they are.
    """
    bare = clean_texts(handling, lambda _, *, in_meeting=False: wording)
    of_frame = {name: getattr(handling, name) for name in _FRAME if hasattr(handling, name)}
    emptied = {name: value for name, value in _EMPTIED.items() if hasattr(handling, name)}
    unsaid = {"subject": None, "yes_means": None, "no_means": None}
    votes = tuple(_replace(vote, **unsaid) for vote in bare.votes)
    return _replace(bare, votes=votes, **of_frame, **emptied)


def count_leaving_texts(handling: Handling) -> int:
    """How many texts of a handling `without_texts` takes away."""
    return sum(
        _count_texts(getattr(handling, name))
        for name in handling.__struct_fields__
        if name not in _AS_PRINTED | _FRAME
    )


def _count_texts(value: object) -> int:
    if isinstance(value, tuple):
        return sum(map(_count_texts, value))
    if isinstance(value, Found):
        return int(type(value.value) is str)
    if not isinstance(value, msgspec.Struct) or isinstance(value, PersonInRole | Span):
        return 0
    names = (name for name in value.__struct_fields__ if name not in _AS_PRINTED)
    return sum(_count_texts(getattr(value, name)) for name in names)


def count_names(value: object) -> int:
    """How many people a part of the model names, each as often as it does."""
    if isinstance(value, tuple):
        return sum(map(count_names, value))
    if isinstance(value, PersonInRole):
        return int(value.name is not None)
    if not isinstance(value, msgspec.Struct) or isinstance(value, Found | Span):
        return 0
    return sum(count_names(getattr(value, name)) for name in value.__struct_fields__)


def blurred(span: Span) -> Span:
    """A span that holds another one and does not tell its length.

    What was withheld may survive in no form, not even as a length, which the difference between a
    text and the characters that it was read from would be.
    """
    return Span(span.start // _BLUR * _BLUR, -(-span.end // _BLUR) * _BLUR)


def _is_guest(value: object) -> bool:
    """Whether it is somebody on the list of those present who is no member: official or guest."""
    return isinstance(value, Attendance) and value.presence is Presence.OTHER
