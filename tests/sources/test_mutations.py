"""No mutation of a document makes a reader fail: it is read, or refused with a reason."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from publisher.documents.reading import read_document
from publisher.errors import DocumentError
from tests.quality.extracting import readers
from tests.sources.test_cases import CASES, case_name

MUTANTS_PER_CASE = 12
FEWEST_READ = 300
_PIECES = (
    b"\n",
    b"\n\n",
    b"\t",
    b"  ",
    b"\xc2\xa7 7\n",
    "Päätös\n".encode(),
    b"1.1.2025",
    b"(",
    b")",
)


def mutant(content: bytes, chance: random.Random) -> bytes:
    """The document with lines lost, repeated or exchanged, and pieces torn out or put in."""
    lines = content.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[one : one + chance.randint(1, 5)]
            case 1:
                lines.insert(other, lines[one])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                at = chance.randint(0, len(lines[one]))
                lines[one] = lines[one][:at] + chance.choice(_PIECES) + lines[one][at:]
            case 4:
                at = chance.randint(0, len(lines[one]))
                lines[one] = lines[one][:at] + lines[one][at + chance.randint(1, 30) :]
            case _:
                lines = [b" ".join(lines)] if chance.random() < 0.2 else lines
        lines = lines or [b""]
    return b"\n".join(lines)


def fate(content: bytes) -> str:
    """Whether a document was read, or refused by an error that is told to the user."""
    try:
        extraction = readers().sources.read(read_document("mutant", content))
    except DocumentError:
        return "refused"
    assert extraction.minutes.items or extraction.minutes.meeting is not None
    return "read"


@pytest.mark.parametrize("path", CASES, ids=case_name)
def test_a_mutant_is_read_or_refused(path: Path) -> None:
    content = path.read_bytes()
    chance = random.Random(case_name(path))  # noqa: S311  (nothing is secret here)
    fates = Counter(fate(mutant(content, chance)) for _ in range(MUTANTS_PER_CASE))
    assert fates.total() == MUTANTS_PER_CASE


# What a mutation once made of a document, as small as it still did harm.
HARMFUL = {
    "a § between the numbers of a torn list and nothing": (
        " Kaskirannan kaupunki\n5/2025\nSivistyslautakunta\nJäsen Jari Oksa kannatti esitystä.\n"
        "22.05.2025\n1.\n2.\n§ 47"
    ),
    "a front page that says nothing": (
        "KASKIRANNAN KUNTA\nKOKOUSKUTSU\nKokoukseen kutsutut:\n§:t\nPaikka:"
    ),
}


def test_a_day_above_the_heading_of_a_page_costs_no_item() -> None:
    page = (
        "Valtuusto, kokous 8.9.2025\n1.1.2025\nPöytäkirja on tarkastettu\n§ 63 Ilmoitusasiat\n"
        "Ehdotus\nMerkitään tiedoksi.\nPäätös\nMerkittiin tiedoksi."
    )
    minutes = readers().sources.read(read_document("page", page.encode())).minutes
    assert [item.section and item.section.value for item in minutes.items] == [63]


@pytest.mark.parametrize("what", HARMFUL)
def test_what_was_once_neither_read_nor_refused_is_so_now(what: str) -> None:
    assert fate(HARMFUL[what].encode()) == "refused"


def test_most_mutants_are_read() -> None:
    """Otherwise the mutations would test little but the refusal."""
    fates: Counter[str] = Counter()
    for path in CASES:
        chance = random.Random(case_name(path))  # noqa: S311
        fates.update(fate(mutant(path.read_bytes(), chance)) for _ in range(4))
    assert fates["read"] >= FEWEST_READ
