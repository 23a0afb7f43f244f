"""The sentences of a text whose lines are broken anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.phrases.narrative import SentenceWords

# Where a sentence may end: after a stop with what closes behind it, or with its line.
_BREAK = re.compile(r"(?P<stop>[.!?])[”\"»’')\]]{0,3}\s+|\n{2,}|\n")
_WORD_BEFORE = re.compile(r"[^\s(\[”\"]*$")
_LONGEST_WORD = 24
_LONGEST_NUMERAL = 2
_CLOSED = (".", "!", "?", ":", ";", "”", '"', "»", ")", "’")
_QUOTES = ("”", "“", '"', "»", "’")
_MOST_QUOTED = 12


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, or a line that stands for one, and where it stands in its text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def split_sentences(text: str, words: SentenceWords) -> list[Sentence]:
    """Part a text into its sentences.

    A sentence ends with a stop that does not belong to an abbreviation, to a numeral or to an
    initial, with its paragraph, or before a line that is known to begin one, as *Jaa-äänet: 7*. A
    paragraph that breaks off in the middle of a sentence or of a list goes on in the next one, as
    it does where a page ends.

    Args:
        text: Lines parted by newlines, paragraphs by empty lines.
        words: Know abbreviations, and the lines that begin a sentence.

    Returns:
        The sentences in order, without the white space between them.
    """
    return list(_sentences(text, words))


def _sentences(text: str, words: SentenceWords) -> Iterator[Sentence]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.end() < len(text) and _ends(text, start, match, words):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Sentence]:
    sentence = text[start:end].strip()
    if sentence:
        yield Sentence(sentence, text.index(sentence[0], start))


def _ends(text: str, start: int, match: re.Match[str], words: SentenceWords) -> bool:
    following = match.end()
    if "\n" in match[0] and any(line.match(text, following) for line in words.lines):
        return True
    if match["stop"]:
        return _stops(text, start, match, words)
    if match[0] == "\n":
        return False
    last = text[match.start() - 1]
    return last in _CLOSED or not (last == "," or text[following].islower())


def _stops(text: str, start: int, match: re.Match[str], words: SentenceWords) -> bool:
    if "\n\n" in match[0]:
        return True
    if text[match.end()].islower():
        return False
    before = _WORD_BEFORE.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    word = before[0] if before else ""
    if word.isdigit() and len(word) <= _LONGEST_NUMERAL:
        return bool(text[start : match.start() - len(word)].strip())
    initial = len(word) == 1 and word.isupper()
    return not initial and word.casefold() not in words.abbreviations


def quoted_until(sentences: Sequence[Sentence], index: int) -> int:
    """Find where the quotation ends that a sentence opens or announces with a colon.

    Args:
        sentences: The sentences of a text.
        index: Which of them.

    Returns:
        The index of the last sentence of the quotation; the given one if nothing is quoted.
    """
    following = index + 1
    if following == len(sentences) or not sentences[index].text.endswith(":"):
        return index
    if not sentences[following].text.startswith(_QUOTES):
        return following
    last = min(len(sentences), following + _MOST_QUOTED)
    return next(
        (place for place in range(following, last) if sentences[place].text.endswith(_QUOTES)),
        following,
    )
