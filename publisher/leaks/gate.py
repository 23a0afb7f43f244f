"""The last gate of a build: nothing private goes into what is about to be published.

Whoever writes a file of the site hands its bytes to the gate first. It costs little, since quick
tests over the bytes (`mappings/privacy/output.toml`) say where the detectors have to look: all of
them in files that hold a whole record, which the other files of the page are made from, and those
for telephone numbers and mail addresses in HTML and N-Triples too. `pykala scan` reads all.

What the privacy stage withheld in a document is looked for in the pages of its own §§ only: a name
that goes in one § may rightly stand in another, as that of a trustee. For the same reason a name
counts only with given name and surname, in whatever case, and only if it stays nowhere in its
document. Pages that gather several §§ are made of records that were looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.errors import LeakError
from publisher.finnish.surnames import Surnames
from publisher.leaks.escapes import views
from publisher.leaks.shapes import Shapes
from publisher.privacy.elsewhere import Private
from publisher.privacy.hits import NAME
from publisher.privacy.known_names import KnownNames

# Files that hold all that a page says.
_RECORDS = (".jsonld", ".json", ".csv")
# Oxigraph writes them of the same quads as N-Triples, which go into the store and the downloads.
_WRITTEN_ALIKE = (".ttl", ".rdf")
_WITH_TEXTS = (".jsonld", ".html")
_AROUND_BYTES = 600
_WINDOW_BYTES = 65_536
_BEFORE_NAME_BYTES, _NAME_BYTES = 8, 200
# Runs that no syntax escapes.
_PLAIN = re.compile(r"[^\s\"'&<>\\/%]+")
# A second given name or its initial may stand between the first one and the surname.
_WORD = r"[^\W\d_][\w-]*"
_FOLLOWING = re.compile(rf"\s+({_WORD})(?:\.?[ \xa0]+({_WORD}))?")


class _Trace(msgspec.Struct, frozen=True):
    """Something that was withheld, ready to be looked for.

    Attributes:
        key: Bytes that every file holds in which it stands.
        kind: As the policy names it.
        text: All of it, or the given name.
        surname: Of a name; empty for anything else.
    """

    key: bytes
    kind: str
    text: str
    surname: str = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.kind})"


Withheld = tuple[_Trace, ...]
NOTHING_WITHHELD: Withheld = ()


class Gate:
    """Lets nothing private into what is about to be published."""

    def __init__(self, shapes: Shapes, surnames: Surnames) -> None:
        self._shapes = shapes
        self._surnames = surnames
        self._allowed = tuple(
            (address.index("@"), re.compile(_whole(address).encode(), re.IGNORECASE))
            for address in sorted(shapes.allowed)
        )

    def withheld(self, privates: Sequence[Private]) -> Withheld:
        """Make ready what was withheld in a document, or in two of one §.

        Args:
            privates: Of each of them.

        Returns:
            What must not stand in the pages of its §§.
        """
        staying = KnownNames(self._surnames)
        for name in (name for private in privates for name in private.staying):
            staying.add(name)
        names = {name for private in privates for name in private.names if name.given}
        strings = {each for private in privates for each in private.strings}
        return (
            *(
                _Trace(name.given.encode(), NAME, name.given, name.surname)
                for name in names
                if staying.note(name) is None
            ),
            *(
                _Trace(max(_PLAIN.findall(text), key=len, default="").encode(), kind, text)
                for kind, text in strings
                if text.casefold() not in self._shapes.allowed
                and self._shapes.is_private_anywhere(kind, text)
            ),
        )

    def require(self, path: str, content: bytes) -> None:
        """Look at a file for what is private by its shape.

        Args:
            path: Of the file, below the site's root.
            content: All of it.

        Raises:
            LeakError: If something is found.
        """
        if not path.endswith(_WRITTEN_ALIKE):
            self._look(path, content, 0, len(content))

    def _look(self, path: str, content: bytes, first: int, end: int) -> None:
        """Look at what begins in a part of some bytes.

        Raises:
            LeakError: If something is found.
        """
        traces = self._shapes.traces
        marks = traces.record_marks if path.endswith(_RECORDS) else traces.marks
        for mark in marks:
            for match in mark.finditer(content):
                if not first <= match.start() < end or self._is_allowed(content, match.start()):
                    continue
                kind = self._kind_at(content, match.start(), match.end())
                if kind is not None:
                    raise LeakError(_message(path, kind))

    def passing(self, path: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Look at a file that comes in pieces, as `require` does, also across their borders.

        Yields:
            The same pieces; of each, the end is looked at together with the next one.

        Raises:
            LeakError: If something is found.
        """
        window, first = b"", 0
        for piece in pieces:
            yield piece
            window += piece
            if len(window) < _WINDOW_BYTES:
                continue
            end = max(len(window) - _AROUND_BYTES, first)
            self._look(path, window, first, end)
            dropped = max(end - _AROUND_BYTES, 0)
            window, first = window[dropped:], end - dropped
        self._look(path, window, first, len(window))

    def require_none_of(self, withheld: Withheld, path: str, content: bytes) -> None:
        """Look at a file of a § for what was withheld in its document.

        Args:
            withheld: Of the document.
            path: Of the file, below the site's root.
            content: All of it.

        Raises:
            LeakError: If any of it is found.
        """
        if not path.endswith(_WITH_TEXTS):
            return
        for trace in withheld:
            if trace.key not in content:
                continue
            if self._stands_in(trace, content) if trace.surname else _stands_in(trace, content):
                raise LeakError(_message(path, trace.kind))

    def _stands_in(self, trace: _Trace, content: bytes) -> bool:
        """Whether a name stands in a file; its surname may stand in any case."""
        at = content.find(trace.key)
        while at >= 0:
            window = content[max(at - _BEFORE_NAME_BYTES, 0) : at + _NAME_BYTES]
            for text, _ in views(window.decode("utf-8", "surrogateescape")):
                begins = text.find(trace.text)
                match = _FOLLOWING.match(text, begins + len(trace.text))
                if match is None or text[max(begins - 1, 0) : begins].isalnum():
                    continue
                if any(self._surnames.are_same(trace.surname, word) for word in match.groups("-")):
                    return True
            at = content.find(trace.key, at + 1)
        return False

    def _is_allowed(self, content: bytes, at: int) -> bool:
        """Whether a sign belongs to an address that the settings publish."""
        return any(
            before <= at and pattern.match(content, at - before) is not None
            for before, pattern in self._allowed
        )

    def _kind_at(self, content: bytes, start: int, end: int) -> str | None:
        """The kind of what stands where a quick test matched; None if nothing private does."""
        first = max(start - _AROUND_BYTES, 0)
        window = content[first : end + _AROUND_BYTES].decode("utf-8", "surrogateescape")
        before, inside = (
            len(content[first:place].decode("utf-8", "surrogateescape")) for place in (start, end)
        )
        for hit in self._shapes.find(window):
            if hit.start <= inside and before <= hit.end:
                return hit.kind
        return None


def _whole(address: str) -> str:
    return rf"(?<![\w.%+-]){re.escape(address)}(?![\w-]|\.\w)"


def _stands_in(trace: _Trace, content: bytes) -> bool:
    """Whether a string stands in a file, however its words are parted."""
    words = r"\s+".join(map(re.escape, trace.text.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    return any(pattern.search(text) for text, _ in views(content.decode("utf-8", "replace")))


def _message(path: str, kind: str) -> str:
    return (
        f"{path}: something private (kind: {kind}) stands in this file, so nothing is published "
        "and what is public stays as it was. This is a mistake of Pykälä, not of the minutes: take "
        "the minutes of this page out of the folder until it is mended, and report it with a few "
        "invented lines that are treated in the same way"
    )
