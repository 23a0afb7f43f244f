"""Anybody's RDF files against the shapes: what is found, told to people and to programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from publisher.assets import asset_dir
from publisher.shacl import Result
from publisher.validation import (
    GRADES,
    MESSAGE_LANGUAGES,
    Grade,
    Validator,
    grade_of,
    message_in,
    read_graphs,
)
from publisher.web.messages import Words, read_messages

_SHOWN = 5
"""So many places of a rule are told; a report has them all."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A result, and where it was found.

    Attributes:
        file: As it was named on the command line.
        graph: The named graph, or the address of the file for what is in none.
        result: What was found.
    """

    file: Path
    graph: str
    result: Result


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What the validation of some files has found.

    Attributes:
        files: How many there were.
        graphs: How many graphs they hold.
        triples: How many triples they hold.
        applies: Whether any shape was about anything in them.
        places: Every result, by file and graph.
    """

    files: int
    graphs: int
    triples: int
    applies: bool
    places: tuple[Place, ...]

    def count(self, grade: Grade) -> int:
        """How many results are of one grade."""
        return sum(grade_of(place.result) == grade for place in self.places)

    @property
    def conforms(self) -> bool:
        """Whether every obligatory rule is met."""
        return self.count("must") == 0


def prove(files: Sequence[Path], validator: Validator) -> Proof:
    """Validate files one after the other, so that only one is in memory.

    Args:
        files: RDF files; each graph of each is a data graph of its own.
        validator: With the shapes.

    Returns:
        Everything that was found.

    Raises:
        SettingsError: If a file cannot be read as RDF.
    """
    graphs = triples = 0
    applies = False
    places: list[Place] = []
    for file in files:
        found = read_graphs(file)
        graphs += len(found)
        triples += sum(map(len, found.values()))
        results = validator.results(found)
        places += [
            Place(file=file, graph=graph, result=result)
            for graph in found
            for result in results.get(graph, ())
        ]
        applies = applies or bool(results) or validator.applies(found)
    return Proof(
        files=len(files), graphs=graphs, triples=triples, applies=applies, places=tuple(places)
    )


def as_lines(proof: Proof, language: str) -> Iterator[str]:
    """Tell people what was found: by grade, then by rule, with the places.

    Args:
        proof: What was found.
        language: In which language.

    Yields:
        Lines without line breaks.

    Raises:
        TableError: If mappings/validation.toml lacks a text.
    """
    words = read_messages([language], asset_dir("mappings") / "validation.toml")[language]
    yield words["checked"].format(
        files=proof.files, graphs=proof.graphs, triples=_number(proof.triples)
    )
    for grade in GRADES:
        places = [place for place in proof.places if grade_of(place.result) == grade]
        if places:
            yield ""
            yield words["grade"].format(grade=words[grade], count=_number(len(places)))
            yield from _tell_rules(places, words, language)
    yield ""
    if not proof.applies:
        yield words["nothing"]
    elif proof.conforms:
        yield words["conforms"]
    else:
        yield words["fails"].format(count=_number(proof.count("must")))


def _tell_rules(places: Sequence[Place], words: Words, language: str) -> Iterator[str]:
    """Tell of each rule how often it was not met and where; the most frequent one first."""
    by_rule: dict[str, list[Place]] = {}
    for place in places:
        by_rule.setdefault(rule_of(place.result), []).append(place)
    for rule, found in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        message = message_in(found[0].result, language)
        told = words["rule"].format(rule=rule, count=_number(len(found)), message=message)
        yield f"  {told}"
        for place in found[:_SHOWN]:
            yield f"    {place.file}: {_address(place.result.focus) or words['nameless']}"
        if len(found) > _SHOWN:
            yield f"    {words['more'].format(count=_number(len(found) - _SHOWN))}"


def rule_of(result: Result) -> str:
    """The short name of the rule that was not met: of the query, if it is one, or of the shape."""
    return str(result.constraint or result.shape).rpartition("#")[2].rstrip(">")


def as_json(proof: Proof) -> bytes:
    """Write what was found for programs, with the messages in all languages.

    Args:
        proof: What was found.

    Returns:
        One JSON object: ``conforms``, ``applies``, ``files``, ``graphs``, ``triples``, ``counts``
        by grade, and ``results``.
    """
    return msgspec.json.encode(
        {
            "conforms": proof.conforms,
            "applies": proof.applies,
            "files": proof.files,
            "graphs": proof.graphs,
            "triples": proof.triples,
            "counts": {grade: proof.count(grade) for grade in GRADES},
            "results": [_as_json(place) for place in proof.places],
        }
    )


def _as_json(place: Place) -> Mapping[str, Any]:
    result = place.result
    return {
        "file": str(place.file),
        "graph": place.graph,
        "grade": grade_of(result),
        "rule": rule_of(result),
        "component": result.component.value,
        "focus": str(result.focus),
        "path": _or_none(result.path),
        "value": _or_none(result.value),
        "messages": {language: message_in(result, language) for language in MESSAGE_LANGUAGES},
    }


def _or_none(term: object) -> str | None:
    return None if term is None else str(term)


def _address(term: object) -> str:
    """The address of a node, for a terminal; nothing for one that has none."""
    text = str(term)
    return text[1:-1] if text.startswith("<") else ""


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
