"""A compiled dictionary of base forms, asked for single words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from publisher.lemmas.compiling import LANGUAGES, Facts, made_by, open_trie, read_facts, trie_path
from publisher.lemmas.reduction import Reduction


class Numbers(Protocol):
    """A trie of forms with the numbers of their reductions."""

    def get(self, form: str, default: list[tuple[int]], /) -> list[tuple[int]]:
        """The numbers of a form."""
        ...


class Dictionary:
    """The base forms of one language.

    Args:
        numbers: By form, in small letters.
        reductions: By number.
    """

    def __init__(self, numbers: Numbers, reductions: list[Reduction]) -> None:
        self._numbers = numbers
        self._reductions = reductions

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The base forms of a form in small letters, sorted; none if it is not known."""
        found = self._numbers.get(form, [])
        return tuple(sorted({self._reductions[number].of(form) for (number,) in found}))


def open_dictionaries(libraries: Path) -> tuple[Mapping[str, Dictionary], Facts] | None:
    """Open the dictionaries of all languages.

    Args:
        libraries: The folder of libraries.

    Returns:
        They, by language, and what stands beside them; None if they have not been compiled.
    """
    facts = read_facts(libraries)
    if facts is None or facts.made_by != made_by():
        return None
    opened = {
        language: Dictionary(open_trie(trie_path(libraries, language)), facts.reductions[language])
        for language in LANGUAGES
    }
    return opened, facts
