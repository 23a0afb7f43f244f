"""One page of every kind that a site has, in each of its languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from publisher.rdf.iris import page_ending
from publisher.web.page import KINDS
from tests.site.building import BASE, LANGUAGES, TODAY, Built, pykala

ALL_KINDS = tuple(dict.fromkeys((*KINDS, "vocabulary")))

# The § that is taken off the network, so that there is a page which says so.
WITHDRAWN = "eli/dl/metsalahti/tekninen-lautakunta/2026/43"

# A withdrawal makes everything anew; a large site takes its time.
_BUILT_AFRESH_S = 1200

# The fuller a page the more it can break; but of two alike the browser need not see the longer one.
FULL_BYTES = 60_000
# Of a large site fuller ones, but for the vocabularies, which are the same on every site; of the
# very longest lists a browser would measure each row for many minutes.
LARGEST_BYTES = 250_000

# What a page may tell that the fullest one of its kind need not: a name, the kind, and what stands
# in the record of such a page.
VARIETIES = {
    "section-in-two-languages": ("section", '"label":{"fi":"[^"]+","sv":'),
    "section-of-an-office": ("section", '"OfficeHolderDecision"'),
    "section-that-is-secret": ("section", '"julkisuus:salassa-pidettava"'),
    "section-with-a-vote": ("section", '"VoteEvent"'),
    "meeting-to-come": ("meeting", '"ForeseenActivity"'),
}


def withdraw_one(built: Built) -> Built:
    """Take one § of the demo off the network.

    Args:
        built: The demo, which changes.

    Returns:
        It as it is then.
    """
    done = pykala(
        *("withdraw", f"{BASE}{WITHDRAWN}", built.settings, "--reason", "shown", "--today", TODAY),
        folder=built.folder,
        seconds=_BUILT_AFRESH_S,
    )
    assert done.returncode == 0, done.stderr
    return Built(built.settings, built.output)


class Sample(NamedTuple):
    """A page that stands for its kind.

    Attributes:
        name: Its kind, or a variety of it.
        files: Below the root of the site, by language.
    """

    name: str
    files: dict[str, str]


def kind_of(document: LexborHTMLParser) -> str:
    """The kind of a page, which its body has as the first of its classes."""
    body = document.body
    assert body is not None
    return str(body.attributes["class"]).split()[0]


def choose(built: Built, *, most_bytes: int = FULL_BYTES) -> dict[str, Sample]:
    """Choose the samples of a site.

    Args:
        built: The site.
        most_bytes: Longer pages are chosen only if there are no others.

    Returns:
        By name, one for every kind that the site has and every variety.
    """
    names = sorted(name for name in built.files if name.endswith(".html"))
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for stem in sorted({_stem(name) for name in names}):
        file = stem + page_ending(LANGUAGES[0], LANGUAGES)
        pages[kind_of(_read(built, file))].append(stem)
    chosen: dict[str, str] = {}
    for name, (kind, told) in VARIETIES.items():
        records = {stem: (built.site / f"{stem}.jsonld").read_text("utf-8") for stem in pages[kind]}
        found = [stem for stem, record in records.items() if re.search(told, record)]
        assert found, f"no page of the kind {kind} tells {told}"
        chosen[name] = _fullest(built, found, most_bytes)
        pages[kind].remove(chosen[name])
    for kind, stems in pages.items():
        most = FULL_BYTES if kind == "vocabulary" else most_bytes
        chosen[kind] = _fullest(built, stems, most)
    return {name: Sample(name, _versions(built, stem)) for name, stem in sorted(chosen.items())}


def _read(built: Built, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((built.site / name).read_bytes())


def _stem(name: str) -> str:
    for language in reversed(LANGUAGES):
        ending = page_ending(language, LANGUAGES)
        if name.endswith(ending):
            return name.removesuffix(ending)
    return Path(name).stem


def _versions(built: Built, stem: str) -> dict[str, str]:
    """The documents of a page by language; a vocabulary has one for all."""
    found = {language: stem + page_ending(language, LANGUAGES) for language in LANGUAGES}
    return {language: name for language, name in found.items() if name in built.files}


def _fullest(built: Built, stems: Iterable[str], most_bytes: int) -> str:
    """The longest page of those that are not very long, or the shortest of them all."""
    sizes = {stem: (built.site / f"{stem}.html").stat().st_size for stem in sorted(stems)}
    right = [stem for stem, size in sizes.items() if size <= most_bytes]
    return max(right, key=sizes.__getitem__) if right else min(sizes, key=sizes.__getitem__)
