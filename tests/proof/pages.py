"""Every page of a site held against the rules, a few at a time, on all processes."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path

import msgspec
import pyoxigraph as ox

from tests.proof.tally import Tally
from tests.site.rules_iris import own_iris, unanswered
from tests.site.rules_links import (
    addresses,
    dead_links,
    neighbours,
    reached,
    repeated_ids,
    wrong_versions,
)
from tests.site.rules_syntaxes import EXTENSIONS, Read, disagreements, said_by, strays
from tests.site.rules_told import told
from tests.site.site_files import MISSING, SiteFiles, is_vocabulary
from tests.site.triples import of_store, oxigraph_reader, rdflib_reader, read_contexts

DEAD = "every address of ours in a page, with its part, leads somewhere"
VERSIONS = "a page's canonical address, languages and data are those it has"
IDS = "no id stands on a page twice"
ORPHANS = "every HTML document can be reached from the front page"
IRIS = "every IRI of ours answers in five formats, its part is shown, and its data tell of it"
TOLD = "texts and days of the record stand on the page"
SYNTAXES = "the documents of a page say the same (Oxigraph)"
SECOND = "the documents of a page say the same (rdflib, every 50th page)"
STORE = "the graph of a page in the store says the same"
GRAPHS = "every graph of the store below the base has a page"
DESCRIPTIONS = "catalogue and VoID say the same in three syntaxes"

# Of so many pages one is read a second time, by a reader that has written none of them.
SAMPLE = 50
_PAGES_AT_A_TIME = 60
_WAITING_PER_PROCESS = 2
_PROVENANCE = "lataukset#alkupera"


class Place(msgspec.Struct, frozen=True):
    """Where everything is.

    Attributes:
        root: Of the site.
        store: The store beside it.
        base: Where addresses begin.
        languages: Of the site.
    """

    root: str
    store: str
    base: str
    languages: tuple[str, ...]


class Found(msgspec.Struct):
    """What came out of some pages.

    Attributes:
        tally: What was checked.
        links: The HTML documents that each HTML document leads to.
    """

    tally: Tally
    links: dict[str, list[str]]


class _Desk:
    """What a process needs for every page."""

    def __init__(self, place: Place) -> None:
        self.site = SiteFiles(Path(place.root), place.base, place.languages)
        self.store = ox.Store.read_only(place.store)
        contexts = read_contexts(self.site.root)
        self.readers: dict[str, Read] = {
            SYNTAXES: oxigraph_reader(contexts),
            SECOND: rdflib_reader(contexts),
        }


@functools.cache
def _desk_of(place: Place) -> _Desk:
    return _Desk(place)


def check_pages(place: Place, pages: Sequence[str], sampled: frozenset[str]) -> Found:
    """Hold pages against all rules that need no more than them.

    Args:
        place: Where they are.
        pages: Below the root, without suffix.
        sampled: Those that are read a second time.
    """
    desk, found = _desk_of(place), Found(Tally(), {})
    iris: set[str] = set()
    for page in pages:
        said = said_by(page, desk.site, desk.readers[SYNTAXES])
        found.tally.add(SYNTAXES, len(said), disagreements(page, said))
        if page in sampled:
            again = said_by(page, desk.site, desk.readers[SECOND])
            found.tally.add(SECOND, len(again), disagreements(page, again))
            same = again[f"{page}.nt"] == said[f"{page}.nt"]
            found.tally.add(SECOND, 0, [] if same else [f"{page}.nt: two readers differ"])
        graph = ox.NamedNode(f"{place.base}{page}.jsonld")
        quads = list(desk.store.quads_for_pattern(None, None, None, graph))
        stored = of_store(quad.triple for quad in quads)
        found.tally.add(STORE, len(stored), strays(page, said, stored))
        iris |= own_iris(quads, place.base)
        for name in desk.site.versions(page).values():
            document = desk.site.document(name)
            shown = told(name, document, said[f"{page}.nt"], desk.site)
            found.tally.add(TOLD, shown.checked, shown.missing)
            found.tally.add(VERSIONS, 1, _of(name, wrong_versions(name, document, desk.site)))
            _check_links(found, name, desk.site)
    for iri in sorted(iris):
        found.tally.add(IRIS, 1, unanswered(iri, desk.site))
    return found


def check_others(place: Place, names: Sequence[str], _: frozenset[str]) -> Found:
    """Hold HTML documents without a record, which are those of vocabularies, against the rules."""
    desk, found = _desk_of(place), Found(Tally(), {})
    for name in names:
        _check_links(found, name, desk.site)
    return found


def _check_links(found: Found, name: str, site: SiteFiles) -> None:
    document = site.document(name)
    urls = addresses(name, document, site)
    found.tally.add(DEAD, len(urls), _of(name, dead_links(urls, site)))
    found.tally.add(IDS, len(document.css("[id]")), _of(name, repeated_ids(document)))
    found.links[name] = sorted(neighbours(name, document, site))


def _of(name: str, faults: Iterable[str]) -> list[str]:
    return [f"{name}: {fault}" for fault in faults]


def check_site(place: Place, processes: int | None = None) -> Tally:
    """Hold a whole site against the rules.

    Args:
        place: Where it is.
        processes: How many; one a core by default.

    Returns:
        What was checked, and what failed.
    """
    site = SiteFiles(Path(place.root), place.base, place.languages)
    names = list(site.names())
    pages = site.pages()
    html = sorted(name for name in names if name.endswith(".html") and name != MISSING)
    of_pages = {name for page in pages for name in site.versions(page).values()}
    others = [name for name in html if name not in of_pages]
    sampled = frozenset(pages[::SAMPLE])
    tally, graph = Tally(), _Links(html)
    with ProcessPoolExecutor(
        processes or os.cpu_count(), multiprocessing.get_context("spawn")
    ) as pool:
        for found in _each(pool, place, (pages, others), sampled):
            tally.merge(found.tally)
            graph.add(found.links)
    tally.add(ORPHANS, len(html), graph.orphans("index.html"))
    stray = [name for name in others if not is_vocabulary(name)]
    tally.add(ORPHANS, 0, (f"{name}: belongs to no page" for name in stray))
    _check_store(tally, place, site, frozenset(pages))
    _check_descriptions(tally, site)
    return tally


def _each(
    pool: ProcessPoolExecutor,
    place: Place,
    work: tuple[Sequence[str], Sequence[str]],
    sampled: frozenset[str],
) -> Iterator[Found]:
    """Let the processes work, with little waiting for them at a time."""
    tasks = (
        (check, some)
        for check, names in zip((check_pages, check_others), work, strict=True)
        for some in _batches(names)
    )
    running: set[Future[Found]] = set()
    for check, some in tasks:
        running.add(pool.submit(check, place, some, sampled.intersection(some)))
        if len(running) > _WAITING_PER_PROCESS * (os.cpu_count() or 1):
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    yield from (future.result() for future in running)


def _batches(names: Sequence[str]) -> Iterator[list[str]]:
    waiting = iter(names)
    while batch := list(itertools.islice(waiting, _PAGES_AT_A_TIME)):
        yield batch


class _Links:
    """Which document leads to which, by number: the only thing that grows with the site."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._numbers = {name: number for number, name in enumerate(names)}
        self._targets: dict[int, array[int]] = {}

    def add(self, links: dict[str, list[str]]) -> None:
        for name, targets in links.items():
            known = (self._numbers[each] for each in targets if each in self._numbers)
            self._targets[self._numbers[name]] = array("I", known)

    def orphans(self, start: str) -> list[str]:
        """The documents that nobody comes to."""
        found = reached(self._numbers[start], lambda number: self._targets.get(number, ()))
        return [self._names[n] for n in range(len(self._names)) if n not in found]


