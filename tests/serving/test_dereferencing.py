from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.serving.dereferencing import Document, NotFound, SeeOther, dereference, links

if TYPE_CHECKING:
    from tests.serving.conftest import Client, ClientFor

THINGS = (
    "/tuulikoski",
    "/tuulikoski/kaupunginhallitus",
    "/eli/dl/tuulikoski/kaupunginhallitus/2024-03-04",
    "/eli/dl/tuulikoski/kaupunginhallitus/2024/58",
    "/eli/dl/tuulikoski/asia/77-10-03-01-2024",
    "/tuulikoski/henkilo/b4xn7tq2mk",
    "/laki/1982/710",
)
SECTION = "/eli/dl/tuulikoski/kaupunginhallitus/2024/58"
ACTS = {
    ("/eli/tuulikoski/kaupunginhallitus/2024/58", "text/html"): f"{SECTION}.html",
    ("/eli/tuulikoski/kaupunginhallitus/2024/58", "text/turtle"): f"{SECTION}.ttl",
    ("/eli/tuulikoski/kaupunginhallitus/2024/58/fi", "text/html"): f"{SECTION}.html",
    ("/eli/tuulikoski/kaupunginhallitus/2024/58/sv", "text/html"): f"{SECTION}.sv.html",
    ("/eli/tuulikoski/kaupunginhallitus/2024/58/en", "text/html"): f"{SECTION}.html",
    ("/eli/tuulikoski/kaupunginhallitus/2024/58/sv", "application/ld+json"): f"{SECTION}.jsonld",
}
TYPES = {
    "/tuulikoski.html": "text/html; charset=utf-8",
    "/tuulikoski.ttl": "text/turtle; charset=utf-8",
    "/tuulikoski.jsonld": "application/ld+json",
    "/tuulikoski.nt": "application/n-triples",
    "/tuulikoski.rdf": "application/rdf+xml",
    "/": "text/html; charset=utf-8",
    "/kansio/": "text/html; charset=utf-8",
    "/tyyli.css": "text/css; charset=utf-8",
    "/kuva.svg": "image/svg+xml",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/tiedot.json": "application/json",
    "/lataukset/tuulikoski-2024.nq": "application/n-quads",
    "/lataukset/tuulikoski-2024.csv": "text/csv; charset=utf-8; header=present",
    "/lataukset/tuulikoski-2024.nq.gz": "application/gzip",
    "/lataukset/kysely.rq": "application/sparql-query",
    "/lataukset/sy%C3%B6te.atom": "application/atom+xml",
    "/muutokset.atom": "application/atom+xml",
    "/muutokset/virta.trig": "application/trig",
    "/muutokset/virta.jsonld": "application/ld+json",
    "/eli/sitemap.xml": "application/xml",
    "/eli/eli-update-feed.atom": "application/atom+xml",
    "/api/3/action/package_search": "application/json",
    "/.well-known/void": "text/turtle; charset=utf-8",
}
MISSING = {
    "/rauma": "Accept",
    "/eli/tuulikoski/kaupunginhallitus/2024/59": "Accept",
    "/eli/tuulikoski/kaupunginhallitus/2024/58/sv/x": "Accept",
    "/eli/dl/tuulikoski/kaupunginhallitus": "Accept",
    "/rauma.ttl": None,
    "/tuulikoski/": None,
    "/tuulikoski.html/": None,
    "/" + "a" * 5000: "Accept",
}
ESCAPES = (
    "/../secret.html",
    "/../secret",
    "/tuulikoski/../../secret.html",
    "/tuulikoski/..",
    "/./tuulikoski.html",
    "/%2e%2e/secret.html",
    "/%2e%2e%2fsecret.html",
    "/..%5csecret.html",
    "/..\\secret.html",
    "/%252e%252e/secret.html",
    "//etc/passwd",
    "/%2fetc/passwd",
    "/%2f%2fetc%2fpasswd",
    "//example.org/tuulikoski",
    "/tuulikoski%00.html",
    "/tuulikoski.html%00",
    "/tuulikoski%0d%0aSet-Cookie:%20a=b",
    "/tuulikoski%0a",
    "/out.html",
    "/outside/secret.html",
    "",
    "secret.html",
    "/C:/secret.html",
    "/%ff%fe",
)


