"""Codes of the function classification (tehtäväluokitus) that minutes print with a case.

Below the main classes the same code means different things in different organisations, so that a
code is no more than what one organisation prints, and only the main classes are shared
(`mappings/reference/function_classes.csv`).
"""

from __future__ import annotations

import functools
import re

import msgspec

from publisher.reference import read_table

_BETWEEN_CODES = re.compile(r"\s*,\s*")
# Two digits a level, parted by dots or blanks; Ahjo puts a T before them. Published classifications
# have up to five levels, and what reads Ahjo takes six. Of one level alone, nothing tells that it
# is a class.
_CODE = re.compile(r"(?:T )?(?P<code>\d{2}(?:[. ]\d{2}){1,5})")
_LEVEL_CHARACTERS = 2


class MainClass(msgspec.Struct, frozen=True, kw_only=True):
    """A main class that organisations share.

    Attributes:
        code: Two digits.
        name_fi: The name in Finnish.
        name_sv: The name in Swedish.
        name_en: The name in English.
    """

    code: str
    name_fi: str
    name_sv: str
    name_en: str


@functools.cache
def read_main_classes() -> tuple[MainClass, ...]:
    """Read the main classes, by code.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("function_classes", MainClass)


def class_codes(printed: str) -> tuple[str, ...]:
    """The codes that minutes print with a case, normalised.

    Args:
        printed: One code or several with commas between them, as they stand in the minutes.

    Returns:
        Each code once, its levels parted by dots, in the order of the minutes. What does not look
        like a code of two digits a level is left out: local plans have others.

    Examples:
        >>> class_codes("10 03 02")
        ('10.03.02',)
        >>> class_codes("T 00 01 02 03, T 10.03")
        ('00.01.02.03', '10.03')
        >>> class_codes("20.215")
        ()
    """
    matches = map(_CODE.fullmatch, _BETWEEN_CODES.split(printed.strip()))
    codes = (match["code"].replace(" ", ".") for match in matches if match is not None)
    return tuple(dict.fromkeys(codes))


def main_class(code: str) -> str | None:
    """The shared main class that a normalised code belongs to; None if there is none.

    Raises:
        TableError: If the table is damaged.
    """
    main = code[:_LEVEL_CHARACTERS]
    return main if any(each.code == main for each in read_main_classes()) else None
