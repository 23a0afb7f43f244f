"""What one document says, cleaned: each part as the mode, and the clock of retention, want it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

import msgspec

from publisher.model import (
    DocumentKind,
    Handling,
    Item,
    ItemTerms,
    Language,
    Meeting,
    Minutes,
    PersonInRole,
    Presence,
    Removal,
    Term,
    Vote,
)
from publisher.phrases import Phrases
from publisher.privacy.cleaning import (
    Mode,
    blurred,
    clean_texts,
    count_leaving_texts,
    count_names,
    name_by_mode,
    without_texts,
)
from publisher.privacy.detection import TextCleaner
from publisher.privacy.elsewhere import Circumstances
from publisher.privacy.known_names import split_name
from publisher.privacy.names import NameDetector
from publisher.privacy.passages import background, texts_of_classes, told
from publisher.privacy.policy import Policy, RoleName

H = TypeVar("H", bound=Handling)

_replace = msgspec.structs.replace

# What a term says of how long it is.
_COUNTED = ("counted_from", "posted", "until")
# In no mode do they keep their names by that role alone (kuntalaki 140 §).
_NAMELESS: frozenset[RoleName] = frozenset({"preparer", "attendee"})


class MinutesCleaner:
    """Cleans what one document says.

    Attributes:
        names: Which names go.
        cleaner: Of its texts, while the time for an appeal runs.
    """

    def __init__(
        self, minutes: Minutes, policy: Policy, phrases: Phrases, circumstances: Circumstances
    ) -> None:
        self._minutes = minutes
        self._policy = policy
        self._phrases = phrases
        self._mode: Mode = circumstances.mode
        self._clock = circumstances.clock
        self._elsewhere = circumstances.elsewhere
        self.names, self.cleaner = self._cleaning(self._mode)

    @cached_property
    def _nameless(self) -> TextCleaner:
        """The cleaner for what keeps no names any more."""
        return self._cleaning("strict")[1]

    def _cleaning(self, mode: Mode) -> tuple[NameDetector, TextCleaner]:
        """Which names go in a mode, and what cleans texts then."""
        names = _names(self._minutes, self._policy, self._phrases, mode)
        wording = self._policy.roles["other"][self._minutes.language]
        for name in self._elsewhere.withheld:
            names.drop_too(name, wording)
        for name in self._elsewhere.barred:
            names.bar(name, wording)
        detectors = self._elsewhere.detectors
        cleaner = TextCleaner(self._policy, names, self._minutes.language, detectors)
        cleaner.learn(self._minutes)
        return names, cleaner

    def item(self, item: Item) -> tuple[Item, ItemTerms]:
        """An item with its earlier handlings, cleaned, and the terms of all of them."""
        own = self._own_term(item)
        if _is_secret(item, self.names, self._policy):
            mention = _mention(item, self._policy, self._minutes.language)
            return mention, ItemTerms(own=own)
        about_private = self._is_about_private(item)
        earlier = [
            self._handling(each, self._earlier_term(each), about_private=about_private)
            for each in item.earlier
        ]
        alone, own = self._handling(_replace(item, earlier=()), own, about_private=about_private)
        terms = ItemTerms(own=own, earlier=tuple(term for _, term in earlier))
        return _replace(alone, earlier=tuple(handling for handling, _ in earlier)), terms

    def _own_term(self, item: Item) -> Term | None:
        """The term of an item; of a § that another document tells too, that of both.

        A posting that is printed counts more than the day of the meeting, and the time for an
        appeal is over when it is over for the readers of either.
        """
        own = None if self._clock is None else self._clock.of_item(item)
        other = self._term_elsewhere(item)
        if own is None or other is None:
            return own
        counted = max(own, other, key=lambda term: (term.posted, term.until))
        return _replace(own, **{name: getattr(counted, name) for name in _COUNTED})

    def _term_elsewhere(self, item: Item) -> Term | None:
        """What another document says of the term of the same §."""
        return None if item.section is None else self._elsewhere.terms.get(item.section.value)

    def _earlier_term(self, handling: Handling) -> Term | None:
        return None if self._clock is None else self._clock.of_earlier(handling)

    def _is_about_private(self, item: Item) -> bool:
        """Whether anything of a private person was taken out of an item, here or elsewhere."""
        if (other := self._term_elsewhere(item)) is not None and other.about_private:
            return True
        told_of = [(found.value, False) for found in background(item)]
        told_of += [(found.value, True) for found in told(item)]
        return any(
            self.cleaner.shows_private_person(text, in_meeting=in_meeting)
            for text, in_meeting in told_of
        )

    def meeting(self) -> tuple[Meeting | None, Term | None]:
        """The front page, cleaned, and its term."""
        meeting, clock = self._minutes.meeting, self._clock
        if meeting is None:
            return None, None
        kept = name_by_mode(clean_texts(meeting, self.cleaner.clean), self._mode)
        names = self._leaving(kept)
        if clock is None or (term := clock.of_meeting()) is None:
            return kept, None
        if not names:
            return kept, term
        term = _replace(term, holds_names=True)
        if not clock.is_over(term):
            return kept, term
        bare = name_by_mode(clean_texts(meeting, self._nameless.clean), "strict")
        return bare, _replace(term, removal=Removal(texts=0, names=names))

    def _handling(
        self, handling: H, term: Term | None, *, about_private: bool
    ) -> tuple[H, Term | None]:
        """A handling as its term wants it, and what the term has to say then."""
        kept = name_by_mode(clean_texts(handling, self.cleaner.clean), self._mode)
        names = self._leaving(kept)
        if term is None or self._clock is None or not (about_private or names):
            return kept, term
        term = _replace(term, about_private=about_private, holds_names=names > 0)
        if not self._clock.is_over(term):
            return kept, term
        bare, texts = kept, 0
        if names:
            bare = name_by_mode(clean_texts(handling, self._nameless.clean), "strict")
        if about_private:
            bare = without_texts(bare, self._policy.removed_text[self._minutes.language])
            texts = count_leaving_texts(kept)
        return bare, _replace(term, removal=Removal(texts=texts, names=names))

    def _leaving(self, kept: object) -> int:
        """How many names leave something when its time is over."""
        stay = self._clock is None or self._clock.keep_names
        return 0 if stay else count_names(kept)


def people(minutes: Minutes) -> Iterator[tuple[RoleName, PersonInRole]]:
    """Everybody whom a document names in a role, each with that role."""
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
    for role, person in people(minutes):
        if person.name is None:
            continue
        name = split_name(person.name)
        if mode == "role" and role not in _NAMELESS:
            detector.keep(name)
        else:
            detector.drop(name, policy.roles[role][minutes.language])
    learn(detector, minutes)
    return detector


def learn(names: NameDetector, minutes: Minutes) -> None:
    """Let every text of the document know whose names must go."""
    names.learn(
        background=[text.value for item in minutes.items for text in background(item)],
        meeting=[text.value for item in minutes.items for text in told(item)],
        employment=texts_of_classes(minutes, names.employment_classes),
    )


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
    title = item.title and _replace(
        item.title, value=policy.secret_title[language], span=blurred(item.title.span)
    )
    return Item(
        title=title,
        section=item.section,
        case_number=item.case_number,
        classification=None,
        secret=True,
    )
