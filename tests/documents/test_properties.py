"""The properties of an open interface become lines with their names."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.properties import extract_lines, is_json
from publisher.documents.reading import read_document
from publisher.errors import UnreadableError


def answer(*properties: tuple[str, str | None]) -> str:
    return json.dumps(
        {"value": [{"Id": 1, "Name": name, "Text": text} for name, text in properties]}
    )


def test_a_value_of_one_line_stands_beside_its_name() -> None:
    assert (
        extract_lines(answer(("Article", "14"), ("Name", "Laituri")))
        == "Article\t14\n\nName\tLaituri"
    )


def test_a_value_of_several_lines_stands_below_its_name() -> None:
    html = "<p>P&auml;&auml;tet&auml;&auml;n,</p><p>ett&auml; uusitaan.</p>"
    assert extract_lines(answer(("Decision", html))) == "Decision\nPäätetään,\n\nettä uusitaan."


@pytest.mark.parametrize("empty", [None, "", "  ", "<p></p>"])
def test_a_property_without_a_value_is_left_out(empty: str | None) -> None:
    assert extract_lines(answer(("Opinions", empty), ("Article", "14"))) == "Article\t14"


def test_a_list_inside_the_list_keeps_the_name_of_the_outer_one() -> None:
    inner = json.dumps([{"value": [{"Name": "Decision", "Text": "<p>Pöydälle.</p>"}]}])
    assert extract_lines(answer(("HistoryTopics", inner))) == "HistoryTopics.Decision\tPöydälle."


def test_text_in_brackets_is_no_list() -> None:
    assert extract_lines(answer(("Name", "[Salainen]"))) == "Name\t[Salainen]"


@pytest.mark.parametrize("text", ['{"a": 1}', "[]", '{"value": 3}', '{"value": [{"Text": "x"}]}'])
def test_other_json_is_refused_with_advice(text: str) -> None:
    assert is_json(text)
    with pytest.raises(UnreadableError, match="JSON of a shape that is not known"):
        read_document("asia.json", text.encode())


@pytest.mark.parametrize("text", ["§ 7 Laituri", "[hakija] esittää", "{", "(1) kohta"])
def test_a_text_is_no_json(text: str) -> None:
    assert not is_json(text)


def test_a_document_of_properties_is_known_by_what_is_in_it() -> None:
    document = read_document("asia.txt", answer(("Name", "Laituri")).encode())
    assert document.media_type == "application/json"


@given(
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["value", "Name", "Text"]), x),
        max_leaves=12,
    )
)
def test_no_json_fails(value: object) -> None:
    found = extract_lines(json.dumps(value))
    assert found is None or isinstance(found, str)
