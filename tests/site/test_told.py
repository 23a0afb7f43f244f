"""Whatever the record of a page says in words stands on the page."""

from __future__ import annotations

import pytest

from tests.site.building import BASE, Built
from tests.site.rules_told import told
from tests.site.triples import oxigraph_reader


@pytest.mark.parametrize(("name", "fewest"), [("demo", 2_500), ("generated", 5_000)])
def test_every_text_and_day_of_a_record_stands_on_its_page(
    request: pytest.FixtureRequest, name: str, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    read = oxigraph_reader({})
    checked, missing = 0, []
    for page in built.pages:
        said = read(built.place.text(f"{page}.nt"), "nt")
        for document in built.place.versions(page).values():
            found = told(document, built.documents[document], said, built.place)
            checked += found.checked
            missing += found.missing
    assert checked > fewest
    assert missing == []


def test_a_text_that_is_not_there_would_be_found(demo: Built) -> None:
    name, document = "tietoa.html", demo.documents["tietoa.html"]
    thing, predicate = (f"{BASE}tietoa",), ("http://purl.org/dc/terms/title",)
    kind = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",)
    said = frozenset(
        (thing, predicate, (text, code, *kind))
        for text, code in (("Jotakin muuta", "fi"), ("Tietoa", "sv"))
    )
    (missing,) = told(name, document, said, demo.place).missing
    assert "'Jotakin muuta'" in missing
