"""What the changelog must tell: each new term, and that nothing of an earlier version is gone."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from tests.ontology.reading import ONTOLOGY, OPENGOV, OWL, PK, read, subjects

FOLDER = asset_dir("ontology")
PREFIXES = {"pk": PK, "opengov": OPENGOV}
BEFORE = sorted((FOLDER / "versions").rglob("*.nt"))


def changelog() -> str:
    return (FOLDER / "CHANGELOG.md").read_text("utf-8")


def terms(quads: list[ox.Quad]) -> set[str]:
    return {
        f"{prefix}:{term.value.removeprefix(namespace)}"
        for prefix, namespace in PREFIXES.items()
        for term in subjects(quads, namespace)
    }


def earlier() -> list[ox.Quad]:
    return [quad for path in BEFORE for quad in ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES)]


def test_nothing_of_an_earlier_version_is_gone() -> None:
    before = terms(earlier())
    assert len(before) >= 20
    assert before <= terms(read(*ONTOLOGY))


def test_the_changelog_names_every_new_term() -> None:
    new = terms(read(*ONTOLOGY)) - terms(earlier())
    named = set(re.findall(r"`((?:pk|opengov):\w+)`", changelog()))
    assert len(new) >= 60
    assert new - named == set()
    assert named <= terms(read(*ONTOLOGY))


def test_the_changelog_names_every_new_code_list() -> None:
    first = {"asiakirja", "julkisuus", "rooli", "toimielin", "toiminta", "tulos", "varmuus"}
    new = {path.stem for path in (FOLDER / "koodi").glob("*.ttl")} - first
    assert len(new) == 12
    assert [name for name in new if f"`{name}`" not in changelog()] == []


def test_every_version_has_its_chapter() -> None:
    versions = {
        quad.object.value.rpartition("/")[2]
        for quad in read(*ONTOLOGY)
        if quad.predicate.value in {f"{OWL}versionIRI", f"{OWL}priorVersion"}
        and isinstance(quad.object, ox.NamedNode)
    }
    chapters = re.findall(r"^## (\d+\.\d+\.\d+) \(", changelog(), re.MULTILINE)
    assert versions == set(chapters) == {"0.1.0", "0.2.0"}


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.as_posix()[-20:])
def test_an_earlier_version_is_sorted_n_triples(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) >= 20
