"""Nothing private of the demo, or of real minutes, occurs in any byte of what was made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from publisher.build.pipeline import build
from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_file
from publisher.errors import NothingToPublishError, NotMinutesError
from publisher.leaks.finding import Finding
from publisher.leaks.folder import Scan
from publisher.leaks.scanning import search_for
from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.quality.extracting import readers
from tests.quality.test_floors import pairs, read_json
from tests.site import samples
from tests.site.building import Built, readable

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


def contacts(documents: Iterable[SourceDocument]) -> Iterator[str]:
    """What stands in documents in the shape of contacts, and is no generic address."""
    policy = readers().policy
    for text in (document.text for document in documents):
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


@dataclass(frozen=True)
class Real:
    """Real minutes, read once.

    Attributes:
        private: Contacts, preparers, and the testator of S3, also in the genitive.
        days: The day of each of the minutes, on which the time for an appeal runs, by file.
    """

    private: frozenset[str]
    days: dict[Path, dt.date]


@pytest.fixture(scope="module")
def real() -> Real:
    if not samples.are_here():
        pytest.skip("real minutes are not at ../shared/reading/minutes")
    documents = {path: read_file(path, path.name) for path in sorted(samples.MINUTES.iterdir())}
    assert len(documents) == 14
    testators = {
        text for path in documents if path.suffix == ".txt"
        for text in samples.private_strings(path.read_text("utf-8"))["testator"]
    }  # fmt: skip
    private = testators | preparers("samples") | preparers("systems")
    private |= set(contacts(documents.values()))
    assert len(private) == 67
    days = {path: day for path, document in documents.items() if (day := day_of(document))}
    return Real(frozenset(private), days)


def day_of(document: SourceDocument) -> dt.date | None:
    """The day of a posting, or of the meeting; None of what is no minutes."""
    try:
        minutes = readers().sources.read(document).minutes
    except NotMinutesError:
        return None
    day = (minutes.meeting and minutes.meeting.posted) or minutes.date
    return day.value if day else None


CORPORA = {"sampled": samples.build_samples, "others": samples.build_others}


@pytest.mark.parametrize("mode", ["role", "strict"])
@pytest.mark.parametrize("corpus", CORPORA)
def test_nothing_private_of_real_minutes_is_in_any_byte(
    mode: str, corpus: str, real: Real, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if mode == "role":
        built = request.getfixturevalue(corpus)
    else:
        built = CORPORA[corpus](tmp_path / "real", mode)
    assert findings(built, real.private) == []


def said(built: Built) -> Iterator[str]:
    """Everything that is public of minutes: the files of the site, and the store."""
    for name in built.files - built.vocabularies:
        yield readable(built.site / name)
    yield "\n".join(map(str, built.quads))


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_nothing_private_of_real_minutes_is_public_while_their_time_runs(
    mode: str, real: Real, tmp_path: Path
) -> None:
    """Each document on its day, those of a corpus in one work folder, as the years went by."""
    seen = 0
    corpora = (
        (samples.settings_of_samples, {samples.MINUTES / f"{one}.txt" for one in samples.NAMES}),
        (samples.settings_of_others, set(samples.others())),
    )
    for make, paths in corpora:
        path, output = make(tmp_path / make.__name__, mode)
        settings = read_settings(path, known_systems=frozenset(SOURCES))
        for day in sorted({day for document, day in real.days.items() if document in paths}):
            try:
                build(settings, today=day, workers=1, progress=lambda *_: None)
            except NothingToPublishError:  # of these organisations nothing is public yet
                continue
            everything = list(said(Built(path, output)))
            assert [text for text in real.private if any(text in one for one in everything)] == []
            seen += any('content="noindex"' in one for one in everything)
    assert seen == N_DAYS
