"""The privacy stage: what was read, without what may not go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from publisher.documents.document import SourceDocument
from publisher.errors import PrivacyError
from publisher.model import Item, ItemTerms, Minutes, Term
from publisher.phrases import Phrases
from publisher.privacy.cleaning import clean_texts
from publisher.privacy.detection import TextCleaner
from publisher.privacy.elsewhere import Circumstances, Private
from publisher.privacy.known_names import split_name
from publisher.privacy.minutes import MinutesCleaner, learn, people
from publisher.privacy.names import NameDetector
from publisher.privacy.passages import passages
from publisher.privacy.policy import Policy

_replace = msgspec.structs.replace


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """What passes the line, and how much did not.

    Attributes:
        minutes: Without anything private.
        counts: How much of the document was private, by kind; never what.
        private: What that was, for the other documents of the same §§ alone.
        terms: Until when personal data of each item may stay, in the order of the items; empty
            where there was no clock.
        of_meeting: The same of the front page.
    """

    minutes: Minutes
    counts: Mapping[str, int]
    private: Private
    terms: tuple[ItemTerms, ...] = ()
    of_meeting: Term | None = None


def withhold(
    minutes: Minutes,
    document: SourceDocument,
    policy: Policy,
    phrases: Phrases,
    circumstances: Circumstances,
) -> Withheld:
    """Take everything private out of what was read.

    In `role` mode the names of those who presented, proposed, took the chair or were recused
    stay, with those of members and of who moved, voted or dissented; preparers, officials and
    guests are published by title. In the decision of an office-holder only the name of whoever
    decided stays: it is about somebody's affairs more often than not, and nobody but its holder
    acts in it. In `strict` mode no name stays. The rows of the
    policy are those of kuntalaki 140 §; see `mappings/privacy/` and `docs/privacy.md`.

    When the time for an appeal is over, a handling of a matter of private people loses its texts,
    and a handling whose names may not stay is as in `strict` mode.

    Args:
        minutes: As read.
        document: Where they were read from; counted as a whole.
        policy: What is private, and what stands in its place.
        phrases: Knows titles.
        circumstances: What holds for this document: which names stay, the clock, and what another
            document of the same §§ withheld.

    Returns:
        The minutes that may be mapped.

    Raises:
        PrivacyError: If a personal identity code stands in the document: nothing may be published
            until it has been removed at the source.
    """
    desk = MinutesCleaner(minutes, policy, phrases, circumstances)
    if desk.cleaner.blocks(document.text):
        message = (
            f"{desk.cleaner.clean(document.name)}: a personal identity code (henkilötunnus) stands "
            "in the text, so nothing is published: remove it from the minutes at the source, or "
            "take the file out of the folder"
        )
        raise PrivacyError(message)
    counts = desk.cleaner.count(passages(minutes, document.text))
    items, terms = zip(*map(desk.item, minutes.items), strict=True) if minutes.items else ((), ())
    counts += Counter(secret=sum(item.secret for item in items))
    meeting, of_meeting = desk.meeting()
    return Withheld(
        minutes=_replace(minutes, items=items, meeting=meeting),
        counts=dict(sorted(counts.items())),
        private=_private(desk.names, desk.cleaner, _told(items, terms)),
        terms=terms,
        of_meeting=of_meeting,
    )


def clean_contacts(
    minutes: Minutes, document: SourceDocument, policy: Policy, phrases: Phrases
) -> Withheld:
    """Take contact details and private persons out of the texts, and leave every role holder.

    This is what `pykala extract` shows to whoever checks the reading of their own documents; it
    is not what is published.

    Args:
        minutes: As read.
        document: Where they were read from.
        policy: What is private, and what stands in its place.
        phrases: Knows titles.

    Returns:
        The minutes, and the counts of what is private in the whole document.
    """
    names = NameDetector(policy, phrases, minutes.language)
    for _, person in people(minutes):
        if person.name is not None:
            names.keep(split_name(person.name))
    cleaner = TextCleaner(policy, names, minutes.language)
    learn(names, minutes)
    cleaner.learn(minutes)
    items = clean_texts(minutes.items, cleaner.clean)
    meeting = clean_texts(minutes.meeting, cleaner.clean)
    counts = cleaner.count(passages(minutes, document.text))
    kept = _replace(minutes, items=items, meeting=meeting)
    return Withheld(
        minutes=kept, counts=dict(sorted(counts.items())), private=_private(names, cleaner)
    )


def _private(
    names: NameDetector, cleaner: TextCleaner, terms: Mapping[int, Term] | None = None
) -> Private:
    return Private(
        names=frozenset(names.withheld),
        strings=frozenset(cleaner.found()),
        staying=names.staying,
        terms=terms or {},
    )


def _told(items: Iterable[Item], terms: Iterable[ItemTerms]) -> dict[int, Term]:
    """The term of every § by its number, for minutes of the same §§ in another language."""
    pairs = zip(items, terms, strict=True)
    return {
        item.section.value: term.own
        for item, term in pairs
        if item.section is not None and term.own is not None
    }
