"""The privacy stage: what was read, without what may not go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from publisher.documents.document import SourceDocument
from publisher.errors import PrivacyError
from publisher.model import (
    DocumentKind,
    Handling,
    Item,
    Language,
    Minutes,
    PersonInRole,
    Presence,
    Vote,
)
from publisher.phrases import Phrases
from publisher.privacy.cleaning import Mode, clean_texts, name_by_mode
from publisher.privacy.detection import TextCleaner
from publisher.privacy.elsewhere import Private
from publisher.privacy.known_names import split_name
from publisher.privacy.names import NameDetector
from publisher.privacy.passages import background, passages, told
from publisher.privacy.policy import Policy, RoleName

_replace = msgspec.structs.replace

# In no mode do they keep their names by that role alone (kuntalaki 140 §).
_NAMELESS: frozenset[RoleName] = frozenset({"preparer", "attendee"})


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """What passes the line, and how much did not.

    Attributes:
        minutes: Without anything private.
        counts: How much of the document was private, by kind; never what.
        private: What that was, for the other documents of the same §§ alone.
    """

    minutes: Minutes
    counts: Mapping[str, int]
    private: Private


def withhold(
    minutes: Minutes, document: SourceDocument, policy: Policy, phrases: Phrases, mode: Mode
) -> Withheld:
    """Take everything private out of what was read.

    In `role` mode the names of those who presented, proposed, took the chair or were recused
    stay, with those of members and of who moved, voted or dissented; preparers, officials and
    guests are published by title. In the decision of an office-holder only the name of whoever
    decided stays: it is about somebody's affairs more often than not, and nobody but its holder
    acts in it. In `strict` mode no name stays. The rows of the
    policy are those of kuntalaki 140 §; see `mappings/privacy/` and `docs/architecture.md`.

    Args:
        minutes: As read.
        document: Where they were read from; counted as a whole.
        policy: What is private, and what stands in its place.
        phrases: Knows titles.
        mode: Which names stay.

    Returns:
        The minutes that may be mapped.

    Raises:
        PrivacyError: If a personal identity code stands in the document: nothing may be published
            until it has been removed at the source.
    """
    names = _names(minutes, policy, phrases, mode)
    cleaner = TextCleaner(policy, names, minutes.language)
    if cleaner.blocks(document.text):
        message = (
            f"{cleaner.clean(document.name)}: a personal identity code (henkilötunnus) stands in "
            "the text, so nothing is published: remove it from the minutes at the source, or take "
            "the file out of the folder"
        )
        raise PrivacyError(message)
    counts = cleaner.count(passages(minutes, document.text))
    items = tuple(_item(item, cleaner, names, policy, minutes.language) for item in minutes.items)
    counts += Counter(secret=sum(item.secret for item in items))
    meeting = clean_texts(minutes.meeting, cleaner.clean)
    kept = name_by_mode(_replace(minutes, items=items, meeting=meeting), mode)
    return Withheld(
        minutes=kept, counts=dict(sorted(counts.items())), private=_private(names, cleaner)
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
    for _, person in _people(minutes):
        if person.name is not None:
            names.keep(split_name(person.name))
    cleaner = TextCleaner(policy, names, minutes.language)
    _learn(names, minutes)
    items = clean_texts(minutes.items, cleaner.clean)
    meeting = clean_texts(minutes.meeting, cleaner.clean)
    counts = cleaner.count(passages(minutes, document.text))
    kept = _replace(minutes, items=items, meeting=meeting)
    return Withheld(
        minutes=kept, counts=dict(sorted(counts.items())), private=_private(names, cleaner)
    )


def _private(names: NameDetector, cleaner: TextCleaner) -> Private:
    return Private(
        names=frozenset(names.withheld),
        strings=frozenset(cleaner.found()),
        staying=names.staying,
    )


def _people(minutes: Minutes) -> Iterator[tuple[RoleName, PersonInRole]]:
    for item in minutes.items:
        yield from _people_of(item)
        if item.decider is not None:
            yield "decider", item.decider
        for handling in item.earlier:
            yield from _people_of(handling)
    if minutes.meeting is not None:
        for one in minutes.meeting.attendance:
            yield ("attendee" if one.presence is Presence.OTHER else "other"), one.person
            if one.deputy_for is not None:
                yield "other", one.deputy_for
        yield from (("other", person) for person in minutes.meeting.checkers)


def _people_of(handling: Handling) -> Iterator[tuple[RoleName, PersonInRole]]:
    singles: tuple[tuple[RoleName, PersonInRole | None], ...] = (
        ("presenter", handling.presenter),
        ("proposer", handling.proposal.proposer if handling.proposal else None),
        ("temporary-chair", handling.temporary_chair),
    )
    yield from ((role, person) for role, person in singles if person is not None)
    yield from (("recused", recusal.person) for recusal in handling.recusals)
    yield from (("preparer", person) for person in handling.preparers)
    yield from (("other", dissent.person) for dissent in handling.dissents)
    for motion in handling.counter_proposals:
        yield from (("other", person) for person in (*motion.by, *motion.seconded_by))
    for vote in handling.votes:
        yield from (("other", person) for person in _voters(vote))


def _voters(vote: Vote) -> tuple[PersonInRole, ...]:
    return (*vote.yes_voters, *vote.no_voters, *vote.blank_voters, *vote.absent_voters)


def _names(minutes: Minutes, policy: Policy, phrases: Phrases, mode: Mode) -> NameDetector:
    """Which of the people in a role keep their names in texts.

    In `role` mode all but those who prepared a matter, and those who were in the meeting neither as
    a member nor for anything that the minutes tell of them: officials, guests, experts. A title
    lets nobody keep a name where there was no meeting.
    """
    detector = NameDetector(policy, phrases, minutes.language)
    in_meeting = minutes.kind is not DocumentKind.OFFICE_DECISION
    detector.keeps_titled = mode == "role" and in_meeting
    for role, person in _people(minutes):
        if person.name is None:
            continue
        name = split_name(person.name)
        if mode == "role" and role not in _NAMELESS:
            detector.keep(name)
        else:
            detector.drop(name, policy.roles[role][minutes.language])
    _learn(detector, minutes)
    wording = policy.roles["other"][minutes.language]
    for name in policy.withheld:
        detector.drop_too(name, wording)
    for name in policy.barred:
        detector.bar(name, wording)
    return detector


def _learn(names: NameDetector, minutes: Minutes) -> None:
    """Let every text of the document know whose names must go."""
    names.learn(
        background=[text.value for item in minutes.items for text in background(item)],
        meeting=[text.value for item in minutes.items for text in told(item)],
    )


def _item(
    item: Item, cleaner: TextCleaner, names: NameDetector, policy: Policy, language: Language
) -> Item:
    if _is_secret(item, names, policy):
        return _mention(item, policy, language)
    return clean_texts(item, cleaner.clean)


def _is_secret(item: Item, names: NameDetector, policy: Policy) -> bool:
    """Whether an item may only be mentioned: marked secret, or sensitive with a private name."""
    if item.secret:
        return True
    if item.title is not None and policy.secret_in_title.search(item.title.value):
        return True
    texts = [found.value for found in (*background(item), *told(item))]
    lower = [text.lower() for text in texts]
    for text, lowered in zip(texts, lower, strict=True):
        if policy.secret.may_match(lowered) and any(
            pattern.search(text) for pattern in policy.secret.patterns
        ):
            return True
    sensitive = any(True for text in lower for _ in policy.sensitive.find(text))
    return sensitive and any(names.private_names(text) for text in texts)


def _mention(item: Item, policy: Policy, language: Language) -> Item:
    """A bare mention: number and case, and a title that says nothing else."""
    title = item.title
    return Item(
        title=None if title is None else _replace(title, value=policy.secret_title[language]),
        section=item.section,
        case_number=item.case_number,
        classification=None,
        secret=True,
    )
