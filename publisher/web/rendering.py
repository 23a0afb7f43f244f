"""Records and listings become HTML documents; the only place that knows Jinja.

A page shows its record and nothing else: what the record does not say is absent or said in words.
All references are relative, so that a site works at any address, below any path and from a disk.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.web.formatting import Formats
from publisher.web.labels import Labels
from publisher.web.links import Links, code, fragment, organization_of, statute
from publisher.web.messages import Words, fill, read_messages
from publisher.web.texts import Texts

KINDS = (
    "section",
    "meeting",
    "case",
    "body",
    "organization",
    "person",
    "law",
    "index",
    "downloads",
)

_OF_WHOLE_SITE = frozenset({"law", "index", "downloads"})

# What would end the script element or a JavaScript line (JSON-LD 1.1, 7.2; RFC 8259, 7).
_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028"}
_SCRIPT_ESCAPES["\u2029"] = "\\u2029"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the site, before it is written in a language.

    Attributes:
        kind: One of `KINDS`, which names the template.
        iri: What the page is about.
        path: Below the root of the site, without suffix.
        record: A JSON-LD node in the terms of `mappings/context.jsonld`.
        listing: What queries found about the same thing; empty for a §.
    """

    kind: str
    iri: str
    path: str
    record: dict[str, Any]
    listing: dict[str, Any]


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
    """

    base_iri: str
    title: Mapping[str, str]
    publisher: Contact
    licence: str
    languages: tuple[str, ...]
    labels: Labels
    generator: str
    _desks: dict[str, _Desk] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        desks = {language: _Desk(self, language) for language in self.languages}
        object.__setattr__(self, "_desks", desks)

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
        if page.kind not in KINDS:
            message = f"site/templates: no template for pages of the kind {page.kind!r}"
            raise TableError(message)
        return self._desks[language].write(page)

    def file_name(self, path: str, language: str) -> str:
        """Where the document about a path stands below the root, for example ``kemi.sv.html``."""
        return f"{path}{self.suffix(language)}"

    def suffix(self, language: str) -> str:
        """The end of the name of an HTML document: ``.html`` in the default language."""
        return ".html" if language == self.languages[0] else f".{language}.html"


class _Desk:
    """Everything that stays the same for all pages of one renderer and language."""

    def __init__(self, renderer: Renderer, language: str) -> None:
        self.renderer = renderer
        self.words = _messages()[language]
        self.links = Links(renderer.base_iri, renderer.suffix(language))
        texts = Texts(language, renderer.labels)
        self.constants: dict[str, Any] = {
            "language": language,
            "words": self.words,
            "base_iri": renderer.base_iri,
            "downloads": f"{renderer.base_iri}lataukset",
            "site": texts.plain(renderer.title),
            "publisher": texts.plain(renderer.publisher.name),
            "email": renderer.publisher.email,
            "licence": renderer.licence,
            "generator": renderer.generator,
        }
        self.templates = self.compile(Formats(self.words), texts)

    def compile(self, formats: Formats, texts: Texts) -> dict[str, Template]:
        """The templates of every kind, with the words of the language in place."""
        folder = asset_dir("site") / "templates"

        def load(name: str) -> str:
            return fill((folder / name).read_text(encoding="utf-8"), self.words)

        environment = Environment(
            loader=FunctionLoader(load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        # Filters, since Jinja calls these directly and functions only by way of its context.
        for helper in (
            *(formats.date, formats.day, formats.number, formats.money, formats.size),
            *(formats.count, formats.characters),
            *(texts.label, texts.name, texts.plain, texts.excerpt, texts.said, texts.printed),
            *(texts.prose, self.links.link, self.links.data_file, fragment, code, statute),
        ):
            environment.filters[helper.__name__] = helper
        # All of them now, the shared ones too: a mistake shows at start-up.
        names = sorted(file.name for file in folder.glob("*.html.j2"))
        found = {name.partition(".")[0]: environment.get_template(name) for name in names}
        return {kind: found[kind] for kind in KINDS}

    def write(self, page: Page) -> bytes:
        record = page.record
        root = "../" * page.path.count("/")
        base = self.renderer.base_iri
        context = self.constants | {
            "page": page,
            "record": record,
            "listing": page.listing,
            "root": root,
            "stem": page.path.rpartition("/")[2],
            "home": self.links.link(base, root),
            "versions": self.versions(page),
            "organization": _organization(base, page),
            "cite": record["decision"]["act"]["id"] if "decision" in record else page.iri,
            "subject": quote(page.iri),
            "json_ld": _json_ld(base, record),
        }
        if page.kind == "section":
            context |= _section_parts(record)
        return self.templates[page.kind].render(context).encode()

    def versions(self, page: Page) -> list[dict[str, str]]:
        """The page in each language: code, file beside this one, address and name."""
        stem = page.path.rpartition("/")[2]
        renderer = self.renderer
        return [
            {
                "code": code,
                "href": f"{stem}{renderer.suffix(code)}",
                "url": f"{renderer.base_iri}{renderer.file_name(page.path, code)}",
                "name": _messages()[code]["language_name"],
            }
            for code in renderer.languages
        ]


@functools.cache
def _messages() -> dict[str, Words]:
    return read_messages(("fi", "sv", "en"))


def _json_ld(base: str, record: Mapping[str, Any]) -> Markup:
    """The record as the content of a script element, which no text in it can end."""
    whole = {"@context": f"{base}context.jsonld", **record}
    text = msgspec.json.encode(whole).decode()
    for sign, escaped in _SCRIPT_ESCAPES.items():
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704  (no < is left)


def _organization(base: str, page: Page) -> str | None:
    """The organisation that a page belongs to; None for a page of the whole site."""
    return None if page.kind in _OF_WHOLE_SITE else organization_of(base, page.path)


def _section_parts(record: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a § in the order and groups in which its page shows them."""
    people = record.get("participation", [])
    proposal = record.get("proposal", {})
    author = proposal.get("creator")
    return {
        "heading": record.get("label"),
        "recusals": [one for one in people if "Recusal" in one["type"]],
        "people": [one for one in people if "Recusal" not in one["type"]],
        "author": next((one for one in people if author and one.get("person") == author), None),
        "citations": _grouped(record.get("citation", []), ("asPrinted", "cited")),
        "amounts": _grouped(record.get("amount", []), ("value", "currency")),
    }


def _grouped(nodes: Iterable[dict[str, Any]], terms: tuple[str, ...]) -> list[dict[str, Any]]:
    """Nodes that show the same, as one with the fragments of all."""
    groups: dict[str, dict[str, Any]] = {}
    for node in nodes:
        key = repr([node.get(term) for term in terms])
        group = groups.setdefault(key, {**node, "fragments": []})
        group["fragments"].append(fragment(node["id"]))
    return list(groups.values())
