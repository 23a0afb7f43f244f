"""What is private in a text, and the text without it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.model import Language, Minutes
from publisher.privacy.elsewhere import any_blank
from publisher.privacy.hits import NAME, Hit
from publisher.privacy.names import NameDetector
from publisher.privacy.passages import Passage, recusal_grounds, texts_read
from publisher.privacy.places import Places
from publisher.privacy.policy import Detector, Policy


class TextCleaner:
    """Replaces what is private in the texts of one document."""

    def __init__(
        self,
        policy: Policy,
        names: NameDetector,
        language: Language,
        elsewhere: Sequence[Detector] = (),
    ) -> None:
        """Begin with nothing learnt.

        Args:
            policy: Says what is private.
            names: Which names go.
            language: Of what stands in the place of it.
            elsewhere: Find what another document of the same §§ withheld.
        """
        self._policy = policy
        self._detectors = (*policy.detectors, *elsewhere)
        self._names = names
        self._language = language
        self._found: dict[tuple[str, bool], list[Hit]] = {}
        self._grounds: frozenset[str] = frozenset()
        self._known: tuple[tuple[re.Pattern[str], Detector], ...] = ()

    def learn(self, minutes: Minutes) -> None:
        """Let every text of a document go by what is found in any of them, and know the grounds.

        Args:
            minutes: As read.
        """
        self._grounds = frozenset(recusal_grounds(minutes))
        detectors = {one.kind: one for one in self._detectors if one.everywhere}
        strings: dict[str, set[str]] = {}
        for text, in_meeting in texts_read(minutes):
            for hit in self._hits(text, in_meeting=in_meeting):
                if hit.kind in detectors:
                    strings.setdefault(hit.kind, set()).add(hit.whole(text))
        self._known = tuple(
            (any_blank(sorted(found, key=len, reverse=True)), detectors[kind])
            for kind, found in strings.items()
        )
        if self._known or self._grounds:
            self._found.clear()

    def clean(self, text: str, *, in_meeting: bool = False) -> str:
        """Put words in the place of everything private.

        Args:
            text: A text of the document.
            in_meeting: Whether it tells what was done in the meeting.

        Returns:
            The same text, still readable; what stood there survives in no form.
        """
        parts, position = [], 0
        for hit in self._hits(text, in_meeting=in_meeting):
            parts += [text[position : hit.start], hit.wording]
            position = hit.end
        return "".join([*parts, text[position:]]) if parts else text

    def found(self) -> Iterator[tuple[str, str]]:
        """What was found so far by its form.

        Yields:
            Kind and text, in any order.
        """
        for (text, _), hits in self._found.items():
            yield from ((hit.kind, hit.whole(text)) for hit in hits if hit.kind != NAME)

    def count(self, passages: Iterable[Passage]) -> Counter[str]:
        """Count what is private in a document.

        Args:
            passages: All of the document, each part once.

        Returns:
            How often each kind occurs.
        """
        return Counter(
            hit.kind
            for text, in_meeting in passages
            for hit in self._hits(text, in_meeting=in_meeting)
        )

    def shows_private_person(self, text: str, *, in_meeting: bool = False) -> bool:
        """Whether anything of a private person is withheld from a text.

        Args:
            text: A text of the document.
            in_meeting: Whether it tells what was done in the meeting.

        Returns:
            True if somebody is named there, or could be told by an address, a birth date, an
            account and the like; a telephone number or a mail address is mostly that of an
            official, and shows nobody.
        """
        return any(hit.private_person for hit in self._hits(text, in_meeting=in_meeting))

    def blocks(self, text: str) -> bool:
        """Whether something that stops a build stands in a text."""
        blocking = (detector for detector in self._detectors if detector.blocks)
        guards = [Places(guard, text) for guard in self._policy.guards]
        return any(
            not any(guard.around(*match.span()) for guard in guards)
            for detector in blocking
            for match in detector.pattern.finditer(text)
            if detector.check is None or detector.check(match[0])
        )

    def _hits(self, text: str, *, in_meeting: bool) -> list[Hit]:
        """The hits in order, none overlapping; found once, since a text may be counted first."""
        found = self._found.get((text, in_meeting))
        if found is None:
            found = self._found[text, in_meeting] = list(self._find(text, in_meeting=in_meeting))
        return found

    def _find(self, text: str, *, in_meeting: bool) -> Iterator[Hit]:
        """Find the hits of a text: of two that overlap, the second one is cut."""
        names = list(self._names.find(text, in_meeting=in_meeting))
        hits = [*names, *self._shapes(text, names), *self._found_elsewhere(text)]
        position = 0
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if hit.start < position < hit.end:
                yield msgspec.structs.replace(hit, start=position, begins=hit.start)
            elif hit.end > position:
                yield hit
            position = max(position, hit.end)

    def _shapes(self, text: str, names: list[Hit]) -> Iterator[Hit]:
        """What is private by its form."""
        people = sorted((name.start, name.end) for name in names if name.private_person)
        is_ground = text in self._grounds
        guards: list[Places] = []
        for detector in self._detectors:
            everywhere = is_ground and detector.in_grounds
            if detector.mark is not None and not (everywhere or detector.mark.search(text)):
                continue
            near: _Neighbourhood | None = None
            for match in detector.pattern.finditer(text):
                start, end = match.span()
                if detector.exact and detector.check is not None and not detector.check(match[0]):
                    continue
                near = near or _Neighbourhood(detector, text, people)
                if not (everywhere or near.lets_count(start, end)):
                    continue
                guards = guards or [Places(guard, text) for guard in self._policy.guards]
                if detector.unguarded or not any(guard.around(start, end) for guard in guards):
                    wording = detector.wording[self._language]
                    yield Hit(start, end, detector.kind, wording, detector.private_person)

    def _found_elsewhere(self, text: str) -> Iterator[Hit]:
        """What another text of the document showed to be private."""
        for pattern, detector in self._known:
            wording = detector.wording[self._language]
            for match in pattern.finditer(text):
                yield Hit(*match.span(), detector.kind, wording, detector.private_person)


class _Neighbourhood:
    """What stands near the matches of a detector in a text."""

    def __init__(self, detector: Detector, text: str, people: Sequence[tuple[int, int]]) -> None:
        self._detector = detector
        self._people = people
        self._needs = None if detector.needs is None else Places(detector.needs, text)
        self._not_near = None if detector.not_near is None else Places(detector.not_near, text)

    def lets_count(self, start: int, end: int) -> bool:
        """Whether it lets a match count."""
        before, behind = self._detector.reach
        first = max(start - before, 0)
        if self._not_near is not None and self._not_near.within(first, start):
            return False
        if self._needs is None and not self._detector.near_person:
            return True
        if self._detector.near_person and self._is_near_person(start - before, end + before):
            return True
        return self._needs is not None and (
            self._needs.within(first, start)
            or (behind > 0 and self._needs.within(end, end + behind))
        )

    def _is_near_person(self, first: int, last: int) -> bool:
        index = bisect_left(self._people, (last, 0))  # the first one that begins too far behind
        return index > 0 and self._people[index - 1][1] > first
