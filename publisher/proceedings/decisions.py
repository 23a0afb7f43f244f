"""What the words of a decision mean: outcome, recusals, who took the chair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from publisher.documents.excerpt import Excerpt
from publisher.finnish.people import NamedPerson, parse_name_list, parse_people
from publisher.model import Found, Manner, PersonInRole, Recusal
from publisher.phrases import Marked, Phrases
from publisher.phrases.narrative import RecusalWords
from publisher.proceedings.naming import Mention, Naming
from publisher.proceedings.sentences import Sentence, split_sentences

Place = tuple[int, int]

_BRACKET = re.compile(r"\s*\((?P<ground>[^()]{2,160})\)")
_LISTED_LINE = re.compile(r"^(?:[•*–-][ ]*)?(?P<names>[^\s•*–-].*)$", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")


def read_checked(decision: Excerpt, phrases: Phrases) -> Found[str] | None:
    """Find the words that say that the item was checked in the meeting."""
    match = phrases.decisions.checked.search(decision.text)
    return Found(match[0], decision.span(*match.span())) if match else None


def read_manner(decision: Excerpt, phrases: Phrases) -> Found[Manner] | None:
    """Find the words that say that a lot decided, or that all agreed."""
    for manner, pattern in phrases.decisions.manners:
        if match := pattern.search(decision.text):
            return Found(manner, decision.span(*match.span()))
    return None


def read_recusals(text: Excerpt, phrases: Phrases) -> tuple[Recusal, ...]:
    """Read who was recused, each person once, in order.

    Only sentences that speak of disqualification count: somebody who leaves the meeting as a
    heard expert, or comes late, is not recused.

    Args:
        text: The lines of the discussion and of the decision of one handling.
        phrases: Knows the words for recusals.

    Returns:
        The recusals. The ground is what stands in brackets after the words for all of them, after
        the name of one, or in a line of its own under their names (*Esteellisyyden syy: …*).
    """
    if not any(mark in text.text for mark in phrases.recusals.marks):
        return ()
    naming = Naming(text, phrases)
    sentences = split_sentences(text.text, phrases.sentences)
    ends = [sentence.end for sentence in sentences]
    found: dict[str, Recusal] = {}
    listed: list[Recusal] = []
    for sentence, following in zip(sentences, [*ends[1:], len(text.text)], strict=True):
        if reason := phrases.recusals.reason.match(sentence.text):
            ground = _words_at(text, _ground(reason, sentence.start))
            listed = [_because(recusal, ground) for recusal in listed]
        else:
            recused = _recused(sentence, following, naming, phrases.recusals)
            listed = [
                Recusal(person=naming.person(mention), ground=_words_at(text, place))
                for mention, place in recused
                if mention.words
            ]
        for recusal in listed:
            _note(recusal, found)
    return tuple(sorted(found.values(), key=lambda recusal: recusal.person.span))


def _words_at(text: Excerpt, place: Place | None) -> Found[str] | None:
    if place is None:
        return None
    return Found(" ".join(text.text[slice(*place)].split()), text.span(*place))


def _because(recusal: Recusal, ground: Found[str] | None) -> Recusal:
    return msgspec.structs.replace(recusal, ground=recusal.ground or ground)


def _note(recusal: Recusal, found: dict[str, Recusal]) -> None:
    """Add somebody once, or the ground of somebody who is there without one."""
    name = recusal.person.name
    if name is None:
        return
    known = found.setdefault(name, recusal)
    if known.ground is None:
        found[name] = _because(known, recusal.ground)


def _recused(
    sentence: Sentence, following: int, naming: Naming, words: RecusalWords
) -> Iterator[tuple[Mention, Place | None]]:
    """Those whom a sentence says to be recused, with the place of the ground."""
    if words.never.search(sentence.text):
        return
    start = sentence.start
    for match in _matches(words.before, sentence):
        ground = _ground(match, start) or _later_ground(match, sentence, words)
        yield from ((each, ground) for each in naming.before(start, start + match.start()))
    for match in _matches(words.after, sentence):
        ground = _ground(match, start)
        people = naming.after(start + match.end(), following)
        if people and words.instead.match(naming.bare, people[-1].end):
            people = people[:-1]
        yield from ((each, ground or _bracket_after(each.end, naming.text)) for each in people)
    for match in words.bracketed.finditer(sentence.text):
        yield from ((each, None) for each in naming.before(start, start + match.start())[-1:])


def _matches(patterns: Iterable[re.Pattern[str]], sentence: Sentence) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(sentence.text)


def _ground(match: re.Match[str], offset: int) -> Place | None:
    """Where the ground stands that is in brackets inside the words for all."""
    groups = (name for name, value in match.groupdict().items() if value)
    return next(((offset + match.start(name), offset + match.end(name)) for name in groups), None)


def _later_ground(match: re.Match[str], sentence: Sentence, words: RecusalWords) -> Place | None:
    """Where a bracket further on in the sentence is a ground."""
    later = words.ground.search(sentence.text, match.end())
    return _ground(later, sentence.start) if later else None


def _bracket_after(end: int, text: str) -> Place | None:
    """Where it stands what is in brackets after somebody, as the company of whose board one is."""
    match = _BRACKET.match(text, end)
    return match.span("ground") if match else None


def read_listed_recusals(text: Excerpt, phrases: Phrases) -> tuple[Recusal, ...]:
    """Read the lines under the label of the recusals, if they are nothing but names.

    Args:
        text: The lines under the label.
        phrases: Knows titles and conjunctions.

    Returns:
        The recusals in order, each with the ground in brackets after it: one name a line, after a
        bullet or none, or parted by commas; nothing if a line says anything else, as a sentence
        does.
    """
    bare = _without_brackets(text.text)
    found: list[NamedPerson] = []
    for line in _LISTED_LINE.finditer(bare):
        people = parse_people(line["names"].rstrip(" .;"), phrases)
        if not people or any(each.name is None for each in people):
            return ()
        offset = line.start("names")
        found += (
            msgspec.structs.replace(each, start=each.start + offset, end=each.end + offset)
            for each in people
        )
    return tuple(
        Recusal(
            person=in_role(each, text),
            ground=_words_at(text, _bracket_after(each.end, text.text)),
        )
        for each in found
    )


def _without_brackets(text: str) -> str:
    return _BRACKET.sub(lambda match: " " * len(match[0]), text)


def read_temporary_chair(text: Excerpt, phrases: Phrases) -> PersonInRole | None:
    """Read who took the chair for the handling of this item."""
    for match in _find(text, phrases.temporary_chair):
        people = parse_name_list(match["name"], phrases, match.start("name"))
        if people:
            return in_role(people[-1], text)
    return None


def _find(text: Excerpt, marked: Marked) -> Iterator[re.Match[str]]:
    """The matches of patterns that look for names, in the paragraphs that hold a mark."""
    for paragraph in _PARAGRAPH.finditer(text.text):
        if marked.may_match(paragraph[0]):
            for pattern in marked.patterns:
                yield from pattern.finditer(text.text, *paragraph.span())


def in_role(person: NamedPerson, text: Excerpt) -> PersonInRole:
    """A person of an excerpt, with the place in the document."""
    return PersonInRole(
        name=person.name, title=person.title, span=text.span(person.start, person.end)
    )
