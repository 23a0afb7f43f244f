"""What is found in a text and has to go from it."""

from __future__ import annotations

import msgspec

NAME = "name"
"""The kind of a hit that is a name."""


class Hit(msgspec.Struct, frozen=True):
    """A run of characters to be replaced, and by what.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        kind: Of what kind it is.
        wording: What stands in its place.
        private_person: Whether it shows that a private person is named, or can be told, there.
        begins: Where all of it begins, of a hit whose beginning another one has; otherwise None.
    """

    start: int
    end: int
    kind: str
    wording: str
    private_person: bool
    begins: int | None = None

    def whole(self, text: str) -> str:
        """All that was found, also what of it another hit has; a part alone would say nothing."""
        return text[self.start if self.begins is None else self.begins : self.end]
