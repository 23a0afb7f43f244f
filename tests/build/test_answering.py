"""The examples are asked while the downloads are made, and of what fails nothing is left."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import msgspec
import pytest

from publisher.build import answering
from publisher.cli import main
from publisher.examples.reading import Example, read_examples
from tests.build.corpora import BASE, TODAY, Folder, Section

# One process, which asks on a thread.
ALONE = ("--workers", "1", "--today", TODAY)
NEW = "lumivaara/kh-11.txt"
ADDED = Section(number=11, day=dt.date(2026, 12, 28)).text()


def broken(base_iri: str) -> tuple[Example, ...]:
    first, *others = read_examples(base_iri)
    return (msgspec.structs.replace(first, query="SELECT WHERE"), *others)


def interrupted(_: object) -> None:
    raise KeyboardInterrupt


FAULTS: dict[str, tuple[str, Callable[..., object], int]] = {
    "the query cannot be asked": ("read_examples", broken, 2),
    "interrupted": ("downloads", interrupted, 1),
}


@pytest.mark.parametrize("told", FAULTS)
def test_a_fault_beside_the_other_stops_the_build(
    built: Folder, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, fault, code = FAULTS[told]
    before, threads = built.public(), set(threading.enumerate())
    built.write(NEW, ADDED)
    with monkeypatch.context() as patch:
        patch.setattr(answering, name, fault)
        assert main(["build", str(built.settings), *ALONE]) == code
    assert told in capsys.readouterr().err
    assert built.public() == before
    assert set(threading.enumerate()) == threads
    assert main(["build", str(built.settings), *ALONE]) == 0


def test_the_answers_are_those_of_the_new_store(built: Folder) -> None:
    """With one process or with several, and whatever was there before."""
    built.write(NEW, ADDED)
    built.build()
    fresh = built.copy(built.path.with_name("fresh-answers"))
    fresh.build(workers=2)
    names = [example.name for example in read_examples(BASE)]
    now, anew = built.public(), fresh.public()
    for name in names:
        assert now[f"sparql/{name}.csv"] == anew[f"sparql/{name}.csv"]
