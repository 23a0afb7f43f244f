"""The search index of some §§, from their published records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from publisher.rdf.iris import Iris
from publisher.search.service import Record, make_index
from publisher.search.texts import Text, texts_of
from publisher.search.tokens import BORDER, body_token, outcome_token, token
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


def index_sections(
    program: Path, lexicon: Lexicon, base_iri: str, records: Sequence[Mapping[str, Any]]
) -> Index:
    """Index §§.

    Args:
        program: Of Pagefind.
        lexicon: What is known of words.
        base_iri: Where the IRIs of the site begin.
        records: Of the §§, as they are published.

    Raises:
        SearchError: If Pagefind fails.
    """
    iris = Iris(base_iri)
    texts = [texts_of(record) for record in records]
    vocabulary = Vocabulary(lexicon, (text for each in texts for text in each))
    entries = [
        _entry(iris, record, said, vocabulary)
        for record, said in zip(records, texts, strict=True)
    ]
    return Index(
        files=_only(_OURS, make_index(program, entries)),
        table=vocabulary.table,
        bodies={iris.path(record["body"]): record["bodyAsPrinted"] for record in records},
        outcomes=tuple(sorted({_outcome(record) for record in records} - {""})),
    )


def scripts(program: Path) -> dict[str, bytes]:
    """What runs in the browser, with an index in which nothing is found and which others join.

    Args:
        program: Of Pagefind.

    Raises:
        SearchError: If Pagefind fails.
    """
    return _only(_SCRIPTS, make_index(program, [Record(url="", content=BORDER, meta={}, sort={})]))


def _only(pattern: re.Pattern[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if pattern.fullmatch(path)}


def _entry(
    iris: Iris, record: Mapping[str, Any], texts: Sequence[Text], vocabulary: Vocabulary
) -> Record:
    path, outcome = iris.path(record["id"]), _outcome(record)
    terms = set().union(*(vocabulary.terms(text) for text in texts))
    tokens = [body_token(iris.path(record["body"])), *map(token, sorted(terms))]
    if outcome:
        tokens.append(outcome_token(outcome))
    label = [Text(language, text) for language, text in record.get("label", {}).items()]
    titles = set().union(*(vocabulary.terms(text) for text in label))
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
            "lemmas": " ".join(map(token, sorted(titles))),
        },
        sort={"date": record["date"]},
    )


def _outcome(record: Mapping[str, Any]) -> str:
    """The name of the outcome in its code list; empty if the record has none."""
    outcome: str = record.get("decision", {}).get("outcome", "")
    return outcome.partition(":")[2]
