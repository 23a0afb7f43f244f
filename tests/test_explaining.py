"""Which characters of a document gave which value, and what became of every line."""

from __future__ import annotations

import re
import sys
import types
import typing
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.document import SourceDocument, Span
from publisher.documents.reading import read_document, read_file
from publisher.errors import TableError
from publisher.explaining import Explanation, coloured, explain, page_record, read_names, told
from publisher.explaining.marking import Fate, Mark, cut_lines
from publisher.explaining.showing import called, shorten
from publisher.explaining.terminal import Told, Tone
from publisher.explaining.values import values_of
from publisher.extracting import Explainer
from publisher.extraction import Extraction, read_words
from publisher.model import (
    Amount,
    DocumentKind,
    Found,
    Inference,
    Item,
    Minutes,
    PersonInRole,
    Place,
)
from publisher.sources import SOURCES
from publisher.web.explanation import render_explanation
from tests.explained import LABELS, Reading, explained, invented
from tests.quality.extracting import readers

FOLDER = Path(__file__).parent / "sources"
CASES = sorted(path for name in SOURCES for path in (FOLDER / name).glob("*/input.*"))
FINNISH, SWEDISH, ENGLISH = (read_names(language) for language in ("fi", "sv", "en"))


def lines_told(explanation: Explanation, language: Any = "fi") -> list[str]:  # noqa: ANN401
    return [line.text for line in told(explanation, read_names(language))]


# The table of names -------------------------------------------------------------------------------


