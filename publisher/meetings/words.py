"""The words of the front page of minutes, read from `mappings/phrases/meetings.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml, read_word_list
from publisher.errors import TableError
from publisher.finnish.surnames import Inflection, Surnames
from publisher.meetings.beside_words import BesideWords, beside_words
from publisher.model import MeetingMode
from publisher.phrases import DateWords, Genitives, compile_all, compile_pattern, read_date_words

_TABLE = "mappings/phrases/meetings.toml"


class FrontHeading(StrEnum):
    """What stands under a heading of a front page."""

    TIME = "time"
    DATE = "date"
    STARTS = "starts"
    ENDS = "ends"
    PLACE = "place"
    NUMBER = "number"
    BODY = "body"
    CONTENTS = "contents"
    MEMBERS = "members"
    PRESENT = "present"
    DEPUTIES = "deputies"
    OTHERS = "others"
    ABSENT = "absent"
    CHECKERS = "checkers"
    SIGNATURES = "signatures"
    DISPLAY = "display"
    EXTRACT = "extract"
    QUORUM = "quorum"
    CALL = "call"


class HeadingWords(msgspec.Struct, frozen=True, kw_only=True):
    """How headings are found.

    Attributes:
        meanings: What each means, in small letters and with single blanks.
        not_of_meeting: Those that are no headings where the minutes are checked or displayed.
        first: Matches one at the beginning of a line.
        inside: Matches one in the middle of a line.
        on_page: Matches one in the middle of a line that is a whole page.
        after_time: Matches one in the middle of a line that begins with the time.
        day_line: Matches a line that begins with a weekday and holds a time of day.
    """

    meanings: Mapping[str, FrontHeading]
    not_of_meeting: frozenset[str]
    first: re.Pattern[str]
    inside: re.Pattern[str]
    on_page: re.Pattern[str]
    after_time: re.Pattern[str]
    day_line: re.Pattern[str]


class PageWords(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the head of a page."""

    minutes: re.Pattern[str]
    agenda: re.Pattern[str]
    number: re.Pattern[str]
    page: re.Pattern[str]
    bare_number: re.Pattern[str]
    organization: re.Pattern[str]
    drawn_up: re.Pattern[str]
    term: re.Pattern[str]


class AttendanceWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed of people in a list of those present.

    Attributes:
        role_endings: Of words for roles that are no titles otherwise.
        role_words: The same as whole words.
        not_names: Capitalised words that no name has in it.
        deputy: Tells a deputy.
        member: Tells a member by the role.
        official: Tells somebody who is no member by the role.
        council_role: Tells a role in the council.
        board_role: Tells a role in the executive board.
        council: Tells the council.
        board: Tells the executive board.
        goes_on: The end of a line that goes on.
        checked: A mark before somebody who was there.
        unchecked: A mark before somebody who was not.
        arrived: When somebody came.
        left: When somebody went.
        between: From when to when somebody was there.
        remarks: What else stands beside names.
        beside: What is noted of §§ and deputies.
    """

    role_endings: tuple[str, ...]
    role_words: frozenset[str]
    not_names: frozenset[str]
    deputy: re.Pattern[str]
    member: re.Pattern[str]
    official: re.Pattern[str]
    council_role: re.Pattern[str]
    board_role: re.Pattern[str]
    council: re.Pattern[str]
    board: re.Pattern[str]
    goes_on: re.Pattern[str]
    checked: re.Pattern[str]
    unchecked: re.Pattern[str]
    arrived: tuple[re.Pattern[str], ...]
    left: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    remarks: tuple[re.Pattern[str], ...]
    beside: BesideWords


class CheckingWords(msgspec.Struct, frozen=True, kw_only=True):
    """Who checks the minutes: on the front page, and in a decision.

    Attributes:
        noted: Lines among the names that name nobody.
        signs: The role of somebody who signs and does not check.
        marks: Strings, one of which every decision about checkers holds.
        checkers: What they are called.
        named: Verbs after which names are in the base form.
        inflected: Verbs whose object is in the genitive.
        cut: Where others than the checkers begin.
        ends: Between sentences.
    """

    noted: re.Pattern[str]
    signs: re.Pattern[str]
    marks: tuple[str, ...]
    checkers: re.Pattern[str]
    named: re.Pattern[str]
    inflected: re.Pattern[str]
    cut: re.Pattern[str]
    ends: re.Pattern[str]


class HoldingWords(msgspec.Struct, frozen=True, kw_only=True):
    """How a meeting was held, and what became of its minutes.

    Attributes:
        network: What the public network is called.
        planned: Says that a day is the last on which something can be done.
        modes: How members took part, the first that fits.
    """

    network: re.Pattern[str]
    planned: re.Pattern[str]
    modes: tuple[tuple[MeetingMode, re.Pattern[str]], ...]


class MeetingWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the reader of a front page knows.

    Attributes:
        headings: How headings are found.
        page: What stands at the head of a page.
        people: What is printed of people.
        checking: Who checks the minutes.
        holding: How the meeting was held.
        ignored: Lines that say nothing of the meeting, with the reason.
        given_names: Given names that are known.
        surnames: Compares surnames in their cases.
        genitives: The genitive of names.
    """

    headings: HeadingWords
    page: PageWords
    people: AttendanceWords
    checking: CheckingWords
    holding: HoldingWords
    ignored: tuple[tuple[re.Pattern[str], str], ...]
    given_names: frozenset[str]
    surnames: Surnames
    genitives: Genitives

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name, or one with a hyphen that begins with one."""
        return word.partition("-")[0] in self.given_names


@cache
def meeting_words() -> MeetingWords:
    """Read the words of front pages.

    Returns:
        The words with their patterns compiled.

    Raises:
        TableError: If a heading means something unknown, or a pattern is no regular expression.
    """
    folder = asset_dir("mappings")
    table = read_toml(folder / "phrases" / "meetings.toml", dict[str, Any])
    people = read_toml(folder / "phrases" / "people.toml", dict[str, Any])
    inflection = read_toml(folder / "privacy" / "names.toml", dict[str, Any])["inflection"]
    return MeetingWords(
        headings=_headings(table, read_date_words()),
        page=PageWords(**{name: compile_pattern(one) for name, one in table["page"].items()}),
        people=AttendanceWords(
            **_compiled(table["people"]),
            deputy=compile_pattern(people["deputy"]),
            beside=beside_words(table["beside_names"]),
        ),
        checking=CheckingWords(**_compiled(table["checking"] | table["chosen"])),
        holding=_holding(table["holding"]),
        ignored=tuple(
            (compile_pattern(pattern), reason) for pattern, reason in table["ignored"].items()
        ),
        given_names=read_word_list(folder / "privacy" / "given_names.txt"),
        surnames=Surnames(msgspec.convert(inflection, Inflection)),
        genitives=msgspec.convert(people["genitives"], Genitives),
    )


def _compiled(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table with its patterns compiled; some lists are of words."""
    words = {"role_endings": tuple, "role_words": frozenset, "not_names": frozenset, "marks": tuple}
    return {
        name: words[name](value)
        if name in words
        else compile_pattern(value)
        if isinstance(value, str)
        else compile_all(value)
        for name, value in table.items()
    }


