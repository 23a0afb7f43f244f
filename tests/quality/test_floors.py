"""What is read from the examples and the samples never gets worse."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.quality.extracting import extract, readers
from tests.quality.handlings import Verdict
from tests.quality.scoring import score

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAMPLES = ROOT.parent / "shared" / "reading"
FLOORS = Path(__file__).parent / "floors.json"
N_DOCUMENTS = {"examples": 24, "samples": 5, "systems": 7}
SUFFIXES = (".txt", ".html", ".json", ".pdf")

Tally = dict[str, dict[str, int]]


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


def verdicts(corpus: str) -> Iterator[tuple[str, Verdict]]:
    for document, answer in pairs(corpus):
        for verdict in score(extract(document), read_json(answer), readers().statutes):
            yield document.name, verdict


def tally(found: list[tuple[str, Verdict]]) -> Tally:
    annotated = Counter(verdict.field for _, verdict in found)
    right = Counter(verdict.field for _, verdict in found if verdict.right)
    return {
        field: {"annotated": annotated[field], "right": right[field]} for field in sorted(annotated)
    }


def digest(corpus: str) -> str:
    """Of the answers by value, so that their layout may change."""
    answers = {answer.name: read_json(answer) for _, answer in pairs(corpus)}
    text = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def below(new: Mapping[str, Mapping[str, int]], old: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The fields in which fewer are right, or of which fewer are annotated, than before."""
    nothing = {"annotated": 0, "right": 0}
    return [
        field
        for field, floor in old.items()
        if any(new.get(field, nothing)[key] < floor[key] for key in nothing)
    ]


def complaint(found: list[tuple[str, Verdict]]) -> str:
    return "\n".join(
        f"{document}: {verdict.field}: expected {verdict.expected!r}, found {verdict.found!r}"
        for document, verdict in found
        if not verdict.right
    )


@pytest.mark.parametrize("corpus", N_DOCUMENTS)
def test_nothing_is_read_worse_than_before(corpus: str, request: pytest.FixtureRequest) -> None:
    found = list(verdicts(corpus))
    assert len({document for document, _ in found}) == N_DOCUMENTS[corpus]
    floors = read_json(FLOORS) if FLOORS.exists() else {}
    old = floors.get(corpus, {"answers": "", "fields": {}})
    fields = tally(found)
    new = {"answers": digest(corpus), "fields": fields}
    lower = below(fields, old["fields"])
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


def test_every_annotated_field_of_the_samples_is_right() -> None:
    assert complaint(list(verdicts("samples"))) == ""


def test_the_preview_among_the_samples_foresees_three_items_and_decides_nothing() -> None:
    document, _ = pairs("samples")[2]
    minutes = extract(document)["minutes"]
    assert [item["decision"] for item in minutes["items"]] == [None, None, None]
    assert [item["section"] for item in minutes["items"]] == [None, None, None]
    assert all(item["proposal"] for item in minutes["items"])
