"""Reading the values of a table of the settings, and collecting what is wrong with them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from publisher.settings.lines import KeyPath, line_of
from publisher.settings.model import Label

# Characters that may stand in an IRI (RFC 3987, 2.2); the rest must be percent-encoded.
_IRI_CHARACTERS = re.compile(r"""[^\s<>"{}|\\^`\x00-\x1f]+""")


class Mistakes:
    """What is wrong with a settings file, each with its place."""

    def __init__(self, name: str, lines: Mapping[KeyPath, int]) -> None:
        self._name = name
        self._lines = lines
        self._found: list[tuple[int, str]] = []

    def add(self, path: KeyPath, place: str, advice: str) -> None:
        """Note a mistake.

        Args:
            path: The key, or the key that is missing.
            place: The key as people name it: ``[privacy] mode``.
            advice: What is wrong and what to do.
        """
        line = line_of(self._lines, path)
        self._found.append((line, f"{self._name}:{line}: {place}: {advice}"))

    @property
    def report(self) -> str:
        """All mistakes, one a line, in the order of the file; empty if there are none."""
        return "\n".join(text for _, text in sorted(self._found, key=lambda mistake: mistake[0]))


class Section:
    """A table of the settings: asks for values by key and notes every mistake.

    A value that is wrong or missing reads as an empty one, so that reading goes on to the next
    mistake; what was read is of use only when `Mistakes` stayed empty.
    """

    def __init__(
        self, values: Mapping[str, object], path: KeyPath, heading: str, mistakes: Mistakes
    ) -> None:
        self._values = values
        self._path = path
        self._heading = heading
        self._mistakes = mistakes
        self._asked: list[str] = []

    def reject(self, key: str, advice: str) -> None:
        """Note a mistake in a key."""
        place = f"{self._heading} {key}".strip()
        self._mistakes.add((*self._path, key), place, advice)

    def has(self, key: str) -> bool:
        """Whether the file gives a key."""
        self._asked.append(key)
        return key in self._values

    def text(self, key: str) -> str | None:
        """The text of a key, without outer white space; ``None`` if the file does not give it."""
        if not self.has(key):
            return None
        value = self._values[key]
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.reject(key, 'must be a text that is not empty, in quotation marks: "…"')
        return ""

    def required_text(self, key: str, advice: str) -> str:
        """The text of a key that must be there; `advice` says what to write."""
        if not self.has(key):
            self.reject(key, f"is missing: {advice}")
        return self.text(key) or ""

    def day(self, key: str) -> dt.date | None:
        """A day; ``None`` if the file does not give it."""
        if not self.has(key):
            return None
        value = self._values[key]
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        self.reject(key, f"must be a day without quotation marks: {key} = 2026-04-15")
        return None

    def truth(self, key: str) -> bool | None:
        """Whether something is so; ``None`` if the file does not say."""
        if not self.has(key):
            return None
        value = self._values[key]
        if isinstance(value, bool):
            return value
        self.reject(key, f"must be true or false, without quotation marks: {key} = false")
        return None

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts; ``None`` if the file does not give it."""
        if not self.has(key):
            return None
        value = self._values[key]
        if isinstance(value, list) and all(
            isinstance(item, str) and item.strip() for item in value
        ):
            return tuple(item.strip() for item in value)
        self.reject(key, 'must be a list of texts, in brackets: ["…", "…"]')
        return None

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """One of the allowed words; ``None`` if the file does not give the key."""
        value = self.text(key)
        if value and value not in (known := tuple(allowed)):
            self.reject(key, unknown_word(value, known))
        return value

    def url(self, key: str) -> str | None:
        """An address on the web; ``None`` if the file does not give it."""
        value = self.text(key)
        if value and not is_url(value):
            self.reject(key, f'"{value}" is no address on the web: write "https://…"')
        return value

    def label(self, key: str) -> Label | None:
        """A name in several languages; ``None`` if the file does not give it."""
        if not self.has(key):
            return None
        if not isinstance(self._values[key], dict):
            self.reject(key, f'must name its languages: {key} = {{ fi = "…", sv = "…" }}')
            return Label(fi="")
        languages = self.table(key, heading=f"{self._heading} {key}".strip())
        advice = f'the Finnish name is always needed: {key} = {{ fi = "…" }}'
        label = Label(
            fi=languages.required_text("fi", advice),
            sv=languages.text("sv"),
            en=languages.text("en"),
        )
        languages.close()
        return label

    def required_label(self, key: str, default: Label | None = None) -> Label:
        """A name in several languages that must be there, unless there is a default."""
        label = self.label(key) or default
        if label is None:
            self.reject(key, f'is missing: {key} = {{ fi = "…", sv = "…", en = "…" }}, fi at least')
        return label or Label(fi="")

    def table(self, key: str, *, heading: str) -> Section:
        """A table below this one; empty if the file does not give it."""
        value = self._values[key] if self.has(key) else {}
        if not isinstance(value, dict):
            self.reject(
                key, "must be a table: write its keys below a line in brackets, or in { … }"
            )
            value = {}
        return Section(value, (*self._path, key), heading, self._mistakes)

    def tables(self, key: str, *, heading: str) -> list[Section]:
        """An array of tables below this one; empty if the file does not give it."""
        value = self._values[key] if self.has(key) else []
        if not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
            self.reject(key, f"must be tables: write {heading} on a line of its own before each")
            value = []
        path = (*self._path, key)
        return [
            Section(item, (*path, number), heading, self._mistakes)
            for number, item in enumerate(value)
        ]

    def close(self) -> None:
        """Note every key that nobody asked for."""
        known = tuple(dict.fromkeys(self._asked))
        for key in self._values:
            if key not in known:
                self.reject(key, f"is not a setting here{_suggestion(key, known)}")


def is_url(text: str) -> bool:
    """Whether a text is an absolute http(s) address with a host and nothing secret in it.

    Examples:
        >>> [is_url(text) for text in ("https://example.fi/a", "example.fi", "http://")]
        [True, False, False]
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if not _IRI_CHARACTERS.fullmatch(text) or "@" in parts.netloc:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def unknown_word(word: str, known: Iterable[str]) -> str:
    """What to say about a word that is none of those allowed.

    Examples:
        >>> unknown_word("kaupuki", ("kaupunki", "kunta"))
        '"kaupuki" is not known (did you mean "kaupunki"?): write one of "kaupunki", "kunta"'
    """
    allowed = sorted(known)
    listed = ", ".join(f'"{each}"' for each in allowed)
    return f'"{word}" is not known{_suggestion(word, allowed)}: write one of {listed}'


def _suggestion(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word.casefold(), list(known), n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""
