"""Where one name ends and the next begins, if only blanks stand between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from publisher.finnish.name_words import PARTICLES, Word, is_initial

Names = list[tuple[Word, ...]]
_Unit = tuple[Word, ...]

_SHORT, _LONG = 2, 3
# If there are several ways, it does not matter how many.
_ENOUGH = 2


def split_names(words: Sequence[Word], is_given: Callable[[str], bool]) -> Names | None:
    """Part words at the beginnings of names.

    Two or three words are one name. More are names of two words each, or of three with two given
    names; given name first, or surname first in all of them.

    Args:
        words: Capitalised words, particles (*von*) and initials.
        is_given: Whether a word is a known given name.

    Returns:
        The names; None if there is more than one way, or none.
    """
    units = list(_units(words))
    if len(units) <= _LONG:
        return [tuple(words)]
    known = [len(unit) == 1 and is_given(unit[0].text) for unit in units]
    found = {cuts for first in (True, False) for cuts in _ways(known, given_first=first)}
    if len(found) == 1:
        return list(_names(units, found.pop()))
    if found or not _may_be_pairs(known):
        return None
    return list(_names(units, tuple(range(_SHORT, len(units) + 1, _SHORT))))


def _units(words: Sequence[Word]) -> Iterator[_Unit]:
    """The words, each particle with the one after it and each initial with the one before."""
    unit: list[Word] = []
    for word in words:
        goes_on = bool(unit) and unit[-1].text in PARTICLES
        if unit and not goes_on and not is_initial(word.text):
            yield tuple(unit)
            unit = []
        unit.append(word)
    yield tuple(unit)


def _ways(known: Sequence[bool], *, given_first: bool) -> list[tuple[int, ...]]:
    """The ways to part words into names whose given names are all known, at most two.

    Args:
        known: Of each word, whether it is a known given name.
        given_first: Whether names begin with it; otherwise they end with it.

    Returns:
        Each way as the ends of the names.
    """
    total = len(known)
    ways: list[list[tuple[int, ...]]] = [[] for _ in range(total)] + [[()]]
    for start in reversed(range(total)):
        for length in (_SHORT, _LONG):
            end = start + length
            if end > total:
                continue
            given = known[start : end - 1] if given_first else known[start + 1 : end]
            if all(given):
                ways[start].extend((end, *rest) for rest in ways[end])
        del ways[start][_ENOUGH:]
    return ways[0]


def _may_be_pairs(known: Sequence[bool]) -> bool:
    """Whether words may be pairs of given name and surname, most of which are certain."""
    if len(known) % _SHORT:
        return False
    pairs = list(zip(known[::_SHORT], known[1::_SHORT], strict=True))
    turned = any(second and not first for first, second in pairs)
    certain = sum(first for first, _ in pairs)
    return not turned and certain * _SHORT >= len(pairs)


def _names(units: Sequence[_Unit], ends: Sequence[int]) -> Iterator[tuple[Word, ...]]:
    start = 0
    for end in ends:
        yield tuple(word for unit in units[start:end] for word in unit)
        start = end
