"""A reader by itself: what it says to whoever asks, frame by frame."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from publisher.serving.sparql.frames import Kind, Unframer, frame
from publisher.serving.sparql.question import Head, Limits, Question
from tests.serving.conftest import PATIENCE_S

# By what is asked, with which status it is answered.
QUESTIONS = {
    Question(query="ASK {}"): 200,
    Question(query="SELECT * { ?s ?p ?o }", compressed=True): 200,
    Question(query="CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", format="jsonld"): 200,
    Question(query="ASK {}", accept="text/turtle"): 406,
    Question(query="CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", format="csv"): 406,
    Question(query="SELECT * {"): 400,
    Question(query="SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"): 500,
}


@pytest.fixture
def reader(store_path: Path) -> Iterator[socket.socket]:
    """Our end of the socket of one, which is ready."""
    limits = msgspec.json.encode(Limits(answer_bytes=20_000)).decode()
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "publisher.serving.sparql.reader", str(theirs.fileno())]
    command += [str(os.getpid()), str(store_path), limits]
    with ours, subprocess.Popen(command, pass_fds=[theirs.fileno()]) as process:
        theirs.close()
        ours.settimeout(PATIENCE_S)
        assert next(frames_from(ours)) == (Kind.READY, b"")
        yield ours
        process.kill()


def frames_from(connection: socket.socket) -> Iterator[tuple[Kind, bytes]]:
    unframer = Unframer()
    while received := connection.recv(1_000_000):
        yield from unframer.feed(received)


def test_ends_every_answer_once(reader: socket.socket) -> None:
    """An end too many would be taken for that of the next answer."""
    told = frames_from(reader)
    for _ in range(2):
        for question, status in QUESTIONS.items():
            reader.sendall(frame(Kind.QUESTION, msgspec.msgpack.encode(question)))
            kind, content = next(told)
            assert kind is Kind.HEAD
            assert msgspec.msgpack.decode(content, type=Head).status == status
            kinds: list[Kind] = [kind]
            while kinds[-1] is not Kind.END:
                kinds.append(next(told)[0])
            assert set(kinds) == {Kind.HEAD, Kind.PIECE, Kind.END}
    assert len(QUESTIONS) == 7
