from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.errors import SettingsError, StoreError
from publisher.querying import Output, run_query

DATA = """
<https://data.example.fi/kemi> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/org#Organization> <urn:g:kemi> .
<https://data.example.fi/kemi> <http://www.w3.org/2004/02/skos/core#prefLabel> "Kemi"@fi <urn:g:kemi> .
<https://data.example.fi/rauma> <http://www.w3.org/2004/02/skos/core#prefLabel> "Raumo, \\"stad\\"\\n\\u001B[31m"@sv <urn:g:rauma> .
<https://data.example.fi/rauma> <http://example.org/asukkaita> "38"^^<http://www.w3.org/2001/XMLSchema#integer> .
"""  # noqa: E501
PREFIXES = """PREFIX k: <https://data.example.fi/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
"""
LABELS = f"{PREFIXES}SELECT ?s ?label ?nil {{ ?s skos:prefLabel ?label }} ORDER BY ?s"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    ox.Store(str(path)).load(DATA, format=ox.RdfFormat.N_QUADS)
    return path


def ask(store: Path, text: str, output: Output = "table") -> str:
    return "".join(run_query(store, text, output=output))


def test_aligns_a_table_and_shortens_iris_by_the_prefixes_of_the_query(store: Path) -> None:
    assert ask(store, LABELS).splitlines() == [
        "s        label                       nil",
        "───────  ──────────────────────────  ───",
        "k:kemi   Kemi@fi",
        r'k:rauma  Raumo, "stad"\n\x1b[31m@sv',
    ]


def test_leaves_iris_whole_without_prefixes(store: Path) -> None:
    text = "SELECT ?g { GRAPH ?g { ?s a ?type } }"
    assert ask(store, text).splitlines()[2:] == ["<urn:g:kemi>"]


def test_shows_the_names_of_the_columns_when_nothing_is_found(store: Path) -> None:
    text = "SELECT ?longer ?x { ?longer <urn:no> ?x }"
    assert ask(store, text) == "longer  x\n──────  ─\n"


def test_writes_csv_as_the_standard_says(store: Path) -> None:
    assert ask(store, LABELS, "csv") == (
        "s,label,nil\r\nhttps://data.example.fi/kemi,Kemi,\r\n"
        'https://data.example.fi/rauma,"Raumo, ""stad""\n\x1b[31m",\r\n'
    )


def test_writes_json_as_the_standard_says(store: Path) -> None:
    answer = json.loads(ask(store, LABELS, "json"))
    assert answer["head"] == {"vars": ["s", "label", "nil"]}
    assert answer["results"]["bindings"][0]["label"] == {
        "type": "literal",
        "value": "Kemi",
        "xml:lang": "fi",
    }


def test_answers_yes_and_no(store: Path) -> None:
    text = "ASK { <https://data.example.fi/kemi> ?p ?o }"
    assert ask(store, text) == "true\n"
    assert ask(store, text, "csv") == "true\n"
    assert ask(store, text, "json") == '{"head":{},"boolean":true}\n'
    assert ask(store, "ASK { <urn:no> ?p ?o }") == "false\n"


def test_writes_graphs_in_the_order_of_files(store: Path) -> None:
    text = f"{PREFIXES}DESCRIBE k:kemi"
    turtle = ask(store, text)
    assert turtle.startswith("@prefix")
    assert turtle.endswith('k:kemi a org:Organization ;\n\tskos:prefLabel "Kemi"@fi .\n')
    triples = ask(store, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }", "csv")
    assert triples.count("\n") == 1
    assert triples.startswith("<https://data.example.fi/kemi> <http://www.w3.org/1999")
    assert json.loads(ask(store, text, "json"))[0]["@id"] == "https://data.example.fi/kemi"


def test_does_without_a_prefix_that_it_cannot_write(store: Path) -> None:
    text = "PREFIX ä: <http://example.org/\\u00e4#> BASE <urn:> DESCRIBE <https://data.example.fi/kemi>"
    assert ask(store, text).startswith("<https://data.example.fi/kemi> a ")


def test_asks_all_graphs_unless_the_query_says_which(store: Path) -> None:
    counts = {
        "": "4",
        "FROM <urn:g:kemi>": "2",
        "FROM <urn:g:kemi> FROM <urn:g:rauma>": "3",
        "FROM NAMED <urn:g:kemi>": "0",
    }
    answers = {
        dataset: ask(store, f"SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ ?s ?p ?o }}").split()[-1]
        for dataset in counts
    }
    assert counts == answers
    assert len(answers) == 4


def test_takes_long_answers_in_pieces(store: Path) -> None:
    many = " ".join(f'"ä{number}"' for number in range(2000))
    text = f"SELECT ?x {{ VALUES ?x {{ {many} }} VALUES ?y {{ {'1 ' * 10} }} }}"
    for output in ("table", "csv", "json"):
        pieces = list(run_query(store, text, output=output))
        assert len(pieces) > 1
        assert "".join(pieces).count("ä1999") == 10


def test_says_what_to_do_without_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    for name in ("none", "file", "empty"):
        with pytest.raises(StoreError, match="run `pykala build` first"):
            run_query(tmp_path / name, "ASK {}", output="table")


def test_refuses_what_is_no_query_before_anything_is_written(store: Path) -> None:
    refused = {
        "SELECT * {": "error at 1:11",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }": "changes data",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": "SERVICE is refused",
        "ASK { FILTER(<urn:f>(1)) }": "urn:f",
    }
    for text, reason in refused.items():
        with pytest.raises(SettingsError, match=reason):
            run_query(store, text, output="csv")
    assert len(refused) == 4
