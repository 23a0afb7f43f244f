"""The names of those who voted: which word of each is the surname."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from publisher.model import PersonInRole
from publisher.phrases.votes import Side
from publisher.proceedings.counts import Voters

_FULL_NAME = 2
# A list of fewer names may be in the order of an alphabet by accident.
_FEWEST_SORTED = 5
# Not all, since the alphabet has v and w for one letter.
_SORTED_SHARE = 0.9


def in_one_order(votes: Sequence[Mapping[Side, Voters]]) -> list[Mapping[Side, Voters]]:
    """Turn round the names of all votes of one list, if one of them shows that it is surname first.

    Args:
        votes: The voters of each vote by side, all printed in one way.

    Returns:
        The same with the given name first.
    """
    turned = [given_name_first(voters) for voters in votes]
    if turned == list(votes):
        return turned
    return [_all_turned(voters) for voters in votes]


def given_name_first(voters: Mapping[Side, Voters]) -> Mapping[Side, Voters]:
    """Turn round the names of a vote that are printed with the surname first.

    A system of a meeting prints its lists so, in the order of the surnames, without a comma that
    would part them from the given names.

    Args:
        voters: Those of one vote by side, all printed in one way.

    Returns:
        The same with the given name first, if the order of any long list shows that it is not.
    """
    if not any(_are_surname_first(people) for people in voters.values()):
        return voters
    return _all_turned(voters)


def _all_turned(voters: Mapping[Side, Voters]) -> Mapping[Side, Voters]:
    return {side: tuple(map(_turned, people)) for side, people in voters.items()}


def surname_last(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name that is printed with the surname first, in the other order."""
    return (*words[1:], *words[:1])


def _turned(person: PersonInRole) -> PersonInRole:
    return msgspec.structs.replace(person, name=" ".join(surname_last((person.name or "").split())))


def _are_surname_first(people: Iterable[PersonInRole]) -> bool:
    """Whether names are in the order of their first words, and not of their last ones."""
    names = [(person.name or "").split() for person in people]
    if len(names) < _FEWEST_SORTED or any(len(name) < _FULL_NAME for name in names):
        return False
    first, last = (_in_order([name[place] for name in names]) for place in (0, -1))
    return first >= _SORTED_SHARE > last


def _in_order(words: Sequence[str]) -> float:
    """What share of the words stands in the alphabet after the one before it."""
    pairs = [one.casefold() <= other.casefold() for one, other in pairwise(words)]
    return sum(pairs) / len(pairs)
