"""The datatypes whose lexical rules the validator knows, and the values of their literals.

A literal whose characters its datatype does not allow is ill-typed, and violates ``sh:datatype``
(https://www.w3.org/TR/shacl/#DatatypeConstraintComponent). The rules are those of XML Schema 1.1
Part 2 (https://www.w3.org/TR/xmlschema11-2/), without white space, which a literal in RDF does not
strip (https://www.w3.org/TR/rdf11-concepts/#section-Datatypes).
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from publisher.shacl.vocabulary import RDF_LANG_STRING, xsd


class Binary(NamedTuple):
    """The value of an ``xsd:double``, or of an ``xsd:float`` if it is single."""

    number: float
    single: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the time line of one datatype.

    Attributes:
        family: The datatype's local name, as only values of one datatype compare.
        seconds: From a fixed origin, in UTC if the literal has a time zone.
        zoned: Whether the literal has a time zone.
    """

    family: str
    seconds: Decimal
    zoned: bool


@dataclass(frozen=True, slots=True)
class Unordered:
    """A value that SPARQL's ``<`` does not compare with anything."""


Value: TypeAlias = Decimal | Binary | Moment | Unordered | str | bool
Parser: TypeAlias = Callable[[str], Value]
"""Reads the characters of a literal; raises ValueError if the datatype does not allow them."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SPECIAL: Final = {
    "INF": math.inf,
    "+INF": math.inf,
    "-INF": -math.inf,
    "NaN": math.nan,
}
_ZONE: Final = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR: Final = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH: Final = r"(?P<month>0[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_CLOCK: Final = (
    r"(?:(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"
    r"|(?P<midnight>24:00:00(?:\.0+)?))"
)
_STAMP: Final = f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}"
_MONTHS: Final = r"(?:[0-9]+Y)?(?:[0-9]+M)?"
_SECONDS: Final = r"(?:[0-9]+D)?(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
_FIRST_DAY: Final = {"year": 4, "month": 1, "day": 1}  # of a leap year, so that --02-29 exists
_DAYS_IN_400_YEARS: Final = 146_097


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return match


def _integer(low: int | None, high: int | None) -> Parser:
    def parse(text: str) -> Decimal:
        number = Decimal(_match(_INTEGER, text).group())
        if (low is not None and number < low) or (high is not None and number > high):
            raise ValueError(text)
        return number

    return parse


def _decimal(text: str) -> Decimal:
    return Decimal(_match(_DECIMAL, text).group())


def to_single(number: float) -> float:
    """Round to the nearest number of single precision (IEEE 754 binary32)."""
    try:
        (rounded,) = struct.unpack("f", struct.pack("f", number))
    except OverflowError:
        return math.copysign(math.inf, number)
    return float(rounded)


def _double(text: str) -> Binary:
    special = _SPECIAL.get(text)
    number = float(_match(_DOUBLE, text).group()) if special is None else special
    return Binary(number, single=False)


def _float(text: str) -> Binary:
    return Binary(to_single(_double(text).number), single=True)


def _boolean(text: str) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError(text)
    return text in {"true", "1"}


def _days(year: int, month: int, day: int) -> int:
    """Count days, in years before 1 and after 9999 too; the Gregorian calendar repeats itself."""
    cycle, year_of_cycle = divmod(year, 400)
    return date(year_of_cycle + 400, month, day).toordinal() + cycle * _DAYS_IN_400_YEARS


def _offset_seconds(zone: str) -> int:
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes * 60 if zone[0] == "-" else minutes * 60


def _moment(family: str, notation: str) -> Parser:
    pattern = re.compile(notation)

    @lru_cache(maxsize=1024)  # the decisions of a meeting share their dates
    def parse(text: str) -> Moment:
        part = _match(pattern, text).groupdict()
        days = _days(*(int(part.get(name) or first) for name, first in _FIRST_DAY.items()))
        days += "day" in part and part.get("midnight") is not None
        minutes = int(part.get("hour") or 0) * 60 + int(part.get("minute") or 0)
        seconds = days * 86_400 + minutes * 60 + Decimal(part.get("second") or 0)
        zone = part["zone"]
        return Moment(family, seconds - _offset_seconds(zone or "Z"), zone is not None)

    return parse


def _unordered(notation: str) -> Parser:
    pattern = re.compile(notation, re.DOTALL)

    def parse(text: str) -> Unordered:
        _match(pattern, text)
        return Unordered()

    return parse


PARSERS: Final[dict[ox.NamedNode, Parser]] = {
    xsd("string"): str,
    xsd("boolean"): _boolean,
    xsd("decimal"): _decimal,
    xsd("integer"): _integer(None, None),
    xsd("nonPositiveInteger"): _integer(None, 0),
    xsd("negativeInteger"): _integer(None, -1),
    xsd("nonNegativeInteger"): _integer(0, None),
    xsd("positiveInteger"): _integer(1, None),
    xsd("long"): _integer(-(2**63), 2**63 - 1),
    xsd("int"): _integer(-(2**31), 2**31 - 1),
    xsd("short"): _integer(-(2**15), 2**15 - 1),
    xsd("byte"): _integer(-(2**7), 2**7 - 1),
    xsd("unsignedLong"): _integer(0, 2**64 - 1),
    xsd("unsignedInt"): _integer(0, 2**32 - 1),
    xsd("unsignedShort"): _integer(0, 2**16 - 1),
    xsd("unsignedByte"): _integer(0, 2**8 - 1),
    xsd("float"): _float,
    xsd("double"): _double,
    xsd("dateTime"): _moment("dateTime", f"{_STAMP}{_ZONE}"),
    xsd("dateTimeStamp"): _moment("dateTime", f"{_STAMP}{_ZONE.removesuffix('?')}"),
    xsd("date"): _moment("date", f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}"),
    xsd("time"): _moment("time", f"{_CLOCK}{_ZONE}"),
    xsd("gYear"): _moment("gYear", f"{_YEAR}{_ZONE}"),
    xsd("gYearMonth"): _moment("gYearMonth", f"{_YEAR}-{_MONTH}{_ZONE}"),
    xsd("gMonthDay"): _moment("gMonthDay", f"--{_MONTH}-{_DAY}{_ZONE}"),
    xsd("gMonth"): _moment("gMonth", f"--{_MONTH}{_ZONE}"),
    xsd("gDay"): _moment("gDay", f"---{_DAY}{_ZONE}"),
    xsd("duration"): _unordered(f"-?P(?=.){_MONTHS}{_SECONDS}"),
    xsd("yearMonthDuration"): _unordered(f"-?P(?=.){_MONTHS}"),
    xsd("dayTimeDuration"): _unordered(f"-?P(?=.){_SECONDS}"),
    xsd("anyURI"): _unordered(".*"),
    xsd("language"): _unordered("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"),
    RDF_LANG_STRING: _unordered(".*"),
}
"""What may stand in a literal, by datatype."""


def parse_literal(literal: ox.Literal) -> Value | None:
    """Read the value of a literal.

    Args:
        literal: Any literal.

    Returns:
        Its value, or None if it is ill-typed or its datatype has no rule here.

    Examples:
        >>> parse_literal(ox.Literal("2025-02-29", datatype=xsd("date"))) is None
        True
    """
    parse = PARSERS.get(literal.datatype)
    if parse is None:
        return None
    try:
        return parse(literal.value)
    except ValueError:
        return None
