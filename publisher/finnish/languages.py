"""Which language a text is in."""

from __future__ import annotations

import re
from itertools import filterfalse

from publisher.model import Language
from publisher.phrases import Phrases

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_CHARACTERS = 20_000


def language_of(text: str, phrases: Phrases) -> Language:
    """Tell Finnish from Swedish by the small words that only one of them has.

    Args:
        text: The whole text; the chrome of a page may be in another language than the text, so
            that single lines tell nothing.
        phrases: Knows the small words.

    Returns:
        The language with more of them; Finnish if there are none, as most minutes are.
    """
    # Most parts are a word as they stand; only the others need the slower search.
    parts = text[:_ENOUGH_CHARACTERS].casefold().split()
    words = [*parts, *_WORD.findall(" ".join(filterfalse(str.isalpha, parts)))]
    finnish = sum(map(phrases.languages["fi"].__contains__, words))
    swedish = sum(map(phrases.languages["sv"].__contains__, words))
    return "sv" if swedish > finnish else "fi"
