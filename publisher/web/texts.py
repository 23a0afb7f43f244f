"""Texts of records on a page: in the best language there is, and marked with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from markupsafe import Markup, escape

from publisher.web.differences import differences
from publisher.web.formatting import prose
from publisher.web.labels import Labels, choose

# Screen readers pass over `ins` and `del` in silence, so that the legend beside them says what the
# signs mean; those that print neither colour nor line get the signs.
_MARKS = {
    "same": Markup("{}"),
    "out": Markup("<del>{}</del>"),
    "in": Markup("<ins>{}</ins>"),
}

# About as much as search engines show.
_EXCERPT_CHARACTERS = 160


class Spoken(Protocol):
    """A value that may be in a language; empty if it is in none."""

    @property
    def language(self) -> str:
        """Its code."""


AnySpoken = TypeVar("AnySpoken", bound=Spoken)


class Texts:
    """Shows language maps on pages of one language.

    Attributes:
        language: Of the pages.
        labels: Of concepts and named things; its languages are the order of choice.
    """

    def __init__(self, language: str, labels: Labels) -> None:
        self.language = language
        self.labels = labels

    def label(self, concept: str) -> str:
        """The label of a concept, which must have one."""
        return self.labels.label(concept, self.language)

    def chosen(self, value: Mapping[str, str] | str) -> tuple[str, str]:
        """The language and the text to show."""
        if isinstance(value, str):
            return self.language, value
        return choose(value, self.language, self.labels.languages)

    def marked(self, language: str, text: str) -> Markup:
        """Text, with its language where that is not the page's (WCAG 2.2, 3.1.2)."""
        if language == self.language:
            return escape(text)
        return Markup(f'<span lang="{language}">{escape(text)}</span>')  # noqa: S704

    def plain(self, value: Mapping[str, str] | str) -> str:
        """The text alone, for titles and attributes."""
        return self.chosen(value)[1]

    def excerpt(self, value: Mapping[str, str] | str) -> str:
        """The beginning of a text on one line, for descriptions."""
        text = self.plain(value)
        start = " ".join(text[:_EXCERPT_CHARACTERS].split())
        return start if len(text) <= _EXCERPT_CHARACTERS else f"{start.rpartition(' ')[0]} …"

    def said(self, value: Mapping[str, str] | str) -> Markup:
        """A text from the record."""
        return self.marked(*self.chosen(value))

    def printed(self, text: str, beside: Mapping[str, str] | str | None) -> Markup:
        """A printed text without a language, in the language of a text that stands beside it.

        Of several languages that is the first one of the settings, since the document in it speaks
        for the § (D-022).
        """
        text = text.replace("§ ", "§\u00a0")
        if not beside or isinstance(beside, str):
            return escape(text)
        languages = self.labels.languages
        return self.marked(choose(beside, languages[0], languages)[0], text)

    def others(self, value: Mapping[str, str]) -> list[tuple[str, str]]:
        """The texts in all languages but the one that is shown."""
        return [(code, text) for code, text in value.items() if code != self.chosen(value)[0]]

    def page_language_first(self, values: Sequence[AnySpoken]) -> list[AnySpoken]:
        """Values in the order in which they are, but for those in the language of the page."""
        return sorted(values, key=lambda value: value.language != self.language)

    def in_page_language(self, values: Sequence[AnySpoken]) -> list[AnySpoken]:
        """The values in no language and those in that of the page; if there are none, the first."""
        own = [value for value in values if value.language in {"", self.language}]
        return own or list(values[:1])

    def name(self, iri: str, otherwise: str = "") -> Markup:
        """What an organisation, body or law is called; ``otherwise`` if nobody has said."""
        found = self.labels.find(iri, self.language)
        return self.marked(*found) if found else escape(otherwise)

    def prose(self, value: Mapping[str, str] | str) -> Markup:
        """A long text of a document, in paragraphs; also in languages that have no page."""
        shown = [self.chosen(value), *self.besides(value)]
        return Markup("").join(self._prose(language, text) for language, text in shown)

    def compared(
        self, proposed: Mapping[str, str] | str, decided: Mapping[str, str] | str
    ) -> Markup:
        """How a decision differs from the proposal, where it says it again, in paragraphs.

        Args:
            proposed: The text of the proposal.
            decided: The text of the decision.

        Returns:
            What was taken out as ``del`` and what was put in as ``ins``; empty where there is
            nothing to compare.
        """
        (language, old), (other, new) = self.chosen(proposed), self.chosen(decided)
        if language != other:
            return Markup()
        lines = [
            Markup("").join(_MARKS[kind].format(text) for kind, text in paragraph)
            for paragraph in differences(old, new)
        ]
        if not lines:
            return Markup()
        mark = "" if language == self.language else f' lang="{language}"'
        body = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
        return Markup(f'<div class="prose changes"{mark}>{body}</div>')  # noqa: S704

    def _prose(self, language: str, text: str) -> Markup:
        mark = "" if language == self.language else f' lang="{language}"'
        return Markup(f'<div class="prose"{mark}>{prose(text)}</div>')  # noqa: S704

    def besides(self, value: Mapping[str, str] | str) -> list[tuple[str, str]]:
        """The texts that no page of the site would show, since it has none in their language."""
        if isinstance(value, str):
            return []
        shown = {self.chosen(value)[0], *self.labels.languages}
        return [(language, text) for language, text in value.items() if language not in shown]
