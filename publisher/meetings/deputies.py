"""In whose place a deputy came to a meeting (*varajäsen*, kuntalaki 103 §)."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.meetings.people_lists import Listed, squeeze
from publisher.meetings.words import MeetingWords
from publisher.model.people import PersonInRole

_TWO_WORDS = 2


class Members:
    """Knows everybody on the lists, so that a name in the genitive finds its base form."""

    def __init__(self, names: Sequence[str], words: MeetingWords) -> None:
        """Set up.

        Args:
            names: Everybody on the lists, given name first.
            words: Know given names and the cases of surnames.
        """
        self._names = tuple(dict.fromkeys(names))
        self._words = words

    def of(self, deputy: Listed) -> PersonInRole | None:
        """The member in whose place somebody came.

        Args:
            deputy: Somebody on a list.

        Returns:
            The member by the name on the lists, or, if the list says nothing else of them, by the
            name in its base form. None if nobody is named, or it is not certain who.
        """
        if deputy.entry.member is None:
            return None
        printed = squeeze(deputy.lines.text[slice(*deputy.entry.member)]).split()
        own = " ".join(word.text for word in deputy.entry.name).split()
        same = [one for one in self._names if set(one.split()) != set(own)]
        same = [one for one in same if self._are_same(one.split(), printed)]
        exact = [one for one in same if set(one.split()) == set(printed)]
        name = self._base(printed) if not same else None
        if len(exact or same) == 1:
            name = (exact or same)[0]
        if name is None:
            return None
        return PersonInRole(name=name, title=None, span=deputy.lines.span(*deputy.entry.member))

    def _are_same(self, known: Sequence[str], printed: Sequence[str]) -> bool:
        """Whether a name in some case, in either order or with an initial, may be a known one."""
        if len(known) < _TWO_WORDS or len(printed) < _TWO_WORDS:
            return False
        orders = ((printed[0], printed[-1]), (printed[1], printed[0]))
        return any(
            self._words.surnames.are_same(known[-1], surname) and self._is_given(known[0], given)
            for given, surname in orders
        )

    def _is_given(self, known: str, printed: str) -> bool:
        """Whether a given name is a known one, its initial or, behind the surname, in its case."""
        initial = printed.removesuffix(".")
        forms = {known, known[0]}
        return initial in forms or printed in self._words.genitives.of(known)

    def _base(self, printed: Sequence[str]) -> str | None:
        """A name that nobody on the lists has: the surname in its base form, if that is certain."""
        given, surname = printed[:-1], printed[-1]
        if not given or not all(map(self._words.is_given, given)):
            return None
        base = self._words.genitives.nominative(surname)
        return None if base is None else " ".join((*given, base))
