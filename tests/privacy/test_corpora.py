"""Nothing that a careful reader marked as private gets out of the examples and the samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from publisher.documents.reading import read_file
from publisher.privacy.cleaning import Mode
from publisher.privacy.elsewhere import Circumstances
from publisher.privacy.stage import withhold
from tests.quality.extracting import readers
from tests.quality.test_floors import EXAMPLES, pairs, read_json

N_PRIVATE_STRINGS = 79
# Whose will it was stands before the word for what was left by it.
_TESTATOR = re.compile(r"((?:[A-ZÅÄÖ][\wåäöé-]+ ){2})(?:[^\s.]+ ){0,8}?testamen")


def published(path: Path, mode: Mode) -> str:
    tables = readers()
    document = read_file(path, path.name)
    minutes = tables.sources.read(document).minutes
    result = withhold(minutes, document, tables.policy, tables.phrases, Circumstances(mode=mode))
    return msgspec.json.encode(result.minutes).decode()


def _is_guarded(text: str, match: re.Match[str]) -> bool:
    return any(
        guard.start() <= match.start() and match.end() <= guard.end()
        for pattern in readers().policy.guards
        for guard in pattern.finditer(text)
    )


def private_strings() -> Iterator[tuple[Path, str]]:
    for path, answer in pairs("examples"):
        for private in read_json(answer)["private_strings"]:
            yield path, private


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_no_private_string_of_the_examples_gets_out(mode: Mode) -> None:
    found = list(private_strings())
    leaks = [(path.name, text) for path, text in found if text in published(path, mode)]
    assert leaks == []
    assert len(found) == N_PRIVATE_STRINGS


def test_every_private_string_of_the_examples_is_of_its_document() -> None:
    for path, text in private_strings():
        stem = text.split()[-1][:4]
        assert stem.casefold() in read_file(path, path.name).text.casefold()


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_no_role_holder_of_the_examples_gets_out_in_strict_mode(mode: Mode) -> None:
    in_role = preparing = 0
    for path, answer in pairs("examples"):
        expected = read_json(answer)
        text = published(path, mode)
        for name in filter(None, [*expected["recused"], expected["temporary_chair"]]):
            in_role += 1
            assert (name in text) == (mode == "role")
        for name in expected["preparers"]:
            preparing += 1
            presents = mode == "role" and name in f"{expected['proposer']} {expected['presenter']}"
            assert (name in text) == presents
    assert (in_role, preparing) == (17, 29)


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_no_contact_of_the_samples_gets_out(mode: Mode) -> None:
    tables = readers()
    seen = 0
    for path, _ in pairs("samples"):
        text, out = read_file(path, path.name).text, published(path, mode)
        for detector in tables.policy.detectors:
            for match in detector.pattern.finditer(text):
                if detector.kind in {"phone", "email"} and not _is_guarded(text, match):
                    seen += 1
                    assert match[0] not in out
    assert seen == 6


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_the_testator_of_the_samples_does_not_get_out(mode: Mode) -> None:
    seen = 0
    for path, _ in pairs("samples"):
        for match in _TESTATOR.finditer(read_file(path, path.name).text):
            seen += 1
            given, surname = match[1].split()
            assert given not in published(path, mode)
            assert surname not in published(path, mode)
    assert seen == 1


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_no_preparer_of_the_samples_is_named(mode: Mode) -> None:
    seen = 0
    for path, answer in pairs("samples"):
        expected = read_json(answer)
        roles = str(expected.get("presenter")) + str(expected.get("proposer"))
        for name in expected.get("preparers", []):
            seen += 1
            assert name not in published(path, mode) or (mode == "role" and name in roles)
    assert seen == 6


def test_the_bad_example_with_an_identity_code_is_there() -> None:
    assert (EXAMPLES / "bad" / "henkilotunnus.txt").is_file()