def _holding(table: Mapping[str, Any]) -> HoldingWords:
    modes = ((MeetingMode(name), compile_pattern(text)) for name, text in table["modes"].items())
    return HoldingWords(
        network=compile_pattern(table["network"]),
        planned=compile_pattern(table["planned"]),
        modes=tuple(modes),
    )


def _headings(table: Mapping[str, Any], dates: DateWords) -> HeadingWords:
    meanings = {
        word.casefold(): _meaning(meaning)
        for meaning, words in table["headings"].items()
        for word in words
    }
    # Two languages may stand beside each other, one of them in capitals or both.
    words = _any_of(meanings)
    weekdays = [word for words in dates.weekdays for word in words]
    times = _any_of([*weekdays, *dates.clock])
    ends = {word.casefold() for word in table["inside"]["not_capitals"]}
    capitals = _any_of(word.upper() for word in meanings if word not in ends)
    return HeadingWords(
        meanings=meanings,
        not_of_meeting=frozenset(word.casefold() for word in table["not_of_meeting"]["headings"]),
        first=re.compile(
            rf"(?P<heading>(?i:{words}))(?:\s*[-/]\s*(?i:{words}))?"
            rf"(?:\s*:\s*|\s*\t\s*|\s{{2,}}|\s+(?=[^\Wa-zà-ÿ_]|[\[(§]|(?:{times})\b)|\s*$)"
        ),
        inside=re.compile(rf"(?<=\s)(?P<heading>{_any_of(table['inside']['headings'])})(?=\s|:|$)"),
        on_page=re.compile(
            rf"(?<!\S)(?P<heading>(?:{capitals})(?:\s[-–/]\s(?:{capitals}))?"
            rf"|{_any_of(table['inside']['pages'])}|{'|'.join(table['inside']['page_patterns'])})"
            r"(?=\s|:|$)"
        ),
        after_time=re.compile(
            rf"(?<=\s)(?P<heading>{_any_of(table['inside']['after_time'])})(?=\s|:)"
        ),
        day_line=re.compile(
            rf"(?i:{_any_of(weekdays)})\s.{{6,60}}?\b(?i:{_any_of(dates.clock)})\b"
        ),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
    )


def _meaning(meaning: str) -> FrontHeading:
    try:
        return FrontHeading(meaning)
    except ValueError:
        message = f"{_TABLE}: {meaning!r} is no heading: write one of {', '.join(FrontHeading)}"
        raise TableError(message) from None
