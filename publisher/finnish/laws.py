"""Laws as running text names them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from publisher.finnish.provisions import Provision, ProvisionReader
from publisher.phrases import Phrases, compile_pattern
from publisher.statutes import Statute, Statutes

# Letters that nothing repeats or makes optional.
_LETTERS = re.compile(r"(?:[^\W\d_](?![?*+{]))*")
# The longest name of an act in the table has fewer characters than this.
_LONGEST_NAME = 160
# Words that point back to a law, or tell a new one from an old one, take no more before its name.
_POINTING = 40
# An abbreviation that is so short may be that of a body.
_SHORT = 2
# So many words at the end of names are remembered; a text may invent as many as it likes.
_REMEMBERED = 4096


class LawMention(msgspec.Struct, frozen=True, kw_only=True):
    """A law named in a text.

    Attributes:
        start: Where the mention begins.
        end: Where it ends, with what is cited of the law.
        candidates: The acts of that name, the newest first; none if the name is unknown.
        named: The acts that the same text names without any doubt, by number or as the new one.
        number: The act's number and year where the text prints them.
        provisions: What is cited of it; none if only the law itself is.
        again: Whether nothing but the word for a law is printed, which means the one named before.
    """

    start: int
    end: int
    candidates: tuple[Statute, ...]
    named: frozenset[str] = frozenset()
    number: str | None
    provisions: tuple[Provision, ...]
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
        self._words = phrases.laws
        self._provisions = ProvisionReader(self._words.provisions)
        self._names = [
            name for statute in statutes.all if statute.pattern for name in _names_of(statute)
        ]
        self._ending_with = lru_cache(maxsize=_REMEMBERED)(self._find_ending_with)
        self._by_title = _by_title(statutes)
        longest_first = sorted(self._by_title, key=len, reverse=True)
        titles = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in longest_first)
        self._title = compile_pattern(self._words.title.replace("{title}", titles))
        self._abbreviations = {short for act in statutes.all for short in act.abbreviations}

    def find(self, text: str) -> Iterator[LawMention]:
        """Find every word that is, or ends, the name of a law, and every whole title.

        Yields:
            The mentions in order of each pattern. *Lain 51 §* has the acts of the law that the
            text named last.
        """
        found = list(self._find(text))
        certain = frozenset(
            one.number or one.candidates[0].id
            for one in found
            if one.number or (one.candidates and self._follows(self._words.new, text, one.start))
        )
        named = sorted((one for one in found if one.candidates), key=lambda one: one.start)
        for mention in found:
            yield msgspec.structs.replace(_pointed(mention, named), named=certain)

    def _find(self, text: str) -> Iterator[LawMention]:
        for law in self._words.last_words:
            for match in law.find(text):
                yield self._mention(text, match, *self._look_up(text, match))
        for match in self._title.finditer(text):
            title = " ".join(match["last"].casefold().split())
            yield self._mention(text, match, match.start(), self._by_title[title])
        for match in self._words.abbreviation.finditer(text) if "§" in text else ():
            if match["last"] not in self._abbreviations:
                continue
            acts = self._statutes.candidates(match["last"])
            mention = self._mention(text, match, match.start(), acts)
            if any(one.subsection or len(match["last"]) > _SHORT for one in mention.provisions):
                yield mention

    def _follows(self, words: re.Pattern[str], text: str, place: int) -> bool:
        return words.search(text, max(place - _POINTING, 0), place) is not None

    def _mention(
        self, text: str, match: re.Match[str], start: int, candidates: tuple[Statute, ...]
    ) -> LawMention:
        found = self._provisions.after(text, match.end("last"))
        end = found.end
        if not found.provisions:
            before = self._provisions.before(text, start)
            start = before.start
            found = found._replace(provisions=before.provisions)
        if self._follows(self._words.new, text, start):
            candidates = candidates[:1]
        elif len(candidates) > 1 and self._follows(self._words.old, text, start):
            candidates = candidates[1:]
        again = self._words.again.search(
            text, max(match.start("last") - _POINTING, 0), match.end("last")
        )
        return LawMention(
            start=start,
            end=end,
            candidates=candidates,
            number=found.number,
            provisions=found.provisions,
            again=again is not None,
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

    def resolve(
        self, mention: LawMention, provision: Provision | None, day: dt.date | None
    ) -> tuple[str, ...]:
        """Tell which act is meant.

        A printed number decides. Otherwise it is the act of the name that applied on the day and
        has the section; sections of a repealed act may still have applied
        (*sosiaalihuoltolain 27 e §* is in 710/1982). Of several such acts the one that the text
        names without any doubt elsewhere is meant.

        Args:
            mention: What was found.
            provision: One of those cited, or None for the act as a whole.
            day: Of the meeting; None if unknown, which is taken as today.

        Returns:
            The act as ``410/2015``. Several, the newest first, if only who cites it can tell which
            one it is. Where no act of the name has the section, the one that applied on the day;
            none if no act of the name is known.
        """
        if mention.number is not None:
            known = self._statutes.get(mention.number)
            return (known.id,) if known else ()
        day = day or dt.date.max
        acts = [act for act in mention.candidates if act.year and act.year <= day.year]
        if len(acts) > 1:
            applied = [act for act in acts if self._statutes.applied(act, None, day)]
            acts = self._having(acts, provision, day) or applied or acts[:1]
        meant = [act for act in acts if act.id in mention.named]
        return tuple(act.id for act in (meant if len(meant) == 1 else acts))

    def _having(
        self, acts: Sequence[Statute], provision: Provision | None, day: dt.date
    ) -> list[Statute]:
        """The acts whose section of that number applied on the day."""
        if provision is None or provision.section is None:
            return []
        found = []
        for act in acts:
            section = self._statutes.section(act.id, provision.section, provision.chapter)
            if section is not None and self._statutes.applied(act, section, day):
                found.append(act)
        return found

    def provisions_at(self, text: str, place: int) -> tuple[Provision, ...]:
        """The provisions that are named from a place of a text on, without the name of an act."""
        return self._provisions.after(text, place).provisions

    def has(self, statute: str, provision: Provision) -> bool:
        """Whether an act has a section, which a range only may have: *27–30 §*."""
        section, chapter = provision.section, provision.chapter
        return section is None or self._statutes.section(statute, section, chapter) is not None


def _pointed(mention: LawMention, named: Sequence[LawMention]) -> LawMention:
    """A mention with the acts of the law named last before it, if it only points back to that."""
    place = bisect_left(named, mention.start, key=lambda one: one.start)
    if not (mention.again and mention.provisions and place):
        return mention
    last = named[place - 1]
    return msgspec.structs.replace(
        mention, candidates=last.candidates, number=mention.number or last.number
    )


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
