"""Suggestions for every § that is published, for people to look through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from publisher.linking.vocabulary import Suggestion, Vocabulary
from publisher.rdf.concepts import read_labels
from publisher.rdf.iris import part_of
from publisher.rdf.records import RecordReader
from publisher.rdf.syntaxes import to_files
from publisher.store import Queries, Text, Texts

Output = Literal["turtle", "json"]
_LANGUAGES = ("fi", "sv")


class TitleRow(NamedTuple):
    """The title of a §, in each language of its minutes."""

    page: str
    label: Texts


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
    found = [(row.page, some) for row in rows if (some := _suggested(row, by_language))]
    if output == "json":
        yield from (f"{_as_json(page, *one)}\n" for page, some in found for one in some)
    else:
        reader = RecordReader()
        graphs = reader.read(_record(page, some) for page, some in found)
        quads = [quad for _, quads in sorted(graphs.items()) for quad in quads]
        yield to_files(quads, reader.prefixes)["ttl"].decode()


def _suggested(
    row: TitleRow, by_language: Mapping[str, Vocabulary]
) -> list[tuple[Text, Suggestion]]:
    """The subjects of a §, each once, with the first title that suggests it."""
    found: dict[str, tuple[Text, Suggestion]] = {}
    for title in row.label:
        if title.language in by_language:
            for one in by_language[title.language].suggest(title.value):
                found.setdefault(one.concept, (title, one))
    return list(found.values())


def _as_json(page: str, title: Text, one: Suggestion) -> str:
    return msgspec.json.encode(
        {"section": page, "title": title.value, **msgspec.to_builtins(one)}
    ).decode()


def _record(page: str, suggestions: Sequence[tuple[Text, Suggestion]]) -> dict[str, Any]:
    return {
        "id": page,
        "suggestion": [
            {
                "id": part_of(page, f"aihe-{number}"),
                "type": "Suggestion",
                "suggestedConcept": one.concept,
                "confidence": str(one.confidence),
                "asPrinted": {title.language: one.printed},
            }
            for number, (title, one) in enumerate(suggestions, start=1)
        ],
    }
