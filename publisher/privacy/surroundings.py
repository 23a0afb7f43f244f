"""What stands beside a word of a text: the words before and behind it, or the end of a sentence."""

from __future__ import annotations

import re

from publisher.privacy.name_words import FIRST_WORD, STOPS

CAPITALISED = re.compile(FIRST_WORD)
BEFORE_CHARACTERS = 60
_FEWEST_BEFORE = 2


def word_before(text: str, start: int) -> str:
    """The word before a position, if nothing but a blank parts them; otherwise empty."""
    if begins_sentence(text, start):
        return ""
    words = text[max(start - BEFORE_CHARACTERS, 0) : start].rsplit(maxsplit=1)
    return words[-1].lstrip('([»”"') if words else ""


def begins_sentence(text: str, start: int) -> bool:
    """Whether anything but a word and a blank stands before a position."""
    return start < _FEWEST_BEFORE or not text[start - 1].isspace() or text[start - 2] in STOPS


def neighbours(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The capitalised words right before and right behind a word, with but a blank between."""
    before = list(CAPITALISED.finditer(text, max(start - BEFORE_CHARACTERS, 0), start))
    behind = CAPITALISED.match(text, end + 1) if text[end : end + 1].isspace() else None
    found = [word for word in before[-1:] if text[word.end() : start].isspace()]
    return found if behind is None else [*found, behind]
