from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from publisher.errors import SettingsError
from publisher.sparql_text import check_query, declared_prefixes, names_default_graph, shorten

# {U} stands for an address that counts who asks.
CALLS = (
    "SELECT * {{ SERVICE <{U}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE <{U}> {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{U}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent <{U}> {{}} }}",
    "SELECT * {{SeRvIcE<{U}>{{}}}}",
    "SELECT * {{ SERVICE # a comment\n SILENT # and another\n <{U}> {{}} }}",
    "SELECT * {{ VALUES ?s {{ <{U}> }} SERVICE ?s {{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?s {{ <{U}> }} SERVICE?s{{ ?a ?b ?c }} }}",
    "PREFIX : <{U}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "PREFIX : <{U}> PREFIX service: <urn:> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?a ?p ?b FILTER(?a<?b)SERVICE#>\n<{U}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?a {{ 1 }} FILTER(?a<2)SERVICE#>\n<{U}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE <{U}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ OPTIONAL {{ SERVICE <{U}> {{}} }} }}",
    "SELECT * {{ ?s ?p trueSERVICE <{U}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE <{U}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{U}> {{}} }} }} }}",
    'SELECT * {{ BIND("it\'s" AS ?x) SERVICE <{U}> {{}} BIND("it\'s" AS ?y) }}',
    "SELECT * {{ BIND('''a'b''' AS ?x) SERVICE <{U}> {{}} }}",
    "SELECT * {{ ?service ?p 'service' SERVICE <{U}> {{}} }}",
)
HARMLESS = (
    "SELECT ?service { ?service ?p ?o }",
    "SELECT $SERVICE { $SERVICE ?p ?o }",
    'SELECT * { ?s ?p "SERVICE <http://example.org/> {}" }',
    "SELECT * { ?s ?p 'SERVICE' }",
    'SELECT * { ?s ?p """a "SERVICE" \\""" SERVICE <x> {}""" }',
    "SELECT * { ?s ?p '''it's SERVICE''' }",
    "SELECT * { ?s ?p 'a\\'SERVICE' }",
    'SELECT * { ?s ?p "palvelu"@service }',
    "SELECT * { ?s <http://example.org/service> ?o }",
    "SELECT * { ?s <http://example.org/#SERVICE> ?o }",
    "PREFIX service: <http://example.org/> SELECT * { service:x service:service ?o }",
    "PREFIX SERVICE: <http://example.org/> SELECT * { GRAPH SERVICE:x { ?s ?p ?o } }",
    "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ?o ; ex:a.service ?b }",
    "SELECT * { _:service ?p ?o }",
    "# SERVICE <http://example.org/> {}\nSELECT * { ?s ?p ?o } # SERVICE",
    "SELECT * { ?s ?p ?o # it's SERVICE\n }",
    "SELECT * { ?a ?p ?b FILTER(?a < ?b && ?b > 'SERVICE') }",
    "SELECT (COUNT(?service) AS ?services) { ?s ?p ?service }",
    "SELECT * { ?s ?p '\\u0053ERVICE' }",
    "SELECT * FROM <http://example.org/service> { ?s ?p ?o }",
)
UPDATES = (
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "PREFIX a: <urn:a#> # with\n DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1/>",
    "BASE <urn:x#> clear all",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DROP GRAPH <urn:g>",
)
FROM = {
    "SELECT * FROM <urn:g> { ?s ?p ?o }": True,
    "SELECT * from named <urn:g> { ?s ?p ?o }": True,
    "PREFIX from: <urn:> ASK FROM from:g { ?from from:from 'FROM' } # from": True,
    "SELECT ?from { ?from ?p 'FROM <urn:g>' }": False,
    "PREFIX from: <urn:from> ASK { from:x ?p ?o } # FROM": False,
    "SELECT ?service FROM <urn:service> { ?s ?p ?service }": True,
}
UNREADABLE = {
    "": "error at 1:1: expected more",
    "SELECT ?o\n{ ?s ?p ?o": "error at 2:11",
    "SELECT * { ?s kemi:nimi ?o . ?o a:b 'x:y' }": "no PREFIX line declares a:, kemi:",
    "SELECT * { ?s service:x ?o }": "no PREFIX line declares service:",
    "SELECT * { :x ?p ?o }": "no PREFIX line declares :)",
    "SELECT * { \\u0053ERVICE <urn:x> {} }": "error at 1:",
    "SELECT * { ?s ?p ?o SERVICE": "error at 1:28",
    "\udc80": "utf-8",
}


@pytest.fixture(scope="module")
def calls() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the paths that somebody has asked it for."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(500)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", seen
        server.shutdown()
        thread.join(5)


@pytest.mark.parametrize("text", CALLS)
def test_refuses_to_call_other_endpoints(text: str, calls: tuple[str, list[str]]) -> None:
    address, seen = calls
    with pytest.raises(SettingsError):
        check_query(text.format(U=address))
    assert not seen


def test_says_why_a_service_is_refused() -> None:
    with pytest.raises(SettingsError, match="SERVICE is refused"):
        check_query("SELECT * { SERVICE # not\n SILENT <urn:x> {} }")


def test_the_store_would_have_called(calls: tuple[str, list[str]]) -> None:
    address, seen = calls
    text = "PREFIX : <{U}> PREFIX service: <urn:> ASK {{ SERVICE:x {{ ?s ?p ?o }} }}"
    with pytest.raises(OSError, match="500"):
        ox.Store().query(text.format(U=address))
    assert seen.pop() == "/x"


@pytest.mark.parametrize("text", HARMLESS)
def test_lets_the_word_be_where_it_is_no_keyword(text: str) -> None:
    check_query(text)
    ox.Store().query(text)


@pytest.mark.parametrize("text", UPDATES)
def test_refuses_to_change_anything(text: str) -> None:
    with pytest.raises(SettingsError, match="this changes data"):
        check_query(text)


@pytest.mark.parametrize("text", UNREADABLE)
def test_says_where_a_query_ceases_to_make_sense(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check_query(text)
    assert UNREADABLE[text] in str(caught.value)
    assert "[" not in str(caught.value)


@pytest.mark.parametrize("text", FROM)
def test_sees_whether_a_query_names_its_dataset(text: str) -> None:
    check_query(text)
    assert FROM[text] == names_default_graph(text)


def test_sees_every_case() -> None:
    counts = [len(table) for table in (CALLS, HARMLESS, UPDATES, UNREADABLE, FROM)]
    assert counts == [20, 20, 6, 8, 6]


def test_reads_prefixes_before_the_query_only() -> None:
    text = (
        "# PREFIX no: <urn:no>\nBASE <http://x/#PREFIX>\nprefix eli: <http://eli/#>"
        "PREFIX : <urn:e:>\nPREFIX rel: <kemi/>\nSELECT * { ?s ?p 'PREFIX c: <urn:c>' }"
    )
    assert declared_prefixes(text) == {"eli": "http://eli/#", "": "urn:e:"}


def test_shortens_by_the_longest_namespace() -> None:
    prefixes = {"a": "http://x/", "b": "http://x/y#", "": "urn:"}
    expected = {
        "http://x/z": "a:z",
        "http://x/y#z-1.2": "b:z-1.2",
        "http://x/y/z": "<http://x/y/z>",
        "http://x/": "<http://x/>",
        "http://x/z.": "<http://x/z.>",
        "urn:päätös": ":päätös",
        "http://other/": "<http://other/>",
    }
    assert expected == {iri: shorten(iri, prefixes) for iri in expected}
    assert len(expected) == 7