def types_in(annotation: object) -> Iterator[type]:
    """The types that an annotation is made of."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if isinstance(origin or annotation, type) and origin is not types.UnionType:
        yield origin or typing.cast("type", annotation)
    for argument in arguments:
        yield from types_in(argument)


def model_types() -> set[type]:
    """Every type that what is read from a document may be made of."""
    found: set[type] = set()
    waiting: list[type] = [Minutes]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        if issubclass(one, msgspec.Struct):
            for annotation in typing.get_type_hints(one).values():
                waiting.extend(types_in(annotation))
    return found


def test_every_field_of_the_model_has_a_name() -> None:
    """What has none is shown by its path until somebody writes it into mappings/fields.toml."""
    structs = [one for one in model_types() if issubclass(one, msgspec.Struct)]
    placed = [one for one in structs if "span" in one.__struct_fields__]  # said as one value
    missing = sorted(
        f"{one.__name__}.{name}"
        for one in set(structs) - {*placed, Span, Inference}
        for name in one.__struct_fields__
        if not any(name in FINNISH.fields.get(base.__name__, {}) for base in one.__mro__)
    )
    assert missing == []
    assert len(structs) > 15


def test_every_name_is_that_of_a_field() -> None:
    known = {one.__name__: one for one in model_types() if issubclass(one, msgspec.Struct)}
    stale = sorted(
        f"{name}.{field}"
        for name, entries in FINNISH.fields.items()
        for field in entries
        if name not in known or field not in known[name].__struct_fields__
    )
    assert stale == []


def test_every_code_has_a_name() -> None:
    codes: list[type[StrEnum]] = [one for one in model_types() if issubclass(one, StrEnum)]
    codes.append(Fate)
    missing = sorted(
        f"{one.__name__}.{code.value}"
        for one in codes
        for code in one
        if code.value not in FINNISH.codes.get(one.__name__, {})
    )
    assert missing == []
    assert {"Outcome", "Reason", "Confidence"} <= {one.__name__ for one in codes}


def test_every_reason_for_leaving_a_line_out_has_a_name() -> None:
    """Those of the tables and of the cases; one that is missing is shown in English."""
    said = set()
    for path in CASES:
        golden = path.parent / "minutes.json"
        if golden.exists():
            read = msgspec.json.decode(golden.read_bytes())
            said |= {reason for _, reason in read.get("ignored", ())}
    for name in SOURCES:
        said |= {reason for _, reason in read_words(name).ignored}
    missing = {one for one in said if one not in FINNISH.reasons}
    assert {one for one in missing if one.partition(":")[0] not in FINNISH.reasons} == set()
    assert len(said) > 20


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('[fields.Item]\ntitle = { fi = "otsikko", sv = "" }', r"fields\.Item\.title\.sv"),
        ('[fields.Item]\ntitle = { fi = "o", sv = "r", en = "t", kind = "poem" }', "kinds: poem"),
        ('[fields.Item]\ntitle = { name = "otsikko" }', "correct the table of fields"),
        ('[codes.Outcome]\napproved = { fi = "hyvä" }', r"codes\.Outcome\.approved\.sv"),
        ('[words]\nyes = { fi = "kyllä", sv = "ja" }', r"words\.yes\.en"),
    ],
)
def test_refuses_a_table_that_is_not_whole(tmp_path: Path, table: str, expected: str) -> None:
    name = table.partition("]")[0].lstrip("[").partition(".")[0]
    others = [f"[{one}]" for one in ("fields", "codes", "reasons", "words") if one != name]
    kinds = '[kinds]\nother = { fi = "muu", sv = "annat", en = "other" }'
    (tmp_path / "fields.toml").write_text("\n".join([*others, kinds, table]), encoding="utf-8")
    with pytest.raises(TableError, match=expected):
        read_names("fi", tmp_path / "fields.toml")


# Values -------------------------------------------------------------------------------------------


def test_finds_every_value_with_its_path() -> None:
    _, extraction = invented()
    assert [value.path for value in values_of(extraction.minutes)] == [
        "body",
        "date",
        "items[0].section",
        "items[0].presenter",
        "items[0].preparation",
        "items[0].decision.text",
        "items[0].decision.outcome",
        "items[0].title",
        "items[0].case_number",
        "items[0].classification",
        "items[0].earlier[0].date",
        "items[0].earlier[0].section",
        "items[0].citations[0].as_printed",
        "items[0].amounts[0].value",
    ]


class Weather(msgspec.Struct, frozen=True):
    """A part that the model does not have yet."""

    sky: Found[str]
    degrees: int
    witnesses: tuple[PersonInRole, ...] = ()


class Outlook(msgspec.Struct, frozen=True):
    """A part without any characters."""

    grade: str


class FutureItem(Item, frozen=True, kw_only=True):
    """An item with fields that it does not have yet."""

    weather: tuple[Weather, ...] = ()
    outlook: Outlook | None = None
    mood: Found[tuple[str, ...]] | None = None


def test_shows_a_new_field_of_the_model_without_being_told_of_it() -> None:
    document = read_document("koe.txt", b"Selke. Aune Vesterlund. Iloinen, iloinen.")
    reading = Reading(document)
    witness = PersonInRole(name="Aune Vesterlund", title=None, span=reading.span("Aune Vesterlund"))
    item = FutureItem(
        title=None,
        weather=(Weather(sky=reading.found("Selke"), degrees=21, witnesses=(witness,)),),
        outlook=Outlook(grade="fair"),
        mood=Found(("good", "merry"), reading.span("iloinen")),
    )
    shown = lines_told(of_items(document, item))
    assert "  items[0].weather[0].sky: Selke, degrees: 21 ← rivi 1" in shown
    assert "  items[0].weather[0].witnesses[0]: Aune Vesterlund ← rivi 1" in shown
    assert "  items[0].mood: good, merry ← ”iloinen”, rivi 1" in shown
    assert "  items[0].outlook: grade: fair" in shown


def of_items(document: SourceDocument, *items: Item) -> Explanation:
    minutes = Minutes(
        kind=DocumentKind.MINUTES,
        language="fi",
        organization=None,
        body=None,
        date=None,
        items=items,
    )
    extraction = Extraction(minutes=minutes, unused=(), ignored=())
    return explain(document, extraction, system="koe", labels=LABELS)


# Marks --------------------------------------------------------------------------------------------

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda two: Span(min(two), max(two)))


def innermost(marks: list[Mark], position: int) -> Mark | None:
    """As the docstring of `cut_lines` says it, without any cleverness."""
    over = [
        (mark.span.start, -mark.span.end, order, mark)
        for order, mark in enumerate(marks)
        if mark.span.start <= position < mark.span.end
    ]
    return max(over, key=lambda one: one[:3])[3] if over else None


@given(st.text("ab \n", min_size=1, max_size=40).filter(str.strip), st.lists(spans, max_size=12))
def test_cuts_any_text_where_the_innermost_mark_changes(text: str, drawn: list[Span]) -> None:
    document = read_document("koe.txt", text.encode())
    marks = [
        Mark(span=span, fate=Fate.VALUE, number=number) for number, span in enumerate(drawn, 1)
    ]
    begun: list[int] = []
    for block, segments in cut_lines(document, marks):
        assert "".join(one.text for one in segments) == block.text
        position = block.span.start
        for one in segments:
            expected = {innermost(marks, at) for at in range(position, position + len(one.text))}
            assert expected == {one.mark}
            begun += one.begins
            position += len(one.text)
    assert len(begun) == len(set(begun))
    last = document.blocks[-1].span.end
    assert {mark.number for mark in marks if mark.span.start < last} == set(begun)


def test_a_line_that_was_left_out_is_told_from_the_text_around_it() -> None:
    document = read_document("koe.txt", b"one\nhead 2\nthree")
    reading = Reading(document)
    marks = [
        Mark(span=reading.line("head").span, fate=Fate.IGNORED, reason="page header"),
        Mark(span=Span(0, len(document.text)), fate=Fate.VALUE, number=1),
        Mark(span=reading.span("2"), fate=Fate.VALUE, number=2),
    ]
    cut = [
        [(one.text, one.mark.fate.value if one.mark else "", one.begins) for one in segments]
        for _, segments in cut_lines(document, marks)
    ]
    assert cut == [
        [("one", "value", (1,))],
        [("head ", "ignored", ()), ("2", "value", (2,))],
        [("three", "value", ())],
    ]


def test_every_line_has_one_fate() -> None:
    found = [(line.number, line.fate.value, line.reasons) for line in explained().lines]
    assert found == [
        (1, "ignored", ("navigation between items",)),
        (2, "value", ()),
        (4, "value", ()),
        (5, "value", ()),
        (6, "unused", ()),
        (8, "label", ()),
        (9, "value", ()),
        (11, "value", ()),
        (12, "value", ()),
        (14, "label", ()),
        (15, "value", ()),
        (16, "value", ()),
        (17, "silent", ()),
    ]


# Documents as they are read -----------------------------------------------------------------------


def spans_in(value: object) -> Iterator[tuple[int, int]]:
    """Every span in plain data, however deep."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from spans_in(one)
    elif isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            yield value["start"], value["end"]
        for one in value.values():
            yield from spans_in(one)


