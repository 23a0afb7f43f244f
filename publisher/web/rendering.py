"""Records and listings become HTML documents of the site, by Jinja templates.

A page shows its record and nothing else: what the record does not say is absent or said in words.
All references are relative, so that a site works at any address, below any path and from a disk.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Template
from markupsafe import Markup

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.rdf.addresses import EVERYTHING
from publisher.rdf.iris import (
    ABOUT,
    ACCESSIBILITY,
    CHANGES,
    DOWNLOADS,
    PRIVACY,
    SEARCH,
    Iris,
    page_ending,
)
from publisher.web.cards import HEIGHT, WIDTH, Card
from publisher.web.formatting import Formats
from publisher.web.labels import Labels
from publisher.web.links import Links, code, fragment, register, statute
from publisher.web.messages import Words, fill, read_messages
from publisher.web.page import FOLLOWED, KINDS, Page
from publisher.web.parts import section_parts
from publisher.web.schema_org import SchemaOrg
from publisher.web.templates import FOLDER, PageEnvironment, open_templates
from publisher.web.texts import Texts

# What would end the script element or a JavaScript line (JSON-LD 1.1, 7.2; RFC 8259, 7).
_SCRIPT_ESCAPES = {
    sign.encode(): f"\\u{ord(sign):04x}".encode() for sign in ("<", ">", "&", "\u2028", "\u2029")
}


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes the site.

    Attributes:
        name: By language.
        email: Where a wrong fact is reported.
    """

    name: Mapping[str, str]
    email: str


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Writes pages as HTML.

    Attributes:
        base_iri: Where the IRIs of the site begin, with a final slash.
        title: Of the site, by language.
        publisher: Who publishes it.
        licence: IRI of the licence of the data.
        languages: In which pages are made; the first is the default one.
        labels: Of concepts, and of organisations and bodies where they have been added.
        generator: Name and version of the program.
        searchable: Whether the site has a search.
        cards: By the path at which they stand; none where nothing draws them.
        compiled: Folder for compiled templates; None to compile them every time.
    """

    base_iri: str
    title: Mapping[str, str]
    publisher: Contact
    licence: str
    languages: tuple[str, ...]
    labels: Labels
    generator: str
    searchable: bool = False
    cards: Mapping[str, Card] = field(default_factory=dict)
    compiled: Path | None = None
    _quoted_base: str = field(init=False, repr=False, compare=False)
    _desks: dict[str, _Desk] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        desks = {language: _Desk(self, language) for language in self.languages}
        object.__setattr__(self, "_desks", desks)
        object.__setattr__(self, "_quoted_base", quote(self.base_iri))

    def render(self, page: Page, language: str) -> bytes:
        """Write a page in one language of the site.

        Args:
            page: What to show.
            language: One of `languages`.

        Returns:
            A whole HTML document in UTF-8; the same for the same page, always.

        Raises:
            TableError: If there is no template for the kind, or a concept has no label.
        """
        return self._desks[language].write(page, self._frame(page, self.json_ld(page.record)))

    def render_all(self, page: Page, json_ld: bytes) -> dict[str, bytes]:
        """Write a page in every language of the site.

        Args:
            page: What to show.
            json_ld: Its record, as `json_ld` writes it.

        Returns:
            HTML documents as of `render`, by path below the root.

        Raises:
            TableError: As of `render`.
        """
        frame = self._frame(page, json_ld)
        return {
            self.file_name(page.path, language): desk.write(page, frame)
            for language, desk in self._desks.items()
        }

    def json_ld(self, record: Mapping[str, Any]) -> bytes:
        """A record as a JSON-LD document, which stands beside its page and inside it."""
        return msgspec.json.encode({"@context": f"{self.base_iri}context.jsonld", **record})

    def _frame(self, page: Page, json_ld: bytes) -> dict[str, Any]:
        """What templates are given of a page in whatever language.

        Raises:
            TableError: If there is no template for the kind.
        """
        if page.kind not in KINDS:
            message = f"site/templates: no template for pages of the kind {page.kind!r}"
            raise TableError(message)
        record, base = page.record, self.base_iri
        frame = {
            "page": page,
            "record": record,
            "listing": page.listing,
            "root": "../" * page.path.count("/") if page.root is None else page.root,
            "stem": page.path.rpartition("/")[2],
            "versions": self._versions(page),
            "organization": page.organization(base),
            "cite": record["decision"]["act"]["id"] if "decision" in record else page.iri,
            "subject": self._quoted_base + quote(page.iri.removeprefix(base)),
            "json_ld": _inside_script(json_ld),
        }
        return frame | section_parts(record) if page.kind == "section" else frame

    def _versions(self, page: Page) -> list[dict[str, str]]:
        """The page in each language: code, file beside this one, address, name and locale."""
        stem = page.path.rpartition("/")[2]
        return [
            {
                "code": code,
                "href": f"{stem}{self.suffix(code)}",
                "url": f"{self.base_iri}{self.file_name(page.path, code)}",
                "name": _messages()[code]["language_name"],
                "locale": _messages()[code]["og_locale"],
            }
            for code in self.languages
        ]

    def file_name(self, path: str, language: str) -> str:
        """Where the document about a path stands below the root, for example ``kemi.sv.html``."""
        return f"{path}{self.suffix(language)}"

    def suffix(self, language: str) -> str:
        """The end of the name of an HTML document: ``.html`` in the default language."""
        return page_ending(language, self.languages)


class _Desk:
    """Everything that stays the same for all pages of one renderer and language."""

    def __init__(self, renderer: Renderer, language: str) -> None:
        self.renderer = renderer
        self.language = language
        self.words = _messages()[language]
        self.links = Links(renderer.base_iri, renderer.suffix(language))
        texts = Texts(language, renderer.labels)
        self.constants: dict[str, Any] = {
            "language": language,
            "words": self.words,
            "base_iri": renderer.base_iri,
            "downloads": f"{renderer.base_iri}{DOWNLOADS}",
            "changes": f"{renderer.base_iri}{CHANGES}",
            "about": f"{renderer.base_iri}{ABOUT}",
            "statement": f"{renderer.base_iri}{PRIVACY}",
            "accessibility": f"{renderer.base_iri}{ACCESSIBILITY}",
            "search": f"{renderer.base_iri}{SEARCH}" if renderer.searchable else None,
            "vocabularies": Iris(renderer.base_iri).vocabularies,
            "site": texts.plain(renderer.title),
            "publisher": texts.plain(renderer.publisher.name),
            "email": renderer.publisher.email,
            "licence": renderer.licence,
            "generator": renderer.generator,
            "feed_of_everything": EVERYTHING,
        }
        formats = Formats(self.words)
        self.schema_org = SchemaOrg(
            base=renderer.base_iri,
            languages=renderer.languages,
            publisher=self.constants["publisher"],
            texts=texts,
            formats=formats,
            words=self.words,
            links=self.links,
        )
        self.cards = {
            card.slug: {"path": path, "alt": card.alt, "width": WIDTH, "height": HEIGHT}
            for path, card in renderer.cards.items()
            if card.language == language
        }
        self.templates = self.compile(formats, texts)

    def compile(self, formats: Formats, texts: Texts) -> dict[str, Template]:
        """The templates of every kind, with the words of the language in place."""
        compiled = self.renderer.compiled and self.renderer.compiled / self.language
        environment = open_templates(
            PageEnvironment, lambda source: fill(source, self.words), compiled
        )
        # Filters, since Jinja calls these directly and functions only by way of its context.
        for helper in (
            *(formats.date, formats.day, formats.number, formats.money, formats.size),
            *(formats.count, formats.clock, formats.percent),
            *(texts.label, texts.name, texts.plain, texts.excerpt, texts.said, texts.printed),
            *(
                texts.prose,
                texts.besides,
                texts.others,
                texts.page_language_first,
                texts.in_page_language,
                texts.compared,
                self.links.link,
                self.links.data_file,
                fragment,
                code,
            ),
            *(statute, register, formats.provision, formats.stretches, formats.present),
        ):
            environment.filters[helper.__name__] = helper
        # All of them now, the shared ones too: a mistake shows at start-up.
        folder = asset_dir("site") / FOLDER
        names = sorted(file.name for file in folder.glob("*.html.j2"))
        found = {name.partition(".")[0]: environment.get_template(name) for name in names}
        return {kind: found[kind] for kind in KINDS}

    def write(self, page: Page, frame: Mapping[str, Any]) -> bytes:
        home = self.links.link(self.renderer.base_iri, frame["root"])
        described = self.schema_org.describe(
            page.kind, page.iri, page.record, frame["organization"]
        )
        context = {
            **self.constants,
            **frame,
            "home": home,
            "schema_org": _inside_script(msgspec.json.encode(described)),
            "card": self._card(frame["organization"]),
            "followed": page.kind in FOLLOWED,
        }
        return self.templates[page.kind].render(context).encode()

    def _card(self, organization: str | None) -> dict[str, Any] | None:
        """The card of an organisation, or else that of the site; None where there are no cards."""
        slug = (organization or "").removeprefix(self.renderer.base_iri)
        return self.cards.get(slug) or self.cards.get("")


@functools.cache
def _messages() -> dict[str, Words]:
    return read_messages(("fi", "sv", "en"))


def _inside_script(json_ld: bytes) -> Markup:
    """A JSON document as the content of a script element, which no text in it can end."""
    for sign, escaped in _SCRIPT_ESCAPES.items():
        json_ld = json_ld.replace(sign, escaped)
    return Markup(json_ld.decode())  # noqa: S704  (no < is left)
