"""Every law that an annotated document names is linked where it is, or not at all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.documents.reading import read_file
from publisher.mapping.laws import provision_iri
from publisher.model import Citation
from publisher.rdf.iris import FINLEX
from tests.quality.extracting import readers
from tests.quality.test_floors import pairs, read_json

LINKS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "law_links.toml").read_text(encoding="utf-8")
)
# How many links there are and how many of them are found; none that is found may be wrong.
FLOORS = {"examples": (36, 36), "samples": (4, 4), "systems": (24, 24)}
LEAST = 0.95


def links(document: Path, section: int | None) -> set[str]:
    """What the citations of a document link to; of a whole meeting, those of one §."""
    tables = readers()
    minutes = tables.sources.read(read_file(document, document.name)).minutes
    whole = len(minutes.items) > 1 and section is not None
    found = {
        _link(citation)
        for item in minutes.items
        if not whole or (item.section is not None and item.section.value == section)
        for citation in item.citations
    }
    return {iri.removeprefix(FINLEX) for iri in found if iri is not None}


def _link(citation: Citation) -> str | None:
    if citation.statute is None:
        return None
    return provision_iri(readers().statutes, citation.statute, citation)


def compared(corpus: str) -> Iterator[tuple[str, set[str], set[str]]]:
    """The name of each answer, with what is linked and what should be."""
    for document, answer in pairs(corpus):
        name = answer.name.removesuffix(".json")
        found = links(document, read_json(answer).get("section"))
        yield name, found, set(LINKS[corpus][name])


@pytest.mark.parametrize("corpus", FLOORS)
def test_no_link_is_wrong_and_few_are_missing(corpus: str) -> None:
    every = list(compared(corpus))
    assert {name for name, _, _ in every} == set(LINKS[corpus])
    assert {name: found - wanted for name, found, wanted in every if found - wanted} == {}
    right = sum(len(found & wanted) for _, found, wanted in every)
    total = sum(len(wanted) for _, _, wanted in every)
    missing = {name: wanted - found for name, found, wanted in every if wanted - found}
    assert (total, right) >= FLOORS[corpus], missing
    assert right >= LEAST * total
