"""The privacy stage: what was read, without what may not go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Literal

import msgspec

from publisher.documents.document import SourceDocument
from publisher.errors import PrivacyError
from publisher.model import (
    Attachment,
    Decision,
    Found,
    Item,
    Language,
    Minutes,
    PersonInRole,
    Proposal,
    Recusal,
)
from publisher.phrases import Phrases
from publisher.privacy.detection import TextCleaner
from publisher.privacy.known_names import split_name
from publisher.privacy.names import NameDetector
from publisher.privacy.passages import background, passages
from publisher.privacy.policy import Policy, RoleName

Mode = Literal["role", "strict"]

_replace = msgspec.structs.replace


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """What passes the line, and how much did not.

    Attributes:
        minutes: Without anything private.
        counts: How much of the document was private, by kind; never what.
    """

    minutes: Minutes
    counts: Mapping[str, int]


def withhold(
    minutes: Minutes, document: SourceDocument, policy: Policy, phrases: Phrases, mode: Mode
) -> Withheld:
    """Take everything private out of what was read.

    In `role` mode the names of those who presented, proposed, took the chair or were recused
    stay, and preparers are published by title; in `strict` mode no name stays. The rows of the
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
    kept = _replace(minutes, items=tuple(_by_mode(item, mode) for item in items))
    return Withheld(minutes=kept, counts=dict(sorted(counts.items())))


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
    items = tuple(_texts(item, cleaner) for item in minutes.items)
    counts = cleaner.count(passages(minutes, document.text))
    return Withheld(minutes=_replace(minutes, items=items), counts=dict(sorted(counts.items())))


def _people(minutes: Minutes) -> Iterator[tuple[RoleName, PersonInRole]]:
    for item in minutes.items:
        singles: tuple[tuple[RoleName, PersonInRole | None], ...] = (
            ("presenter", item.presenter),
            ("proposer", item.proposal.proposer if item.proposal else None),
            ("temporary-chair", item.temporary_chair),
        )
        yield from ((role, person) for role, person in singles if person is not None)
        yield from (("recused", recusal.person) for recusal in item.recusals)
        yield from (("preparer", person) for person in item.preparers)


def _names(minutes: Minutes, policy: Policy, phrases: Phrases, mode: Mode) -> NameDetector:
    """Which of the people in a role keep their names: all but preparers, or none."""
    detector = NameDetector(policy, phrases, minutes.language)
    detector.keeps_titled = mode == "role"
    for role, person in _people(minutes):
        if person.name is None:
            continue
        name = split_name(person.name)
        if mode == "role" and role != "preparer":
            detector.keep(name)
        else:
            detector.drop(name, policy.roles[role][minutes.language])
    _learn(detector, minutes)
    return detector


def _learn(names: NameDetector, minutes: Minutes) -> None:
    """Let every text of the document know whose names must go."""
    names.learn(
        background=[text.value for item in minutes.items for text in background(item)],
        meeting=[item.decision.text.value for item in minutes.items if item.decision],
    )


def _item(
    item: Item, cleaner: TextCleaner, names: NameDetector, policy: Policy, language: Language
) -> Item:
    if _is_secret(item, names, policy):
        return _mention(item, policy, language)
    return _texts(item, cleaner)


def _is_secret(item: Item, names: NameDetector, policy: Policy) -> bool:
    """Whether an item may only be mentioned: marked secret, or sensitive with a private name."""
    if item.title is not None and policy.secret_in_title.search(item.title.value):
        return True
    decided = [item.decision.text] if item.decision else []
    texts = [found.value for found in [*background(item), *decided]]
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


def _texts(item: Item, cleaner: TextCleaner) -> Item:
    """The item with every text cleaned; the spans stay, since they count in the document."""

    def found(value: Found[str] | None) -> Found[str] | None:
        return None if value is None else _cleaned(value, clean)

    clean = cleaner.clean
    return _replace(
        item,
        title=found(item.title),
        preparation=found(item.preparation),
        proposal=_proposal(item.proposal, clean),
        decision=_decision(item.decision, partial(clean, in_meeting=True)),
        recusals=tuple(_recusal(recusal, clean) for recusal in item.recusals),
        attachments=tuple(_attachment(attachment, clean) for attachment in item.attachments),
    )


def _cleaned(value: Found[str], clean: Callable[[str], str]) -> Found[str]:
    return _replace(value, value=clean(value.value))


def _proposal(proposal: Proposal | None, clean: Callable[[str], str]) -> Proposal | None:
    if proposal is None:
        return None
    return _replace(proposal, text=_cleaned(proposal.text, clean))


def _decision(decision: Decision | None, clean: Callable[[str], str]) -> Decision | None:
    if decision is None:
        return None
    checked = decision.checked_at_meeting
    return _replace(
        decision,
        text=_cleaned(decision.text, clean),
        checked_at_meeting=None if checked is None else _cleaned(checked, clean),
    )


def _recusal(recusal: Recusal, clean: Callable[[str], str]) -> Recusal:
    if recusal.ground is None:
        return recusal
    return _replace(recusal, ground=_cleaned(recusal.ground, clean))


def _attachment(attachment: Attachment, clean: Callable[[str], str]) -> Attachment:
    return _replace(attachment, title=_cleaned(attachment.title, clean))


def _by_mode(item: Item, mode: Mode) -> Item:
    """The people of an item as the mode publishes them."""

    def nameless(person: PersonInRole | None) -> PersonInRole | None:
        return None if person is None else _replace(person, name=None)

    preparers = tuple(_replace(person, name=None) for person in item.preparers)
    if mode == "role":
        return _replace(item, preparers=preparers)
    proposal = item.proposal
    return _replace(
        item,
        preparers=preparers,
        presenter=nameless(item.presenter),
        temporary_chair=nameless(item.temporary_chair),
        proposal=(
            None if proposal is None else _replace(proposal, proposer=nameless(proposal.proposer))
        ),
        recusals=tuple(
            _replace(recusal, person=_replace(recusal.person, name=None))
            for recusal in item.recusals
        ),
    )
