"""Which of two literals is less, as SPARQL's ``<`` and ``<=`` have it.

https://www.w3.org/TR/sparql11-query/#OperatorMapping, for numbers, strings, truth values and
``xsd:dateTime``; the other dates and times in the order of XML Schema 1.1 Part 2, as SPARQL 1.2
and its implementations do. Literals that are not ordered with each other are neither less nor
equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from publisher.shacl.datatypes import Binary, Moment, Value, parse_literal, to_single
from publisher.shacl.vocabulary import Term

_FURTHEST_ZONE_SECONDS: Final = 14 * 3600


def compare(left: Term, right: Term) -> int | None:
    """Compare two terms.

    Args:
        left: A term.
        right: Another term.

    Returns:
        Negative, zero or positive as left is less, equal or greater; None if one is no literal,
        or ill-typed, or the two are not ordered.

    Examples:
        >>> compare(ox.Literal(2), ox.Literal(10))
        -1
        >>> compare(ox.Literal("2"), ox.Literal(10)) is None
        True
    """
    if not isinstance(left, ox.Literal) or not isinstance(right, ox.Literal):
        return None
    one, other = parse_literal(left), parse_literal(right)
    if one is None or other is None:
        return None
    return compare_values(one, other)


def compare_values(one: Value, other: Value) -> int | None:
    """Compare the values of two literals.

    Args:
        one: The value of a literal that is not ill-typed.
        other: Another one.

    Returns:
        What `compare` returns for the literals.
    """
    match one, other:
        case (Decimal() | Binary(), Decimal() | Binary()):
            return _compare_numbers(one, other)
        case (Moment(), Moment()) if one.family == other.family:
            return _compare_moments(one, other)
        case (str(), str()):
            return (one > other) - (one < other)
        case (bool(), bool()):
            return one - other
        case _:
            return None


def _compare_numbers(one: Decimal | Binary, other: Decimal | Binary) -> int | None:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return (one > other) - (one < other)
    single = all(isinstance(side, Decimal) or side.single for side in (one, other))
    a, b = (_promote(side, to_single if single else float) for side in (one, other))
    return None if math.isnan(a) or math.isnan(b) else (a > b) - (a < b)


def _promote(number: Decimal | Binary, convert: Callable[[float], float]) -> float:
    """Turn a number into a binary one (https://www.w3.org/TR/xpath20/#promotion)."""
    return convert(float(number) if isinstance(number, Decimal) else number.number)


def _compare_moments(one: Moment, other: Moment) -> int | None:
    """Compare points of time (XML Schema 1.1 Part 2, 3.3.7).

    A point without time zone may lie up to fourteen hours to either side.
    """
    if one.zoned == other.zoned:
        return (one.seconds > other.seconds) - (one.seconds < other.seconds)
    apart = one.seconds - other.seconds
    if abs(apart) <= _FURTHEST_ZONE_SECONDS:
        return None
    return 1 if apart > 0 else -1
