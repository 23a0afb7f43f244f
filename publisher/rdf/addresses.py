"""Where the feeds of changes lie, as paths below the root of a site.

They cannot change, since whoever follows a feed asks for it there (D-038). Things have their IRIs
in `publisher.rdf.iris`.
"""

from __future__ import annotations

from publisher.rdf.iris import CHANGES

STREAM = f"{CHANGES}/virta"
"""The first document of the event stream of all records, without ending."""

CATALOGUE_STREAM = f"{CHANGES}/luettelo"
"""The document of the event stream of the catalogue, without ending."""

RETENTION = "#sailytys"
"""What is kept of a stream, as a part of its first document."""

LISTING = f"{CHANGES}.json"
"""The index of the plain lists."""

EVERYTHING = f"{CHANGES}.atom"
"""The feed of everything, as it is now."""

ACTS_SITEMAP = "eli/sitemap"
"""The sitemap of nothing but acts, without ending (ELI Pillar IV, 3.1.2)."""

ACTS = "eli/eli-update-feed.atom"
"""The feed of acts (ELI Pillar IV, 3.2.2)."""

_FEED = ".atom"
_NOT_OF_ONE_THING = frozenset({EVERYTHING, ACTS})


def closed_page(name: str) -> str:
    """A page of the stream to which nothing is added, without ending, by its name."""
    return f"{CHANGES}/{name}"


def month_list(name: str) -> str:
    """The plain list of a month, such as ``2026-11``."""
    return f"{CHANGES}/{name}.json"


def archive(first: str) -> str:
    """An archive of the feed of everything, by the name of the first activity that it ever had."""
    return f"{CHANGES}/arkisto-{first}{_FEED}"


def feed_about(path: str) -> str:
    """The feed of what concerns one thing, by the path of its page."""
    return f"{path}{_FEED}"


def followed(feed: str) -> str | None:
    """The path of the page whose thing a feed is about; None if it is about more than that.

    Examples:
        >>> followed("tuulikoski/valtuusto.atom"), followed("muutokset.atom")
        ('tuulikoski/valtuusto', None)
    """
    if feed in _NOT_OF_ONE_THING or feed.startswith(f"{CHANGES}/"):
        return None
    return feed.removesuffix(_FEED)
