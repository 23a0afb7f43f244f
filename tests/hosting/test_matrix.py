"""One table of clients and addresses against every web server; see matrix.toml."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.hosting.servers import Answer, Server, link_set, vary

MATRIX = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text("utf-8"))
CLIENTS = MATRIX["client"]
TYPES = {
    "html": "text/html; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
KEPT = {
    "document": "public, max-age=300, must-revalidate",
    "asset": "public, max-age=31536000, immutable",
    None: "no-store",
}
EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}
SECTION = "eli/dl/metsalahti/kaupunginhallitus/2026/71"


def summary(answer: Answer) -> dict[str, Any]:
    """What has to be equal on all servers; the words of a refusal are the server's own."""
    headers = answer.headers
    names = ("Content-Language", "Cache-Control", "X-Robots-Tag", "Allow", *EVERYWHERE)
    spoken = answer.status in {200, 404, 410}
    return {
        "status": answer.status,
        "body": answer.body if spoken else None,
        "Content-Type": headers.get("Content-Type") if spoken else None,
        "Location": urlsplit(headers.get("Location", "")).path,
        "Vary": vary(answer),
        "Link": link_set(headers),
        **{name: headers.get(name) for name in names},
    }


def clients() -> Iterator[tuple[str, dict[str, str], str]]:
    for client in CLIENTS:
        headers = {"accept": client["accept"]} if client["accept"] else {}
        yield client["name"], headers, client["gets"]


def declared(server: Server, name: str) -> set[str]:
    """In what a server may differ at an address, as the table says."""
    return {
        what
        for one in MATRIX["difference"]
        if one["address"] == name and server.name in one["servers"]
        for what in one["what"]
    }


def test_a_thing_leads_everybody_to_the_document_they_can_read(server: Server) -> None:
    wrong, seen = [], 0
    for thing in MATRIX["thing"]:
        document = thing.get("document", thing["path"])
        for name, headers, gets in clients():
            seen += 1
            answer = server.ask(thing["path"], **headers)
            stem = thing.get("page", document) if gets == "html" else document
            expected = (406, "") if gets == "406" else (303, f"/{stem}.{gets}")
            location = answer.headers.get("Location", "")
            if server.name == "apache":  # it names the whole address, which is that of the IRIs
                assert gets == "406" or location.startswith("https://data.example.fi/")
                location = location.removeprefix("https://data.example.fi")
            found = (answer.status, location)
            kept = answer.headers.get("Cache-Control")
            if found != expected or vary(answer) != {"Accept"} or kept != "no-store":
                wrong.append((thing["name"], name, expected, answer))
    assert wrong == []
    assert seen == 230


def test_what_has_left_says_so_in_every_form(server: Server) -> None:
    wrong, seen = [], 0
    for thing in MATRIX["gone"]:
        document = thing.get("document", thing["path"])
        for name, headers, gets in clients():
            seen += 1
            answer = server.ask(thing["path"], **headers)
            stem = thing.get("page", document) if gets == "html" else document
            if gets == "406":
                expected: tuple[int, bytes | None] = (406, None)
            else:
                expected = (410, (server.place.root / f"{stem}.{gets}").read_bytes())
            found = (answer.status, answer.body if answer.status == 410 else None)
            fits = gets == "406" or answer.headers.get("Content-Type") == TYPES[gets]
            if found != expected or not fits or vary(answer) != {"Accept"}:
                wrong.append((thing["name"], name, answer.status, answer.headers))
    assert wrong == []
    assert seen == 69


def test_every_other_address_answers_as_the_table_says(server: Server) -> None:
    wrong = []
    for address in MATRIX["address"]:
        answer = server.ask(address["path"], accept="text/turtle, */*;q=0.1")
        missing = address["status"] == 404
        file = "404.html" if missing else address.get("file", address["path"])
        expected = {
            "status": address["status"],
            "body": (server.place.root / file).read_bytes(),
            "Content-Type": TYPES["html"] if missing else address["type"],
            "Content-Language": "fi" if missing else address.get("language"),
            "Cache-Control": KEPT[address.get("kept")],
            "X-Robots-Tag": address.get("robots"),
            "Vary": {address["vary"]} if "vary" in address else set(),
            **EVERYWHERE,
        }
        found = summary(answer)
        differs = {name: found[name] for name in expected if found[name] != expected[name]}
        if missing or "links" in address:
            count = len(link_set(answer.headers))
            differs |= {} if count == address.get("links", 0) else {"Link": count}
        differs = {k: v for k, v in differs.items() if k not in declared(server, address["name"])}
        if differs:
            wrong.append((address["name"], differs))
    assert wrong == []
    assert len(MATRIX["address"]) == 44


