"""The genitive of names, by the table of `mappings/phrases/people.toml`."""

from __future__ import annotations

import msgspec


class Genitives(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The genitive of names: what it looks like, and where it shows the base form.

    Attributes:
        endings: What is added to a name, and what every genitive ends in.
        base_endings: What base forms end in that look like a genitive.
        swedish: What genitives end in that are not Finnish.
        surnames: The ends of surnames in the genitive and of their base forms, which are empty
            where an end looks like another one and is open.
    """

    endings: tuple[str, ...]
    base_endings: tuple[str, ...]
    swedish: tuple[str, ...]
    surnames: tuple[tuple[str, str], ...]

    def of(self, given: str) -> frozenset[str]:
        """The forms of the genitive of a given name whose stem does not change."""
        return frozenset(given + ending for ending in self.endings)

    def may_hold(self, surname: str) -> bool:
        """Whether a surname may be in the genitive by its ending."""
        small = surname.casefold()
        return small.endswith(self.endings) and not small.endswith(self.base_endings)

    def may_own(self, word: str) -> bool:
        """Whether a word before a title may say whose somebody is, in Finnish or in Swedish."""
        endings = (*self.endings, *self.swedish)
        return word.endswith(endings) and not word.endswith(self.base_endings)

    def nominative(self, surname: str) -> str | None:
        """The base form of a surname in either case; None if it may be a genitive and is open."""
        return self.base_form(surname) if self.may_hold(surname) else surname

    def base_form(self, surname: str) -> str | None:
        """Restore the base form of a surname in the genitive.

        Args:
            surname: Of a double-barrelled one only the last part is inflected.

        Returns:
            The base form; None where there might be several.
        """
        small = surname.casefold()
        ends = [pair for pair in self.surnames if small.endswith(pair[0])]
        genitive, base = max(ends, key=lambda pair: len(pair[0]), default=("", ""))
        if not base:
            return None
        stem = surname[: len(surname) - len(genitive)]
        if stem and not stem.endswith("-"):
            return stem + base
        return stem + base.capitalize()
