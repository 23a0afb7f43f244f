"""The search index of some §§, from their published records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from publisher.lemmas.analysis import analysts
from publisher.lemmas.dictionary import open_dictionaries
from publisher.libraries.pagefind import find_licence, find_program
from publisher.rdf.iris import Iris
from publisher.search.service import Record, make_index
from publisher.search.texts import Text, texts_of
from publisher.search.tokens import BORDER, body_token, outcome_token
from publisher.search.vocabulary import Lexicon, Table, Vocabulary

# Pagefind's own pages and styles for searching come with every index, and so do its scripts.
_OURS = re.compile(r"pagefind-entry\.json|pagefind\.[^/]+\.pf_meta|(?:index|fragment)/[^/]+")
_SCRIPTS = re.compile(rf"pagefind\.js|pagefind-worker\.js|wasm\.unknown\.pagefind|{_OURS.pattern}")


class Index(NamedTuple):
    """What was made of some §§.

    Attributes:
        files: By path below the folder of the index.
        table: Their words.
        bodies: Paths of the bodies that decided them, with a name as printed.
        outcomes: Names in the code list.
    """

    files: dict[str, bytes]
    table: Table
    bodies: dict[str, str]
    outcomes: tuple[str, ...]


class Indexer(NamedTuple):
    """Makes the indexes of a site.

    Attributes:
        program: Of Pagefind.
        lexicon: What is known of words.
        licence: Of Pagefind, for whoever asks.
    """

    program: Path
    lexicon: Lexicon
    licence: str

    def make(self, base_iri: str, records: Sequence[Mapping[str, Any]]) -> Index:
        """Index §§.

        Args:
            base_iri: Where the IRIs of the site begin.
            records: Of the §§, as they are published.

        Raises:
            SearchError: If Pagefind fails.
        """
        iris = Iris(base_iri)
        texts = [texts_of(record) for record in records]
        vocabulary = Vocabulary(self.lexicon, (text for each in texts for text in each))
        entries = [
            _entry(iris, record, said, vocabulary)
            for record, said in zip(records, texts, strict=True)
        ]
        return Index(
            files=_only(_OURS, make_index(self.program, entries)),
            table=vocabulary.table,
            bodies={iris.path(record["body"]): record["bodyAsPrinted"] for record in records},
            outcomes=tuple(sorted({_outcome(record) for record in records} - {""})),
        )

    def scripts(self) -> dict[str, bytes]:
        """What runs in the browser, with an index in which nothing is found and others join.

        Raises:
            SearchError: If Pagefind fails.
        """
        nothing = Record(url="", content=BORDER, meta={}, sort={})
        return _only(_SCRIPTS, make_index(self.program, [nothing]))


def find_indexer(libraries: Path) -> Indexer | None:
    """What makes indexes; None if something is missing that it takes.

    Args:
        libraries: The folder of libraries.

    Raises:
        TableError: If `mappings/search.toml` is damaged.
    """
    program, opened = find_program(libraries), open_dictionaries(libraries)
    if program is None or opened is None:
        return None
    dictionaries, facts = opened
    lexicon = Lexicon(analysts(dictionaries, facts.endings), facts.endings)
    return Indexer(program, lexicon, find_licence(libraries))


def _only(pattern: re.Pattern[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if pattern.fullmatch(path)}


def _entry(
    iris: Iris, record: Mapping[str, Any], texts: Sequence[Text], vocabulary: Vocabulary
) -> Record:
    path, outcome = iris.path(record["id"]), _outcome(record)
    tokens = [body_token(iris.path(record["body"])), *vocabulary.tokens(texts)]
    if outcome:
        tokens.append(outcome_token(outcome))
    label = [Text(language, text) for language, text in record.get("label", {}).items()]
    return Record(
        url=path,
        content=" ".join([*(text.value for text in texts), BORDER, *tokens]),
        meta={
            "title": " / ".join(text.value for text in label),
            "body": iris.path(record["body"]),
            "printed": record["bodyAsPrinted"],
            "date": record["date"],
            "number": record["order"],
            "outcome": outcome,
            "language": " ".join(dict.fromkeys(text.language for text in label)),
            "lemmas": " ".join(vocabulary.tokens(label)),
        },
        sort={"date": record["date"]},
    )


def _outcome(record: Mapping[str, Any]) -> str:
    """The name of the outcome in its code list; empty if the record has none."""
    outcome: str = record.get("decision", {}).get("outcome", "")
    return outcome.partition(":")[2]
