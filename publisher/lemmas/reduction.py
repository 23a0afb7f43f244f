"""How a form becomes its base form: so many letters go, and others come."""

from __future__ import annotations

from typing import NamedTuple


class Reduction(NamedTuple):
    """What is done to the end of a word.

    Attributes:
        taken: How many letters go.
        added: What comes in their place.
    """

    taken: int
    added: str

    def of(self, form: str) -> str:
        """The base form of a form.

        Examples:
            >>> Reduction(4, "s").of("päätöksen")
            'päätös'
        """
        return form[: len(form) - self.taken] + self.added


def reduction(form: str, lemma: str) -> Reduction:
    """How a form becomes its base form.

    Examples:
        >>> reduction("kadun", "katu"), reduction("katu", "katu")
        (Reduction(taken=3, added='tu'), Reduction(taken=0, added=''))
    """
    same = 0
    for ours, theirs in zip(form, lemma, strict=False):
        if ours != theirs:
            break
        same += 1
    return Reduction(len(form) - same, lemma[same:])
