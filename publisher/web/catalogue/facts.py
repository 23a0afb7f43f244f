"""The wordings and fixed facts of the catalogue, from `mappings/catalogue.toml`."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError
from publisher.reference import read_rows
from publisher.settings import Label, Language
from publisher.settings.model import Kind

Node = dict[str, Any]
"""A JSON-LD node in the terms of `mappings/catalogue-context.jsonld`."""

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wording in every language of the catalogue, with fields to fill."""

    fi: str
    sv: str
    en: str

    def fill(self, **fields: str | int | Label) -> dict[str, str]:
        """Fill in the fields; a name shows in the language of the wording, if it has one.

        Examples:
            >>> Text("{n} §: {name}", "{n} §: {name}", "{name}").fill(n=2, name=Label(fi="Kemi"))
            {'fi': '2 §: Kemi', 'sv': '2 §: Kemi', 'en': 'Kemi'}
        """
        return {
            code: getattr(self, code).format_map(
                {
                    key: value.text(code) if isinstance(value, Label) else value
                    for key, value in fields.items()
                }
            )
            for code in LANGUAGES
        }


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    country: str
    theme_taxonomy: str
    description: Text


class _Dataset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    access_rights: str
    frequency: str
    themes: tuple[str, ...]
    conforms_to: str
    title: Text
    description: Text
    version_notes: Text
    keywords: dict[Language, list[str]]


class _Distribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    availability: str
    status: str
    checksum_algorithm: str
    year_title: Text
    register_title: Text
    part_title: Text


class _Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    file_type: str
    media_type: str
    description: Text
    feature: str | None = None
    title: Text | None = None


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a service says of itself.

    Attributes:
        conforms_to: IRI of its specification.
        title: What it is called.
        description: What it is for.
    """

    conforms_to: str
    title: Text
    description: Text


class _Services(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sparql: Service
    stream: Service


class _Void(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Text
    description_title: Text


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `mappings/catalogue.toml` says, table by table.

    Attributes:
        catalogue: Of the whole.
        dataset: Of the minutes of an organisation.
        distribution: Of a file.
        format: By extension; ``feature`` is VoID's word for an RDF syntax, and ``title`` that of
            a file that is neither the §§ of a year nor the register.
        service: Of a SPARQL endpoint, and of the event stream.
        void: Of the VoID description.
        languages: The IRIs of languages, by code.
        minutes_languages: Of a municipality's minutes, by its language status.
        agent_types: What sort of publisher an organisation is.
        term: Descriptions of the terms that the others name.
    """

    catalogue: _Catalogue
    dataset: _Dataset
    distribution: _Distribution
    format: dict[str, _Format]
    service: _Services
    void: _Void
    languages: dict[Language, str]
    minutes_languages: dict[str, tuple[Language, ...]]
    agent_types: dict[Kind, str]
    term: list[Node]


@functools.cache
def read_facts() -> Facts:
    """Read the table of the catalogue.

    Raises:
        TableError: If it is missing or lacks something.
    """
    return read_toml(asset_dir("mappings") / "catalogue.toml", Facts)


@functools.cache
def read_context() -> Mapping[str, Any]:
    """The JSON-LD context of the catalogue.

    Raises:
        TableError: If it is missing or damaged.
    """
    path = asset_dir("mappings") / "catalogue-context.jsonld"
    try:
        context: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as error:
        message = f"{path}: cannot be read ({error}): install Pykälä again"
        raise TableError(message) from error
    return context


@functools.cache
def prefixes() -> Mapping[str, str]:
    """The prefixes of the context, for serialisers."""
    return {
        term: iri
        for term, iri in read_context().items()
        if isinstance(iri, str) and iri.startswith("http") and iri[-1] in "#/"
    }


def licence_iri(licence: str) -> str:
    """A licence of the settings, in the EU authority table.

    Raises:
        TableError: If the table of licences lacks it.
    """
    for row in read_rows("licences"):
        if row["iri"] == licence:
            return row["eu_iri"]
    message = f"mappings/reference/licences.csv: add a row for {licence}"
    raise TableError(message)


def in_languages(label: Label) -> dict[str, str]:
    """A name in the languages that it has, as a language map."""
    named = {"fi": label.fi, "sv": label.sv, "en": label.en}
    return {code: text for code, text in named.items() if text}


def describe_terms(nodes: list[Node]) -> list[Node]:
    """The descriptions of all terms that nodes name, and of those that the terms name.

    The official shapes for ranges look for the class of every value inside the catalogue.

    Args:
        nodes: All that the record says otherwise.

    Returns:
        Nodes, by IRI.
    """
    known = {term["id"]: term for term in read_facts().term}
    found: set[str] = set()
    waiting = set(_strings(nodes)) & known.keys()
    while waiting:
        found |= waiting
        waiting = set(_strings([known[iri] for iri in waiting])) & known.keys() - found
    return [known[iri] for iri in sorted(found)]


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _strings(list(value.values()))
        case list():
            for each in value:
                yield from _strings(each)
