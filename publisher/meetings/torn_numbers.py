"""The numbers of a list, which a converter of PDF has torn from its lines.

A list may be printed as a column of numbers beside a column of texts. Some converters give all the
numbers first, before the label above the list or even at the top of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.documents.document import Block

_NUMBER = re.compile(r"(\d{1,2})[.)]")


def find_torn_numbers(blocks: Sequence[Block]) -> Iterator[Block]:
    """Find lines that hold nothing but the numbers of a list.

    Args:
        blocks: Lines of minutes.

    Yields:
        The lines of every run of two or more numbers that count on; a number alone may begin the
        line after it.
    """
    numbers = [_NUMBER.fullmatch(block.text) for block in blocks]
    torn = set[int]()
    for index, (one, other) in enumerate(pairwise(numbers)):
        if one and other and int(other[1]) == int(one[1]) + 1:
            torn |= {index, index + 1}
    yield from (blocks[index] for index in sorted(torn))
