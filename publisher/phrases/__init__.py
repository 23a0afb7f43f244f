"""The words and phrases of Finnish and Swedish minutes, read from `mappings/phrases/`."""

from publisher.phrases.date_words import DateWords, read_date_words
from publisher.phrases.genitives import Genitives
from publisher.phrases.outcomes import OutcomePhrase
from publisher.phrases.patterns import Marked, compile_all, compile_marked, compile_pattern
from publisher.phrases.tables import NAME_WORD, Phrases, read_phrases

__all__ = [
    "NAME_WORD",
    "DateWords",
    "Genitives",
    "Marked",
    "OutcomePhrase",
    "Phrases",
    "compile_all",
    "compile_marked",
    "compile_pattern",
    "read_date_words",
    "read_phrases",
]
