"""The pages of vocabularies: what they take from the vocabularies, in which order."""

from __future__ import annotations

import pytest

from publisher.web.page import Page
from tests.web.vocabulary_examples import IRI, vocabulary_pages


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return vocabulary_pages()


def test_every_version_has_a_page_and_only_the_current_one_is_indexed(
    pages: dict[str, Page],
) -> None:
    assert {path: page.indexed for path, page in pages.items()} == {
        "def": True,
        "def/0.10.0": False,
        "def/0.9.0": False,
    }
    assert {path: page.listing["current"] for path, page in pages.items()} == {
        "def": True,
        "def/0.10.0": True,
        "def/0.9.0": False,
    }


def test_terms_stand_by_kind_with_the_columns_that_say_something(pages: dict[str, Page]) -> None:
    groups = pages["def"].listing["groups"]
    assert [
        (kind, columns, [term.name for term, _ in terms]) for kind, columns, terms in groups
    ] == [
        ("classes", ["label"], ["pk:one"]),
        ("properties", ["domain", "range", "definition"], ["pk:two"]),
        ("others", ["label"], ["pk:three"]),
    ]
    ((term, facts),) = groups[1][2]
    assert [value.link for value in facts["domain"]] == ["#one"]
    assert [value.text for value in facts["range"]] == ["rdfs:Resource"]
    assert [value.text for value in facts["definition"]] == ["2"]
    assert term.fragment == "two"


def test_all_is_said_of_a_term_but_what_is_said_with_blank_nodes(pages: dict[str, Page]) -> None:
    ((term, _),) = pages["def"].listing["groups"][0][2]
    assert [(each.name, [value.text for value in each[2]]) for each in term.statements] == [
        ("rdf:type", ["owl:Class"]),
        ("rdfs:label", ["Yksi", "One"]),
        ("rdfs:seeAlso", ["pk:two"]),
    ]


def test_versions_come_newest_first_with_what_is_new_in_each(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert [
            (version.number, version.issued, [value.text for value in added])
            for version, added in page.listing["versions"]
        ] == [("0.10.0", "2026-03-04", ["pk:three", "pk:two"]), ("0.9.0", "", [])]


def test_the_record_says_what_the_vocabulary_says(pages: dict[str, Page]) -> None:
    assert pages["def"].record == {
        "id": IRI,
        "pageTitle": {"fi": "Sanoja <b>", "sv": "Ord", "en": "Words"},
    }
