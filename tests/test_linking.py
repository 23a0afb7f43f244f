"""Subjects of a thesaurus that are suggested for §§, and how sure the suggestions are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from publisher.errors import SettingsError
from publisher.linking.vocabulary import Suggestion, Vocabulary
from publisher.rdf.concepts import read_labels
from tests.build.corpora import BASE, Folder, Section, pykala

EX = "http://example.org/sanasto/"
THESAURUS = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <{EX}> .

ex:ladut skos:prefLabel "ladut"@fi , "skidspår"@sv ; skos:altLabel "hiihtoladut"@fi .
ex:valaistus skos:prefLabel "valaistus"@fi , "belysning"@sv ; skos:altLabel "valaiseminen"@fi .
ex:koulukyydit skos:prefLabel "koulukuljetukset"@fi ; skos:altLabel "koulukyydit"@fi .
ex:kuljetukset skos:prefLabel "kuljetukset"@fi .
ex:julkiset skos:prefLabel "asuntojen hankinnat"@fi , "offentlig upphandling"@sv .
ex:hankinnat skos:prefLabel "hankinnat"@fi .
ex:kuuset1 skos:prefLabel "kuuset"@fi .
ex:kuuset2 skos:prefLabel "kuuset"@fi .
ex:tie skos:prefLabel "tie"@fi .
ex:vanha skos:prefLabel "hiihtokeskukset"@fi ; owl:deprecated true .
"""
SUGGESTED = [
    ("fi", "Valaistus", [("valaistus", 0.9)]),
    ("fi", "Koulukuljetusten järjestäminen", [("koulukyydit", 0.7)]),
    ("fi", "Koulukyydit", [("koulukyydit", 0.7)]),  # as printed, but not the preferred label
    # The longest label counts, and nothing inside it.
    ("fi", "Asunnon hankinnan ohje", [("julkiset", 0.7)]),
    ("fi", "Hankintojen ohje", [("hankinnat", 0.7)]),
    # Two concepts of one label: nobody knows which.
    ("fi", "Kuusten istuttaminen", [("kuuset1", 0.35), ("kuuset2", 0.35)]),
    # A word of three letters stands for too much, and what is deprecated for nothing.
    ("fi", "Tie", []),
    ("fi", "Hiihtokeskukset", []),
    ("fi", "", []),
    ("sv", "Belysning av skidspåret", [("valaistus", 0.9), ("ladut", 0.7)]),
    ("sv", "Valaistus", []),
]


@pytest.fixture(scope="module")
def thesaurus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("thesaurus") / "sanasto.ttl"
    path.write_text(THESAURUS, encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "title", "suggested"), SUGGESTED)
def test_a_title_suggests_the_concepts_whose_labels_stand_in_it(
    thesaurus: Path, language: str, title: str, suggested: list[tuple[str, float]]
) -> None:
    found: list[Suggestion] = Vocabulary(read_labels(thesaurus), language).suggest(title)
    assert [(one.concept.removeprefix(EX), one.confidence) for one in found] == suggested
    for one in found:
        assert one.printed in title
        assert 0 < one.confidence < 1


def test_the_table_is_as_long_as_it_was() -> None:
    assert len(SUGGESTED) == 11


def test_a_file_that_is_no_vocabulary_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sanasto.ttl"
    with pytest.raises(SettingsError, match="cannot be read"):
        list(read_labels(path))
    path.write_text("no turtle", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be read"):
        list(read_labels(path))


def test_suggestions_are_written_and_nothing_of_them_is_published(
    tmp_path: Path, thesaurus: Path
) -> None:
    folder = Folder.create(tmp_path / "folder", {"lumivaara/kh-9.txt": Section(number=9).text()})
    folder.build()
    before = folder.public()
    arguments = ("link", str(folder.settings), "--vocabulary", str(thesaurus))
    done = pykala(*arguments, "--output", "json")
    assert (done.returncode, done.stderr) == (0, "")
    section = f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026/9"
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["section"], one["concept"], one["printed"]) for one in found] == [
        (section, f"{EX}ladut", "Hiihtoladun"),
        (section, f"{EX}valaistus", "valaiseminen"),
    ]
    turtle = pykala(*arguments)
    graph = rdflib.Graph().parse(data=turtle.stdout, format="turtle")
    pk = rdflib.Namespace("https://w3id.org/pykala/def#")
    suggestions = set(graph.objects(rdflib.URIRef(section), pk.suggestion))
    assert len(suggestions) == 2
    assert {str(graph.value(one, pk.suggestedConcept)) for one in suggestions} == {
        one["concept"] for one in found
    }
    assert folder.public() == before


def test_a_section_with_two_titles_has_each_suggestion_once(
    tmp_path: Path, thesaurus: Path
) -> None:
    swedish = """\
Belysning av skidspåret

Stadsstyrelsen 19.01.2026 § 9
38/02.05.01/2026

Beslut\tStadsstyrelsen godkände förslaget enhälligt.
"""
    documents = {"lumivaara/kh-9.txt": Section(number=9).text(), "lumivaara/sv.txt": swedish}
    folder = Folder.create(tmp_path / "folder", documents)
    assert folder.build().fates["published"] == 2
    done = pykala(
        *("link", str(folder.settings), "--vocabulary", str(thesaurus), "--output", "json")
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["concept"].removeprefix(EX) for one in found] == ["ladut", "valaistus"]
    assert {one["title"] for one in found} == {Section(number=9).title}


def test_the_command_asks_for_a_vocabulary_and_a_store(tmp_path: Path, thesaurus: Path) -> None:
    folder = Folder.create(tmp_path / "folder", {})
    missing = pykala("link", str(folder.settings))
    assert missing.returncode == 2
    assert "--vocabulary" in missing.stderr
    unbuilt = pykala("link", str(folder.settings), "--vocabulary", str(thesaurus))
    assert unbuilt.returncode == 1
    assert "build" in unbuilt.stderr
