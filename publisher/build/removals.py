"""The log of what left the network: which §, when, and under which rule; never what it said.

One JSON object a line (JSON Lines), in the work folder. Every line has the SHA-256 of the line
before it, so that none can be changed or taken out without being noticed; a line of signing-off is
one too, and stands for all before it. The log is no cache: it is what proves that personal data
left in time (kuntalaki 140 §, hyvinvointialuelaki 145 §), and what tells later builds which
addresses answer that there is nothing any more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from publisher.errors import SettingsError
from publisher.model import Term
from publisher.rdf.iris import GONE, Iris

FILE = "removals.jsonl"


class Rule(StrEnum):
    """Why something left, or that it came back."""

    APPEAL_OVER = "time-for-appeal-is-over"
    WITHDRAWN = "withdrawn-by-publisher"
    NO_LONGER_SUPPLIED = "no-longer-supplied"
    PUBLISHED_AGAIN = "published-again"
    SIGNED_OFF = "signed-off"


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the log.

    Attributes:
        day: The day of the build that did it.
        rule: Under which rule.
        iri: Of the § or the minutes; empty in a line of signing-off.
        counted_from: The day that the time for an appeal was counted from.
        posted: Whether that is the posting that the minutes print, or the day of the meeting.
        until: The last day of that time.
        texts: How many texts left.
        names: How many names left.
        was_public: Whether the site had the § until then; if not, it was over when first read, or
            withdrawn before it was ever published, or while it was gone.
        signed_by: Who signed off, by title.
        previous: SHA-256 of the line before, in hexadecimal; empty in the first one.
    """

    day: dt.date
    rule: Rule
    iri: str = ""
    counted_from: dt.date | None = None
    posted: bool | None = None
    until: dt.date | None = None
    texts: int = 0
    names: int = 0
    was_public: bool = False
    signed_by: str = ""
    previous: str = ""


class RemovalLog:
    """The log of a work folder.

    Attributes:
        entries: All that stands in it.
    """

    def __init__(self, folder: Path) -> None:
        """Read the log, if there is one.

        Raises:
            SettingsError: If a line was changed, taken out or damaged.
        """
        self._path = folder / FILE
        self.entries: list[Entry] = []
        self._last = ""
        for number, line in enumerate(self._lines(), start=1):
            self._take(number, line)

    def _lines(self) -> list[bytes]:
        try:
            return self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return []

    def _take(self, number: int, line: bytes) -> None:
        try:
            entry = msgspec.json.decode(line, type=Entry)
        except msgspec.MsgspecError:
            entry = None
        if entry is None or entry.previous != self._last:
            message = (
                f"{self._path}:{number}: the line is damaged, or one before it was changed or "
                "taken out: bring the file back from a backup"
            )
            raise SettingsError(message)
        self.entries.append(entry)
        self._last = hashlib.sha256(line).hexdigest()

    def append(self, entries: Iterable[Entry]) -> None:
        """Write lines, each bound to the one before it; all of them, or after a crash none.

        Raises:
            OSError: If the file cannot be written.
        """
        lines = []
        for entry in entries:
            bound = msgspec.structs.replace(entry, previous=self._last)
            line = msgspec.json.encode(bound)
            self._last = hashlib.sha256(line).hexdigest()
            self.entries.append(bound)
            lines.append(line + b"\n")
        if not lines:
            return
        new = self._path.with_name(f"{FILE}.new")
        before = self._path.read_bytes() if self._path.exists() else b""
        with new.open("wb") as file:
            file.write(before + b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)

    def over(self) -> frozenset[tuple[str, dt.date | None]]:
        """Of what personal data have left: its IRI, and the last day of its time for an appeal."""
        return frozenset(
            (one.iri, one.until) for one in self.entries if one.rule is Rule.APPEAL_OVER
        )

    def gone(self) -> dict[str, Entry]:
        """What is published no more, by IRI, with the line that says so."""
        told = (one for one in self.entries if one.iri and one.rule is not Rule.APPEAL_OVER)
        last = {one.iri: one for one in told}
        return {iri: one for iri, one in last.items() if one.rule is not Rule.PUBLISHED_AGAIN}

    def lines(self) -> Iterator[str]:
        """The log for a reader."""
        for one in self.entries:
            match one.rule:
                case Rule.SIGNED_OFF:
                    yield f"{one.day} signed off by {one.signed_by}"
                case Rule.APPEAL_OVER:
                    counted = "posted" if one.posted else "meeting"
                    yield (
                        f"{one.day} {one.iri}: {one.texts} text(s) and {one.names} name(s) left; "
                        f"{counted} {one.counted_from}, time for appeal until {one.until}"
                        + ("" if one.was_public else "; never public before")
                    )
                case _:
                    told = f"{one.day} {one.iri}: {one.rule.value.replace('-', ' ')}"
                    unseen = one.rule is Rule.WITHDRAWN and not one.was_public
                    yield told + ("; it was not public then" if unseen else "")
        unsigned = sum(1 for _ in self._unsigned())
        yield f"{len(self.entries)} line(s), unbroken; {unsigned} of them not signed off"

    def _unsigned(self) -> Iterator[Entry]:
        for one in reversed(self.entries):
            if one.rule is Rule.SIGNED_OFF:
                return
            yield one

    def sign(self, title: str, today: dt.date) -> None:
        """Sign off all that stands in the log.

        Raises:
            SettingsError: If there is nothing that is not signed off yet, or no title is given.
        """
        if not title.strip() or next(self._unsigned(), None) is None:
            message = (
                "there is nothing to sign off"
                if title.strip()
                else "say by title who signs off: --sign TITLE"
            )
            raise SettingsError(message)
        self.append([Entry(day=today, rule=Rule.SIGNED_OFF, signed_by=" ".join(title.split()))])


def public_in(live: Path | None, iris: Iris) -> Callable[[str], bool]:
    """Whether a generation has the page of a thing, or of the meeting whose minutes it is.

    Args:
        live: The generation; None if there is none.
        iris: Know where a page lies.

    Returns:
        The answer for an IRI; where only a tombstone stands, it has none.
    """

    def is_public(iri: str) -> bool:
        if live is None:
            return False
        page, gone = (live / "site" / f"{iris.path(iri)}{end}" for end in (".ttl", GONE))
        return page.exists() and not gone.exists()

    return is_public


def removal_entries(
    log: RemovalLog, terms: Mapping[str, Term], was_public: Callable[[str], bool], today: dt.date
) -> list[Entry]:
    """The lines for personal data that have left, as far as the log does not have them.

    Args:
        log: So far.
        terms: Of everything from which something has left, by IRI.
        was_public: Whether the site had something before this build, by its IRI.
        today: The day of the build.

    Returns:
        The lines, by IRI, not yet bound to the lines before.
    """
    known = log.over()
    return [
        Entry(
            day=today,
            rule=Rule.APPEAL_OVER,
            iri=iri,
            counted_from=term.counted_from,
            posted=term.posted,
            until=term.until,
            texts=term.removal.texts,
            names=term.removal.names,
            was_public=was_public(iri),
        )
        for iri, term in sorted(terms.items())
        if term.removal is not None and (iri, term.until) not in known
    ]
