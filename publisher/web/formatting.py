"""How dates, numbers and texts are written in each language of the site."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from publisher.web.messages import Words

# SI brochure, 5.4.4: groups of three are parted by a thin space; this one does not break.
_THIN = "\u202f"
_NO_BREAK = "\u00a0"
_KILO = 1000

# Where a letter follows the number of a section.
_LETTER = re.compile(r"(?<=\d)(?=[a-zåäö])")
# The steps of an address in Finlex. The chapter of a section is not shown, since nearly all acts
# number theirs through.
_IN_SECTION = ("pykala", "momentti", "kohta")
_ABOVE_SECTION = ("osa", "luku")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
# A line of a list as minutes number it: "1. ", "2) ", "a) ", "- ", "• ".
_LIST_LINE = re.compile(r"(\d{1,3}[.)]|[a-zåäö]\)|[-–•*])[ \t\u00a0]+(\S.*)")

# Blanks at which no line should break: in "18 450 000", "6 §", "0 %" and "§ 48".
_TIED_BLANK = re.compile(r" (?:(?<=\d )(?=\d{3}(?!\d)|[§%€])|(?<=§ )(?=\d))")


class Formats:
    """Writes values in one language.

    Attributes:
        words: The texts of `site/messages.toml` in that language.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._months = words["month_names"].split()
        self._units = words["size_units"].split()
        self._days: dict[str, Markup] = {}
        self._provision = {
            "osa": words["provision_part"],
            "luku": words["provision_chapter"],
            "pykala": words["provision_section"],
            "momentti": words["provision_subsection"],
            "kohta": words["provision_item"],
        }

    def day(self, iso: str) -> str:
        """A day in the order and with the signs of the language, for example ``11.12.2023``."""
        date = dt.date.fromisoformat(iso)
        return self.words["date"].format(
            day=date.day, month=date.month, month_name=self._months[date.month - 1], year=date.year
        )

    def date(self, iso: str) -> Markup:
        """A day as an HTML ``time`` element."""
        found = self._days.get(iso)
        if found is None:
            found = Markup('<time datetime="{}">{}</time>').format(iso, self.day(iso))
            self._days[iso] = found
        return found

    def clock(self, iso: str) -> Markup:
        """A time of day, or the one of a moment, as an HTML ``time`` element."""
        hour = iso.rpartition("T")[2][:5]
        return Markup('<time datetime="{}">{}</time>').format(
            iso, self.words["clock"].format(hour=int(hour[:2]), minute=hour[3:])
        )

    def number(self, value: float | str | Decimal) -> str:
        """A number with its thousands parted; a fraction gets two decimals, as sums have."""
        if isinstance(value, int):  # most are, and Decimal is slow
            return grouped(value)
        exact = Decimal(str(value))
        pattern = ",.0f" if exact == exact.to_integral_value() else ",.2f"
        whole, point, fraction = format(exact, pattern).partition(".")
        return whole.replace(",", _THIN) + (self.words["decimal_sign"] if point else "") + fraction

    def money(self, value: float | str, currency: str) -> str:
        """A sum in its currency (ISO 4217 code)."""
        number = self.number(value)
        if currency == "EUR":
            return self.words["euros"].format(sum=number)
        return f"{number}{_NO_BREAK}{currency}"

    def percent(self, share: str) -> str:
        """A share of one in hundredths with one decimal, for example ``92,9 %``."""
        number = f"{Decimal(share) * 100:.1f}".replace(".", self.words["decimal_sign"])
        return self.words["percent"].format(n=number)

    def size(self, size_bytes: int) -> str:
        """The size of a file, in decimal units (IEC 80000-13)."""
        size, unit = Decimal(size_bytes), 0
        while size >= _KILO and unit < len(self._units) - 1:
            size, unit = size / _KILO, unit + 1
        digits = f"{size:.1f}" if unit and size < _KILO / 100 else f"{size:.0f}"
        return f"{digits.replace('.', self.words['decimal_sign'])}{_NO_BREAK}{self._units[unit]}"

    def count(self, number: int, noun: str) -> str:
        """A number of things; the noun's key in the table, without ``_one`` or ``_many``."""
        pattern = self.words[f"{noun}_one" if number == 1 else f"{noun}_many"]
        return pattern.format(n=self.number(number))

    def stretches(self, node: Mapping[str, Any]) -> str:
        """At which §§ somebody was there: ``§ 1–4, § 7 alkaen``.

        The record has the first § of each stretch and the last one, where either is printed.
        """
        ends = [(number, True) for number in node.get("presentFrom", ())]
        ends += [(number, False) for number in node.get("presentUntil", ())]
        found: list[str] = []
        first: int | None = None
        for number, begins in sorted(ends, key=lambda end: (end[0], not end[1])):
            if begins:
                first = number
            elif first is None:
                found.append(self.words["sections_until"].format(last=number))
            else:
                one, several = self.words["sections_single"], self.words["sections_range"]
                form = one if first == number else several
                found.append(form.format(first=first, last=number))
                first = None
        if first is not None:
            found.append(self.words["sections_from"].format(first=first))
        return ", ".join(found)

    def present(self, record: Mapping[str, Any]) -> str:
        """How many members were at a §, and how many the lists of the meeting name."""
        here, listed = record["membersPresent"], record["membersListed"]
        return self.words["members_present_of"].format(n=self.number(here), all=self.number(listed))

    def provision(self, iri: str) -> str:
        """A provision of an act by its IRI in Finlex: ``28 § 1 mom. 4 kohta``.

        A letter is parted from its number as Finns write it (``27 e §``); empty for a whole act.
        """
        steps = iri.partition("/eli/sd/")[2].split("/")[2:]
        named = zip(steps[::2], steps[1::2], strict=True)
        numbers = {name: _LETTER.sub(_NO_BREAK, number) for name, number in named}
        shown = _IN_SECTION if "pykala" in numbers else _ABOVE_SECTION
        return " ".join(
            self._provision[step].format(n=numbers[step]) for step in shown if step in numbers
        )


