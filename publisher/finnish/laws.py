"""Laws as running text names them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from publisher.phrases import Phrases
from publisher.reference import Statute, Statutes

_SECTION = re.compile(r"\d+(?:\s?[a-zåäö]\b)?")
# Letters that nothing repeats or makes optional.
_LETTERS = re.compile(r"(?:[^\W\d_](?![?*+{]))*")
# The longest name of an act in the table has fewer characters than this.
_LONGEST_NAME = 160
_SECTION_BEFORE = 60
# So many words at the end of names are remembered; a text may invent as many as it likes.
_REMEMBERED = 4096


class LawMention(msgspec.Struct, frozen=True, kw_only=True):
    """A law named in a text.

    Attributes:
        start: Where the mention begins.
        end: Where it ends, with the § sign.
        candidates: The acts of that name, the newest first; none if the name is unknown.
        number: The act's number and year where the text prints them.
        chapter: The chapter that the sections are in, without blanks; None if none is named.
        sections: Numbers of sections, without blanks.
        again: Whether nothing but the word for a law is printed, which means the one named before.
    """

    start: int
    end: int
    candidates: tuple[Statute, ...]
    number: str | None
    chapter: str | None
    sections: tuple[str, ...]
    again: bool


class _Name(msgspec.Struct, frozen=True):
    """One way to name an act, split so that its last word can be looked up first.

    Attributes:
        stem: The letters that the last word begins with.
        last: A regular expression for the last word.
        whole: A regular expression for the whole name.
        statute: The act.
    """

    stem: str
    last: str
    whole: str
    statute: Statute


class LawReader:
    """Finds laws by name, and tells which act of that name is meant."""

    def __init__(self, statutes: Statutes, phrases: Phrases) -> None:
        self._statutes = statutes
        self._phrases = phrases
        self._names = [
            name for statute in statutes.all if statute.pattern for name in _names_of(statute)
        ]
        self._ending_with = lru_cache(maxsize=_REMEMBERED)(self._find_ending_with)
        self._by_title = _by_title(statutes)
        longest_first = sorted(self._by_title, key=len, reverse=True)
        titles = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in longest_first)
        self._title = re.compile(phrases.law_title.replace("{title}", titles))

    def find(self, text: str) -> Iterator[LawMention]:
        """Find every word that is, or ends, the name of a law, and every whole title.

        Yields:
            The mentions in order of each pattern. *Lain 51 §* has the acts of the law that the
            text named last.
        """
        found = list(self._find(text))
        named = sorted((one for one in found if one.candidates), key=lambda one: one.start)
        for mention in found:
            place = bisect_left(named, mention.start, key=lambda one: one.start)
            if mention.again and mention.sections and place:
                last = named[place - 1]
                yield msgspec.structs.replace(
                    mention, candidates=last.candidates, number=mention.number or last.number
                )
            else:
                yield mention

    def _find(self, text: str) -> Iterator[LawMention]:
        for law in self._phrases.laws:
            for match in law.find(text):
                yield self._mention(text, match, *self._look_up(text, match))
        for match in self._title.finditer(text):
            title = " ".join(match["last"].casefold().split())
            yield self._mention(text, match, match.start(), self._by_title[title])

    def _mention(
        self, text: str, match: re.Match[str], start: int, candidates: tuple[Statute, ...]
    ) -> LawMention:
        groups = match.groupdict()
        chapter = groups["chapter"]
        sections = groups.get("sections") or groups.get("sections2") or ""
        if not sections:
            before = max(start - _SECTION_BEFORE, 0)
            if first := self._phrases.section_before_law.search(text, before, start):
                chapter, sections, start = first["chapter"], first["sections"], first.start()
        return LawMention(
            start=start,
            end=match.end(),
            candidates=candidates,
            number=groups["number"],
            chapter="".join(chapter.split()) if chapter else None,
            sections=tuple("".join(found.split()) for found in _SECTION.findall(sections)),
            again=self._phrases.law_again.fullmatch(match["last"]) is not None,
        )

    def _look_up(self, text: str, match: re.Match[str]) -> tuple[int, tuple[Statute, ...]]:
        """The longest name of an act that ends with the matched word, and the acts that bear it."""
        word, end = match["last"], match.end("last")
        window = max(end - _LONGEST_NAME, 0)
        found: dict[int, list[Statute]] = {}
        for pattern, statute in self._ending_with(word.casefold()):
            if whole := pattern.search(text, window, end):
                found.setdefault(whole.start(), []).append(statute)
        if not found:
            return match.start("last"), self._statutes.candidates(word)
        start = min(found)
        newest = sorted(found[start], key=lambda act: (act.year, act.number), reverse=True)
        return start, tuple(dict.fromkeys(newest))

    def _find_ending_with(self, word: str) -> tuple[tuple[re.Pattern[str], Statute], ...]:
        """The names whose last word this may be; their patterns are compiled when first needed."""
        return tuple(
            (re.compile(name.whole, re.IGNORECASE), name.statute)
            for name in self._names
            if word.startswith(name.stem) and re.fullmatch(name.last, word, re.IGNORECASE)
        )

    def resolve(self, mention: LawMention, section: str | None, day: dt.date | None) -> str | None:
        """Tell which act is meant.

        A printed number decides. Otherwise it is the newest act of the name that was there on the
        day and has the section; failing that, an act that one of them repealed, since sections of
        it may have stayed in force (*sosiaalihuoltolain 27 e §* is in 710/1982).

        Args:
            mention: What was found.
            section: One of its sections, or None for the act as a whole.
            day: Of the meeting; None if unknown.

        Returns:
            The act as ``410/2015``. Where no act of the name has the section, the newest one of
            the day; None if no act of the name is known.
        """
        if mention.number is not None:
            known = self._statutes.get(mention.number)
            return known.id if known else None
        acts = [act for act in mention.candidates if act.year and _there(act, day)]
        if section is None or not acts:
            return acts[0].id if acts else None
        older = [old for act in acts for old in self._statutes.predecessors(act.id)]
        for act in [*acts, *older]:
            if self._statutes.section_iri(act.id, section, mention.chapter) is not None:
                return act.id
        return acts[0].id


def _there(act: Statute, day: dt.date | None) -> bool:
    return day is None or act.year <= day.year


def _by_title(statutes: Statutes) -> dict[str, tuple[Statute, ...]]:
    """The acts by their titles without the first word, which is inflected; the newest first."""
    found: dict[str, list[Statute]] = {}
    for act in sorted(statutes.all, key=lambda act: (act.year, act.number), reverse=True):
        for title in dict.fromkeys((act.title_fi, act.title_current_fi, act.title_sv)):
            rest = title.casefold().partition(" ")[2]
            if rest:
                found.setdefault(rest, []).append(act)
    return {title: tuple(acts) for title, acts in found.items()}


def _names_of(statute: Statute) -> Iterator[_Name]:
    """The ways to name an act: the top-level alternatives of its pattern."""
    for alternative in _split(statute.pattern, "|"):
        last = _split(alternative, " ")[-1]
        spaced = r"\s+".join(_split(alternative, " "))
        stem = _LETTERS.match(last)
        yield _Name(stem[0].casefold() if stem else "", last, rf"(?<![\w-])(?:{spaced})$", statute)


def _split(pattern: str, separator: str) -> list[str]:
    """Split a regular expression at a separator that stands outside its groups."""
    parts, depth = [""], 0
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if letter == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
