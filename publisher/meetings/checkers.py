"""Who checks the minutes, out of the decision that chose them (*pöytäkirjantarkastajat*)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.people import NamedPerson, parse_name_list, parse_people
from publisher.meetings.words import CheckingWords, MeetingWords, meeting_words
from publisher.model import Item, Meeting, PersonInRole
from publisher.phrases import Phrases

# A sentence goes no further than this in either direction from the word for the checkers.
_MOST_CHARACTERS = 300
# No decision speaks of its checkers more often.
_MOST_SENTENCES = 20
# Names in lines of their own: a newline, and what stands before an item of a list.
_NEW_LINE = re.compile(r"\n+(?:[ \t]*(?:[-•–*]|\d{1,2}[.)])(?=\s))?")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")
_COLON = re.compile(r":\s*")


class _Sentence(msgspec.Struct, frozen=True):
    """A sentence that speaks of checkers; positions count in the text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        word: Where the word for the checkers stands.
        verb: Where the verb stands.
        inflected: Whether the names are its object, in the genitive.
    """

    start: int
    end: int
    word: tuple[int, int]
    verb: tuple[int, int]
    inflected: bool


def with_checkers(meeting: Meeting, items: Iterable[Item], phrases: Phrases) -> Meeting:
    """Add those whom the meeting itself chose to check its minutes, if no front page names any.

    Args:
        meeting: As its front page has it.
        items: Of the meeting.
        phrases: Know names and titles.

    Returns:
        The meeting with its checkers.
    """
    if meeting.checkers:
        return meeting
    known = [one.person.name for one in meeting.attendance if one.person.name is not None]
    for text in (item.decision.text for item in items if item.decision is not None):
        line = Excerpt([Block(text=text.value, span=text.span, paragraph=0)])
        if chosen := read_checkers(line, phrases, known):
            # The decision as a whole is the evidence: it may have gaps, so that no name's own
            # characters can be told from its text alone.
            whole = tuple(msgspec.structs.replace(person, span=text.span) for person in chosen)
            return msgspec.structs.replace(meeting, checkers=whole)
    return meeting


def read_checkers(
    text: Excerpt, phrases: Phrases, known: Iterable[str] = ()
) -> tuple[PersonInRole, ...]:
    """Read who was chosen to check the minutes.

    The names stand behind the verb and the word for the checkers, between them or before them.
    Deputies of checkers, and those who count votes, are none.

    Args:
        text: A decision.
        phrases: Know names and titles.
        known: Names in the base form, such as those of everybody at the meeting.

    Returns:
        The checkers, each once. A name in the genitive comes in its base form; if that is not among
        the known ones and could be several, the name is left out.
    """
    words = meeting_words()
    if not any(mark in text.text for mark in words.checking.marks):
        return ()
    names = tuple(known)
    found: dict[str, PersonInRole] = {}
    for sentence in _sentences(text.text, words.checking):
        for person in _people(text.text, sentence, words.checking, phrases):
            name = _base_name(person.name or "", names, words, inflected=sentence.inflected)
            if name is not None:
                span = text.span(person.start, person.end)
                found.setdefault(name, PersonInRole(name=name, title=person.title, span=span))
    return tuple(found.values())


def _sentences(text: str, words: CheckingWords) -> Iterator[_Sentence]:
    for word in islice(words.checkers.finditer(text), _MOST_SENTENCES):
        first = max(word.start() - _MOST_CHARACTERS, 0)
        last = min(word.end() + _MOST_CHARACTERS, len(text))
        start = max(
            (end.end() for end in words.ends.finditer(text, first, word.start())), default=first
        )
        end = next((end.start() for end in words.ends.finditer(text, word.end(), last)), last)
        verb = _verb(text, start, word.span(), end, words)
        if verb is not None:
            match, inflected = verb
            yield _Sentence(start, end, word.span(), match.span(), inflected)


def _verb(
    text: str, start: int, word: tuple[int, int], end: int, words: CheckingWords
) -> tuple[re.Match[str], bool] | None:
    """The verb behind the word, else the one before it, and whether it inflects its object."""
    verbs = [
        *((match, False) for match in words.named.finditer(text, start, end)),
        *((match, True) for match in words.inflected.finditer(text, start, end)),
    ]
    verbs.sort(key=lambda pair: (pair[0].start(), pair[1]))
    behind = [pair for pair in verbs if pair[0].start() >= word[1]]
    before = [pair for pair in verbs if pair[0].end() <= word[0]]
    soon = bool(behind) and not any(map(str.isupper, text[word[1] : behind[0][0].start()]))
    if soon or not before:
        return behind[0] if behind else None
    return before[-1]


def _people(
    text: str, sentence: _Sentence, words: CheckingWords, phrases: Phrases
) -> list[NamedPerson]:
    """The people of the first stretch of a sentence that names any."""
    first, last = sorted((sentence.word, sentence.verb))
    for start, end in ((last[1], sentence.end), (first[1], last[0]), (sentence.start, first[0])):
        if people := _names(text, start, end, words, phrases):
            return people
    return []


def _names(
    text: str, start: int, end: int, words: CheckingWords, phrases: Phrases
) -> list[NamedPerson]:
    """The names of a stretch up to those of others than the checkers."""
    colon = _COLON.match(text, start, end)
    start = colon.end() if colon else start
    cut = words.cut.search(text, start, end)
    end = _end_of_list(text, start, cut.start() if cut else end, phrases, listed=bool(colon))
    listed = _NEW_LINE.sub(_as_commas, text[start:end])
    return parse_name_list(listed.rstrip(" .)"), phrases, start)


def _end_of_list(text: str, start: int, end: int, phrases: Phrases, *, listed: bool) -> int:
    """The end of a paragraph; after a colon, of those that name people and nothing else."""
    last = start
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        bare = _NEW_LINE.sub(_as_commas, "\n" + paragraph[0])
        if last > start and not (listed and parse_people(bare, phrases)):
            break
        last = paragraph.end()
    return last


def _as_commas(match: re.Match[str]) -> str:
    """As many characters, so that the rest keeps its position."""
    return "," + " " * (len(match[0]) - 1)


def _base_name(
    name: str, known: Sequence[str], words: MeetingWords, *, inflected: bool
) -> str | None:
    """A name in its base form; None if that is open."""
    given, _, surname = name.rpartition(" ")
    same = {other for other in known if _are_same(name, other, words)}
    if len(same) == 1:
        return same.pop()
    base = words.genitives.nominative(surname) if inflected else surname
    return f"{given} {base}" if base else None


def _are_same(name: str, other: str, words: MeetingWords) -> bool:
    given, _, surname = name.rpartition(" ")
    other_given, _, other_surname = other.rpartition(" ")
    return given == other_given and words.surnames.are_same(surname, other_surname)