def grouped(number: int) -> str:
    """A whole number with its thousands parted, as all languages of the site do it."""
    return str(number) if -_KILO < number < _KILO else f"{number:,}".replace(",", _THIN)


def prose(text: str) -> Markup:
    r"""Write the text of a document as HTML paragraphs and lists.

    Blank lines part paragraphs. Lines that begin with a number, letter or dash become a list that
    keeps its marks as printed, since decisions are cited by them. Numbers do not break.

    Args:
        text: As it was read.

    Returns:
        Escaped text between tags.

    Examples:
        >>> prose("Päätetään\n1. tehdä & maksaa")
        Markup('<p>Päätetään</p><ul role="list"><li><span>1.</span> tehdä &amp; maksaa</li></ul>')
    """
    html: list[str] = []
    above = "p"
    for tag, part in _blocks(text):
        if tag != above:
            html.append('<ul role="list">' if tag == "li" else "</ul>")
        html.append(f"<{tag}>{part}</{tag}>")
        above = tag
    if above == "li":
        html.append("</ul>")
    return Markup("".join(html))  # noqa: S704  (escaped in _blocks)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Tag and escaped content of each paragraph and list line."""
    html = _TIED_BLANK.sub(_NO_BREAK, str(escape(text.strip())))
    for chunk in _BLANK_LINES.split(html):
        tag: str = "p"
        lines: list[str] = []
        for line in map(str.strip, chunk.splitlines()):
            if item := _LIST_LINE.fullmatch(line):
                if lines:
                    yield tag, "<br>".join(lines)
                tag, lines = "li", [f"<span>{item[1]}</span> {item[2]}"]
            else:
                lines.append(line)
        if lines:
            yield tag, "<br>".join(lines)
