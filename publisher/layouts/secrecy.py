"""Items of which only is said that they are secret (julkisuuslaki 621/1999, 24 §)."""

from __future__ import annotations

import msgspec

from publisher.extraction import Words
from publisher.model import Item


def with_secrecy(item: Item, words: Words) -> Item:
    """Tell whether an item is a bare mention.

    Args:
        item: As read.
        words: The table has the pattern ``secret`` of a line that says so.

    Returns:
        The item, secret if every line of its text says so, or its title if it has no text. One
        that tells of a proposal or a decision is none, whatever it says besides.
    """
    if item.proposal or item.decision or item.discussion:
        return item
    said = item.preparation or item.title
    lines = [line for line in said.value.split("\n") if line] if said else []
    secret = bool(lines) and all(words.patterns["secret"].fullmatch(line) for line in lines)
    return msgspec.structs.replace(item, secret=secret)
