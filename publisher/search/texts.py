"""The readable texts of the record of a §: what its page lets people read in its own language.

Only what is in the record is taken, and never anything of the document that it was read from, so
that what was withheld, or has left, is in no index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_LANGUAGES = frozenset({"fi", "sv", "en"})
_AS_PRINTED = "AsPrinted"
# In this order, before what else there is: what was asked for is most likely there.
_FIRST = ("label", "proposal", "decision", "preparation")


class Text(NamedTuple):
    """A text of a record.

    Attributes:
        language: Of it, or of the § if it is a name or number.
        value: The text.
    """

    language: str
    value: str


def language_of(record: Mapping[str, Any]) -> str:
    """The language that a § was written in; that of its title, or else Finnish."""
    return next(iter(record.get("label", {})), "fi")


def texts_of(record: Mapping[str, Any]) -> list[Text]:
    """The texts of a §, each once.

    Args:
        record: Of the §, as it is published.

    Returns:
        The title first, then what was proposed and decided, then the rest.
    """
    keys = [
        *(key for key in _FIRST if key in record),
        *(key for key in record if key not in _FIRST),
    ]
    language = language_of(record)
    return list(dict.fromkeys(text for key in keys for text in _below(key, record[key], language)))


def _below(key: str, value: Any, language: str) -> Iterator[Text]:  # noqa: ANN401  (it is JSON)
    """The texts of a value and of all that it holds."""
    if isinstance(value, str):
        if key.endswith(_AS_PRINTED):
            yield Text(language, value)
    elif isinstance(value, list):
        for each in value:
            yield from _below(key, each, language)
    elif isinstance(value, dict) and value.keys() <= _LANGUAGES:
        yield from _in_languages(value)
    elif isinstance(value, dict):
        for inner, each in value.items():
            yield from _below(inner, each, language)


def _in_languages(said: Mapping[str, str | list[str]]) -> Iterator[Text]:
    """A text in its languages; or several, as a list (JSON-LD 1.1, 4.6.2)."""
    for language, texts in said.items():
        yield from (Text(language, text) for text in ([texts] if isinstance(texts, str) else texts))