def read_cases() -> Iterator[tuple[str, Explanation]]:
    for path in CASES:
        system = path.parents[1].name
        document = read_file(path, path.name)
        extraction = readers().sources.read(document, system)
        labels = read_words(system).labels
        yield str(path), explain(document, extraction, system=system, labels=labels)


def test_no_value_and_no_line_of_a_case_is_lost() -> None:
    seen = 0
    for name, explanation in read_cases():
        entries = [entry for group in explanation.groups for entry in group.entries]
        placed = [entry.value.span for entry in entries if entry.value.span is not None]
        expected = Counter(spans_in(msgspec.to_builtins(explanation.minutes)))
        assert Counter((span.start, span.end) for span in placed) == expected, name
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        segments = (one for line in explanation.lines for one in line.segments)
        begun = [number for one in segments for number in one.begins]
        assert sorted(begun) == [entry.number for entry in entries if entry.value.span], name
        assert tuple(line.block for line in explanation.lines) == explanation.document.blocks
        assert all(a.number < b.number for a, b in pairwise(explanation.lines))
        assert sum(explanation.counts().values()) == len(explanation.lines)
        seen += 1
    assert seen >= 20


def test_a_line_of_a_case_stands_where_its_number_says() -> None:
    for name, explanation in read_cases():
        printed = explanation.document.text.split("\n")
        for line in explanation.lines:
            assert printed[line.number - 1].rstrip() == line.indent + line.block.text, name


def test_every_value_of_a_case_has_a_name() -> None:
    values = [
        entry.value
        for _, explanation in read_cases()
        for group in explanation.groups
        for entry in group.entries
    ]
    nameless = {value.path for value in values if "[" in called(value, FINNISH)}
    assert nameless == set()
    assert len(values) > 300


# In words -----------------------------------------------------------------------------------------

