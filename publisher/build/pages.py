"""A record becomes its files: a page in every language, and the same triples in four syntaxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher import __version__
from publisher.build.days import Made, digest
from publisher.build.model import Plan
from publisher.libraries import can_search
from publisher.rdf.iris import RDF_EXTENSIONS, Iris
from publisher.rdf.records import RecordReader
from publisher.rdf.syntaxes import to_files
from publisher.web.cards import read_cards
from publisher.web.derived import texts
from publisher.web.labels import Labels, read_labels
from publisher.web.page import Page
from publisher.web.rendering import Contact, Renderer


class PageMaker:
    """Makes the files of pages.

    Attributes:
        cards: That pages name, by path.
    """

    def __init__(
        self, plan: Plan, reader: RecordReader, names: Mapping[str, Mapping[str, str]]
    ) -> None:
        settings = plan.settings
        self._iris = Iris(settings.base_iri)
        self._prefixes = reader.prefixes
        labels: Labels = read_labels(settings.languages).extended(names)
        self.cards = read_cards(settings)
        self._renderer = Renderer(
            base_iri=settings.base_iri,
            title=texts(settings.title),
            publisher=Contact(name=texts(settings.publisher.name), email=settings.publisher.email),
            licence=settings.licence,
            languages=settings.languages,
            labels=labels,
            generator=f"Pykälä {__version__}",
            searchable=settings.search and can_search(settings.libraries),
            cards=self.cards,
            compiled=plan.templates,
        )
        self._languages = settings.languages
        self._made: list[Made] = []

    def make(
        self,
        kind: str,
        record: Mapping[str, Any],
        listing: Mapping[str, Any],
        quads: Sequence[ox.Quad],
        *,
        indexed: bool,
    ) -> dict[str, bytes]:
        """Make every file of one page.

        Args:
            kind: Of the page.
            record: What the page is about.
            listing: What else it shows.
            quads: The same record as quads.
            indexed: Whether search engines may keep it.

        Returns:
            The bytes by path below the site's root.
        """
        page = Page(
            kind=kind,
            iri=record["id"],
            path=self._iris.path(record["id"]),
            record=dict(record),
            listing=dict(listing),
            indexed=indexed,
        )
        return self.files(page, quads)

    def files(self, page: Page, quads: Sequence[ox.Quad]) -> dict[str, bytes]:
        """Every file of a page, by path below the site's root."""
        json_ld = self._renderer.json_ld(page.record)
        files = self._html(page, json_ld)
        for extension, content in to_files(quads, self._prefixes).items():
            files[f"{page.path}.{extension}"] = content
        files[f"{page.path}.jsonld"] = json_ld + b"\n"
        return files

    def html(self, page: Page) -> dict[str, bytes]:
        """A page that has no record, in the default language alone."""
        language = self._languages[0]
        name = self._renderer.file_name(page.path, language)
        return {name: self._renderer.render(page, language)}

    def html_in_all_languages(self, page: Page) -> dict[str, bytes]:
        """The HTML documents of a page, by path below the site's root."""
        return self._html(page, self._renderer.json_ld(page.record))

    def _html(self, page: Page, json_ld: bytes) -> dict[str, bytes]:
        listed = msgspec.json.encode(page.listing, order="deterministic")
        self._made.append((page.path, digest(json_ld, listed)))
        return self._renderer.render_all(page, json_ld)

    def taken(self) -> tuple[Made, ...]:
        """What the pages say that were made since this was asked last."""
        made, self._made = tuple(self._made), []
        return made

    def paths(self, iri: str) -> list[str]:
        """Every file that the page of a thing has."""
        path = self._iris.path(iri)
        html = [self._renderer.file_name(path, language) for language in self._languages]
        return [*html, *(f"{path}.{extension}" for extension in RDF_EXTENSIONS)]
