"""Acts of the EU and decisions of courts, as running text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.phrases.laws import AuthorityWords, EuWords

# A number before 1950 is none of a year: (EY) N:o 1370/2007, but (EU) 2016/679.
_FIRST_YEAR = 1950
_LAST_YEAR = 2099
# Directives of the last century print two digits: 92/43/ETY.
_CENTURY = 1900
_TWO_DIGITS = 100


class AuthorityMention(NamedTuple):
    """An act of the EU or a decision of a court named in a text.

    Attributes:
        start: Where the mention begins.
        end: Where it ends, with the article of an act.
        work: ``EU reg/2016/679``, ``EU dir/2014/24`` or ``kho/2019/54``; None for a decision that
            has no number of a yearbook, whose address nobody can be sure of.
    """

    start: int
    end: int
    work: str | None


def find_authorities(text: str, words: AuthorityWords) -> Iterator[AuthorityMention]:
    """Find every act of the EU and every decision of a court.

    Args:
        text: A text.
        words: How they are named.

    Yields:
        The mentions in order of each pattern; each place once.
    """
    seen: list[tuple[int, int]] = []
    for match, work in _find(text, words):
        start, end = match.span()
        if any(start < other[1] and other[0] < end for other in seen):
            continue
        seen.append((start, end))
        if work is not None and work.startswith("EU") and (part := words.article.match(text, end)):
            end = part.end()
        yield AuthorityMention(start, end, work)


def _find(text: str, words: AuthorityWords) -> Iterator[tuple[re.Match[str], str | None]]:
    for act in words.eu:
        for match in act.words.find(text):
            yield match, _act(match, act)
    for named in words.named:
        for match in named.words.find(text):
            yield match, named.work
    for case in words.cases:
        for match in case.find(text):
            groups = match.groupdict()
            numbered = "court" in groups
            court = words.courts[groups["court"]] if numbered else ""
            yield match, f"{court}/{groups['year']}/{groups['number']}" if numbered else None


def _act(match: re.Match[str], words: EuWords) -> str:
    """The act as ELI has it: the year, then the number."""
    first, second = int(match["first"]), int(match["second"])
    if words.kind == "dir":
        year, number = (first + _CENTURY if first < _TWO_DIGITS else first), second
    elif match["number_first"] or not _FIRST_YEAR <= first <= _LAST_YEAR:
        year, number = second, first
    else:
        year, number = first, second
    return f"EU {words.kind}/{year}/{number}"
