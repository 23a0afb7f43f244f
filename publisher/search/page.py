"""The page of the search: what can be chosen on it, and what its script is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from publisher.rdf.iris import SEARCH
from publisher.settings import Settings
from publisher.web.derived import texts
from publisher.web.page import Page
from publisher.web.site_pages import document

WORDS = f"{SEARCH}/sanat"
PARTS = f"{SEARCH}/osat.json"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What the script is told of the §§ of an organisation and year.

    Attributes:
        organization: Slug.
        year: Calendar year.
        folders: Of the indexes, each with what changes with its content.
        bodies: Paths of the bodies.
        outcomes: Names in the code list.
    """

    organization: str
    year: int
    folders: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]
    outcomes: tuple[str, ...]


class Scripts(NamedTuple):
    """What the page loads beside its own script, by path below the root of the site.

    Attributes:
        pagefind: Folder of Pagefind's scripts, with a final slash.
        lore: What endings tell, and the words that say nothing alone.
        licence: Of Pagefind.
    """

    pagefind: str
    lore: str
    licence: str


def search_page(
    settings: Settings,
    parts: Sequence[Part],
    printed: Mapping[str, str],
    examples: Sequence[str],
    scripts: Scripts,
) -> Page:
    """The page on which §§ are searched for.

    Args:
        settings: Of the site.
        parts: What there is.
        printed: Names of bodies by path, as minutes print them.
        examples: Words that are found.
        scripts: What it loads.

    Returns:
        A page of the kind ``search``.

    Raises:
        TableError: If a word of it is missing in `site/messages.toml`.
    """
    iri = f"{settings.base_iri}{SEARCH}"
    there = {part.organization for part in parts}
    listing = {
        "organizations": [
            {"slug": one.slug, "name": texts(one.name), "bodies": _bodies(one.slug, parts, printed)}
            for one in settings.organizations
            if one.slug in there
        ],
        "years": sorted({part.year for part in parts}, reverse=True),
        "outcomes": sorted({outcome for part in parts for outcome in part.outcomes}),
        "examples": examples,
        "pagefind": scripts.pagefind,
        "lore": scripts.lore,
        "licence": scripts.licence,
        "words": f"{WORDS}/",
        "parts": PARTS,
    }
    record = document(settings, iri, "search_title", settings.base_iri)
    return Page(kind="search", iri=iri, path=SEARCH, record=record, listing=listing)


def _bodies(
    organization: str, parts: Iterable[Part], printed: Mapping[str, str]
) -> list[dict[str, str]]:
    """The bodies of an organisation, by name."""
    paths = {path for part in parts if part.organization == organization for path in part.bodies}
    found = [{"path": path, "printed": printed[path]} for path in paths]
    return sorted(found, key=lambda body: (body["printed"], body["path"]))
