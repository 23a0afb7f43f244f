"""What is read from the examples and the samples never gets worse."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from publisher.documents.reading import read_file
from tests.quality.extracting import extract, readers
from tests.quality.handlings import Verdict
from tests.quality.scoring import score

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAMPLES = ROOT.parent / "shared" / "reading"
FLOORS = Path(__file__).parent / "floors.json"
N_DOCUMENTS = {"examples": 27, "samples": 5, "systems": 7}
SUFFIXES = (".txt", ".html", ".json", ".pdf")

# What others build on: nothing is better there than something wrong.
NEVER_WRONG = frozenset({"date", "section", "case_id", "outcome", "votes", "votes_all", "recused"})

# By system and field: how many answers have a value and how many values were found, how many of
# these are right and how many are wrong, how many answers are null and how many of these were kept.
# Precision is right by found, recall is right by values.
Tally = dict[str, dict[str, dict[str, int]]]
COUNTS = ("values", "found", "right", "wrong", "nulls", "kept")


def pairs(corpus: str) -> list[tuple[Path, Path]]:
    """Every document of a corpus with its answer: our examples, or real documents.

    The samples are five bare texts, the systems are documents of publishing systems.
    """
    if corpus in {"samples", "systems"}:
        if not SAMPLES.is_dir():
            pytest.skip("real documents are not beside the repository (../shared/reading)")
        answers = sorted((SAMPLES / "answers").glob("*.json"))
        are_samples = corpus == "samples"
        return [
            (_minutes(answer), answer)
            for answer in answers
            if (answer.name.removesuffix(".json")[0] == "S") is are_samples
        ]
    answers = sorted((EXAMPLES / "answers").glob("*.json"))
    return [(EXAMPLES / read_json(answer)["file"], answer) for answer in answers]


def _minutes(answer: Path) -> Path:
    """The document of an answer, whose name may end in the § that it is about."""
    stem = answer.name.removesuffix(".json").partition(".")[0]
    paths = (SAMPLES / "minutes" / f"{stem}{suffix}" for suffix in SUFFIXES)
    return next(path for path in paths if path.exists())


def read_json(path: Path) -> Any:  # noqa: ANN401  (JSON has no narrower type)
    return json.loads(path.read_text(encoding="utf-8"))


def verdicts(corpus: str) -> Iterator[tuple[Path, Verdict]]:
    for document, answer in pairs(corpus):
        for verdict in score(extract(document), read_json(answer), readers().statutes):
            yield document, verdict


@cache
def system_of(document: Path) -> str:
    return readers().sources.recognise(read_file(document, document.name))


def tally(found: list[tuple[Path, Verdict]]) -> Tally:
    """Count the verdicts by system and field."""
    counts: Tally = {}
    for document, verdict in found:
        fields = counts.setdefault(system_of(document), {})
        field = fields.setdefault(verdict.field, dict.fromkeys(COUNTS, 0))
        has_value, was_found = not is_null(verdict.expected), not is_null(verdict.found)
        field["values"] += has_value
        field["found"] += was_found
        field["right"] += has_value and verdict.right
        field["wrong"] += was_found and not verdict.right
        field["nulls"] += not has_value
        field["kept"] += not has_value and verdict.right
    return counts


def is_null(value: object) -> bool:
    """Whether an answer says that there is nothing; zero is something."""
    if isinstance(value, list | tuple):
        return all(is_null(one) for one in value)
    return value is None or value == ""


def digest(corpus: str) -> str:
    """Of the answers by value, so that their layout may change."""
    answers = {answer.name: read_json(answer) for _, answer in pairs(corpus)}
    text = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def below(new: Tally, old: Tally) -> list[str]:
    """The fields of which fewer are right, more are wrong or fewer are annotated than before."""
    nothing = dict.fromkeys(COUNTS, 0)
    lower: list[str] = []
    for system, fields in old.items():
        for field, floor in fields.items():
            now = new.get(system, {}).get(field, nothing)
            fewer = any(now[key] < floor[key] for key in ("values", "right", "nulls", "kept"))
            if fewer or now["wrong"] > floor["wrong"]:
                lower.append(f"{system}: {field}")
    return lower


def complaint(found: list[tuple[Path, Verdict]]) -> str:
    return "\n".join(
        f"{document.name}: {verdict.field}: expected {verdict.expected!r}, found {verdict.found!r}"
        for document, verdict in found
        if not verdict.right
    )


@pytest.mark.parametrize("corpus", N_DOCUMENTS)
def test_nothing_is_read_worse_than_before(corpus: str, request: pytest.FixtureRequest) -> None:
    found = list(verdicts(corpus))
    assert len({document for document, _ in found}) == N_DOCUMENTS[corpus]
    floors = read_json(FLOORS) if FLOORS.exists() else {}
    old = floors.get(corpus, {"answers": "", "systems": {}})
    systems = tally(found)
    new = {"answers": digest(corpus), "systems": systems}
    lower = below(systems, old["systems"])
    if request.config.getoption("--update-floors"):
        assert not lower or request.config.getoption("--allow-lower"), (
            f"these floors would be lowered: {lower}: mend the reading, or give --allow-lower and "
            f"a reason in DECISIONS.md\n{complaint(found)}"
        )
        text = json.dumps(floors | {corpus: new}, indent=2, sort_keys=True)
        FLOORS.write_text(text + "\n", encoding="utf-8")
        return
    assert not lower, complaint(found)
    assert old == new, "answers or scores have changed: run pytest --update-floors and commit it"


@pytest.mark.parametrize("corpus", N_DOCUMENTS)
def test_nothing_that_others_build_on_is_wrong(corpus: str) -> None:
    seen = Counter[str]()
    for document, verdict in verdicts(corpus):
        if verdict.field in NEVER_WRONG:
            seen[verdict.field] += 1
            assert verdict.right or is_null(verdict.found), f"{document.name}: {verdict}"
    assert seen["outcome"] >= N_DOCUMENTS[corpus] - 2
    assert {"date", "section", "case_id"} <= seen.keys()


def test_every_annotated_field_of_the_samples_is_right() -> None:
    assert complaint(list(verdicts("samples"))) == ""


def test_the_preview_among_the_samples_foresees_three_items_and_decides_nothing() -> None:
    document, _ = pairs("samples")[2]
    minutes = extract(document)["minutes"]
    assert [item["decision"] for item in minutes["items"]] == [None, None, None]
    assert [item["section"] for item in minutes["items"]] == [None, None, None]
    assert all(item["proposal"] for item in minutes["items"])
