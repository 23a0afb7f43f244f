"""The words about sums of money, read from `mappings/phrases/mentions.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from publisher.model import Direction
from publisher.phrases.patterns import Marked, compile_marked, compile_pattern, read_word


class AmountWords(msgspec.Struct, frozen=True, kw_only=True):
    """What ``[amounts]`` says, ready to be matched.

    Attributes:
        amount: The sums.
        factors: What a word between number and unit multiplies by.
        directions: The words of a sentence in which sums are spent, and in which they are received.
        of_others: The words of a sentence in which others may be those who spend or receive.
        no_flow: The words right before a sum that is neither.
    """

    amount: Marked
    factors: Mapping[str, int]
    directions: Mapping[Direction, re.Pattern[str]]
    of_others: re.Pattern[str]
    no_flow: re.Pattern[str]


def amount_words(table: Mapping[str, Any]) -> AmountWords:
    """Compile the table of sums.

    Raises:
        TableError: If a pattern is no regular expression, or a direction is unknown.
    """
    factors = dict.fromkeys(table["factors"]["million"], 1_000_000)
    direction = table["direction"]
    return AmountWords(
        amount=compile_marked(table),
        factors=factors | dict.fromkeys(table["factors"]["thousand"], 1_000),
        directions={
            read_word(Direction, name, "mentions"): compile_pattern(pattern)
            for name, pattern in direction["words"].items()
        },
        of_others=compile_pattern(direction["of_others"]),
        no_flow=compile_pattern(direction["no_flow"]),
    )
