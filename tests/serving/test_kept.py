"""Answers that are kept: the same as they were made, and never of other data."""

from __future__ import annotations

import json
from urllib.parse import quote

from publisher.serving.sparql.kept import Kept, Whole
from publisher.serving.sparql.question import Question
from tests.serving.conftest import Answer, Client

SELECT = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"


def question(number: int) -> Question:
    return Question(query=f"ASK {{ FILTER({number} = 1) }}")


def whole(content: bytes) -> Whole:
    return Whole(b'W/"x"', [(b"content-type", b"text/plain")], content)


def test_an_answer_is_kept_for_its_version_alone() -> None:
    kept, answer = Kept(), whole(b"a")
    assert kept.get("1", question(1)) is None
    kept.put("1", question(1), answer)
    assert kept.get("1", question(1)) == answer
    assert kept.get("1", question(2)) is None
    kept.put("2", question(2), answer)  # a reader of other data was late
    assert kept.get("1", question(2)) is None
    assert kept.get("2", question(1)) is None
    assert kept.get("1", question(1)) is None  # and it does not come back


def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept, content = Kept(), b"x" * 200_000
    kept.get("1", question(0))
    for number in range(400):
        kept.put("1", question(number), whole(content))
        kept.get("1", question(0))
    there = [number for number in range(400) if kept.get("1", question(number)) is not None]
    assert there[0] == 0
    assert there[1:] == list(range(400 - len(there) + 1, 400))
    assert 250 < len(there) < 330
    kept.put("1", question(500), whole(b"x" * 300_000))
    assert kept.get("1", question(500)) is None


def test_the_same_question_gets_the_same_answer_and_no_reader(client: Client) -> None:
    def ask(query: str, accept: str | None = None) -> Answer:
        return client.get(f"/sparql?query={quote(query)}", accept)

    first, second = ask(f"{SELECT} #1"), ask(f"{SELECT} #1")
    assert first == second
    assert len(json.loads(second.body)["results"]["bindings"]) == 7
    other = ask(f"{SELECT} #1", "text/csv")
    assert other.headers["content-type"].startswith("text/csv")
    assert ask("SELECT * {").status == ask("SELECT * {").status == 400
    random = "SELECT (RAND() AS ?n) {}"
    assert ask(random).body != ask(random).body
