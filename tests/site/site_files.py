"""A site as its visitors find it: files and parts of pages, few of them in memory at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from publisher.rdf.iris import page_ending

# So many files are kept as they were read last: those that many pages name, and the neighbours.
_KEPT = 256
# Of a page all languages; what was parsed takes many times as much as its text.
_KEPT_PARSED = 4
# What is the same on every site: the documents of our vocabularies.
_VOCABULARY = re.compile(r"(def|koodi|shapes)[./]")
# What servers send where there is nothing, which stands for every address.
MISSING = "404.html"


class SiteFiles:
    """The files of a site.

    Attributes:
        root: The folder of the site.
        base: Where its addresses begin, with a final slash.
        languages: Of its pages; the first has no suffix.
        text: What a file says, by its path below the root.
        document: An HTML document, likewise.
        ids: The ids of an HTML document; of another file none.
    """

    def __init__(self, root: Path, base: str, languages: Sequence[str]) -> None:
        self.root = root
        self.base = base
        self.languages = tuple(languages)
        self._folder = os.fspath(root)
        self.text = lru_cache(_KEPT)(self._read)
        self.document = lru_cache(_KEPT_PARSED)(self._parse)
        self.ids = lru_cache(_KEPT)(self._find_ids)

    def has(self, path: str) -> bool:
        """Whether there is a file at a path below the root."""
        return os.path.isfile(f"{self._folder}/{path}")  # noqa: PTH113  (for every link there is)

    def _read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def _find_ids(self, path: str) -> frozenset[str]:
        """The ids of an HTML document; of another file none."""
        if not path.endswith(".html"):
            return frozenset()
        nodes = self.document(path).css("[id]")
        return frozenset(str(node.attributes["id"]) for node in nodes)

    def _parse(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.root / path).read_bytes())

    def versions(self, page: str) -> dict[str, str]:
        """The HTML documents that a page has to have, by language."""
        return {
            language: f"{page}{page_ending(language, self.languages)}"
            for language in self.languages
        }

    def page_of(self, name: str) -> tuple[str, str]:
        """The page that an HTML document belongs to, and its language.

        Raises:
            ValueError: If it is no HTML document.
        """
        for language in reversed(self.languages):
            ending = page_ending(language, self.languages)
            if name.endswith(ending):
                return name.removesuffix(ending), language
        message = f"{name} is no HTML document"
        raise ValueError(message)

    def names(self) -> Iterator[str]:
        """Every file, below the root, in no order."""
        for folder, _, files in os.walk(self.root):
            place = Path(folder).relative_to(self.root)
            yield from ((place / file).as_posix() for file in files)

    def pages(self) -> list[str]:
        """Every page, in order: a record beside HTML; the vocabularies have no records."""
        return sorted(
            page
            for name in self.names()
            if name.endswith(".jsonld") and not is_vocabulary(name)
            for page in [name.removesuffix(".jsonld")]
            if self.has(f"{page}.html")
        )


def is_vocabulary(name: str) -> bool:
    """Whether a file is a document of one of our vocabularies, which are the same on every site."""
    return _VOCABULARY.match(name) is not None
