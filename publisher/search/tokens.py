"""Tokens: what is asked of an index beside words, such as base forms and filters.

Pagefind takes a word for the beginning of longer ones, and one that it does not have for the
longest that it begins with. A token is neither, since none is the beginning of another: it begins
and ends with letters that words do not. It has small letters only, which Pagefind leaves in one
piece. `site/static/search-words.js` makes the same ones.
"""

from __future__ import annotations

_OPENS, _CLOSES = "xq", "qx"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_LETTER_OF_DIGIT = str.maketrans("0123456789abcdef", "abcdefghijklmnop")

BORDER = f"{_OPENS}{_CLOSES}"
"""Stands between the text of a record and its tokens."""


def token(text: str) -> str:
    """The token of a base form or of a filter.

    Examples:
        >>> token("kaava"), token("tie 1")
        ('xqkaavaqx', 'xqtieqcaqdbqx')
    """
    return f"{_OPENS}{''.join(map(_written, text))}{_CLOSES}"


def body_token(path: str) -> str:
    """The token of all §§ of a body, given by its path."""
    return token(f"body:{path}")


def outcome_token(name: str) -> str:
    """The token of all §§ with an outcome, given by its name in the code list."""
    return token(f"outcome:{name}")


def _written(char: str) -> str:
    return char if char in _PLAIN else "q" + f"{ord(char):x}".translate(_LETTER_OF_DIGIT)