def _check_store(tally: Tally, place: Place, site: SiteFiles, pages: frozenset[str]) -> None:
    """Look for graphs without a page, and for what the graph of provenance names."""
    store = ox.Store.read_only(place.store)
    names = [str(graph.value) for graph in store.named_graphs()]
    own = [name for name in names if name.startswith(place.base)]
    expected = {f"{place.base}{page}.jsonld" for page in pages}
    expected.add(f"{place.base}{_PROVENANCE}")
    tally.add(GRAPHS, len(own), sorted(set(own) ^ expected))
    provenance = store.quads_for_pattern(
        None, None, None, ox.NamedNode(f"{place.base}{_PROVENANCE}")
    )
    for quad in provenance:
        for iri in sorted(own_iris([quad], place.base)):
            tally.add(IRIS, 1, unanswered(iri, site))


def _check_descriptions(tally: Tally, site: SiteFiles) -> None:
    read = oxigraph_reader(read_contexts(site.root))
    for stem in ("catalogue", "void"):
        said = {
            f"{stem}.{end}": read(site.text(f"{stem}.{end}"), end)
            for end in EXTENSIONS
            if end != "nt"
        }
        first = said[f"{stem}.ttl"]
        differing = [name for name, triples in said.items() if triples != first or not triples]
        tally.add(DESCRIPTIONS, sum(map(len, said.values())), differing)
