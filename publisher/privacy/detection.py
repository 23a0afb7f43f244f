"""What is private in a text, and the text without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from publisher.model import Language
from publisher.privacy.names import NAME, Hit, NameDetector
from publisher.privacy.passages import Passage
from publisher.privacy.policy import Detector, Policy

_NEAR_CHARACTERS = 80


class TextCleaner:
    """Replaces what is private in the texts of one document."""

    def __init__(self, policy: Policy, names: NameDetector, language: Language) -> None:
        self._policy = policy
        self._names = names
        self._language = language
        self._found: dict[tuple[str, bool], list[Hit]] = {}

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
        """What was found so far by its shape.

        Yields:
            Kind and text, in any order.
        """
        for (text, _), hits in self._found.items():
            yield from ((hit.kind, text[hit.start : hit.end]) for hit in hits if hit.kind != NAME)

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
        blocking = (detector for detector in self._policy.detectors if detector.blocks)
        return any(
            not self._is_guarded(text, *match.span())
            for detector in blocking
            for match in detector.pattern.finditer(text)
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
        hits = [*names, *self._shapes(text, names)]
        position = 0
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if hit.end > position:
                yield msgspec.structs.replace(hit, start=max(hit.start, position))
                position = hit.end

    def _shapes(self, text: str, names: list[Hit]) -> Iterator[Hit]:
        for detector in self._policy.detectors:
            if detector.mark is not None and detector.mark.search(text) is None:
                continue
            for match in detector.pattern.finditer(text):
                start, end = match.span()
                if self._is_guarded(text, start, end):
                    continue
                if detector.needs is not None and not _is_near(text, start, detector, names):
                    continue
                wording = detector.wording[self._language]
                yield Hit(start, end, detector.kind, wording, detector.private_person)

    def _is_guarded(self, text: str, start: int, end: int) -> bool:
        """Whether a run of characters is, or stands in, something that is never personal."""
        first, last = max(start - _NEAR_CHARACTERS, 0), end + _NEAR_CHARACTERS
        return any(
            match.start() <= start and end <= match.end()
            for guard in self._policy.guards
            for match in guard.finditer(text, first, last)
        )


def _is_near(text: str, start: int, detector: Detector, names: list[Hit]) -> bool:
    """Whether a private person's name, or a word that makes the hit personal, stands near."""
    first, last = start - _NEAR_CHARACTERS, start + _NEAR_CHARACTERS
    if any(first <= name.start <= last or first <= name.end <= last for name in names):
        return True
    return detector.needs is not None and bool(detector.needs.search(text[max(first, 0) : start]))
