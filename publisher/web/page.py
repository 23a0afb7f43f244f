"""One document of the site, before it is written."""

from __future__ import annotations

from typing import Any

import msgspec

from publisher.rdf.iris import Iris

KINDS = (
    "section",
    "meeting",
    "case",
    "body",
    "year",
    "office",
    "organization",
    "quality",
    "person",
    "law",
    "classes",
    "index",
    "downloads",
    "dictionary",
    "changes",
    "tombstone",
    "privacy",
    "about",
    "accessibility",
    "missing",
    "sparql",
    "example",
    "search",
    "vocabularies",
    "vocabulary",
    "context",
)

FOLLOWED = frozenset({"body", "case", "law", "office", "organization"})
"""Of what there is a feed that tells what happened to everything that concerns it."""

_OF_WHOLE_SITE = frozenset(
    {
        *("law", "index", "downloads", "dictionary", "changes", "privacy", "about"),
        "accessibility",
        *("missing", "sparql", "example", "search", "vocabularies", "vocabulary", "context"),
    }
)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the site, before it is written in a language.

    Attributes:
        kind: One of `KINDS`, which names the template.
        iri: What the page is about.
        path: Below the root of the site, without suffix.
        record: A JSON-LD node in the terms of `mappings/context.jsonld`.
        listing: What queries found about the same thing; empty for a §.
        indexed: Whether search engines may keep it.
        root: From the page to the root of the site; None for what follows from the path.
    """

    kind: str
    iri: str
    path: str
    record: dict[str, Any]
    listing: dict[str, Any]
    indexed: bool = True
    root: str | None = None

    def organization(self, base: str) -> str | None:
        """The organisation that the page belongs to; None for a page of the whole site.

        Args:
            base: Where the IRIs of the site begin.
        """
        if self.kind in _OF_WHOLE_SITE:
            return None
        iris = Iris(base)
        return iris.organization(iris.organization_of(f"{base}{self.path}"))
