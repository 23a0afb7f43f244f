"""simplemma, which knows the base forms; nothing else of Pykälä asks it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version

import simplemma
from simplemma.strategies import DefaultDictionaryFactory

_REMEMBERED = 65_536


def lemmatizer(language: str) -> Callable[[str], str]:
    """What makes of a word its base form; the first call loads the dictionary, which takes seconds.

    Args:
        language: ``fi`` or ``sv``.
    """
    lemmatize = functools.partial(simplemma.lemmatize, lang=language)
    return functools.lru_cache(maxsize=_REMEMBERED)(lemmatize)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every form of the dictionary with its base form, both in small letters.

    Where the dictionary has a name and a word that are spelt alike, both come; and so may a pair
    twice.

    Args:
        language: ``fi`` or ``sv``.
    """
    dictionary: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary(language)
    for form, lemma in dictionary.items():
        yield form.lower(), lemma.lower()


def dictionary_version() -> str:
    """Tells the dictionaries of one release of simplemma from those of another."""
    return version("simplemma")
