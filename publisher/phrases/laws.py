"""The words for laws and their provisions, and for acts of the EU and decisions of courts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from publisher.phrases.patterns import Marked, compile_marked, compile_pattern


class ProvisionWords(msgspec.Struct, frozen=True, kw_only=True):
    """How texts name chapters, sections, subsections and items of an act.

    Attributes:
        act_number: The number of the act, or its abbreviation in brackets, after the name.
        before_name: What parts a provision from the name of its act after it.
        name_after: The name of an act after a provision that follows another one.
        name_before: The name of another act before a provision.
        again: What parts a provision from another one of the same kind of list.
        chapters: Numbers of chapters (group ``list``) with their word.
        sections: Numbers of sections (``list``, or ``list2`` after the sign) with the sign; what
            follows the sign (``ending``) belongs to it only before a subsection or an item.
        subsections: Numbers of subsections with their word.
        items: Numbers of items with their word.
        numbers: One number of a list (``number``), or the letter after a dash (``letter``), with
            the dash before it (``to``) if it ends a range.
    """

    act_number: re.Pattern[str]
    before_name: re.Pattern[str]
    name_after: re.Pattern[str]
    name_before: re.Pattern[str]
    again: re.Pattern[str]
    chapters: re.Pattern[str]
    sections: re.Pattern[str]
    subsections: re.Pattern[str]
    items: re.Pattern[str]
    numbers: re.Pattern[str]


class LawWords(msgspec.Struct, frozen=True, kw_only=True):
    """How texts name laws.

    Attributes:
        last_words: The last word (group ``last``) of a name.
        title: A whole title, where ``{title}`` stands for those of the table.
        abbreviation: What may be an abbreviation (group ``last``).
        again: Words that mean the law named before, up to their end.
        new: What stands before a name that an older act has too.
        old: What stands before it where the older act is meant.
        competence: A label under which the ground of competence stands, with what it says.
        provisions: What is cited of a law.
    """

    last_words: tuple[Marked, ...]
    title: str
    abbreviation: re.Pattern[str]
    again: re.Pattern[str]
    new: re.Pattern[str]
    old: re.Pattern[str]
    competence: re.Pattern[str]
    provisions: ProvisionWords


class EuWords(msgspec.Struct, frozen=True, kw_only=True):
    """How texts name one kind of act of the EU by number.

    Attributes:
        kind: As ELI has it: ``reg`` or ``dir``.
        words: The act, with groups ``first`` and ``second`` and maybe ``number_first``.
    """

    kind: str
    words: Marked


class NamedWork(msgspec.Struct, frozen=True, kw_only=True):
    """An act of the EU that goes by a name."""

    work: str
    words: Marked


class AuthorityWords(msgspec.Struct, frozen=True, kw_only=True):
    """How texts name acts of the EU and decisions of courts.

    Attributes:
        eu: Acts by number.
        named: Acts by name.
        cases: Decisions; with groups ``court``, ``year`` and ``number`` if of the yearbook.
        courts: What a court is called in addresses.
        article: What is cited of an act, after its name.
    """

    eu: tuple[EuWords, ...]
    named: tuple[NamedWork, ...]
    cases: tuple[Marked, ...]
    courts: Mapping[str, str]
    article: re.Pattern[str]


def law_words(table: Mapping[str, Any]) -> LawWords:
    """Compile the table ``laws``.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    return LawWords(
        last_words=tuple(compile_marked(entry) for entry in table["last_word"]),
        title=table["title"],
        abbreviation=compile_pattern(table["abbreviation"]),
        again=compile_pattern(table["again"]),
        new=compile_pattern(table["new"]),
        old=compile_pattern(table["old"]),
        competence=compile_pattern(table["competence"]),
        provisions=_provision_words(table["provisions"]),
    )


def _provision_words(table: Mapping[str, str]) -> ProvisionWords:
    also, until = table["and"], table["to"]

    def listed(number: str, group: str = "list") -> str:
        letter = rf"{until} ?[a-z](?![\w/])"
        more = rf"(?: ?(?:{also}|{until}) ?{number}| ?{letter})*"
        return rf"(?P<{group}>{number}{more})"

    plain, of_section = listed(table["number"]), listed(table["section_number"])
    after_sign = listed(table["section_number"], "list2")
    sign, ending = table["section"], table["ending"]
    return ProvisionWords(
        act_number=compile_pattern(table["act_number"]),
        before_name=compile_pattern(table["before_name"]),
        name_after=compile_pattern(table["name_after"]),
        name_before=compile_pattern(table["name_before"]),
        again=compile_pattern(rf" ?{also} ?"),
        chapters=compile_pattern(rf" ?{plain} ?{table['chapter']}"),
        sections=compile_pattern(
            rf" ?(?:(?:{of_section}) ?{sign}(?P<ending>{ending})?"
            rf"|§{{1,2}} ?{after_sign}(?! ?{sign})(?! ?{table['subsection']}))"
        ),
        subsections=compile_pattern(rf" ?(?:{also} ?)?{plain} ?{table['subsection']}"),
        items=compile_pattern(rf" ?{plain} ?-?{table['item']}"),
        numbers=compile_pattern(
            rf"(?P<to>{until} ?)?(?P<number>{table['section_number']})"
            rf"|{until} ?(?P<letter>[a-z])(?![\w/])"
        ),
    )


def authority_words(table: Mapping[str, Any]) -> AuthorityWords:
    """Compile the table ``authorities``.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    return AuthorityWords(
        eu=tuple(EuWords(kind=row["kind"], words=compile_marked(row)) for row in table["eu"]),
        named=tuple(
            NamedWork(work=row["work"], words=compile_marked(row)) for row in table["named"]
        ),
        cases=tuple(compile_marked(row) for row in table["case"]),
        courts=dict(table["courts"]),
        article=compile_pattern(table["article"]),
    )
