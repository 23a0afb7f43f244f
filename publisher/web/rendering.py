"""Records and listings become HTML documents of the site, by Jinja templates.

A page shows its record and nothing else: what the record does not say is absent or said in words.
All references are relative, so that a site works at any address, below any path and from a disk.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.rdf.iris import Iris, page_ending
from publisher.web.formatting import Formats
from publisher.web.labels import Labels
from publisher.web.links import Links, code, fragment, register, statute
from publisher.web.messages import Words, fill, read_messages
from publisher.web.parts import section_parts
from publisher.web.templates import FOLDER, open_templates
from publisher.web.texts import Texts

KINDS = (
    "section",
    "meeting",
    "case",
    "body",
    "office",
    "organization",
    "quality",
    "person",
    "law",
    "classes",
    "index",
    "downloads",
    "tombstone",
    "privacy",
)

_OF_WHOLE_SITE = frozenset({"law", "index", "downloads", "privacy"})

# What is a sign of HTML and not text.
_SIGNS = re.compile("[&<>\"']")

# What would end the script element or a JavaScript line (JSON-LD 1.1, 7.2; RFC 8259, 7).
_SCRIPT_ESCAPES = {
    sign.encode(): f"\\u{ord(sign):04x}".encode() for sign in ("<", ">", "&", "\u2028", "\u2029")
}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the site, before it is written in a language.

    Attributes:
        kind: One of `KINDS`, which names the template.
        iri: What the page is about.
        path: Below the root of the site, without suffix.
        record: A JSON-LD node in the terms of `mappings/context.jsonld`.
        listing: What queries found about the same thing; empty for a §.
        indexed: Whether search engines may keep it.
    """

    kind: str
    iri: str
    path: str
    record: dict[str, Any]
    listing: dict[str, Any]
    indexed: bool = True


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
        compiled: Folder for compiled templates; None to compile them every time.
    """

    base_iri: str
    title: Mapping[str, str]
    publisher: Contact
    licence: str
    languages: tuple[str, ...]
    labels: Labels
    generator: str
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
            "root": "../" * page.path.count("/"),
            "stem": page.path.rpartition("/")[2],
            "versions": self._versions(page),
            "organization": _organization(base, page),
            "cite": record["decision"]["act"]["id"] if "decision" in record else page.iri,
            "subject": self._quoted_base + quote(page.iri.removeprefix(base)),
            "json_ld": _inside_script(json_ld),
        }
        return frame | section_parts(record) if page.kind == "section" else frame

    def _versions(self, page: Page) -> list[dict[str, str]]:
        """The page in each language: code, file beside this one, address and name."""
        stem = page.path.rpartition("/")[2]
        return [
            {
                "code": code,
                "href": f"{stem}{self.suffix(code)}",
                "url": f"{self.base_iri}{self.file_name(page.path, code)}",
                "name": _messages()[code]["language_name"],
            }
            for code in self.languages
        ]

    def file_name(self, path: str, language: str) -> str:
        """Where the document about a path stands below the root, for example ``kemi.sv.html``."""
        return f"{path}{self.suffix(language)}"

    def suffix(self, language: str) -> str:
        """The end of the name of an HTML document: ``.html`` in the default language."""
        return page_ending(language, self.languages)


class _CodeGenerator(CodeGenerator):
    """Compiles templates that escape each value as text.

    Jinja's own make a `Markup` of each, although all are joined at once: that took a fifth of the
    time of a page.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        self.write("environment.escaped(")


class _Environment(Environment):
    """Templates in which everything is escaped that is not `Markup`, without exception."""

    code_generator_class = _CodeGenerator

    @staticmethod
    def escaped(value: object) -> str:
        """A value as HTML text."""
        if type(value) is str and not _SIGNS.search(value):
            return value
        return value if type(value) is Markup else escape(value)


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
            "downloads": f"{renderer.base_iri}lataukset",
            "statement": f"{renderer.base_iri}tietosuoja",
            "site": texts.plain(renderer.title),
            "publisher": texts.plain(renderer.publisher.name),
            "email": renderer.publisher.email,
            "licence": renderer.licence,
            "generator": renderer.generator,
        }
        self.templates = self.compile(Formats(self.words), texts)

    def compile(self, formats: Formats, texts: Texts) -> dict[str, Template]:
        """The templates of every kind, with the words of the language in place."""
        compiled = self.renderer.compiled and self.renderer.compiled / self.language
        environment = open_templates(
            _Environment, lambda source: fill(source, self.words), compiled
        )
        # Filters, since Jinja calls these directly and functions only by way of its context.
        for helper in (
            *(formats.date, formats.day, formats.number, formats.money, formats.size),
            *(formats.count, formats.characters, formats.clock, formats.percent),
            *(texts.label, texts.name, texts.plain, texts.excerpt, texts.said, texts.printed),
            *(texts.prose, texts.besides, self.links.link, self.links.data_file, fragment, code),
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
        context = {**self.constants, **frame, "home": home}
        return self.templates[page.kind].render(context).encode()


@functools.cache
def _messages() -> dict[str, Words]:
    return read_messages(("fi", "sv", "en"))


def _inside_script(json_ld: bytes) -> Markup:
    """A JSON document as the content of a script element, which no text in it can end."""
    for sign, escaped in _SCRIPT_ESCAPES.items():
        json_ld = json_ld.replace(sign, escaped)
    return Markup(json_ld.decode())  # noqa: S704  (no < is left)


def _organization(base: str, page: Page) -> str | None:
    """The organisation that a page belongs to; None for a page of the whole site."""
    if page.kind in _OF_WHOLE_SITE:
        return None
    iris = Iris(base)
    return iris.organization(iris.organization_of(f"{base}{page.path}"))