IN_FINNISH = """\
koe.txt
  pöytäkirjan yksi asia, kieli: suomi, järjestelmä: koe

Koko asiakirja
  toimielin: Kaupunginhallitus ← rivi 2
  kokouspäivä: 14.9.2026 ← rivi 2

§ 41 Rantaraitin <valaiseminen> & hoito (salassa pidettävä)
  pykälän numero: 41 ← rivi 4
  otsikko: Rantaraitin <valaiseminen> & hoito ← rivi 4
  diaarinumero: KOID/77/10.03.01/2026 ← rivi 5
  tehtäväluokka: 10.03.01 ← rivi 5
  esittelijä: Aune Vesterlund, tekninen johtaja ← ”tekninen johtaja Aune Vesterlund”, rivi 9
  selostus: Raitti valaistaan kuntalain 27 §:n mukaan, hinta … ← ”Raitti valaistaan kuntalain \
27 §:n mukaan, hinta 12 500,50 euroa.”, rivit 11–12
  säädösviittaus: kuntalain 27 §, säädös: 410/2015, pykälä: 27, paikka: selostuksessa \
← rivit 11–12
  rahasumma: 12 500,50, valuutta: EUR, paikka: selostuksessa \
← ”12 500,50 euroa”, rivi 12
  päätös: Merkittiin tiedoksi. ← rivi 15
  päätös › lopputulos: merkitty tiedoksi ← ”Merkittiin tiedoksi”, rivi 15 \
päätelty: hyväksyttiin ehdotus merkitä tiedoksi (epävarma)
  aiempi käsittely › kokouspäivä: 7.9.2026 ← rivi 16
  aiempi käsittely › pykälän numero: 38 ← rivi 16

Rivit, joita ei osattu sijoittaa: 2
  6  Päätösesitys: ei tämä  [ei osattu sijoittaa]
  17  Tästä ei tiedetä mitään  [tästä ei luettu mitään]

Pois jätetyt rivit: 1
  1  Edellinen asia | Seuraava asia  [siirtyminen asiasta toiseen]

Rivejä 13: käytetty 10 (76,9\N{NO-BREAK SPACE}%), jätetty pois 1 (7,7\N{NO-BREAK SPACE}%), \
selittämättä 2 (15,4\N{NO-BREAK SPACE}%)
"""


def test_tells_all_of_a_document_in_the_order_of_its_text() -> None:
    assert "\n".join(lines_told(explained())) + "\n" == IN_FINNISH


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "  beslut › resultat: antecknat för kännedom ← ”Merkittiin tiedoksi”, rad 15"),
        ("en", "  decision › outcome: noted ← “Merkittiin tiedoksi”, line 15 inferred"),
        ("sv", "  penningsumma: 12 500,50, valuta: EUR"),
        ("en", "  sum of money: 12,500.50, currency: EUR"),
        ("en", "  day of the meeting: 2026-09-14 ← ”14.9.2026”".replace("”", "“", 1)),
        ("en", "Lines 13: used 10 (76.9%), left out 1 (7.7%), unexplained 2 (15.4%)"),
    ],
)
def test_tells_it_in_other_languages(language: str, expected: str) -> None:
    assert any(line.startswith(expected) for line in lines_told(explained(), language))


def test_counts_pages_where_there_are_any() -> None:
    document, extraction = invented()
    second = document.text.index("Esittelij")
    paged = msgspec.structs.replace(document, pages=(0, second))
    shown = lines_told(explain(paged, extraction, system="koe", labels=LABELS))
    assert "  otsikko: Rantaraitin <valaiseminen> & hoito ← sivu 1, rivi 4" in shown
    assert "  päätös: Merkittiin tiedoksi. ← sivu 2, rivi 15" in shown


def test_what_is_below_an_earlier_handling_belongs_to_it() -> None:
    kinds = {
        entry.value.path: FINNISH.kind(entry.value.steps)
        for group in explained().groups
        for entry in group.entries
    }
    assert kinds["items[0].decision.outcome"] == "decision"
    assert kinds["items[0].presenter"] == "person"
    assert kinds["items[0].earlier[0].date"] == "earlier"
    assert kinds["date"] == "heading"


@given(st.text("ab \n\t", max_size=60), st.integers(2, 12))
def test_shortens_any_text_to_one_line(text: str, width: int) -> None:
    found = shorten(text, width)
    line = " ".join(text.split())
    assert "\n" not in found
    assert len(found) <= width + len(" …")
    assert found == line or found.endswith("…")
    assert found.removesuffix("…").rstrip() in line


def test_colours_are_codes_around_a_line() -> None:
    assert coloured(Told("plain")) == "plain"
    assert coloured(Told("loud", Tone.WARNING)) == "\x1b[1;31mloud\x1b[0m"
    assert "\x1b" not in "".join(lines_told(explained()))


