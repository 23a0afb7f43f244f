"""Nothing private is in anything that a build leaves behind; in strict mode, no names at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape

import pytest

from tests.site import samples
from tests.site.building import Built, answers

NAMED_ROLES = ("presenter", "proposer", "temporary_chair", "recused", "attended", "moved", "voted")
PEOPLE = "?p a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> ?n"
_CAPITALISED = r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_LONG = 7
# Given name and family name at the end, after a title.
_NAME = re.compile(rf"(?P<given>{_CAPITALISED}) (?P<family>{_CAPITALISED})$")


@cache
def contents(built: Built) -> dict[str, str]:
    """All that a build left in its work folder, and the store in clear, with references resolved.

    Bytes that are no UTF-8 come out as replacement signs; what stands between them is kept.
    """
    found = {
        path.relative_to(built.output).as_posix(): clear(path.read_bytes())
        for path in built.output.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    return found | {"store as N-Quads": "\n".join(map(str, built.quads)).casefold()}


def clear(content: bytes) -> str:
    return unescape(content.decode("utf-8", "replace")).casefold()


def leaks(built: Built, strings: Iterable[str]) -> list[tuple[str, str]]:
    """Where a build tells one of some strings, in whatever capitals.

    A short word counts alone only: a given name of four letters is part of many a word. So does a
    short number, and not in the log of the store, which has times and sizes of its own.
    """
    wanted = {string: string.casefold() for string in sorted(set(strings))}
    return [
        (name, string)
        for name, text in contents(built).items()
        for string, folded in wanted.items()
        if folded in text and (not is_short(folded) or stands_alone(folded, text))
        if not (folded.isdigit() and is_short(folded) and name.endswith("/store/LOG"))
    ]


def is_short(word: str) -> bool:
    return word.isalnum() and len(word) < _LONG


def stands_alone(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){word}(?!\w)", text) is not None


def in_other_forms(strings: Iterable[str]) -> Iterator[str]:
    """A number also without its blanks and hyphens, as one would look for it."""
    for string in strings:
        yield string
        if (digits := re.sub(r"[ +-]", "", string)).isdigit():
            yield digits


def private_strings() -> list[str]:
    return [string for answer in answers() for string in answer["private_strings"]]


def test_everything_that_a_build_leaves_is_looked_at(demo: Built) -> None:
    names = contents(demo)
    assert {"report.json", "state.sqlite", "store as N-Quads"} <= names.keys()
    kinds = {name.rpartition(".")[2] for name in names if "/site/" in name}
    assert kinds >= {"html", "ttl", "jsonld", "nt", "rdf", "nq", "csv", "xml", "txt"}
    assert len(names) > 2 * len(demo.files) > 1_400
    assert len(names["store as N-Quads"].splitlines()) >= len(demo.quads)


def test_what_is_public_would_be_found(demo: Built) -> None:
    presenter = "Helka Saarenketo"
    found = {name for name, _ in leaks(demo, [presenter])}
    assert "store as N-Quads" in found
    assert "state.sqlite" in found
    assert {name.rpartition(".")[2] for name in found} >= {"html", "ttl", "jsonld", "nq", "csv"}


def test_no_private_string_of_the_demo_is_published(demo: Built) -> None:
    strings = private_strings()
    assert len(strings) > 60
    assert len(set(in_other_forms(strings)) - set(strings)) > 10
    assert leaks(demo, in_other_forms(strings)) == []


def test_strict_mode_publishes_no_private_string_either(strict: Built) -> None:
    assert leaks(strict, in_other_forms(private_strings())) == []


def test_private_strings_stand_in_the_documents(demo: Built) -> None:
    documents = "".join(
        path.read_bytes().decode("utf-8", "replace") + path.read_bytes().decode("latin-1")
        for path in demo.folder.rglob("*.*")
    )
    strings = set(private_strings())
    assert len([string for string in strings if string in documents]) > 0.6 * len(strings)


def role_holders(*roles: str) -> list[tuple[str, str]]:
    """Given and family name of everybody whom the demo's minutes name in some roles."""
    printed = [name for answer in answers() for role in roles for name in as_list(answer.get(role))]
    matches = [match for match in map(_NAME.search, printed) if match]
    return sorted({(match["given"], match["family"]) for match in matches})


def as_list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def test_strict_mode_names_nobody(strict: Built) -> None:
    people = role_holders(*NAMED_ROLES, "preparers")
    assert len(people) > 25
    full = [f"{given} {family}" for given, family in people]
    assert leaks(strict, [*full, *(family for _, family in people)]) == []
    assert strict.report["pages"]["person"] == 0
    assert not [name for name in strict.files if "/henkilo/" in name]
    assert strict.counted(PEOPLE) == 0


def test_strict_mode_names_nobody_in_other_cases_of_declension(strict: Built) -> None:
    """A family name loses or changes at most its last two letters: Saarenketo, Saarenkedon."""
    stems = {family[:-2] for _, family in role_holders(*NAMED_ROLES, "preparers")}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(str.casefold, stems)))})\w*")
    found = {word for text in contents(strict).values() for word in pattern.findall(text)}
    assert len(stems) > 25
    assert found == set()


def test_strict_mode_publishes_the_same_sections(demo: Built, strict: Built) -> None:
    def sections(built: Built) -> list[str]:
        return [page for page in built.pages if re.fullmatch(r"eli/dl/.+/\d{4}/\d+", page)]

    assert len(sections(strict)) == 30
    assert sections(strict) == sections(demo)
    assert strict.report["fates"] == demo.report["fates"]


def test_role_mode_names_those_who_hold_a_role_and_nobody_else(demo: Built) -> None:
    done = demo.query(f"SELECT DISTINCT ?n {{ {PEOPLE} }}")
    found = set(done.stdout.splitlines()[1:])
    people = {f"{given} {family}" for given, family in role_holders(*NAMED_ROLES)}
    assert len(found) == demo.report["pages"]["person"] == 28
    assert found <= people


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("S0", {"phone": 0, "email": 0, "testator": 0}),
        ("S1", {"phone": 3, "email": 1, "testator": 0}),
        ("S2", {"phone": 0, "email": 0, "testator": 0}),
        ("S3", {"phone": 0, "email": 1, "testator": 2}),
        ("S4", {"phone": 2, "email": 0, "testator": 0}),
    ],
)
def test_the_samples_tell_nothing_private(
    sampled: Built, name: str, counts: dict[str, int]
) -> None:
    private = samples.private_strings(samples.read_sample(name))
    assert {kind: len(strings) for kind, strings in private.items()} == counts
    strings = [string for found in private.values() for string in found]
    assert leaks(sampled, in_other_forms(strings)) == []


def test_the_report_counts_what_was_withheld_and_never_says_what(demo: Built) -> None:
    withheld = demo.report["withheld"]
    phones = sum(answer["personal_data"]["phones"] for answer in answers())
    emails = sum(answer["personal_data"]["emails"] for answer in answers())
    assert (withheld["phone"] >= phones > 20, withheld["email"] >= emails > 3) == (True, True)
    assert all(isinstance(count, int) for count in withheld.values())