def test_every_server_answers_as_we_do(server: Server, reference: Server) -> None:
    wrong, seen = [], 0
    for kind in ("thing", "gone", "address"):
        for one in MATRIX[kind]:
            for accept in ("", "text/turtle", "image/png"):
                seen += 1
                headers = {"accept": accept} if accept else {}
                ours = summary(reference.ask(one["path"], **headers))
                theirs = summary(server.ask(one["path"], **headers))
                may_differ = declared(server, one["name"])
                differs = {
                    name: (ours[name], theirs[name])
                    for name in ours
                    if ours[name] != theirs[name] and name not in may_differ
                }
                if differs:
                    wrong.append((one["name"], accept, differs))
    assert wrong == []
    assert seen == 171


def test_a_declared_difference_is_one(server: Server, reference: Server) -> None:
    paths = {one["name"]: one["path"] for one in MATRIX["address"]}
    alike = [
        (one["address"], what)
        for one in MATRIX["difference"]
        if server.name in one["servers"]
        for ours in [summary(reference.ask(paths[one["address"]]))]
        for theirs in [summary(server.ask(paths[one["address"]]))]
        for what in one["what"]
        if ours[what] == theirs[what]
    ]
    assert alike == []


def test_a_document_links_to_its_thing_and_to_the_others(server: Server) -> None:
    others = {
        *(f'</{SECTION}.{key}>; rel="alternate"; type="{name.partition(";")[0]}"'
          for key, name in TYPES.items() if key != "ttl"),
        *(f'</{SECTION}.{key}.html>; rel="alternate"; type="text/html"; hreflang="{key}"'
          for key in ("sv", "en")),
    }  # fmt: skip
    described = {f'<https://data.example.fi/{SECTION}>; rel="describes"'}
    assert link_set(server.ask(f"{SECTION}.ttl").headers) == described | others
    vocabulary = link_set(server.ask("koodi/tulos.html").headers)
    assert '<https://w3id.org/pykala/koodi/tulos>; rel="describes"' in vocabulary
    assert not any("data.example.fi" in link for link in vocabulary)


def test_head_says_what_get_says(server: Server) -> None:
    paths = ("", SECTION, f"{SECTION}.html", f"{SECTION}.ttl", "rauma", "rauma.ttl")
    for path in paths:
        get, head = summary(server.ask(path)), summary(server.ask(path, "HEAD"))
        assert head | {"body": get["body"]} == get
        assert not head["body"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    for path in (SECTION, f"{SECTION}.ttl"):
        answer = server.ask(path, method)
        allowed = {name.strip() for name in answer.headers["Allow"].split(",")} - {""}
        assert (answer.status, allowed) == (405, {"GET", "HEAD"})
        assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_fetches_twice_what_did_not_change(server: Server) -> None:
    for path in (f"{SECTION}.html", "static/proof.0123abcd.css"):
        for wanted in ({}, {"accept_encoding": "gzip"}):
            first = server.ask(path, **wanted)
            again = server.ask(path, if_none_match=first.headers["Etag"], **wanted)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert server.ask(path, if_none_match='"other"').status == 200


def test_text_is_compressed_for_who_can_read_it(server: Server) -> None:
    for path in (f"{SECTION}.html", f"{SECTION}.ttl", f"{SECTION}.jsonld"):
        answer = server.ask(path, accept_encoding="gzip")
        content = (server.place.root / path).read_bytes()
        if server.name in {"serve", "edge"}:  # one needs it not, the other leaves it to its runtime
            assert answer.body == content
            continue
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert gzip.decompress(answer.body) == content


def test_the_language_that_is_said_is_that_of_the_page(server: Server) -> None:
    pages = sorted(path for path in server.place.root.glob("*.html") if path.name != "404.html")
    for page in pages:
        language = server.ask(page.name, "HEAD").headers["Content-Language"]
        assert f'<html lang="{language}">' in page.read_text("utf-8")[:200]
    assert len(pages) > 10


def test_sees_every_case() -> None:
    assert {client["gets"] for client in CLIENTS} == {*TYPES, "406"}
    assert {key: len(rows) for key, rows in MATRIX.items()} == {
        "client": 23, "thing": 10, "gone": 3, "address": 44, "difference": 5,
    }  # fmt: skip
