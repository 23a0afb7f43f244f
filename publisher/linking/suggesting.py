"""Suggestions for every § that is published, for people to look through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from publisher.linking.vocabulary import Suggestion, Vocabulary
from publisher.rdf.concepts import read_labels
from publisher.rdf.iris import part_of
from publisher.rdf.records import RecordReader
from publisher.rdf.syntaxes import to_files
from publisher.store import Queries, Text

Output = Literal["turtle", "json"]
_LANGUAGES = ("fi", "sv")


class TitleRow(NamedTuple):
    """The title of a §."""

    page: str
    label: Text


def suggest(store: Path, vocabulary: Path, output: Output) -> Iterator[str]:
    """Suggest subjects for the §§ of a store, from their titles.

    They are suggestions with a confidence, for somebody to accept or not; nothing of them is
    published.

    Args:
        store: That a build has made.
        vocabulary: A thesaurus in SKOS, such as YSO.
        output: ``turtle`` in the terms of the ontology, or one ``json`` object a line.

    Yields:
        Pieces of text.

    Raises:
        SettingsError: If the vocabulary cannot be read.
        StoreError: If there is no store.
    """
    rows = Queries.over(store).rows("titles", (), TitleRow)
    labels = list(read_labels(vocabulary))
    by_language = {language: Vocabulary(labels, language) for language in _LANGUAGES}
    found = [
        (row, suggestions)
        for row in rows
        if row.label.language in by_language
        and (suggestions := by_language[row.label.language].suggest(row.label.value))
    ]
    if output == "json":
        yield from (f"{_as_json(row, one)}\n" for row, some in found for one in some)
    else:
        reader = RecordReader()
        graphs = reader.read(_record(row, suggestions) for row, suggestions in found)
        quads = [quad for _, quads in sorted(graphs.items()) for quad in quads]
        yield to_files(quads, reader.prefixes)["ttl"].decode()


def _as_json(row: TitleRow, one: Suggestion) -> str:
    return msgspec.json.encode(
        {"section": row.page, "title": row.label.value, **msgspec.to_builtins(one)}
    ).decode()


def _record(row: TitleRow, suggestions: list[Suggestion]) -> dict[str, Any]:
    return {
        "id": row.page,
        "suggestion": [
            {
                "id": part_of(row.page, f"aihe-{number}"),
                "type": "Suggestion",
                "suggestedConcept": one.concept,
                "confidence": str(one.confidence),
                "asPrinted": {row.label.language: one.printed},
            }
            for number, one in enumerate(suggestions, start=1)
        ],
    }