# Large documents ----------------------------------------------------------------------------------


def large(n_lines: int) -> Explanation:
    """A whole document as one text, with a sum on every line, and each in all those before."""
    document = read_document("koe.txt", b"Maksetaan heti 250 euroa.\n" * n_lines)
    end = document.text.rindex(".") + 1
    sums = [
        Amount(
            value=Found(Decimal(250), Span(block.span.start + 15, block.span.end - 1)),
            currency="EUR",
            place=Place.PREPARATION,
        )
        for block in document.blocks
    ]
    nested = tuple(
        Found("nested", Span(block.span.start, end - number))
        for number, block in enumerate(document.blocks)
        if block.span.start < end - number
    )
    item = Item(
        title=None,
        preparation=Found(document.text, Span(0, end)),
        amounts=tuple(sums),
        notified=nested,
    )
    return of_items(document, item)


def work(n_lines: int) -> tuple[int, int]:
    """How many calls it takes to explain a document, and how long its page is."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        explanation = large(n_lines)
        told_lines = sum(len(line.text) for line in told(explanation, FINNISH))
        page = sum(map(len, render_explanation(page_record(explanation, FINNISH))))
    finally:
        sys.setprofile(None)
    return calls, told_lines + page


def test_work_grows_no_faster_than_the_document() -> None:
    work(10)  # what is read once has been read
    (small, short), (big, long) = work(500), work(2_000)
    assert 3 < big / small < 4.5
    assert 3 < long / short < 4.5


def test_a_value_is_never_shown_at_full_length() -> None:
    document = read_document("koe.txt", b"Maksetaan heti 250 euroa.\n" * 20_000)
    whole = Span(0, len(document.text))
    item = Item(title=Found(document.text, whole), preparation=Found(document.text, whole))
    longest = max(map(len, lines_told(of_items(document, item))))
    assert longest < 300


def test_names_the_system_that_the_other_commands_would_ask() -> None:
    explainer = Explainer("en")
    for path in CASES:
        _, about, *_ = explainer.explain(path)
        assert about.endswith(f", system: {path.parents[1].name}"), path
    assert not explainer.failed


# Pages on disk ------------------------------------------------------------------------------------


def test_a_page_that_cannot_be_finished_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> Iterator[str]:
        yield "<!doctype html>"
        raise KeyboardInterrupt

    path = next(path for path in CASES if path.parents[1].name == "fragment")
    explainer = Explainer("fi", tmp_path)
    (written, totals) = explainer.explain(path)
    page = tmp_path / f"{path.name}.explained.html"
    before = page.read_bytes()
    assert str(page) in written
    assert totals.startswith("  Rivej")
    monkeypatch.setattr("publisher.extracting.render_explanation", broken)
    with pytest.raises(KeyboardInterrupt):
        Explainer("fi", tmp_path).explain(path)
    assert page.read_bytes() == before
    assert list(tmp_path.iterdir()) == [page]


def test_a_page_takes_the_place_of_a_link_and_not_of_what_it_leads_to(tmp_path: Path) -> None:
    path = next(path for path in CASES if path.parents[1].name == "fragment")
    other, pages = tmp_path / "other.txt", tmp_path / "pages"
    other.write_text("not ours")
    pages.mkdir()
    page = pages / f"{path.name}.explained.html"
    page.symlink_to(other)
    Explainer("fi", pages).explain(path)
    assert other.read_text() == "not ours"
    assert not page.is_symlink()


def test_a_long_or_strange_name_is_no_mishap(tmp_path: Path) -> None:
    case = next(path for path in CASES if path.parents[1].name == "fragment")
    pages = tmp_path / "pages"
    for name in ("ä" * 120 + ".txt", "k\x1b[31m\n.txt"):
        path = tmp_path / name
        path.write_bytes(case.read_bytes())
        first, _ = Explainer("fi", pages).explain(path)
        assert first.isprintable()
    assert len(list(pages.iterdir())) == 2


def test_colours_are_for_those_who_ask() -> None:
    case = next(path for path in CASES if path.parents[1].name == "fragment")
    plain = "".join(Explainer("fi").explain(case))
    loud = "".join(Explainer("fi", colours=True).explain(case))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", loud) == plain != loud
