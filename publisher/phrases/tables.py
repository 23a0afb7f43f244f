"""The words and phrases of Finnish and Swedish minutes, read from `mappings/phrases/`.

Patterns are regular expressions in which a plain blank stands for any white space, and ``{name}``
for a name with its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.model import AppealKind, Language
from publisher.phrases.amounts import AmountWords, amount_words
from publisher.phrases.date_words import read_date_words
from publisher.phrases.genitives import Genitives
from publisher.phrases.laws import AuthorityWords, LawWords, authority_words, law_words
from publisher.phrases.narrative import (
    DissentWords,
    GroundWords,
    MotionWords,
    RecusalWords,
    SentenceWords,
    dissent_words,
    ground_words,
    motion_words,
    recusal_words,
    sentence_words,
)
from publisher.phrases.outcomes import (
    DecisionWords,
    OutcomePhrase,
    decision_words,
    outcome_phrases,
)
from publisher.phrases.patterns import (
    Marked,
    compile_all,
    compile_marked,
    compile_pattern,
    read_word,
)
from publisher.phrases.votes import VoteWords, vote_words

# A compound takes a hyphen between two vowels that are the same: Salla-aho, Yli-iso.
_SAME_VOWEL = "|".join(f"(?<={vowel}-){vowel}" for vowel in "aeiouyäö")
# One capitalised word of a name, with its double-barrelled forms: Anna-Liisa, O'Neill, af, von.
_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĆČĐŁŃŚŞŠŽ", "a-zß-öø-ÿćčđęğıłńřśşšžő'"
NAME_WORD = (
    rf"(?:[{_UPPER}][{_LOWER}]+(?:-(?:(?:[{_UPPER}]|{_SAME_VOWEL})[{_LOWER}]+|aho\b|oja\b))*"
    rf"|von|van|af|de|der|di|da)"
)


class Phrases(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything that `mappings/phrases/` says, ready to be matched."""

    handling: Marked
    section: tuple[re.Pattern[str], ...]
    case_number: tuple[re.Pattern[str], ...]
    title_endings: tuple[str, ...]
    conjunctions: frozenset[str]
    contact_words: frozenset[str]
    body_endings: tuple[str, ...]
    deputy: re.Pattern[str]
    genitives: Genitives
    recusals: RecusalWords
    grounds: GroundWords
    temporary_chair: Marked
    outcomes: tuple[OutcomePhrase, ...]
    decisions: DecisionWords
    sentences: SentenceWords
    vote_marks: tuple[str, ...]
    vote_table: Mapping[str, Any]
    motions: MotionWords
    dissents: DissentWords
    attachment_lines: tuple[re.Pattern[str], ...]
    attachment_labels: tuple[re.Pattern[str], ...]
    attachment_restricted: re.Pattern[str]
    attachment_inline: tuple[re.Pattern[str], ...]
    appeals: tuple[tuple[re.Pattern[str], AppealKind], ...]
    appeal_headings: tuple[tuple[re.Pattern[str], AppealKind], ...]
    amounts: AmountWords
    laws: LawWords
    authorities: AuthorityWords
    languages: Mapping[Language, frozenset[str]]
    weekdays: Mapping[str, int]
    full_date: re.Pattern[str]

    @cached_property
    def votes(self) -> VoteWords:
        """The words for votes: a third of all patterns, which few minutes need.

        Raises:
            TableError: If a pattern is no regular expression, or a method is unknown.
        """
        return vote_words(self.vote_table)


def read_phrases() -> Phrases:
    """Read every table of `mappings/phrases/`.

    Returns:
        The phrases with their patterns compiled.

    Raises:
        TableError: If a table is damaged, a pattern is not a regular expression, or an outcome is
            unknown.
    """
    tables = {
        path.stem: read_toml(path, dict[str, Any])
        for path in sorted((asset_dir("mappings") / "phrases").glob("*.toml"))
    }
    headings, mentions = tables["headings"], tables["mentions"]
    dates = read_date_words()
    return Phrases(
        **_sentences(tables),
        **_mentions(mentions),
        appeals=_appeals(tables["appeals"]["kind"]),
        appeal_headings=_appeals(tables["appeals"]["heading"]),
        handling=compile_marked(headings["handling"]),
        section=compile_all(headings["section"]),
        case_number=compile_all(headings["case_number"]),
        title_endings=tuple(tables["people"]["title_endings"]),
        conjunctions=frozenset(tables["people"]["conjunctions"]),
        contact_words=frozenset(tables["people"]["contact_words"]),
        body_endings=tuple(tables["people"]["body_endings"]),
        deputy=compile_pattern(tables["people"]["deputy"]),
        genitives=msgspec.convert(tables["people"]["genitives"], Genitives),
        languages={
            "fi": frozenset(tables["languages"]["fi"]),
            "sv": frozenset(tables["languages"]["sv"]),
        },
        weekdays=dates.weekday_numbers(),
        full_date=compile_pattern(dates.full_date),
    )


def _sentences(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What whole sentences say: recusals, the chair, outcomes."""
    recusals, outcomes = tables["recusals"], tables["outcomes"]
    return {
        "recusals": recusal_words(recusals["recused"]),
        "grounds": ground_words(recusals["grounds"]),
        "temporary_chair": _compile_with_person(recusals["temporary_chair"]),
        "outcomes": outcome_phrases(outcomes["phrase"]),
        "decisions": decision_words(outcomes),
        "sentences": sentence_words(tables["sentences"]),
        "vote_marks": tuple(tables["votes"]["marks"]),
        "vote_table": tables["votes"],
        "motions": motion_words(tables["motions"]),
        "dissents": dissent_words(tables["motions"]["dissent"]),
    }


def _mentions(table: Mapping[str, Any]) -> dict[str, Any]:
    """What may be mentioned anywhere: attachments, sums, laws."""
    attachments = table["attachments"]
    return {
        "attachment_lines": compile_all(attachments["lines"]),
        "attachment_labels": compile_all(attachments["labels"]),
        "attachment_restricted": compile_pattern(attachments["restricted"]),
        "attachment_inline": compile_all(attachments["inline"]),
        "amounts": amount_words(table["amounts"]),
        "laws": law_words(table["laws"]),
        "authorities": authority_words(table["authorities"]),
    }


_PERSON = rf"(?<![\w-])(?:[A-Za-zÅÄÖåäö][\wåäö-]*\s+){{0,3}}?{NAME_WORD}(?:\s+{NAME_WORD}){{1,3}}"


def _compile_with_person(entry: Mapping[str, Any]) -> Marked:
    """Compile an entry in whose patterns ``{name}`` stands for a person, in a group ``name``."""
    person = f"(?P<name>{_PERSON})"
    patterns = [pattern.replace("{name}", person) for pattern in entry["patterns"]]
    return compile_marked({**entry, "patterns": patterns})


def _appeals(rows: Iterable[Mapping[str, str]]) -> tuple[tuple[re.Pattern[str], AppealKind], ...]:
    return tuple(
        (compile_pattern(row["pattern"]), read_word(AppealKind, row["kind"], "appeals"))
        for row in rows
    )
