"""What the end of a word tells of its base form, learnt from a dictionary.

For forms that no dictionary has, such as names and compounds: `learn` counts, for every ending of
up to five letters, how the forms with it become base forms, and keeps the few ways that make up
nearly all. What comes out are candidates, for somebody who knows the base forms that there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from publisher.lemmas.reduction import Reduction, reduction

_LONGEST = 5
# An ending that is rarer says nothing; of ways, so many at most, until so much is covered.
_FEWEST_FORMS = 4
_MOST_WAYS = 6
_COVERED = 0.98
_RAREST_WAY = 0.004
# A base form that has nothing of its form but the first letter is an exception, to be looked up.
_FEWEST_SHARED = 2

Endings = Mapping[str, str]
"""By ending its ways, each as the number of letters that go and those that come: ``"3tu 0"``."""


def learn(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Learn from forms and their base forms.

    Args:
        pairs: In any order; the same pairs give the same.

    Returns:
        What `candidates` takes, the shortest endings first.
    """
    counted: defaultdict[str, Counter[Reduction]] = defaultdict(Counter)
    for form, lemma in pairs:
        way = reduction(form, lemma)
        if len(form) - way.taken >= _FEWEST_SHARED and form.isalpha():
            for length in range(1, min(_LONGEST, len(form) - 1) + 1):
                counted[form[-length:]][way] += 1
    ways: dict[str, list[Reduction]] = {}
    for ending in sorted(counted, key=lambda each: (len(each), each)):
        kept = _usual(counted[ending])
        shorter = next(
            (ways[ending[at:]] for at in range(1, len(ending)) if ending[at:] in ways), []
        )
        if kept and shorter[: len(kept)] != kept:
            ways[ending] = kept
    return {
        ending: " ".join(f"{way.taken}{way.added}" for way in kept) for ending, kept in ways.items()
    }


def _usual(counted: Counter[Reduction]) -> list[Reduction]:
    """The ways that make up nearly all forms of an ending; none if there are too few forms."""
    total = counted.total()
    if total < _FEWEST_FORMS:
        return []
    kept: list[Reduction] = []
    covered = 0
    for way, count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:_MOST_WAYS]:
        if covered >= _COVERED * total or count < _RAREST_WAY * total:
            break
        kept.append(way)
        covered += count
    return kept


def candidates(endings: Endings, form: str) -> list[str]:
    """What may be the base form of a form, the likeliest first; itself last.

    Examples:
        >>> candidates({"n": "1 0", "dun": "3tu"}, "kadun")
        ['katu', 'kadun']
    """
    for length in range(min(_LONGEST, len(form) - 1), 0, -1):
        if (ways := endings.get(form[-length:])) is not None:
            found = [_applied(way, form) for way in ways.split(" ")]
            return list(dict.fromkeys([*found, form]))
    return [form]


def _applied(way: str, form: str) -> str:
    added = way.lstrip("0123456789")
    return Reduction(int(way[: len(way) - len(added)]), added).of(form)
