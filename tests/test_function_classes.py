"""The codes of function classes, and the main classes that organisations share."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from publisher.function_classes import class_codes, main_class, read_main_classes

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEME = "https://w3id.org/pykala/koodi/tehtavaluokka"

PRINTED = [
    ("10.03.02", ("10.03.02",)),
    ("10 03 02", ("10.03.02",)),
    ("00.01.02.03", ("00.01.02.03",)),
    ("10.03", ("10.03",)),
    (" 10.03.02 ", ("10.03.02",)),
    ("T 10 03 02 01", ("10.03.02.01",)),
    ("T 10 03 02, T 02 05", ("10.03.02", "02.05")),
    ("10 03 02,00 01 02", ("10.03.02", "00.01.02")),
    ("10 03 02, 10.03.02", ("10.03.02",)),
    ("99.00", ("99.00",)),
    ("10 03 02, 20.215", ("10.03.02",)),
    ("20.215", ()),
    ("10", ()),
    ("1.03", ()),
    ("10.3", ()),
    ("10-03-02", ()),
    ("10..03", ()),
    ("10.03.", ()),
    ("A 10 03", ()),
    ("10.AB", ()),
    ("10.03.02.01.00.01.02", ()),
    ("", ()),
    (",", ()),
]


@pytest.mark.parametrize(("printed", "codes"), PRINTED)
def test_a_code_is_normalised_or_none(printed: str, codes: tuple[str, ...]) -> None:
    assert class_codes(printed) == codes


def test_a_code_belongs_to_a_main_class_that_is_known() -> None:
    assert len(PRINTED) == 23
    assert [main_class(code) for code in ("00.01", "14.05.00", "15.00", "99.00")] == [
        *("00", "14"),
        *(None, None),
    ]


def test_the_code_list_has_the_main_classes_of_the_table() -> None:
    quads = list(ox.parse(path=asset_dir("ontology") / "koodi" / "tehtavaluokka.ttl"))
    table = {
        (f"{SCHEME}#{each.code}", str(ox.Literal(name, language=language)))
        for each in read_main_classes()
        for language, name in (("fi", each.name_fi), ("sv", each.name_sv), ("en", each.name_en))
    }
    labels = {
        (quad.subject.value, str(quad.object))
        for quad in quads
        if quad.predicate.value == f"{SKOS}prefLabel" and quad.subject.value != SCHEME
    }
    assert labels == table
    assert [each.code for each in read_main_classes()] == [f"{n:02}" for n in range(15)]


def test_every_main_class_is_a_type_of_process_with_its_code_as_notation() -> None:
    quads = list(ox.parse(path=asset_dir("ontology") / "koodi" / "tehtavaluokka.ttl"))
    said = {(quad.subject.value, quad.predicate.value, str(quad.object)) for quad in quads}
    process_type = "<http://data.europa.eu/eli/eli-draft-legislation-ontology#ProcessType>"
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    for each in read_main_classes():
        concept = f"{SCHEME}#{each.code}"
        assert (concept, kind, process_type) in said
        assert (concept, f"{SKOS}notation", f'"{each.code}"') in said
