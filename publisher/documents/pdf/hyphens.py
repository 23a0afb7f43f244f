"""Words that are broken at the end of a line."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from publisher.assets import asset_dir, read_toml

_LONGEST_WORD = 100
_BROKEN = re.compile(r"\w-")
_ADDRESS = re.compile(r"[@/]|www\.")
_LETTERS = re.compile(r"[^\W\d_]+")


def mend(first: str, second: str) -> str | None:
    """Put a word together that is broken by a hyphen.

    The hyphen belongs to the word, and stays, after a capital letter, a figure or a single letter,
    before a name, between the same two vowels (Kielitoimiston ohjepankki, yhdysmerkki), and after
    a few prefixes. What is left of *a- ja b-* is no broken word, and an address is left alone.

    Args:
        first: The last word of a line.
        second: The first word of the next line.

    Returns:
        The word, or None if it is not clear that these are its halves.

    Examples:
        >>> mend("täytäntöön-", "panosta."), mend("linja-", "auto"), mend("EI-", "ääntä")
        ('täytäntöönpanosta.', 'linja-auto', 'EI-ääntä')
        >>> mend("valtuusto-", "ja"), mend("Etelä-", "Savo")
        (None, 'Etelä-Savo')
    """
    if not _BROKEN.fullmatch(first[-2:]) or len(first) + len(second) > _LONGEST_WORD:
        return None
    if _ADDRESS.search(first):
        return None
    if second[0].isupper():
        is_name = first[-2].isalpha() and second[1:2].islower()
        return first + second if is_name else None
    if not second[0].islower() or _is_suspended(second):
        return None
    return first + second if _keeps_hyphen(first[:-1], second) else first[:-1] + second


def join(first: str, second: str) -> str:
    """Put the halves of a line together that is broken over two.

    Args:
        first: The first half.
        second: The second half.

    Returns:
        The line; between the halves is a blank, unless they break a word.

    Examples:
        >>> join("Täytäntöönpano-", "tiedot"), join("Lisätietojen", "antaja")
        ('Täytäntöönpanotiedot', 'Lisätietojen antaja')
    """
    start, _, last = first.rpartition(" ")
    head, _, rest = second.partition(" ")
    mended = mend(last, head)
    return " ".join(filter(None, [start, mended, rest])) if mended else f"{first} {second}"


def _keeps_hyphen(stem: str, second: str) -> bool:
    last = stem[-1]
    letters = _LETTERS.findall(stem)
    return (
        not last.islower()
        or len(letters[-1]) == 1
        or letters[-1].casefold() in _read_table()["prefixes"]
        or (last == second[0] and last in _read_table()["vowels"])
    )


def _is_suspended(second: str) -> bool:
    letters = _LETTERS.match(second)
    return letters is not None and letters[0] in _read_table()["suspended"]


@cache
def _read_table() -> dict[str, Any]:
    path = asset_dir("mappings") / "hyphens.toml"
    return read_toml(path, dict[str, Any])
