"""How the words of a decision differ from those of the proposal."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# With the blank before it: a sum with its thousands parted, a word, or a sign that is none.
_TOKEN = re.compile(r"\s*(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b|\w+(?:[.,:-]\w+)*|[^\w\s])")
_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")
_SIGNS = ".,:;!?()\"'”"
# Of how many words two texts may be to be versions of one: the Dice coefficient of their words.
_ALIKE = 0.6
# The comparison takes the product of the two lengths; longer texts are left to the reader.
_WORDS_AT_MOST = 1200
_PARAGRAPHS_AT_MOST = 40

Kind = Literal["same", "out", "in"]


class Piece(NamedTuple):
    """A stretch of words.

    Attributes:
        kind: Whether it stands in both, was taken out of the proposal, or was put in.
        text: Its words, with the blank before them if there is one.
    """

    kind: Kind
    text: str


def differences(proposed: str, decided: str) -> list[list[Piece]]:
    """Compare a proposal with the part of a decision that says it again, word by word.

    A decision tells more than what was decided, such as who left the room, so that the comparison
    is with those of its paragraphs that are most like the proposal. Where lines end, and the size
    of letters, is no difference.

    Args:
        proposed: The text of the proposal.
        decided: The text of the decision.

    Returns:
        The words of both, by the paragraphs of the decision; empty if the decision does not say
        the proposal again, says it without a difference, or if they are too long to compare.
    """
    if not _may_be_alike(proposed, decided):
        return []
    old = _TOKEN.findall(proposed)
    paragraphs = [_TOKEN.findall(part) for part in _PARAGRAPHS.split(decided.strip())]
    if len(old) > _WORDS_AT_MOST or len(paragraphs) > _PARAGRAPHS_AT_MOST:
        return []
    alike = _most_alike(old, paragraphs)
    new = list(itertools.chain.from_iterable(alike))
    if not 0 < len(new) <= _WORDS_AT_MOST or _folded(old) == _folded(new):
        return []
    begins = set(itertools.accumulate(map(len, alike[:-1])))
    return _by_paragraph(old, new, begins)


def _may_be_alike(proposed: str, decided: str) -> bool:
    """Whether two texts have words enough in common, by a look that costs little.

    Most decisions only say that the proposal was adopted. Words are counted without regard to signs
    beside them, and with those of the whole decision, so that none is missed.
    """
    old = proposed.casefold().split()
    here = decided.casefold()
    return sum(word.strip(_SIGNS) in here for word in old) >= _ALIKE / 2 * len(old) > 0


def _most_alike(old: Sequence[str], paragraphs: Sequence[list[str]]) -> Sequence[list[str]]:
    """The paragraphs in a row that are most like a text; none if none are like enough."""
    words = Counter(_folded(old))
    best, found = _ALIKE, (0, 0)
    for first in range(len(paragraphs)):
        row: Counter[str] = Counter()
        for last in range(first, len(paragraphs)):
            row.update(_folded(paragraphs[last]))
            alike = 2 * (words & row).total() / (words.total() + row.total() or 1)
            if alike > best:
                best, found = alike, (first, last + 1)
    return paragraphs[slice(*found)]


def _by_paragraph(old: Sequence[str], new: Sequence[str], begins: set[int]) -> list[list[Piece]]:
    pieces: list[list[Piece]] = [[]]
    # No word is "junk" for being frequent, as "ja" is in a text of some hundred words.
    matcher = SequenceMatcher(a=_folded(old), b=_folded(new), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and a < b:
            pieces[-1].append(Piece("out", _text(old[a:b])))
        for stretch in _cut(c, d, begins):
            if stretch.start in begins and pieces[-1]:
                pieces.append([])
            kind: Kind = "same" if tag == "equal" else "in"
            pieces[-1].append(Piece(kind, _text(new[stretch.start : stretch.stop])))
    return pieces


def _cut(start: int, end: int, begins: set[int]) -> Iterator[range]:
    """A stretch of words, cut where paragraphs begin."""
    cuts = [start, *sorted(at for at in begins if start < at < end), end]
    return (range(a, b) for a, b in itertools.pairwise(cuts) if a < b)


def _folded(tokens: Sequence[str]) -> list[str]:
    return ["".join(token.split()).casefold() for token in tokens]


def _text(tokens: Sequence[str]) -> str:
    """What stands there, on one line, with the blank that comes before it."""
    joined = "".join(tokens)
    blank = " " if joined[:1].isspace() else ""
    return blank + " ".join(joined.split())
