"""Whether votes, motions and earlier handlings were read as a careful reader has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Item = Mapping[str, Any]


class Verdict(NamedTuple):
    """One field of one document.

    Attributes:
        field: Its key in the answer.
        right: Whether it was read as the answer has it, or in another way that is right too.
        expected: What the answer says.
        found: What was read.
    """

    field: str
    right: bool
    expected: object
    found: object


def score_handling(item: Item, answer: Mapping[str, Any]) -> Iterator[Verdict]:
    """Compare what an item tells of its meetings with its answer.

    Args:
        item: As `pykala extract` prints it; empty for a preview.
        answer: What a careful reader takes from it.

    Yields:
        A verdict for every field that was annotated.
    """
    if "votes" in answer and "votes_all" not in answer:
        yield _votes(item.get("votes", ()), answer["votes"])
    if "votes_all" in answer:
        yield _all_votes(item.get("votes", ()), answer["votes_all"])
    if "earlier_handlings" in answer:
        yield _earlier(item.get("earlier", ()), answer["earlier_handlings"])
    if "earlier_outcomes" in answer:
        yield _earlier_outcomes(item.get("earlier", ()), answer["earlier_outcomes"])
    if "counter_proposals" in answer:
        yield _motions(item.get("counter_proposals", ()), answer["counter_proposals"])
    if "lapsed_proposals" in answer:
        yield _lapsed(item.get("counter_proposals", ()), answer["lapsed_proposals"])


def _value(found: Mapping[str, Any] | None) -> Any:  # noqa: ANN401  (JSON has no narrower type)
    return None if found is None else found["value"]


def _votes(votes: Sequence[Item], expected: Mapping[str, int | None] | None) -> Verdict:
    """The deciding vote, which is the last one; that no blank votes are mentioned is no count."""
    if expected is None or not votes:
        return Verdict("votes", not votes and expected is None, expected, list(votes))
    found = [_value(votes[-1][key]) for key in ("yes", "no", "blank")]
    wanted = [expected[key] for key in ("yes", "no", "abstain")]
    return Verdict("votes", found == wanted, wanted, found)


def _all_votes(votes: Sequence[Item], expected: Sequence[Mapping[str, str]]) -> Verdict:
    """Every vote in order, as *9-6* or *11-3, 1 tyhjä*; the larger number first."""
    found = [_counts(vote) for vote in votes]
    wanted = [entry["counts"] for entry in expected]
    return Verdict("votes_all", found == wanted, wanted, found)


def _counts(vote: Item) -> str:
    sides = sorted((_value(vote["yes"]) or 0, _value(vote["no"]) or 0), reverse=True)
    blank = _value(vote["blank"])
    return "-".join(map(str, sides)) + (f", {blank} tyhjä" if blank else "")


def _earlier(handlings: Sequence[Item], expected: Sequence[Mapping[str, Any]]) -> Verdict:
    """Which bodies handled it before, and when, in any order."""
    found = {(_value(h["body"]), _value(h["date"]), _value(h["section"])) for h in handlings}
    wanted = {(entry["body"], entry["date"], entry["section"]) for entry in expected}
    return Verdict(
        "earlier_handlings", found == wanted, sorted(map(str, wanted)), sorted(map(str, found))
    )


def _earlier_outcomes(handlings: Sequence[Item], expected: Mapping[str, str]) -> Verdict:
    found = {
        str(_value(h["section"])): _value((h["decision"] or {}).get("outcome")) for h in handlings
    }
    return Verdict("earlier_outcomes", found == dict(expected), dict(expected), found)


def _motions(motions: Sequence[Item], expected: Sequence[Mapping[str, Any]]) -> Verdict:
    """Who moved what with whose support, and what became of it."""
    found = [
        (_names(motion["by"]), _names(motion["seconded_by"]), _value(motion["fate"]))
        for motion in motions
    ]
    wanted = [
        (entry["by"], ", ".join(entry["supported_by"]), entry["result"]) for entry in expected
    ]
    return Verdict("counter_proposals", found == wanted, wanted, found)


def _lapsed(motions: Sequence[Item], expected: Sequence[str]) -> Verdict:
    """The surnames of those whose motions nobody seconded."""
    found = [_names(motion["by"]) for motion in motions if _value(motion["fate"]) == "lapsed"]
    right = len(found) == len(expected) and all(
        name.endswith(surname) for name, surname in zip(found, expected, strict=True)
    )
    return Verdict("lapsed_proposals", right, list(expected), found)


def _names(people: Sequence[Item]) -> str:
    return ", ".join(person["name"] or "" for person in people)
