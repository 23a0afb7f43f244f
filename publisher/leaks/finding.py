"""What is found: where, and of what kind; never the value, its length or what stands around it."""

from __future__ import annotations

import msgspec

UNREADABLE = "unreadable"
"""The kind of what could not be looked into, so that nobody can say that nothing is there."""


class Hit(msgspec.Struct, frozen=True, order=True):
    """A place in a text, and what kind of thing stands there.

    Attributes:
        start: In characters.
        end: Behind its last character.
        kind: As the privacy policy names it, or `wanted.STRING`.
    """

    start: int
    end: int
    kind: str


class Finding(msgspec.Struct, frozen=True, order=True):
    """Something private in a file.

    Attributes:
        file: Its path below the work folder, without anything private.
        part: Which part of it, if not its bytes as they lie there: its name, what was compressed,
            a value of a database, a quad of a store.
        offset: In bytes, from the beginning of the part.
        kind: Of what stands there.
    """

    file: str
    part: str
    offset: int
    kind: str

    def line(self) -> str:
        """The finding for a reader."""
        part = f", {self.part}" if self.part else ""
        return f"{self.file}{part}: byte {self.offset}: {self.kind}"