@pytest.mark.parametrize("extension", ["html", "ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize("thing", THINGS)
def test_sends_on_from_a_thing_to_its_document(thing: str, extension: str, client: Client) -> None:
    media_type = TYPES[f"/tuulikoski.{extension}"].partition(";")[0]
    answer = client.get(thing, media_type)
    assert (303, f"{thing}.{extension}") == (answer.status, answer.headers["location"])
    document = client.get(answer.headers["location"], media_type)
    assert (200, TYPES[f"/tuulikoski.{extension}"]) == (
        document.status,
        document.headers["content-type"],
    )
    assert "vary" not in document.headers


@pytest.mark.parametrize(("path", "accept"), ACTS)
def test_sends_on_from_an_act_to_its_section(path: str, accept: str, client: Client) -> None:
    answer = client.get(path, accept)
    assert (answer.status, answer.headers["vary"]) == (303, "Accept")
    assert ACTS[path, accept] == answer.headers["location"]


@pytest.mark.parametrize("path", TYPES)
def test_names_the_type_of_every_file(path: str, client: Client) -> None:
    answer = client.get(path)
    assert (200, TYPES[path]) == (answer.status, answer.headers["content-type"])
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", MISSING)
def test_says_that_there_is_nothing(path: str, client: Client) -> None:
    answer = client.get(path)
    assert (answer.status, answer.text) == (404, "<title>Ei ole</title>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert MISSING[path] == answer.headers.get("vary")
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ESCAPES)
def test_never_leaves_the_folder(path: str, tmp_path: Path, client_for: ClientFor) -> None:
    from_above = "<title>secret</title>"
    (tmp_path / "secret.html").write_text(from_above)
    www = tmp_path / "www"
    (www / "tuulikoski").mkdir(parents=True)
    (www / "tuulikoski.html").write_text("<title>Tuulikoski</title>")
    (www / "out.html").symlink_to(tmp_path / "secret.html")
    (www / "outside").symlink_to(tmp_path)
    client = client_for(www, tmp_path / "no-store")
    answer = client.get(path, "text/html")
    assert answer.status == 404
    assert from_above not in answer.text
    assert "location" not in answer.headers


def test_redirects_only_to_plain_paths(tmp_path: Path, client_for: ClientFor) -> None:
    (tmp_path / "ä b?c.html").write_text("")
    answer = client_for(tmp_path, tmp_path / "no-store").get("/%C3%A4%20b%3Fc")
    assert answer.headers["location"] == "/%C3%A4%20b%3Fc.html"


def test_says_404_without_a_page_of_the_site(tmp_path: Path, client_for: ClientFor) -> None:
    answer = client_for(tmp_path, tmp_path / "no-store").get("/tuulikoski")
    assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert (
        client_for(tmp_path / "none", tmp_path / "no-store").get("/tuulikoski.html").status == 404
    )


def test_finds_no_document_in_a_form_that_the_site_does_not_have() -> None:
    files = {"tuulikoski.html", "tuulikoski.ttl", "koodi"}
    expected = {
        ("/tuulikoski", "text/turtle"): SeeOther("tuulikoski.ttl"),
        ("/tuulikoski", "application/rdf+xml"): NotFound(negotiated=True),
        ("/koodi", "text/turtle"): Document("koodi"),
        ("/tuulikoski.rdf", "text/turtle"): NotFound(negotiated=False),
        ("/", None): NotFound(negotiated=False),
    }
    answers = {key: dereference(*key, files.__contains__) for key in expected}
    assert expected == answers
    assert len(answers) == 5


def test_links_a_document_to_its_thing_and_to_the_others(client: Client) -> None:
    assert client.get(f"{SECTION}.ttl").headers["link"].split(", ") == [
        f'<https://data.example.fi{SECTION}>; rel="describes"',
        f'<{SECTION}.html>; rel="alternate"; type="text/html"',
        f'<{SECTION}.jsonld>; rel="alternate"; type="application/ld+json"',
        f'<{SECTION}.nt>; rel="alternate"; type="application/n-triples"',
        f'<{SECTION}.rdf>; rel="alternate"; type="application/rdf+xml"',
        f'<{SECTION}.sv.html>; rel="alternate"; type="text/html"; hreflang="sv"',
    ]
    in_swedish = client.get(f"{SECTION}.sv.html").headers["link"]
    assert f'<https://data.example.fi{SECTION}>; rel="describes"' in in_swedish
    assert f"<{SECTION}.html>" in in_swedish
    assert f"<{SECTION}.sv.html>" not in in_swedish


def test_links_a_vocabulary_to_its_permanent_iri() -> None:
    files = {"koodi/tulos.html", "koodi/tulos.ttl"}
    base = "https://data.example.fi/"
    assert links("koodi/tulos.ttl", files.__contains__, base_iri=base, root="/") == (
        '<https://w3id.org/pykala/koodi/tulos>; rel="describes", '
        '</koodi/tulos.html>; rel="alternate"; type="text/html"'
    )


def test_links_only_what_is_about_a_thing(client: Client) -> None:
    for path in ("/lataukset/tuulikoski-2024.ttl", "/lataukset/tuulikoski-2024.nq", "/tyyli.css"):
        assert "link" not in client.get(path).headers
    home = client.get("/").headers["link"]
    assert home == '</index.sv.html>; rel="alternate"; type="text/html"; hreflang="sv"'


def test_answers_head_like_get_without_a_body(client: Client) -> None:
    for path in ("/", "/tuulikoski", "/tuulikoski.ttl", "/rauma.ttl"):
        get, head = client.get(path), client.send("HEAD", path)
        assert get.status == head.status
        assert get.headers == head.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_allows_reading_only(method: str, client: Client) -> None:
    answer = client.send(method, "/tuulikoski.ttl")
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_sends_nothing_to_who_has_it_already(client: Client) -> None:
    tag = client.get("/tuulikoski.ttl").headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get("/tuulikoski.ttl", if_none_match=known)
        assert (304, b"", tag) == (answer.status, answer.body, answer.headers["etag"])
        assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get("/tuulikoski.ttl", if_none_match='"other"').status == 200
    later = client.get("/tuulikoski.ttl", if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert later.status == 200


def test_tells_contents_apart_that_have_one_size_and_time(
    tmp_path: Path, client_for: ClientFor
) -> None:
    tags = []
    for build in ("a", "b"):
        folder = tmp_path / build
        folder.mkdir()
        (folder / "tuulikoski.ttl").write_text(f"# {build}")
        os.utime(folder / "tuulikoski.ttl", (0, 0))
        tags.append(
            client_for(folder, tmp_path / "no-store").get("/tuulikoski.ttl").headers["etag"]
        )
    assert len(set(tags)) == 2


def test_sends_part_of_a_file(client: Client) -> None:
    answer = client.get("/robots.txt", range="bytes=0-3")
    assert (answer.status, answer.text) == (206, "User")


def test_shows_the_new_build_as_soon_as_the_link_is_flipped(
    tmp_path: Path, client_for: ClientFor
) -> None:
    for build in ("1", "2"):
        (tmp_path / build).mkdir()
        (tmp_path / build / "tuulikoski.html").write_text(build)
    link = tmp_path / "current"
    link.symlink_to("1")
    client = client_for(link, tmp_path / "no-store")
    first = client.get("/tuulikoski.html")
    (tmp_path / "next").symlink_to("2")
    (tmp_path / "next").replace(link)
    second = client.get("/tuulikoski.html", if_none_match=first.headers["etag"])
    assert (first.text, second.text) == ("1", "2")


def test_sees_every_case() -> None:
    counts = [len(table) for table in (THINGS, ACTS, TYPES, MISSING, ESCAPES)]
    assert counts == [7, 6, 24, 8, 24]
