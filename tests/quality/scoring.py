"""How much of what a careful reader takes from a document was taken from it.

An answer says what a document holds, field by field. A key that is missing was not annotated, and
neither was a law reference that is null; any other null says that the document does not tell. What
stands under a key with ``_alt`` is as right as the field itself, and so is null beside it, because
it can only be inferred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from publisher.statutes import Statutes
from tests.quality.handlings import Verdict, score_handling

Answer = Mapping[str, Any]
Printed = Mapping[str, Any]

_BLANKS = re.compile(r"\s+")
_BULLET = re.compile(r"^[-–•*]\s+")
_LAW = re.compile(r"(?P<name>.+?)(?:\s+(?P<section>\d+(?:\s[a-zåäö])?)\s§)?")
_PEOPLE = frozenset({"presenter", "proposer"})
# What answers call by the words of a reader, and the code list by its own.
# What holds more than the § that an answer is about.
_WITH_MANY_ITEMS = frozenset({"minutes", "digest"})
_CODES = {"withdrawn": "removed"}


def score(printed: Printed, answer: Answer, statutes: Statutes) -> list[Verdict]:
    """Compare what was read from a document with its answer.

    Args:
        printed: One line of `pykala extract`, as plain dictionaries and lists.
        answer: What a careful reader takes from the document.
        statutes: Knows under which names an act goes.

    Returns:
        A verdict for every field that was annotated.
    """
    minutes = _about(printed["minutes"], answer)
    verdicts = [
        _single(field, read(minutes), answer) for field, read in _SINGLES.items() if field in answer
    ]
    for field, read_all in _LISTS.items():
        if field in answer:
            verdicts.append(_list(field, read_all(minutes), answer[field]))
    verdicts += _starts(minutes, answer)
    if (
        printed["minutes"]["kind"] not in _WITH_MANY_ITEMS
    ):  # of a whole meeting, more is withheld than of one §
        verdicts += _personal_data(printed["withheld"], answer)
    if answer.get("law_references") is not None:
        verdicts.append(_laws(minutes, answer["law_references"], statutes))
    if "amounts" in answer:
        verdicts.append(_amounts(minutes, answer["amounts"]))
    if "items" in answer:
        verdicts += _foreseen(minutes, answer["items"])
    verdicts += score_handling(_current(minutes), answer)
    return verdicts


def _about(minutes: Printed, answer: Answer) -> Printed:
    """Minutes without the items that an answer about one § of a whole meeting is not about."""
    if minutes["kind"] not in _WITH_MANY_ITEMS:
        return minutes
    items = [item for item in minutes["items"] if _value(item["section"]) == answer["section"]]
    return {**minutes, "items": items, "kind": "minutes-item"}


def normalise(text: str) -> str:
    """Text as answers have it: single blanks, no zero-width blanks, no bullet before it."""
    return _BULLET.sub("", _BLANKS.sub(" ", text.replace("\u200b", "")).strip())


# Reading plain dictionaries ----------------------------------------------------------------------


def _value(found: Mapping[str, Any] | None) -> Any:  # noqa: ANN401  (JSON has no narrower type)
    return None if found is None else found["value"]


def _current(minutes: Printed) -> Mapping[str, Any]:
    """The item that minutes are about; a preview has none, whatever it foresees."""
    if minutes["kind"] == "press":
        return {}
    (item,) = minutes["items"]
    current: Mapping[str, Any] = item
    return current


def _person(person: Mapping[str, Any] | None) -> str | None:
    """Title and name, as answers write somebody in a role."""
    if person is None:
        return None
    return " ".join(part for part in (person["title"], person["name"]) if part)


def _name(person: Mapping[str, Any] | None) -> str | None:
    return None if person is None else person["name"]


def _proposal(minutes: Printed) -> Mapping[str, Any]:
    return _current(minutes).get("proposal") or {}


def _decision(minutes: Printed) -> Mapping[str, Any]:
    return _current(minutes).get("decision") or {}


_SINGLES: Mapping[str, Callable[[Printed], object]] = {
    "organization": lambda minutes: _value(minutes["organization"]),
    "body": lambda minutes: _value(minutes["body"]),
    "date": lambda minutes: _value(minutes["date"]),
    "language": lambda minutes: minutes["language"],
    "document_kind": lambda minutes: minutes["kind"],
    "section": lambda minutes: _value(_current(minutes).get("section")),
    "title": lambda minutes: _value(_current(minutes).get("title")),
    "case_id": lambda minutes: _value(_current(minutes).get("case_number")),
    "classification": lambda minutes: _value(_current(minutes).get("classification")),
    "presenter": lambda minutes: _person(_current(minutes).get("presenter")),
    "proposer": lambda minutes: _person(_proposal(minutes).get("proposer")),
    "temporary_chair": lambda minutes: _name(_current(minutes).get("temporary_chair")),
    "outcome": lambda minutes: _value(_decision(minutes).get("outcome")),
    "proposal_present": lambda minutes: any(item["proposal"] for item in minutes["items"]),
}

_LISTS: Mapping[str, Callable[[Printed], list[str | None]]] = {
    "preparers": lambda minutes: [_name(one) for one in _current(minutes).get("preparers", ())],
    "recused": lambda minutes: [
        _name(one["person"]) for one in _current(minutes).get("recusals", ())
    ],
    "attachments": lambda minutes: [
        _value(one["title"]) for one in _current(minutes).get("attachments", ())
    ],
}


# Comparing ---------------------------------------------------------------------------------------


def _single(field: str, found: object, answer: Answer) -> Verdict:
    expected, other = answer[field], answer.get(f"{field}_alt")
    comparable = _comparable_person if field in _PEOPLE else _comparable
    allowed = {comparable(expected)}
    if other is not None:
        allowed |= (
            {comparable(other), comparable(None)} if expected is None else {comparable(other)}
        )
    return Verdict(field, comparable(found) in allowed, expected, found)


def _comparable_person(value: object) -> object:
    """Title and name in whatever order the document prints them."""
    return frozenset(value.replace(",", " ").split()) if isinstance(value, str) else value


def _comparable(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = normalise(value)
    return _CODES.get(text, text)


def _list(field: str, found: Sequence[str | None], expected: Sequence[str]) -> Verdict:
    right = [_comparable(one) for one in found] == [_comparable(one) for one in expected]
    return Verdict(field, right, expected, found)


def _starts(minutes: Printed, answer: Answer) -> Iterator[Verdict]:
    for field, read in (("proposal_text_start", _proposal), ("decision_text_start", _decision)):
        if field in answer:
            yield _start(field, _value(read(minutes).get("text")), answer[field])


def _start(field: str, found: str | None, expected: str | None) -> Verdict:
    if expected is None or found is None:
        return Verdict(field, found is expected, expected, found)
    text, start = normalise(found), normalise(expected)
    return Verdict(field, text.startswith(start), expected, text[: len(start)])


def _personal_data(withheld: Mapping[str, int], answer: Answer) -> Iterator[Verdict]:
    for key, kind in (("phones", "phone"), ("emails", "email")):
        if "personal_data" in answer:
            found, expected = withheld.get(kind, 0), answer["personal_data"][key]
            yield Verdict(key, found == expected, expected, found)


def _laws(minutes: Printed, expected: Sequence[str], statutes: Statutes) -> Verdict:
    """Every law and section once, in any order; an act by any of its names.

    An act that is named both without a section and with one counts with the section.
    """
    every = {
        (citation["statute"], citation["section"])
        for item in minutes["items"]
        for citation in item["citations"]
        if citation["statute"] is not None
    }
    with_section = {act for act, section in every if section is not None}
    found = {(act, section) for act, section in every if section or act not in with_section}
    every_wanted = [_acts(reference, statutes) for reference in expected]
    sections_wanted = {act for acts in every_wanted for act, section in acts if section is not None}
    wanted = [
        acts
        for acts in every_wanted
        if not any(section is None and act in sections_wanted for act, section in acts)
    ]
    met = all(found & acts for acts in wanted) and found <= set().union(*wanted)
    right = met and len(found) == len(wanted)
    return Verdict("law_references", right, list(expected), sorted(map(str, found)))


def _acts(reference: str, statutes: Statutes) -> set[tuple[str, str | None]]:
    """The acts, each with the section, that a reference as a reader writes it may mean."""
    match = _LAW.fullmatch(reference)
    assert match is not None, reference
    section = match["section"] and match["section"].replace(" ", "")
    return {(act.id, section) for act in statutes.candidates(match["name"])}


def _amounts(minutes: Printed, expected: Sequence[Mapping[str, Any]]) -> Verdict:
    """Every sum once, in any order; what a sum is for is not compared."""
    found = {
        Decimal(amount["value"]["value"]) for item in minutes["items"] for amount in item["amounts"]
    }
    wanted = {Decimal(str(amount["value"])) for amount in expected}
    return Verdict("amounts", found == wanted, sorted(wanted), sorted(found))


def _foreseen(minutes: Printed, expected: Sequence[Mapping[str, str]]) -> Iterator[Verdict]:
    """The items of a preview: as many as expected, each with its title and proposal."""
    items = minutes["items"]
    yield Verdict("items", len(items) == len(expected), len(expected), len(items))
    for item, wanted in zip(items, expected, strict=False):
        title = _value(item["title"])
        right = _comparable(title) == _comparable(wanted["title"])
        yield Verdict("items_title", right, wanted["title"], title)
        text = _value((item["proposal"] or {}).get("text"))
        yield _start("items_proposal_text_start", text, wanted["proposal_text_start"])
