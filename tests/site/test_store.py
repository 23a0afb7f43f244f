"""The store as SPARQL sees it: each triple once, and counts that are right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.errors import TableError
from publisher.validation import read_ontology, read_vocabulary
from tests.site.building import BASE, PREFIXES, Built, answers, retold, speaking


def test_no_triple_stands_in_two_graphs(demo: Built) -> None:
    graphs = Counter(quad.triple for quad in demo.quads)
    assert len(demo.quads) == demo.report["quads"] > 4_000
    assert {triple: count for triple, count in graphs.items() if count > 1} == {}


def test_nothing_stands_outside_a_named_graph(demo: Built) -> None:
    assert "" not in demo.graphs
    vocabularies = {name for name in demo.graphs if not name.startswith(BASE)}
    assert len(vocabularies) == 21
    assert {quad.graph_name for quad in read_ontology()} == {
        ox.NamedNode(name) for name in vocabularies
    }


# An answer of one §, of a meeting or of an office.
ITEMS = {"minutes-item", "office-decision"}


def test_counts_agree_with_what_careful_readers_found(demo: Built) -> None:
    items = [answer for answer in speaking() if answer["document_kind"] in ITEMS]
    previews = [answer for answer in answers() if answer["document_kind"] == "press"]
    assert (len(items), len(previews)) == (29, 2)
    cases = {answer["case_id"] for answer in items} - {None}
    handling = "?s eli-dl:had_activity_type toiminta:kasittely ; a"
    assert {
        "sections": demo.counted(f"{handling} eli-dl:Activity"),
        "foreseen": demo.counted(f"{handling} eli-dl:ForeseenActivity"),
        "meetings": demo.counted("?s eli-dl:had_activity_type toiminta:kokous"),
        "acts": demo.counted("?s a eli:LegalResource"),
        "cases": demo.counted("?s a eli-dl:Process"),
        "organizations": demo.counted("?s a org:FormalOrganization"),
        "bodies": demo.counted("?s a org:OrganizationalUnit"),
    } == {
        "sections": 29 + 1,
        "foreseen": sum(len(answer["items"]) for answer in previews),
        "meetings": 25 + 1,
        "acts": 28 + 1,
        "cases": len(cases),
        "organizations": 2,
        "bodies": 7,
    }


def test_every_section_has_the_day_number_and_title_that_its_document_prints(demo: Built) -> None:
    done = demo.query(
        f"{PREFIXES} SELECT ?date ?number ?title WHERE {{ ?s eli-dl:forms_part_of ?m ; "
        "eli-dl:activity_date ?date ; eli-dl:activity_order ?number ; "
        "eli-dl:activity_label ?title . ?m eli-dl:had_activity_type toiminta:kokous }"
    )
    found = sorted(line.split(",", 2) for line in done.stdout.splitlines()[1:])
    expected = sorted(
        (answer["date"], str(answer["section"]), answer["title"])
        for answer in (*answers(), *retold())
        if answer["document_kind"] == "minutes-item"
    )
    assert [tuple(row) for row in found] == [
        (day, number, f'"{title}"' if "," in title else title) for day, number, title in expected
    ]


def test_a_section_is_found_with_the_labels_of_its_codes(demo: Built) -> None:
    labelled = demo.counted(
        "?d eli-dl:decision_outcome ?o . ?o skos:prefLabel ?l FILTER (LANG(?l) = 'sv')"
    )
    assert labelled == demo.counted("?d eli-dl:decision_outcome ?o") == 31  # two of a vote


@pytest.mark.parametrize("headers", [(), ("a", "b")])
def test_refuses_a_vocabulary_that_does_not_say_what_it_is(
    tmp_path: Path, headers: tuple[str, ...]
) -> None:
    path = tmp_path / "x.ttl"
    ontology = "<http://www.w3.org/2002/07/owl#Ontology>"
    path.write_text("".join(f"<https://example.org/{name}> a {ontology} . " for name in headers))
    with pytest.raises(TableError, match="say of one IRI"):
        read_vocabulary(path)
