"""Invented corpora with queries, and the folders in which they are built with the libraries."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from tests.build.corpora import Folder

WORD = re.compile(r"[^\W\d_]+")


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A § of a corpus.

    Attributes:
        number: Of the §.
        title: Its title.
        text: What was prepared.
        proposal: What was proposed.
    """

    number: int
    title: str
    text: str
    proposal: str

    @property
    def words(self) -> set[str]:
        """Every word, in small letters."""
        return set(WORD.findall(f"{self.title} {self.text} {self.proposal}".lower()))


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody types, and the § that has to be found."""

    words: str
    finds: int


class Corpus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The minutes of one body, and queries.

    Attributes:
        language: Of both.
        body: That met.
        labels: Of who presents, what is proposed and what is decided, as minutes print them.
        presenter: Title and name.
        decided: The decision of every §.
        section: The §§.
        query: The queries.
    """

    language: str
    body: str
    labels: tuple[str, str, str]
    presenter: str
    decided: str
    section: tuple[Section, ...]
    query: tuple[Query, ...]

    def documents(self) -> dict[str, str]:
        """The §§ as texts, by the name of their file; each of a meeting of its own month."""
        return {
            f"lumivaara/{self.language}-{section.number}.txt": self._text(section)
            for section in self.section
        }

    def _text(self, section: Section) -> str:
        month = 1 + section.number % 12
        presents, proposes, decides = self.labels
        return (
            f"{section.title}\n\n{self.body} 19.{month:02}.2026 § {section.number}\n"
            f"{section.number}/00.01.02/2026\n\n{section.text}\n\n{presents}\t{self.presenter}\n"
            f"{proposes}\t{section.proposal}\n{decides}\t{self.decided}\n"
        )

    def unseen(self) -> list[Query]:
        """The queries of which a word stands nowhere in the corpus as it is typed."""
        words = set[str]().union(*(section.words for section in self.section))
        return [query for query in self.query if not words.issuperset(WORD.findall(query.words))]


def read_corpus(name: str) -> Corpus:
    """A corpus out of a file beside this one."""
    text = Path(__file__).with_name(f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Corpus)


def searchable(folder: Path, documents: dict[str, str], libraries: Path) -> Folder:
    """A folder with minutes, whose site is going to have a search; it is not built yet."""
    made = Folder.create(folder, documents)
    made.change_settings('output = "var"', f'output = "var"\nlibraries = "{libraries}"')
    made.change_settings('languages = ["fi"]', 'languages = ["fi", "sv", "en"]')
    return made
