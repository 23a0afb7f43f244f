"""What holds for the documents of a page: all say the same, in every syntax and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.site.site_files import SiteFiles
from tests.site.triples import Triples, as_stored

# Beside it stands the same in the terms of schema.org.
RECORD = 'script[type="application/ld+json"]:not(.schema-org)'
EXTENSIONS = ("ttl", "nt", "rdf", "jsonld")

Read = Callable[[str, str], Triples]
"""What a content says, by the ending of the name of such files."""


def said_by(page: str, site: SiteFiles, read: Read) -> dict[str, Triples]:
    """What each document of a page says, by name; one text is read once, whoever says it."""
    texts = {f"{page}.{end}": (site.text(f"{page}.{end}"), end) for end in EXTENSIONS}
    for name in site.versions(page).values():
        (script,) = site.document(name).css(RECORD)
        texts[name] = (script.text(), "jsonld")
    known: dict[tuple[str, str], Triples] = {}
    for content, end in texts.values():
        if (content, end) not in known:
            known[content, end] = read(content, end)
    return {name: known[given] for name, given in texts.items()}


def disagreements(page: str, said: Mapping[str, Triples]) -> list[str]:
    """The documents of a page that say nothing, or something else than its N-Triples."""
    expected = said[f"{page}.nt"]
    silent = [f"{name}: says nothing" for name, triples in said.items() if not triples]
    return silent + [
        f"{name}: differs from {page}.nt in {sorted(triples ^ expected)[:2]}"
        for name, triples in said.items()
        if triples != expected
    ]


def strays(page: str, said: Mapping[str, Triples], stored: Triples) -> list[str]:
    """Whether the store has other triples in the graph of a page than its N-Triples say."""
    expected = as_stored(said[f"{page}.nt"])
    if expected == stored:
        return []
    return [f"{page}: the store differs from {page}.nt in {sorted(expected ^ stored)[:2]}"]
