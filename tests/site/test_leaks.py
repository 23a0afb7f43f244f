"""Nothing private of the demo, or of real minutes, occurs in any byte of what was made of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest

from publisher.documents.reading import read_file
from publisher.errors import NotMinutesError
from publisher.leaks.finding import Finding
from publisher.leaks.folder import Scan
from publisher.leaks.scanning import search_for
from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.quality.extracting import readers
from tests.quality.test_floors import pairs, read_json
from tests.site import samples
from tests.site.building import Built, pykala

Corpus = Literal["examples", "samples", "systems"]
# What they hold of the detectors that need no words around them, and of addresses.
_SHAPES = ("phone", "email", "iban", "birth-date", "address")
# An official who prepares one matter, and was heard with title and name in the meeting on another.
N_DAYS = 10
_HEARD = frozenset({"Heidi Raappana"})


def findings(built: Built, strings: Iterable[str]) -> list[Finding]:
    settings = read_settings(built.settings, known_systems=frozenset(SOURCES))
    return list(Scan(built.output, search_for(settings, sorted(strings))).findings())


def private_strings() -> set[str]:
    """What careful readers marked as private in the documents of the demo."""
    return {
        text for _, answer in pairs("examples") for text in read_json(answer)["private_strings"]
    }


def preparers(corpus: Corpus) -> set[str]:
    """Whoever prepares a matter and is named in no other role of the same corpus."""
    answers = [read_json(answer) for _, answer in pairs(corpus)]
    others = "\n".join(
        str([answer.get(key) for key in ("presenter", "proposer", "recused", "temporary_chair")])
        for answer in answers
    )
    names = {name for answer in answers for name in answer.get("preparers", ())}
    return {name for name in names if name not in others} - _HEARD


def contacts(paths: Iterable[Path]) -> Iterator[str]:
    """What stands in documents in the shape of contacts, and is no generic address."""
    policy = readers().policy
    for path in paths:
        text = read_file(path, path.name).text
        guarded = [match.span() for guard in policy.guards for match in guard.finditer(text)]
        for detector in policy.detectors:
            if detector.kind not in _SHAPES or (detector.near_person and detector.needs is None):
                continue
            for match in detector.pattern.finditer(text):
                near = text[max(match.start() - 80, 0) : match.start()]
                if detector.needs is not None and detector.needs.search(near) is None:
                    continue
                if not any(s <= match.start() and match.end() <= e for s, e in guarded):
                    yield " ".join(match[0].split())


@pytest.mark.parametrize("mode", ["demo", "strict"])
def test_nothing_private_of_the_demo_is_in_any_byte(
    mode: str, request: pytest.FixtureRequest
) -> None:
    private = private_strings() | preparers("examples")
    assert len(private) == 90
    assert findings(request.getfixturevalue(mode), private) == []


def documents() -> list[Path]:
    return sorted(samples.MINUTES.iterdir())


def private_of_real_minutes() -> set[str]:
    """Contacts, preparers, and the testator of S3, also in the genitive."""
    contact = set(contacts(documents()))
    testators = {
        text for path in documents() if path.suffix == ".txt"
        for text in samples.private_strings(path.read_text("utf-8"))["testator"]
    }  # fmt: skip
    return contact | testators | preparers("samples") | preparers("systems")


@pytest.mark.parametrize("mode", ["role", "strict"])
@pytest.mark.parametrize("corpus", ["samples", "others"])
def test_nothing_private_of_real_minutes_is_in_any_byte(
    mode: str, corpus: str, tmp_path: Path
) -> None:
    if not samples.are_here():
        pytest.skip("real minutes are not at ../shared/reading/minutes")
    make = samples.build_samples if corpus == "samples" else samples.build_others
    private = private_of_real_minutes()
    assert len(documents()) == 14
    assert len(private) == 67
    assert findings(make(tmp_path / "real", mode), private) == []


def days(paths: Iterable[Path]) -> list[str]:
    """The days of some documents, on each of which the time for an appeal runs."""
    found = set()
    for path in paths:
        with contextlib.suppress(NotMinutesError):
            minutes = readers().sources.read(read_file(path, path.name)).minutes
            posted = minutes.meeting and minutes.meeting.posted
            day = posted or minutes.date
            found |= {day.value.isoformat()} if day else set()
    return sorted(found)


def said(built: Built) -> Iterator[str]:
    """Everything that is public: all files of the site, and the store."""
    for name in built.files:
        yield (built.site / name).read_text("utf-8")
    yield "\n".join(map(str, built.quads))


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_nothing_private_of_real_minutes_is_public_while_their_time_runs(
    mode: str, tmp_path: Path
) -> None:
    """Each document on its day, those of a corpus in one work folder, as the years went by."""
    if not samples.are_here():
        pytest.skip("real minutes are not at ../shared/reading/minutes")
    private, seen = private_of_real_minutes(), 0
    corpora = (
        (samples.settings_of_samples, [samples.MINUTES / f"{one}.txt" for one in samples.NAMES]),
        (samples.settings_of_others, samples.others()),
    )
    for make, paths in corpora:
        settings, output = make(tmp_path / make.__name__, mode)
        for day in days(paths):
            done = pykala("build", settings, "--today", day, folder=settings.parent)
            if done.returncode:  # of these organisations nothing is public yet
                assert "no document is fit to publish" in done.stderr
                continue
            everything = list(said(Built(settings, output)))
            assert [text for text in private if any(text in one for one in everything)] == []
            seen += any('content="noindex"' in one for one in everything)
    assert seen == N_DAYS
