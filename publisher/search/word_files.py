"""The words of a site as files for browsers, which load the one that a word begins like.

A file is JSON: by base form, the other forms that stand in §§ and begin with the same two letters,
without their marks. `site/static/search-words.js` names the files alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import msgspec

from publisher.search.vocabulary import Table

_LETTERS = 2
_OTHER = "_"


def word_files(table: Table) -> dict[str, bytes]:
    """The files of a table, by what their words begin with, in order.

    Args:
        table: Of all §§ of the site.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for lemma, forms in table.items():
        found.setdefault(beginning(lemma), {}).setdefault(lemma, set())
        for form in forms - {lemma}:
            found.setdefault(beginning(form), {}).setdefault(lemma, set()).add(form)
    return {name: _encoded(entries) for name, entries in sorted(found.items())}


def beginning(word: str) -> str:
    """The letters that name the file of a word.

    Examples:
        >>> beginning("äänestys"), beginning("šakki"), beginning("ø")
        ('aa', 'sa', '__')
    """
    plain = "".join(
        char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)
    )
    letters = (char if "a" <= char <= "z" else _OTHER for char in plain[:_LETTERS])
    return "".join(letters).ljust(_LETTERS, _OTHER)


def _encoded(entries: Mapping[str, set[str]]) -> bytes:
    return msgspec.json.encode({lemma: sorted(forms) for lemma, forms in sorted(entries.items())})
