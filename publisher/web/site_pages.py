"""The pages that the site has about itself, which follow from the settings alone."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, get_args
from urllib.parse import urlsplit

from publisher.rdf.addresses import ACTS, ACTS_SITEMAP, CATALOGUE_STREAM, LISTING, STREAM
from publisher.rdf.iris import ABOUT, ACCESSIBILITY, CHANGES, PRIVACY, Iris
from publisher.settings import Language, Settings
from publisher.web.catalogue.record import entry_iri
from publisher.web.derived import texts
from publisher.web.messages import read_messages
from publisher.web.page import Page
from publisher.web.statement import statement

# What the page about changes leads to, besides the feeds of organisations.
_FEEDS = {
    "stream": STREAM,
    "catalogue": CATALOGUE_STREAM,
    "list": LISTING,
    "sitemap": f"{ACTS_SITEMAP}.xml",
    "acts": ACTS,
}


def site_pages(settings: Settings, published: Container[str]) -> Iterator[Page]:
    """The pages about the site, its changes, personal data, and accessibility.

    Each has a record that says only which page it is, whose, and of which site.

    Args:
        settings: Of the site.
        published: Slugs of the organisations of which there are pages.

    Raises:
        TableError: If a word of one is missing in `site/messages.toml`.
    """
    organizations = _organizations(settings, published)
    yield _page(settings, "about", ABOUT, "about_title", organizations)
    yield _page(settings, "changes", CHANGES, "changes_title", organizations | _FEEDS)
    yield _page(settings, "privacy", PRIVACY, "privacy_title", statement(settings))
    yield _page(
        settings, "accessibility", ACCESSIBILITY, "accessibility_title", _accessibility(settings)
    )


def missing_page(settings: Settings) -> Page:
    """The page that servers send where there is nothing (RFC 9110, 15.5.5); it has no record.

    It stands for any address, so that its references begin at the root of the host.
    """
    return Page(
        kind="missing",
        iri=f"{settings.base_iri}404",
        path="404",
        record={},
        listing={},
        indexed=False,
        root=urlsplit(settings.base_iri).path,
    )


def document(settings: Settings, iri: str, title: str, part_of: str) -> dict[str, Any]:
    """A record that says only which page it is, whose, and of which site.

    Args:
        settings: Of the site.
        iri: Of the page.
        title: The key of its title in `site/messages.toml`.
        part_of: IRI of the site, or of the page that this one belongs to.

    Raises:
        TableError: If the title is missing in a language.
    """
    words = read_messages(get_args(Language))
    return {
        "id": iri,
        "type": "FoafDocument",
        "pageTitle": {language: words[language][title] for language in words},
        "isPartOf": part_of,
        "publisher": entry_iri(settings, "julkaisija"),
        "licenceOfSite": settings.licence,
    }


def _page(settings: Settings, kind: str, path: str, title: str, listing: dict[str, Any]) -> Page:
    iri = f"{settings.base_iri}{path}"
    record = document(settings, iri, title, settings.base_iri)
    return Page(kind=kind, iri=iri, path=path, record=record, listing=listing)


def _organizations(settings: Settings, published: Container[str]) -> dict[str, Any]:
    iris = Iris(settings.base_iri)
    return {
        "organizations": [
            {
                "iri": iris.organization(one.slug),
                "quality": iris.quality(one.slug),
                "name": texts(one.name),
            }
            for one in settings.organizations
            if one.slug in published
        ],
    }


def _accessibility(settings: Settings) -> dict[str, Any]:
    """What the publisher found; a program cannot say for it that the site conforms."""
    found = settings.accessibility
    if found is None or found.assessed is None:
        return {"assessed": None}
    return {
        "assessed": found.assessed.isoformat(),
        "conformance": found.conformance,
        "issues": texts(found.issues) if found.issues else {},
    }
