"""The page of all vocabularies, and that of the JSON-LD context, which follow from tables alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from publisher.assets import asset_dir
from publisher.rdf.iris import Iris
from publisher.settings import Settings
from publisher.web.page import Page
from publisher.web.site_pages import document

CONTEXT = "context.jsonld"
# Keys of a context that are no terms, or stand for keywords (JSON-LD 1.1, 9.15).
_NAMESPACE_ENDS = ("#", "/")


def vocabulary_paths(iris: Iris) -> list[str]:
    """The pages of vocabularies that search engines may keep: the newest version of each.

    Returns:
        Their paths below the root of the site, that of all vocabularies and the context first.

    Raises:
        TableError: If the installation is broken.
    """
    lists = sorted(path.stem for path in (asset_dir("ontology") / "koodi").glob("*.ttl"))
    own = [iris.path(iris.vocabularies), iris.path(iris.context_page)]
    return [*own, "def", "def/opengov", "shapes", *(f"koodi/{name}" for name in lists)]


def index_page(settings: Settings, summaries: Sequence[Mapping[str, Any]]) -> Page:
    """The page of all vocabularies.

    Args:
        settings: Of the site.
        summaries: What is said of each vocabulary.

    Raises:
        TableError: If a word of it is missing in `site/messages.toml`.
    """
    iris = Iris(settings.base_iri)
    listing = {
        "groups": [
            (kind, [one for one in summaries if one["kind"] == kind]) for kind in ("terms", "codes")
        ],
        "context": iris.context_page,
    }
    record = document(settings, iris.vocabularies, "vocabularies", settings.base_iri)
    return _page("vocabularies", iris, record, listing)


def context_page(settings: Settings) -> Page:
    """The page of the context by which all records are read.

    Args:
        settings: Of the site.

    Raises:
        TableError: If a word of it is missing in `site/messages.toml`.
    """
    iris = Iris(settings.base_iri)
    context = msgspec.json.decode((asset_dir("mappings") / CONTEXT).read_bytes())["@context"]
    prefixes = {
        name: value
        for name, value in context.items()
        if isinstance(value, str) and value.endswith(_NAMESPACE_ENDS)
    }
    terms = [
        _term(name, value, prefixes)
        for name, value in context.items()
        if name not in prefixes and not name.startswith("@")
    ]
    listing = {
        "file": f"{settings.base_iri}{CONTEXT}",
        "vocabularies": iris.vocabularies,
        "prefixes": sorted(prefixes.items()),
        "classes": [one for one in terms if one["term"][:1].isupper()],
        "properties": [one for one in terms if not one["term"][:1].isupper()],
    }
    record = document(settings, iris.context_page, "vocabulary_context", iris.vocabularies)
    return _page("context", iris, record | {"about": listing["file"]}, listing)


def _page(kind: str, iris: Iris, record: dict[str, Any], listing: dict[str, Any]) -> Page:
    iri = record["id"]
    return Page(kind=kind, iri=iri, path=iris.path(iri), record=record, listing=listing)


def _term(name: str, value: str | Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, Any]:
    """A term of the context: what it stands for, and how its values are read."""
    said = {"@id": value} if isinstance(value, str) else value
    compact = said.get("@id") or said.get("@reverse", "")
    prefix, colon, local = compact.partition(":")
    return {
        "term": name,
        "compact": compact,
        "iri": f"{prefixes[prefix]}{local}" if colon and prefix in prefixes else "",
        "type": str(said.get("@type", "")),
        "container": str(said.get("@container", "")),
        "reverse": "@reverse" in said,
    }
