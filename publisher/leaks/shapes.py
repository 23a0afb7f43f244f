"""What is private by its shape, in texts that a build has made: the detectors of the policy.

Those that need words around them are left out: whether such a hit is private can no longer be told
once the words are gone. What the settings publish themselves, the guards of the policy (business
ids, case numbers, generic addresses such as those of a registry) and what `mappings/privacy/
output.toml` calls harmless is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError
from publisher.leaks.escapes import View, views
from publisher.leaks.finding import Hit
from publisher.phrases import compile_pattern
from publisher.privacy.policy import Detector, Policy
from publisher.settings import Settings

_NEAR_CHARACTERS = 80
# An address of the web may be long.
_GUARD_CHARACTERS = 400
# In a text longer than this, the detectors look where a quick test matches; so far around it, and
# what touches the margin of that may be cut off.
_SHORT_CHARACTERS = 4_000
_AROUND_BYTES, _MARGIN_CHARACTERS = 1_000, 60
# Farther than this from where an escape stood, nothing is private by it: a hit, and what stands
# beside it on either side as far as a guard looks.
_ESCAPE_CHARACTERS = 2 * _GUARD_CHARACTERS + 800


class _Guard(msgspec.Struct, frozen=True):
    kinds: frozenset[str]
    pattern: re.Pattern[str]


class Traces(msgspec.Struct, frozen=True, kw_only=True):
    """Quick tests over bytes: where one matches, the detectors have to look.

    Attributes:
        marks: For pages and quads, before they are published.
        record_marks: These and more, for files that hold all of a record.
        every_mark: All there are.
    """

    marks: tuple[re.Pattern[bytes], ...]
    record_marks: tuple[re.Pattern[bytes], ...]
    every_mark: tuple[re.Pattern[bytes], ...]


class Shapes:
    """Finds what is private by its shape.

    Attributes:
        traces: Where to look, in bytes.
        allowed: What the settings publish themselves, in small letters.
    """

    def __init__(self, policy: Policy, settings: Settings) -> None:
        """Read how the output is searched.

        Args:
            policy: Says what is private.
            settings: Say which addresses they publish themselves.

        Raises:
            TableError: If the table is damaged, or has no quick test for a detector.
        """
        table = read_toml(asset_dir("mappings") / "privacy" / "output.toml", dict[str, Any])
        published = (settings.publisher.email, settings.privacy.officer or "")
        self.allowed = frozenset(one.casefold() for one in published if "@" in one)
        self._detectors = tuple(
            each for each in policy.detectors if each.needs is None and not each.near_person
        )
        self._lasting = tuple(
            each for each in policy.detectors if each in self._detectors or each.everywhere
        )
        self._guards = (
            *(_Guard(frozenset(), pattern) for pattern in policy.guards),
            *(
                _Guard(frozenset(row["kinds"]), compile_pattern(row["pattern"]))
                for row in table["guard"]
            ),
        )
        self._in_binary = {
            kind: compile_pattern(pattern) for kind, pattern in table["binary"].items()
        }
        self.traces = _traces(table, self._detectors)

    def is_private_anywhere(self, kind: str, text: str) -> bool:
        """Whether what was withheld in one place may stand in no other place of its document.

        How somebody is related to somebody, a year or an age is private only by what stands near
        it, and the same words may rightly stand in the next sentence.
        """
        return any(
            each.kind == kind and each.pattern.fullmatch(text) is not None for each in self._lasting
        )

    def find(self, text: str, *, binary: bool = False) -> Iterator[Hit]:
        """Find what is private by its shape, also behind escapes.

        Args:
            text: Of a file, a value of a database, a term.
            binary: Whether it is none, but bytes in which signs may come together by chance.

        Yields:
            The hits, in any order; their places are those in the text as it stands.
        """
        seen: set[Hit] = set()
        for view, steps in views(text):
            for found in self._in_view(view, steps, binary=binary):
                start, end = found.start, found.end - 1
                for step in steps:
                    start, end = step.origin(start), step.origin(end)
                hit = Hit(start, end + 1, found.kind)
                if hit not in seen:
                    seen.add(hit)
                    yield hit

    def _in_view(self, text: str, steps: Sequence[View], *, binary: bool) -> Iterator[Hit]:
        """The hits of a text; of a long one without its escapes, those that these may have hidden.

        Away from them it says what it said with them, and was looked at before.
        """
        if len(text) < _SHORT_CHARACTERS:
            yield from self._in_all(text, binary=binary)
            return
        for start, end in steps[0].around(_ESCAPE_CHARACTERS) if steps else [(0, len(text))]:
            first = start + _MARGIN_CHARACTERS if start else 0
            last = end - _MARGIN_CHARACTERS if end < len(text) else end
            for hit in self._in_areas(text[start:end], binary=binary):
                if first <= start + hit.start and start + hit.end <= last:
                    yield Hit(start + hit.start, start + hit.end, hit.kind)

    def _in_areas(self, text: str, *, binary: bool) -> Iterator[Hit]:
        """The hits of a text, which is only looked at where a quick test matches."""
        content = text.encode("utf-8", "surrogateescape")
        done = position = 0
        for start, end in self._areas(content):
            position += len(content[done:start].decode("utf-8", "surrogateescape"))
            done = start
            area = content[start:end].decode("utf-8", "surrogateescape")
            first = _MARGIN_CHARACTERS if start else 0
            last = len(area) - (_MARGIN_CHARACTERS if end < len(content) else 0)
            for hit in self._in_all(area, binary=binary):
                if first <= hit.start and hit.end <= last:  # others may be cut off
                    yield Hit(hit.start + position, hit.end + position, hit.kind)

    def _areas(self, content: bytes) -> Iterator[tuple[int, int]]:
        """The parts of some bytes around the matches of quick tests, in order."""
        spots = sorted(
            match.span() for mark in self.traces.every_mark for match in mark.finditer(content)
        )
        start, end = 0, -1
        for first, last in spots:
            if first - _AROUND_BYTES > end:
                if end >= 0:
                    yield start, end
                start = _letter(content, max(first - _AROUND_BYTES, 0))
            end = min(max(end, last + _AROUND_BYTES), len(content))
        if end >= 0:
            yield start, end

    def _in_all(self, text: str, *, binary: bool) -> Iterator[Hit]:
        for detector in self._detectors:
            for match in self._matches(detector, text, binary=binary):
                yield Hit(*match.span(), detector.kind)

    def _matches(self, detector: Detector, text: str, *, binary: bool) -> Iterator[re.Match[str]]:
        if detector.mark is not None and detector.mark.search(text) is None:
            return
        likely = self._in_binary.get(detector.kind) if binary else None
        for match in detector.pattern.finditer(text):
            if match[0].casefold() in self.allowed:
                continue
            if detector.exact and detector.check is not None and not detector.check(match[0]):
                continue
            if likely is not None and likely.search(match[0]) is None:
                continue
            if not self._is_guarded(text, match, detector.kind):
                yield match

    def _is_guarded(self, text: str, match: re.Match[str], kind: str) -> bool:
        start, end = match.span()
        for guard in self._guards:
            near = _GUARD_CHARACTERS if guard.kinds else _NEAR_CHARACTERS
            if guard.kinds and kind not in guard.kinds:
                continue
            around = guard.pattern.finditer(text, max(start - near, 0), end + near)
            if any(found.start() <= start and end <= found.end() for found in around):
                return True
        return False


def _letter(content: bytes, at: int) -> int:
    """Where the letter begins that a byte of UTF-8 belongs to."""
    while at and content[at] & 0xC0 == 0x80:
        at -= 1
    return at


def _traces(table: Mapping[str, Any], detectors: tuple[Detector, ...]) -> Traces:
    """The quick tests of all detectors.

    Raises:
        TableError: If one has none, or is no regular expression.
    """
    rows = {row["kind"]: row for row in table["trace"]}
    missing = [each.kind for each in detectors if each.kind not in rows]
    if missing:
        message = f"mappings/privacy/output.toml: add a [[trace]] for {', '.join(missing)}"
        raise TableError(message)
    kinds = [rows[kind] for kind in dict.fromkeys(each.kind for each in detectors)]
    marks, more, rare = (
        [_compiled(pattern) for row in kinds for pattern in row.get(name, ())]
        for name in ("marks", "record_marks", "rare_marks")
    )
    return Traces(
        marks=tuple(marks), record_marks=(*marks, *more), every_mark=(*marks, *more, *rare)
    )


def _compiled(pattern: str) -> re.Pattern[bytes]:
    try:
        return re.compile(pattern.encode("ascii"))
    except (re.error, UnicodeEncodeError) as error:
        message = f"mappings/privacy/output.toml: {pattern!r} is no pattern for bytes: {error}"
        raise TableError(message) from error
