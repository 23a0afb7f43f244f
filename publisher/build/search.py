"""The search of a site, once its indexes are made: its page, its words and its scripts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import msgspec
import pyoxigraph as ox

from publisher.build.census import Census
from publisher.build.desk import Desk
from publisher.build.indexes import Indexed
from publisher.build.writing import SiteWriter
from publisher.lemmas.analysis import read_words
from publisher.rdf.iris import Iris, graph_of
from publisher.search.indexing import Indexer
from publisher.search.page import PARTS, WORDS, Part, Scripts, search_page
from publisher.search.vocabulary import merged
from publisher.search.word_files import word_files
from publisher.web.static import FOLDER, hashed

_DIGITS = 8
# How many examples there are, out of the titles of so many newest §§; a short word tells little.
_EXAMPLES, _NEWEST = 3, 30
_EXAMPLE = re.compile(r"[^\W\d_]{9,}")


def write_search(desk: Desk, census: Census, writer: SiteWriter) -> dict[str, list[ox.Quad]]:
    """Write what the search takes beside its indexes.

    Args:
        desk: Of this process.
        census: Knows the indexes.
        writer: Of the site.

    Returns:
        The quads of its page, by graph; none if the site has no search.

    Raises:
        LeakError: If something private stands in a file.
        SearchError: If Pagefind fails.
    """
    if desk.indexer is None:
        return {}
    indexes = census.indexes()
    words = _write_words(desk, writer, indexes)
    parts = [_part(indexed) for indexed in indexes]
    writer.write(PARTS, msgspec.json.encode({"parts": parts, "words": words}))
    printed = {path: name for indexed in indexes for path, name in indexed.bodies.items()}
    page = search_page(
        desk.plan.settings,
        parts,
        printed,
        _examples(desk, census.newest(None, _NEWEST)),
        _write_scripts(desk, writer, desk.indexer),
    )
    quads = desk.records.read_graph([page.record], graph_of(page.iri))
    for path, content in desk.pages.files(page, quads).items():
        writer.write(path, content)
    return {graph_of(page.iri): quads}


def _part(indexed: Indexed) -> Part:
    return Part(
        organization=indexed.organization,
        year=indexed.year,
        folders=tuple((folder.path, folder.tag) for folder in indexed.folders),
        bodies=tuple(indexed.bodies),
        outcomes=indexed.outcomes,
    )


def _write_words(desk: Desk, writer: SiteWriter, indexes: Iterable[Indexed]) -> list[str]:
    """Write the words of all §§, and take away the files of those that are no more.

    Returns:
        Which files there are, by what their words begin with.
    """
    files = word_files(merged(indexed.words for indexed in indexes))
    for name, content in files.items():
        writer.write(f"{WORDS}/{name}.json", content)
    there = {path.stem for path in (desk.plan.site / WORDS).glob("*.json")}
    for name in sorted(there - files.keys()):
        writer.remove(f"{WORDS}/{name}.json")
    return list(files)


def _write_scripts(desk: Desk, writer: SiteWriter, indexer: Indexer) -> Scripts:
    """Write what runs in the browser.

    Raises:
        SearchError: If Pagefind fails.
    """
    files = indexer.scripts()
    digest = hashlib.sha256(b"".join(files[path] for path in sorted(files))).hexdigest()
    folder = f"{FOLDER}/pagefind.{digest[:_DIGITS]}/"
    # Not by way of the gate: it knows texts, and nothing of these stands in minutes.
    ungated = SiteWriter(desk.plan.site)
    for path, content in sorted(files.items()):
        ungated.write(f"{folder}{path}", content)
    stop = sorted(set().union(*read_words().stop.values()))
    lore = msgspec.json.encode({"endings": indexer.lexicon.endings, "stop": stop})
    scripts = Scripts(
        pagefind=folder,
        lore=f"{FOLDER}/{hashed('words.json', lore)}",
        licence=f"{FOLDER}/{hashed('pagefind-licence.txt', indexer.licence.encode())}",
    )
    ungated.write(scripts.lore, lore)
    ungated.write(scripts.licence, indexer.licence.encode())
    writer.changes += ungated.changes
    return scripts


def _examples(desk: Desk, newest: Sequence[str]) -> list[str]:
    """Words out of the titles of the newest §§, each the longest of its title."""
    iris = Iris(desk.plan.settings.base_iri)
    found: dict[str, None] = {}
    for iri in newest:
        content = (desk.plan.site / f"{iris.path(iri)}.jsonld").read_bytes()
        title = next(iter(msgspec.json.decode(content).get("label", {}).values()), "")
        words = sorted(_EXAMPLE.findall(title), key=len)
        if words:
            found[words[-1].lower()] = None
    return list(found)[:_EXAMPLES]
