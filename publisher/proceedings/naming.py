"""The people whom a text names: beside a word, in a list, and in the base form of their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import msgspec

from publisher.documents.excerpt import Excerpt
from publisher.finnish.groups import group_finder
from publisher.finnish.name_words import begins_title, is_capitalised, is_title
from publisher.finnish.surnames import Inflection, Surnames
from publisher.model import Group, PersonInRole
from publisher.phrases import Phrases

_TOKEN = re.compile(r"\n\n|[^\s,;:()”\"»]+|[,;:()”\"»]")
_HALF = re.compile(r"\w+-")
_INITIAL = re.compile(r"[^\W\d_]\.")
_BRACKETED = re.compile(r"\((?:[^()\n]|\n(?!\n)){0,160}\)")
_MOST_LISTED = 100
_MOST_NAME_WORDS = 4
_LONGEST_JOINT = 12


class Mention(msgspec.Struct, frozen=True):
    """Somebody who is named in a text.

    Attributes:
        words: The words of the name, as printed; none if only a title is.
        title: The title before it.
        start: Where title and name begin in the text.
        end: Where they end.
    """

    words: tuple[str, ...]
    title: str | None
    start: int
    end: int


class Naming:
    """Knows everybody whom one text names.

    Attributes:
        text: The text.
        named: Everybody, in order.
        bare: The text without what stands in short brackets, as a party after a name, every
            character in its place.
    """

    def __init__(self, text: Excerpt, phrases: Phrases) -> None:
        self.text = text.text
        self.bare = _without_brackets(text.text)
        self._span = text.span
        self._phrases = phrases
        self._words = phrases.motions
        conjunctions = "|".join(sorted(phrases.conjunctions))
        self._joint = re.compile(rf"\s*(?:,(?:\s*(?:{conjunctions})\b)?|\b(?:{conjunctions})\b)\s*")
        self._separator = re.compile(rf"[,;]|\s(?:{conjunctions})\s")
        self._separator_or_line = re.compile(rf"[,;\n]|\s(?:{conjunctions})\s")
        self._surnames = Surnames(msgspec.convert(self._words.genitive, Inflection))
        self.named = list(self._find(self.bare, 0))
        self._learnt: list[Mention] = []
        self._starts = [mention.start for mention in self.named]
        self._by_end = {mention.end: mention for mention in self.named}
        self._by_start = {mention.start: mention for mention in self.named}

    def _find(self, text: str, offset: int) -> Iterator[Mention]:
        """Everybody in a text that stands at a position of the whole one."""
        tokens = list(_TOKEN.finditer(text))
        index = 0
        while index < len(tokens):
            first = index
            index += is_title(tokens[index][0], self._phrases)
            names = index
            while index < len(tokens) and self._goes_on(tokens[max(names, index - 1) : index + 1]):
                index += 1
            if index > first:
                mention = self._mention(tokens, first, names, index)
                yield msgspec.structs.replace(
                    mention, start=mention.start + offset, end=mention.end + offset
                )
            index = max(index, first + 1)

    def _goes_on(self, tokens: Sequence[re.Match[str]]) -> bool:
        """Whether the last of one or two tokens belongs to a name, that of the first one if any."""
        *before, last = (token[0] for token in tokens)
        if before and before[-1].endswith(".") and not _INITIAL.fullmatch(before[-1]):
            return False
        word = last.removesuffix(".")
        if before and word in self._words.no_names and "\n" in _between(*tokens):
            return False
        return bool(_INITIAL.fullmatch(last) and last[0].isupper()) or (
            is_capitalised(word)
            and not is_title(word, self._phrases)
            and not word.casefold().endswith(self._phrases.body_endings)
            and (bool(before) or not self._is_no_name(word))
        )

    def _is_no_name(self, word: str) -> bool:
        return word in self._words.no_names or word.endswith(self._words.no_name_endings)

    def _mention(
        self, tokens: Sequence[re.Match[str]], first: int, names: int, end: int
    ) -> Mention:
        begin = first
        if names > first:
            while begin and self._belongs_to_title(tokens[begin - 1][0]):
                begin -= 1
            if begin > 1 and _HALF.fullmatch(tokens[begin - 2][0]):  # sivistys- ja liikuntajohtaja
                begin -= 2
        last = tokens[end - 1]
        return Mention(
            words=tuple(_without_stop(token[0]) for token in tokens[names:end]),
            title=" ".join(token[0] for token in tokens[begin:names]) or None,
            start=tokens[begin].start(),
            end=last.start() + len(_without_stop(last[0])),
        )

    def _belongs_to_title(self, word: str) -> bool:
        return begins_title(word) or self._words.ordinal.fullmatch(word) is not None

    def before(self, start: int, end: int) -> list[Mention]:
        """Those in the list that ends at a position; none stands before `start`."""
        found: list[Mention] = []
        end = start + len(self.bare[start:end].rstrip(" \n,"))
        while (mention := self._by_end.get(end)) and mention.start >= start:
            found.append(mention)
            window = max(start, mention.start - _LONGEST_JOINT)
            gaps = list(self._joint.finditer(self.bare, window, mention.start))
            if not gaps or gaps[-1].end() != mention.start or len(found) > _MOST_LISTED:
                break
            end = start + len(self.bare[start : gaps[-1].start()].rstrip())
        return found[::-1]

    def after(self, start: int, end: int) -> list[Mention]:
        """Those in the list that begins at a position; none stands after `end`."""
        found: list[Mention] = []
        start = end - len(self.bare[start:end].lstrip(" \n,:"))
        while (mention := self._by_start.get(start)) and mention.end <= end:
            found.append(mention)
            gap = self._joint.match(self.bare, mention.end, end)
            if gap is None or len(found) > _MOST_LISTED:
                break
            start = gap.end()
        return found

    def within(self, start: int, end: int) -> list[Mention]:
        """Everybody with a name between two positions."""
        first = bisect_left(self._starts, start)
        later = takewhile(
            lambda mention: mention.end <= end, self.named[first : first + _MOST_LISTED]
        )
        return [mention for mention in later if mention.words]

    def listed(self, start: int, end: int) -> list[Mention]:
        """Those in a list of nothing but names; none if anything else is in it."""
        text = _without_brackets(self.text[start:end])
        found: list[Mention] = []
        for begin, stop in self._pieces(text):
            mentions = list(self._find(text[begin:stop], start + begin))
            if len(mentions) != 1 or not _is_all(mentions[0], start + begin, start + stop):
                return []
            found += mentions
        return found

    def _pieces(self, text: str) -> Iterator[tuple[int, int]]:
        """The pieces of a list that are not empty; in a list without commas each is a line."""
        separator = self._separator
        if "," not in text and "\n" in text.strip():
            separator = self._separator_or_line
        start = 0
        for match in [*separator.finditer(text), None]:
            piece = text[start : match.start() if match else len(text)]
            begin = start + len(piece) - len(piece.lstrip())
            stop = start + len(piece.rstrip(" .\n"))
            if begin < stop:
                yield begin, stop
            start = match.end() if match else len(text)

    def learn(self, mentions: Iterable[Mention]) -> None:
        """Note names in their base form that nothing parts from the words beside them."""
        self._learnt += mentions

    def same(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether two names may be one, in whatever case, with or without the given name."""
        if not one or not other or not self._surnames.are_same(one[-1], other[-1]):
            return False
        return len(one) == 1 or len(other) == 1 or one[0] == other[0]

    def person(self, mention: Mention, *, inflected: bool = False) -> PersonInRole:
        """Somebody in the form of the model.

        Args:
            mention: Who.
            inflected: Whether the sentence puts the name in the genitive; it is brought to the
                base form if the text has that too or its ending leaves no doubt, and otherwise
                kept as printed.
        """
        words = self._base(mention.words) if inflected else mention.words
        return PersonInRole(
            name=" ".join(words) or None,
            title=mention.title,
            span=self._span(mention.start, mention.end),
            group=self._group(mention) if words else None,
        )

    def _group(self, mention: Mention) -> Group | None:
        """The political group in the brackets behind a name: *Minna Mallinen (kok.)*."""
        printed = group_finder().after(self.text, mention.end)
        if printed is None:
            return None
        return Group(
            text=self.text[slice(*printed.group)],
            party=printed.party,
            span=self._span(*printed.group),
        )

    def _base(self, words: tuple[str, ...]) -> tuple[str, ...]:
        forms = {
            known.words
            for known in (*self.named, *self._learnt)
            if words
            and known.words
            and known.words[:-1] == words[:-1]
            and self._is_base(known.words[-1], words[-1])
        }
        if len(forms) == 1:
            return forms.pop()
        certain = self._phrases.genitives.base_form(words[-1]) if words and not forms else None
        return (*words[:-1], certain) if certain else words

    def _is_base(self, base: str, genitive: str) -> bool:
        """Whether one form of a surname is the base of another, as *Virta* is of *Virran*."""
        genitives = self._phrases.genitives
        return (
            (not genitives.may_hold(base) or genitive.startswith(base))
            and base != genitive
            and len(base) <= len(genitive)
            and genitive.endswith(genitives.endings)
            and self._surnames.are_same(base, genitive)
        )


def _between(one: re.Match[str], other: re.Match[str]) -> str:
    """What stands between two tokens of one text."""
    return one.string[one.end() : other.start()]


def _without_stop(word: str) -> str:
    """A word without the stop of its sentence; that of an initial belongs to it."""
    return word if _INITIAL.fullmatch(word) else word.removesuffix(".")


def _without_brackets(text: str) -> str:
    return _BRACKETED.sub(lambda match: " " * len(match[0]), text)


def _is_all(mention: Mention, start: int, end: int) -> bool:
    """Whether a mention is a name, and nothing else stands between two positions."""
    return (
        0 < len(mention.words) <= _MOST_NAME_WORDS and mention.start <= start and end <= mention.end
    )
