"""The questions of docs/queries/, asked of the demo: their answers, row by row."""

from __future__ import annotations

import csv
import io
import re

import pyoxigraph as ox
import pytest

from publisher.evaluating import evaluate
from tests.site.building import REPOSITORY, Built, pykala

FOLDER = REPOSITORY / "docs" / "queries"
N_QUERIES = 8
# The items of hallintolaki 28 § 1 mom.
GROUND = "http://data.finlex.fi/eli/sd/2003/434/luku/5/pykala/28/momentti/1/kohta/"

Row = tuple[str, ...]
# By file, the heading and the rows; a text that ends in "…" is the beginning of a longer one.
ANSWERS: dict[str, list[Row]] = {
    "case-through-bodies": [
        ("number", "date", "body", "section", "outcome"),
        ("418/10.03.02/2025", "2025-08-26", "Sivistyslautakunta", "61", "Approved"),
        ("418/10.03.02/2025", "2025-09-15", "Kaupunginhallitus", "214", "Approved as amended"),
        ("418/10.03.02/2025", "2025-09-29", "Kaupunginvaltuusto", "57", "Approved"),
    ],
    "changed-proposals": [
        ("section", "proposed", "decided"),
        (
            "Aluevaltuusto § 58/2025",
            "Aluevaltuusto päättää hyväksyä työtoiminnan sopimuskaudelle 2026–2028 määrärahan…",
            "Aluevaltuutettu Jouni Takkula ehdotti aluevaltuutettu Seija Suorannan kannattamana…",
        ),
        (
            "Kaupunginhallitus § 214/2025",
            "Kaupunginhallitus päättää esittää kaupunginvaltuustolle, että se…",
            "Veikko Ylitörmä ja Sini Mustalampi ilmoittivat olevansa esteellisiä…",
        ),
        (
            "Kaupunginhallitus § 231/2026",
            "Kaupunginhallitus päättää, että kävelykatukokeilu päättyy 31.10.2026…",
            "Keskustelun kuluessa Sini Mustalampi ehdotti Kaarina Heinijoen kannattamana…",
        ),
    ],
    "citing-a-section": [
        ("section", "date", "outcome"),
        ("Kaupunginhallitus § 214/2025", "2025-09-15", "Approved as amended"),
        ("Stadsstyrelsen § 140/2026", "2026-05-18", "Noted"),
    ],
    "euros-by-body-and-year": [
        ("body", "year", "total", "sums"),
        ("Aluehallitus", "2025", "4650000", "1"),
        ("Aluevaltuusto", "2025", "4650000", "1"),
        ("Kaupunginhallitus", "2025", "21400000", "1"),
        ("Kaupunginhallitus", "2026", "9800", "1"),
        ("Kaupunginvaltuusto", "2025", "21400000", "1"),
        ("Sivistyslautakunta", "2025", "21400000", "1"),
        ("Tekninen lautakunta", "2026", "64000", "1"),
    ],
    "one-vote": [
        ("section", "yes", "no", "yesMeans", "noMeans"),
        ("Kaupunginhallitus § 231/2026", "4", "5", "päätösehdotusta", "Mustalammen ehdotusta"),
    ],
    "open-appeals": [
        ("section", "remedy", "until"),
        ("Tekninen lautakunta § 42/2026", "Request for review", "2026-06-02"),
    ],
    "recusals-by-ground": [
        ("ground", "recusals"),
        (f"{GROUND}3", "6"),
        (f"{GROUND}5", "6"),
        (f"{GROUND}4", "2"),
    ],
    "rejected-by-whom": [
        ("section", "name", "text"),
        (
            "Kaupunginhallitus § 231/2026",
            "Helka Saarenketo",
            "Kaupunginhallitus päättää, että kävelykatukokeilu päättyy 31.10.2026…",
        ),
        (
            "Tekninen lautakunta § 42/2026",
            "Olavi Rantakokko",
            "Keskustelun kuluessa Olavi Rantakokko ehdotti Eeva-Maija Suojärven kannattamana…",
        ),
    ],
}


def test_every_question_has_its_answer_and_its_line_in_the_list() -> None:
    names = {path.stem for path in FOLDER.glob("*.rq")}
    assert len(names) == N_QUERIES
    assert names == ANSWERS.keys()
    listed = re.findall(r"\[([a-z-]+)\.rq\]\(([a-z-]+)\.rq\)", (FOLDER / "README.md").read_text())
    assert listed == [(name, name) for name in sorted(names)]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_demo_answers(demo: Built, name: str) -> None:
    path = FOLDER / f"{name}.rq"
    assert path.read_text("utf-8").startswith("# ")
    done = pykala("query", path, "--settings", demo.settings, "--output", "csv", folder=demo.folder)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [tuple(row) for row in csv.reader(io.StringIO(done.stdout))]
    expected = ANSWERS[name]
    assert len(rows) == len(expected)
    assert [shortened(*pair) for pair in zip(rows, expected, strict=True)] == expected


def shortened(row: Row, expected: Row) -> Row:
    """A row with those texts cut where the expected ones are."""
    return tuple(
        f"{text[: len(wanted) - 1]}…" if wanted.endswith("…") else text
        for text, wanted in zip(row, expected, strict=True)
    )


APPEALS = """
@prefix eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix muutoksenhaku: <https://w3id.org/pykala/koodi/muutoksenhaku#> .
@prefix pk: <https://w3id.org/pykala/def#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

muutoksenhaku:oikaisuvaatimus skos:prefLabel "Claim for a revised decision"@en .
muutoksenhaku:kunnallisvalitus skos:prefLabel "Municipal appeal"@en .
"""
ONE = """
<#{n}> eli-dl:activity_id "Valtuusto § {n}/2026" ; eli-dl:activity_date "{date}"^^xsd:date ;
  pk:appealInstruction <#{n}-muutoksenhaku> .
<#{n}-muutoksenhaku> pk:remedy muutoksenhaku:{remedy} ; pk:appealPeriodEnd "{end}"^^xsd:date .
"""


def test_appeal_periods_that_are_open_on_the_day() -> None:
    store = ox.Store()
    cases = (
        (1, "2026-05-06", "oikaisuvaatimus", "2026-05-19"),  # ended the day before
        (2, "2026-05-06", "oikaisuvaatimus", "2026-05-20"),  # ends on the day
        (3, "2026-05-04", "kunnallisvalitus", "2026-06-10"),
        (4, "2026-05-20", "oikaisuvaatimus", "2026-06-10"),  # decided on the day
        (5, "2026-05-21", "kunnallisvalitus", "2026-06-29"),  # not decided yet
    )
    text = APPEALS + "".join(
        ONE.format(n=n, date=date, remedy=remedy, end=end) for n, date, remedy, end in cases
    )
    store.load(text.encode(), ox.RdfFormat.TURTLE, base_iri="https://data.example.fi/x")
    query = (FOLDER / "open-appeals.rq").read_text("utf-8")
    found = evaluate(store, query)
    assert isinstance(found, ox.QuerySolutions)
    rows = [tuple(str(term.value) for term in row if isinstance(term, ox.Literal)) for row in found]
    assert rows == [
        ("Valtuusto § 2/2026", "Claim for a revised decision", "2026-05-20"),
        ("Valtuusto § 3/2026", "Municipal appeal", "2026-06-10"),
        ("Valtuusto § 4/2026", "Claim for a revised decision", "2026-06-10"),
    ]
