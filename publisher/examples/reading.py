"""The example queries of `site/examples/`, one file each, and the parts of the data they ask for.

They are written in the terms by which editors find example queries: ``sh:SPARQLSelectExecutable``
with ``sh:select`` and ``sh:prefixes`` (SHACL, 5.2.1 and 8.4; SHACL Advanced Features, 3).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.rdf.iris import SPARQL

CHARTS = ("bars", "line")

_SH = "http://www.w3.org/ns/shacl#"
_DCTERMS = "http://purl.org/dc/terms/"
_TITLE = f"{_DCTERMS}title"
_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# A prefixed name, an IRI, or the "a" that stands for rdf:type, anywhere in a query.
_NAME = re.compile(r"(?<![\w?$:#/-])([a-z][\w-]*):([\w-]+)")
_IRI = re.compile(r"<([^<>\s]+)>")


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its query.

    Attributes:
        iri: Of the question, which is that of its page.
        title: The question, by language.
        comment: What one row says, by language.
        theme: IRI of the part of the data that the query needs.
        chart: How the last column is drawn over the first: one of `CHARTS`; None if it is not.
        prefixes: Those that the query uses.
        query: The whole query with its prefixes.
    """

    iri: str
    title: Mapping[str, str]
    comment: Mapping[str, str]
    theme: str
    chart: str | None
    prefixes: Mapping[str, str]
    query: str

    @property
    def name(self) -> str:
        """The last part of its IRI."""
        return self.iri.rpartition("/")[2]


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the data by subject: all that some examples can see, and nothing else.

    A query whose predicates are all named sees triples with those predicates alone, so that it has
    the same answer over this part as over everything.

    Attributes:
        iri: A fragment of the page of queries.
        title: By language.
        terms: IRIs of the predicates, and of the classes of which things are in it.
    """

    iri: str
    title: Mapping[str, str]
    terms: frozenset[str]

    @property
    def name(self) -> str:
        """Its fragment."""
        return self.iri.rpartition("#")[2]


@functools.cache
def read_examples(base_iri: str) -> tuple[Example, ...]:
    """Read all example queries.

    Args:
        base_iri: Where the site stands, with a final slash.

    Returns:
        The examples, by theme and then by name.

    Raises:
        TableError: If a file is no example, or its query leaves a predicate open.
    """
    themes = [iri for iri, _ in _themes(base_iri)]
    found = [
        _example(path, base_iri) for path in sorted((asset_dir("site") / "examples").glob("*.ttl"))
    ]
    for example in found:
        if example.theme not in themes:
            message = f"site/examples/{example.name}.ttl: there is no part {example.theme}"
            raise TableError(message)
    return tuple(sorted(found, key=lambda example: (themes.index(example.theme), example.name)))


@functools.cache
def read_themes(base_iri: str) -> tuple[Theme, ...]:
    """The parts of the data that the examples need, in the order of their table.

    Args:
        base_iri: Where the site stands, with a final slash.

    Raises:
        TableError: As of `read_examples`.
    """
    examples = read_examples(base_iri)
    return tuple(
        Theme(
            iri=iri,
            title=title,
            terms=frozenset(
                term for each in examples if each.theme == iri for term in _mentioned(each)
            ),
        )
        for iri, title in _themes(base_iri)
    )


def all_prefixes(examples: Iterable[Example]) -> dict[str, str]:
    """The prefixes of all examples, by name."""
    return dict(sorted({item for example in examples for item in example.prefixes.items()}))


class _Said(NamedTuple):
    """A triple of a file; the language is that of a text, else empty."""

    subject: str
    predicate: str
    value: str
    language: str


def _themes(base_iri: str) -> list[tuple[str, dict[str, str]]]:
    path = asset_dir("site") / "examples" / "themes" / "themes.ttl"
    titles: dict[str, dict[str, str]] = {}
    for said in _read(path, base_iri)[0]:
        if said.predicate == _TITLE:
            titles.setdefault(said.subject, {})[said.language] = said.value
    return list(titles.items())


def _read(path: Path, base_iri: str) -> tuple[list[_Said], Mapping[str, str]]:
    """Read a file.

    Returns:
        What it says, and the prefixes that it declares.

    Raises:
        TableError: If it is no Turtle, or says more than simple facts.
    """
    said = []
    try:
        reader = ox.parse(path=str(path), base_iri=base_iri)
        for quad in reader:
            node = quad.object
            language = node.language if isinstance(node, ox.Literal) else None
            if isinstance(quad.subject, ox.Triple) or isinstance(node, ox.Triple):
                message = f"site/examples/{path.name}: triples about triples are not read"
                raise TableError(message)
            said.append(_Said(quad.subject.value, quad.predicate.value, node.value, language or ""))
    except (SyntaxError, OSError) as error:
        message = f"site/examples/{path.name}: cannot be read: {error}"
        raise TableError(message) from error
    return said, reader.prefixes


def _example(path: Path, base_iri: str) -> Example:
    """Read one example.

    Raises:
        TableError: If something of it is missing.
    """
    said, declared = _read(path, base_iri)
    values: dict[str, list[_Said]] = {}
    for one in said:
        values.setdefault(one.predicate, []).append(one)
    iri = f"{base_iri}{SPARQL}/{path.stem}"
    needed = (f"{_SH}select", f"{_DCTERMS}requires", _TITLE, _COMMENT)
    if {one.subject for one in said} != {iri} or not values.keys() >= set(needed):
        message = (
            f"site/examples/{path.name}: say of <{SPARQL}/{path.stem}> its {', '.join(needed)}"
        )
        raise TableError(message)
    text = values[f"{_SH}select"][0].value.strip("\n")
    used = sorted({name for name, _ in _NAME.findall(text)} & declared.keys())
    prefixes = {name: declared[name] for name in used}
    head = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes.items())
    drawn = values.get(f"{_DCTERMS}type")
    chart = drawn[0].value if drawn else None
    if chart not in (None, *CHARTS):
        message = f"site/examples/{path.name}: {chart!r} is no chart: write {' or '.join(CHARTS)}"
        raise TableError(message)
    return Example(
        iri=iri,
        title={one.language: one.value for one in values[_TITLE]},
        comment={one.language: one.value for one in values[_COMMENT]},
        theme=values[f"{_DCTERMS}requires"][0].value,
        chart=chart,
        prefixes=prefixes,
        query=f"{head}{text}\n",
    )


def _mentioned(example: Example) -> set[str]:
    """Every IRI that stands in a query, and that of ``a``: its predicates, and more."""
    body = example.query.partition("SELECT")[2]
    named = {example.prefixes[name] + local for name, local in _NAME.findall(body)}
    return named | set(_IRI.findall(body)) | {_TYPE}
