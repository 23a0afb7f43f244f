"""Which lines of a page belong to the current handling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from publisher.items.stacks import Opening, Stack, find_openings, split_stack, with_listed
from publisher.items.stretches import Stretch
from tests.quality.extracting import readers

BOARD, COUNCIL, OLDER = "KH 07.03.2022 § 52", "KV 21.03.2022 § 14", "KV 19.02.2018 § 9"
PROPOSED, DECIDED = "Päätösehdotus\n{0} päättää.", "Päätös\n{0} päätti."
WHOLE = f"{PROPOSED}\n{DECIDED}"


def known() -> Readers:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    return Readers(words=read_words("dynasty"), phrases=tables.phrases, laws=laws)


def split(text: str, current: str | None) -> Stack:
    """The stack of a text whose current handling is opened by a line, or by none."""
    blocks = split_blocks(text)
    openings = find_openings(blocks, known().phrases)
    opening = next((one for one in openings if blocks[one.index].text == current), None)
    return split_stack(blocks, openings, opening, 0, known())


def show(stack: Stack) -> tuple[str, list[tuple[str, str]]]:
    """The current handling, and each of the others with its opening."""
    own = " ".join(block.text for block in stack.own)
    earlier = [
        (one.opening.text, " ".join(block.text for block in one.blocks)) for one in stack.earlier
    ]
    return own, earlier


def said(*whose: str) -> str:
    return " ".join(WHOLE.format(name).replace("\n", " ") for name in whose)


STACKS = {
    "the oldest first": (
        f"{BOARD}\n{WHOLE.format('A')}\n{COUNCIL}\n{WHOLE.format('B')}",
        COUNCIL,
        (said("B"), [(BOARD, said("A"))]),
    ),
    "a single one": (f"{COUNCIL}\n{WHOLE.format('B')}", COUNCIL, (said("B"), [])),
    "none is opened": (WHOLE.format("B"), None, (said("B"), [])),
    "the § again": (f"{COUNCIL}\n§ 14\n{WHOLE.format('B')}", COUNCIL, (said("B"), [])),
    "another § is text": (
        f"{COUNCIL}\n§ 15\n{WHOLE.format('B')}",
        COUNCIL,
        (f"§ 15 {said('B')}", []),
    ),
    "the current one first": (
        f"{COUNCIL}\n{WHOLE.format('B')}\nPäätöshistoria\n{BOARD}\n{WHOLE.format('A')}\n"
        f"{OLDER}\n{WHOLE.format('C')}\nTiedoksi\nKoulut",
        COUNCIL,
        (
            f"{said('B')} Päätöshistoria Tiedoksi Koulut",
            [(BOARD, said("A")), (OLDER, said("C"))],
        ),
    ),
    "an opening before the history is text": (
        f"{COUNCIL}\n{WHOLE.format('B')}\nSelostus\n{BOARD}\nPäätöshistoria\n{BOARD}\nTeksti",
        COUNCIL,
        (f"{said('B')} Selostus {BOARD} Päätöshistoria", [(BOARD, "Teksti")]),
    ),
    "quoted by the current one": (
        f"{COUNCIL}\nTausta.\n{OLDER}\n{WHOLE.format('C')}\n{WHOLE.format('B')}",
        COUNCIL,
        (f"Tausta. {said('B')}", [(OLDER, said("C"))]),
    ),
    "quoted by an earlier one": (
        f"{BOARD}\nTausta.\n{OLDER}\n{WHOLE.format('C')}\n{WHOLE.format('A')}\n"
        f"{COUNCIL}\n{WHOLE.format('B')}",
        COUNCIL,
        (said("B"), [(BOARD, f"Tausta. {said('A')}"), (OLDER, said("C"))]),
    ),
    "quoted after an own decision": (
        f"{COUNCIL}\n{WHOLE.format('B')}\n{OLDER}\n{WHOLE.format('C')}\n{WHOLE.format('D')}",
        COUNCIL,
        (said("B"), [(OLDER, said("C", "D"))]),
    ),
    "cut off before the current one": (
        f"{BOARD}\n{WHOLE.format('A')}",
        COUNCIL,
        ("", [(BOARD, said("A"))]),
    ),
    "an opening that was lost": (
        f"{BOARD}\n{WHOLE.format('A')}\n{WHOLE.format('B')}",
        None,
        (said("B"), [(BOARD, said("A"))]),
    ),
    "two of the current one's predecessors run together": (
        f"{OLDER}\n{WHOLE.format('C')}\n{WHOLE.format('A')}\n{COUNCIL}\n{WHOLE.format('B')}",
        COUNCIL,
        (said("B"), [(OLDER, said("C", "A"))]),
    ),
    "the current one is opened twice": (
        f"{COUNCIL}\nTausta.\n{COUNCIL}\n{WHOLE.format('B')}",
        COUNCIL,
        (f"Tausta. {said('B')}", []),
    ),
    "a sentence goes on": (
        f"{COUNCIL}\n{BOARD}\noli aiemmin hylätty.",
        COUNCIL,
        (f"{BOARD} oli aiemmin hylätty.", []),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "current", "expected"), STACKS.values(), ids=STACKS)
def test_every_line_goes_to_its_handling(
    text: str, current: str | None, expected: tuple[str, list[tuple[str, str]]]
) -> None:
    assert show(split(text, current)) == expected
    assert len(STACKS) == 15


def listed(text: str) -> tuple[Stretch, ...]:
    openings = find_openings(split_blocks(text), known().phrases)
    return tuple(one.stretch for one in openings if one.stretch is not None)


def test_a_list_and_the_text_name_each_handling_once() -> None:
    whole = with_listed(
        listed("Kunnanhallitus 07.03.2022 § 52\nKunnanvaltuusto 19.02.2018 § 9"),
        listed(f"{BOARD}\nSivla 01.02.2022 § 3"),
    )
    assert [(one.body.value, one.section.value) for one in whole] == [
        ("Kunnanhallitus", 52),
        ("Kunnanvaltuusto", 9),
        ("Sivla", 3),
    ]


LINES = st.sampled_from(
    [BOARD, COUNCIL, OLDER, "§ 14", "Päätösehdotus", "Päätös", "Päätöshistoria", "Tiedoksi", "oli"]
)


@given(st.lists(LINES, min_size=1, max_size=12), st.integers(0, 3), st.integers(0, 3))
def test_no_line_is_lost_or_doubled(lines: list[str], which: int, start: int) -> None:
    blocks = split_blocks("\n".join(lines))
    openings = find_openings(blocks, known().phrases)
    current: Opening | None = openings[which] if which < len(openings) else None
    head = min(start, len(blocks))
    stack = split_stack(blocks, openings, current, head, known())
    parts = [*stack.own, *stack.openings, *(b for one in stack.earlier for b in one.blocks)]
    told = sorted(block.span for block in parts)
    expected = {block.span for block in blocks[head:]}
    assert len(told) == len(set(told))
    assert expected <= set(told)


def test_many_openings_take_no_long_time() -> None:
    text = f"{OLDER}\n{WHOLE.format('A')}\n{BOARD}\n" * 1500
    assert len(split(text, BOARD).earlier) == 1500
