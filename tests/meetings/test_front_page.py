"""The front page of minutes, in every layout, with all that is read from it."""

from __future__ import annotations

import datetime as dt
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.documents.document import Span
from publisher.documents.text import canonicalise, split_blocks
from publisher.meetings.front_page import FrontPage, read_front_page
from publisher.model import Reason
from publisher.model.people import Attendance
from tests.quality.extracting import readers

# One label and one value a line, names run over a head of the page, as PDF gives it.
PDF = """\
Koivulammen kaupunki
Pöytäkirja
13/2025
1 (
)
43
Kaupunginhallitus
20.01.2025

Aika
20.01.2025, klo 17:00 - 18:14
Paikka
Valtuustosali A
Käsitellyt asiat
§ 5
Kokouksen laillisuus ja päätösvaltaisuus
§ 6
Pöytäkirjan tarkastus
§ 7
Oikaisuvaatimus päätöksestä § 3 / kaavoituskatsaus, joka
jatkuu toiselle riville
Saapuvilla olleet jäsenet
Minna Mallinen, puheenjohtaja
Ville Koskela, 1. varapuheenjohtaja
Koivulammen kaupunki
Pöytäkirja
13/2025
2 (
)
43
Kaupunginhallitus
20.01.2025
Anna Testilä, saapui 17:05
Olli Esimerkki, varajäsen
Muut saapuvilla olleet
Kaisa Kokeilija, Varhaiskasvatuspäällikkö, saapui 17:16, poistui
18:11
Jukka Koepää, Sivistys- ja
hyvinvointijohtaja, esittelijä
Poissa
Eero Aho
Allekirjoitukset
Minna Mallinen
Puheenjohtaja
Sini Harjula
Sihteeri
Pöytäkirjan tarkastus
Pöytäkirja on tarkastettu ja hyväksytty
22.01.2025
Ville Koskela
Anna Testilä
Pöytäkirjan nähtävänäolo
Kaupungin verkkosivuilla 27.1.2025
"""
PDF_SAYS = """\
Koivulammen kaupunki | Kaupunginhallitus | 2025-01-20 | 13/2025 | 17:00-18:14 | Valtuustosali A
§ 5 6 7
member: Minna Mallinen, puheenjohtaja
member: Ville Koskela, 1. varapuheenjohtaja
member: Anna Testilä 17:05-
deputy: Olli Esimerkki, varajäsen
other: Kaisa Kokeilija, Varhaiskasvatuspäällikkö 17:16-18:11
other: Jukka Koepää, Sivistys- ja hyvinvointijohtaja, esittelijä
absent: Eero Aho
checks: Ville Koskela
checks: Anna Testilä
"""

# Columns run together by a converter, headings inside lines, signatures displaced.
RUN_TOGETHER = """\
Koivulammen kaupunki

Sivistyslautakunta

Aika 21.11.2024, klo 16:30 - 18:14 Paikka Valtuustosali A

Käsitellyt asiat

§ 64 Kokouksen laillisuus § 65 Pöytäkirjan tarkastus § 66 Valinta ajalle 1.6.2025-31.5.2029 \
§ 67 Oikaisuvaatimus päätöksestä § 12 § 68 Muut asiat

Pöytäkirja

21.11.2024

11/2024

1 (

29)

Saapuvilla olleet jäsenet Minna Mallinen, puheenjohtaja Ville Koskela, 1. varapuheenjohtaja \
Ritva-Leena Aho Anna Testilä, varajäsen Pekka Harjula Eero Tammisto

Muut saapuvilla olleet Kaisa Kokeilija, Kaupunginhallituksen edustaja Jukka Koepää, Sivistys- ja \
hyvinvointijohtaja, esittelijä, saapui 17:16, poistui 18:11 Sini Havukainen, MTK- Koivulampi Ry:n \
puheenjohtaja

Poissa

Koivulammen kaupunki Pöytäkirja 11/2024 2 ( 29) Sivistyslautakunta 21.11.2024

Olli Esimerkki

Elli Rautala Anne Vuorela Allekirjoitukset

Minna Mallinen Puheenjohtaja Liisa Lampila Sihteeri

Pöytäkirjan tarkastus Pöytäkirja on tarkastettu ja hyväksytty

Pekka Harjula

Pöytäkirjan nähtävänäolo

Pöytäkirja

21.11.2024

Eero Tammisto

11/2024

3 ( 29)

Liisa Lampila, hallintosihteeri
"""
RUN_TOGETHER_SAYS = """\
Koivulammen kaupunki | Sivistyslautakunta | 2024-11-21 | 11/2024 | 16:30-18:14 | Valtuustosali A
§ 64 65 66 67 68
member: Minna Mallinen, puheenjohtaja
member: Ville Koskela, 1. varapuheenjohtaja
member: Ritva-Leena Aho
deputy: Anna Testilä, varajäsen
member: Pekka Harjula
member: Eero Tammisto
other: Kaisa Kokeilija, Kaupunginhallituksen edustaja
other: Jukka Koepää, Sivistys- ja hyvinvointijohtaja, esittelijä 17:16-18:11
other: Sini Havukainen, MTK- Koivulampi Ry:n puheenjohtaja
absent: Olli Esimerkki
absent: Elli Rautala
absent: Anne Vuorela
checks: Pekka Harjula
checks: Eero Tammisto
"""

# Cells of tables joined by tabs; from when to when each was there.
TABLE = """\
HAVUNIEMEN KUNTA PÖYTÄKIRJA 3/2012
Perusturvalautakunta
AIKA\t21.3.2012 klo 17:00-20:07
PAIKKA\tKunnanvirasto, sali
KÄSITELLYT ASIAT
Otsikko Sivu
14\tVUODEN 2011 TILINPÄÄTÖS\t28
15\t24 ASUNNON HANKE\t31
16\tVIRAN TÄYTTÄMINEN\t36
OSALLISTUJAT Nimi Klo Tehtävä Lisätiedot
LÄSNÄ
Mallinen Minna\t17:00-20:07\tpuheenjohtaja
Koskela Ville\t17:00-20:07\tvarapuheenjohtaja
Testilä Anna\t17:30-20:07\tjäsen
POISSA
Aho Eero\tjäsen
MUUT
Kokeilija Kaisa\t17:00-20:07\tkh edustaja
Koepää Jukka\t17:00-19:00\tperusturvajohtaja, esittelijä
LAILLISUUS JA PÄÄTÖSVALTAISUUS
Kokous todettiin lailliseksi ja päätösvaltaiseksi.
PÖYTÄKIRJAN TARKASTUSTAPA
Vuorossa Eero Aho ja Anna Testilä
Valittiin Anna Testilä ja Ville Koskela
"""
TABLE_SAYS = """\
HAVUNIEMEN KUNTA | Perusturvalautakunta | 2012-03-21 | 3/2012 | 17:00-20:07 | Kunnanvirasto, sali
§ 14 15 16
member: Minna Mallinen, puheenjohtaja
member: Ville Koskela, varapuheenjohtaja
member: Anna Testilä, jäsen 17:30-
absent: Eero Aho, jäsen
other: Kaisa Kokeilija, kh edustaja
other: Jukka Koepää, perusturvajohtaja, esittelijä -19:00
checks: Anna Testilä
checks: Ville Koskela
"""

# A web page: each label on a line and its value on the next, names surname first.
LABELS = """\
Kunnanvaltuusto 2021-2025

Puheenjohtaja
Mallinen Minna-Liisa
Varapuheenjohtaja
Koskela Ville
2. Varapuheenjohtaja
Testilä Anna
Pöytäkirjanpitäjä
Harjula Sini
Tarkastajat
Ala-Aho Eero, Rautala Elli
Osallistujat
Ala-Aho Eero, Rautala Elli, Xyala Quxor
Varajäsenet
Esimerkki Olli, Vuorela Anne
Muu osallistujat
Kokeilija Kaisa, Koepää Jukka
Kokousnumero
1/2024
Kokouspäivä
17.6.2024
Kokouksen alkuaika
17:00
Kokouksen päättymisaika
20.40
Kokouspaikka
Koivula
Pöytäkirjan tarkastus
Pöytäkirja on tarkastettu ja todettu kokouksen kulun mukaiseksi. Kyllä
Tarkastuspäivä 17.6.2024
Pöytäkirja yleisesti nähtävänä
Paikka Kaskiranta
Aika 18.6.2024
Allekirjoittajan nimi Liisa Lampila
Allekirjoittajan titteli Toimistosihteeri
"""
LABELS_SAY = """\
- | Kunnanvaltuusto | 2024-06-17 | 1/2024 | 17:00-20:40 | Koivula
§
member: Minna-Liisa Mallinen, Puheenjohtaja
member: Ville Koskela, Varapuheenjohtaja
member: Anna Testilä, 2. Varapuheenjohtaja
other: Sini Harjula, Pöytäkirjanpitäjä
member: Eero Ala-Aho
member: Elli Rautala
member: Quxor Xyala
deputy: Olli Esimerkki
deputy: Anne Vuorela
other: Kaisa Kokeilija
other: Jukka Koepää
checks: Eero Ala-Aho
checks: Elli Rautala
"""

# The same with label and value on one line.
ONE_LINE = """\
Kunnanhallitus

Kokousnumero 12/2023
Kokouspäivä 2.10.2023
Kokouksen alkuaika 17:00
Kokouksen päättymisaika 20:15
Kokouspaikka Terveyskeskuksen kokoushuone
"""
ONE_LINE_SAYS = """\
- | Kunnanhallitus | 2023-10-02 | 12/2023 | 17:00-20:15 | Terveyskeskuksen kokoushuone
§
"""

# The old printed form, its call before it, headings over two lines.
FORM = """\
Tammisuon kunta                                 KOKOUSKUTSU 4/2007
Perusturvalautakunta
KokoustiedotAika 08.05.2007    kello 15.00
Paikka Kunnantalon kokoushuone
Käsiteltävät asiat
57 §             KOKOUKSEN LAILLISUUS JA PÄÄTÖSVALTAISUUS
58 §             PÖYTÄKIRJAN TARKASTAJIEN VALINTA
59 §             HOITOPÄIVÄN HINTA 1.8.2007

TAMMISUON KUNTA
Perusturvalautakunta
KOKOUSPÖYTÄKIRJA 4/2007
KOKOUSAIKA 08.05.2007 kello 15.00 - 16.20
KOKOUSPAIKKA Kunnantalon kokoushuone
SAAPUVILLA OLLEET
JÄSENET
(ja merkintä siitä, kuka
toimi puheenjohtajana)

Minna Mallinen, puheenjohtaja

Ville Koskela

Sini Harjula, esittelijä ja pöytäkirjanpitäjä
POISSA OLLEET JÄSENET
_ _ _
MUUT SAAPUVILLA OLLEET Kaisa Kokeilija valtuuston puheenjohtaja

Jukka Koepää kehittämispäällikkö klo 15.00-15.33
ASIAT
§§ 57 - 59
PÖYTÄKIRJAN ALLEKIRJOITUS
JA VARMENNUS
Puheenjohtaja                  Pöytäkirjanpitäjä

Minna Mallinen           Sini Harjula
PÖYTÄKIRJAN TARKASTUS
Pöytäkirja on tarkastettu ja todettu
kokouksen kulun mukaiseksi.
Tarkastusaika
Allekirjoitukset
Ville Koskela                        Juhani A. Rajala
PÖYTÄKIRJA ON PIDETTY
YLEISESTI NÄHTÄVÄNÄ
Paikka ja pvm
Kunnanvirasto 15.5.2007
"""
FORM_SAYS = """\
Tammisuon kunta | Perusturvalautakunta | 2007-05-08 | 4/2007 | 15:00-16:20 | Kunnantalon kokoushuone
§ 57 58 59
member: Minna Mallinen, puheenjohtaja
member: Ville Koskela
other: Sini Harjula, esittelijä ja pöytäkirjanpitäjä
other: Kaisa Kokeilija, valtuuston puheenjohtaja
other: Jukka Koepää, kehittämispäällikkö -15:33
checks: Ville Koskela
checks: Juhani A. Rajala
"""

# A call: the day of its head is not that of the meeting.
CALL = """\
Koivulammen kaupunki
Kokouskutsu
05.11.2025
1 (
)
7
Kaupunginvaltuusto

Aika
maanantai 10.11.2025, klo 17:00
Paikka
Kaupungintalo
Käsiteltävät asiat
§ 80
Kokouksen laillisuus ja päätösvaltaisuus
§ 81
Muut asiat
"""
CALL_SAYS = """\
Koivulammen kaupunki | Kaupunginvaltuusto | 2025-11-10 | - | 17:00- | Kaupungintalo
§ 80 81
"""

# Swedish, surnames parted from given names by commas.
COMMAS = """\
HAVUNÄS KOMMUN
Kommunfullmäktige
PROTOKOLL
Sammanträdestid: Måndagen den 26 januari 2015, kl. 19.30-21.45
Sammanträdesplats: Kommungården, Havunäs
Beslutande
Malmgren, Eva
Ekmark-Havsund, Anna
Ersättare
Tallberg, Nils, § 8
Övriga närvarande
Lindholm, Sven, kommundirektör
Frånvarande
Strandvik, Karin
Paragrafer 1-5
Underskrifter
Eva Malmgren ordförande Gun Sundell sekreterare
Protokolljustering
Havunäs 29.1.2015
Nils Tallberg Anna Ekmark-Havsund
Protokollet framlagt
Protokollet har varit framlagt i kommungården, intygar Gun Sundell
"""
COMMAS_SAY = """\
HAVUNÄS KOMMUN | Kommunfullmäktige | 2015-01-26 | - | 19:30-21:45 | Kommungården, Havunäs
§ 1 2 3 4 5
member: Eva Malmgren
member: Anna Ekmark-Havsund
deputy: Nils Tallberg
other: Sven Lindholm, kommundirektör
absent: Karin Strandvik
checks: Nils Tallberg
checks: Anna Ekmark-Havsund
"""

# Swedish, boxes before the names.
BOXES = """\
TALLHAMN STAD
PROTOKOLL 2/2019
Organ Stadsfullmäktige
Sammanträdestid torsdag 28.3.2019 kl. 19:00
Sammanträdesplats Stadshuset
Beslutande ordinarie
[ ] Malmgren Eva, ordförande [X] Ekmark Anna
[X] Lindholm Nils, I viceordf.
Tallberg Jan-Erik (ers. för E Malmgren) § 15-27, t.o.m. kl 20.15
Frånvarande: Malmgren Eva, Strandvik Karin, Havsund Bo, som samtliga anmält förhinder.
Övriga närvarande
Sundell Sven, stadsdirektör
Behandlade ärenden §§ 15-18
Underskrifter
Nils Lindholm ordförande
Elektronisk protokolljustering senast 2.4.2019
Anna Ekmark
Jan-Erik Tallberg
"""
BOXES_SAY = """\
TALLHAMN STAD | Stadsfullmäktige | 2019-03-28 | 2/2019 | 19:00- | Stadshuset
§ 15 16 17 18
absent: Eva Malmgren, ordförande
member: Anna Ekmark
member: Nils Lindholm, I viceordf.
deputy: Jan-Erik Tallberg, ers. -20:15
absent: Karin Strandvik
absent: Bo Havsund
other: Sven Sundell, stadsdirektör
checks: Anna Ekmark
checks: Jan-Erik Tallberg
"""

# Swedish, plain headings.
PLAIN = """\
TALLHAMN STAD PROTOKOLL 4/2014
Stadsstyrelsen
Tid Måndag 7.4.2014 kl. 16.00-18.30
Plats Ämbetshuset
Närvarande
Malmgren Eva, ordförande
Ekmark Anna
Lindholm Nils, stadsfullmäktiges ordförande
Frånvarande
Strandvik Karin
Protokolljusterare
Anna Ekmark och Eva Malmgren
"""
PLAIN_SAYS = """\
TALLHAMN STAD | Stadsstyrelsen | 2014-04-07 | 4/2014 | 16:00-18:30 | Ämbetshuset
§
member: Eva Malmgren, ordförande
member: Anna Ekmark
other: Nils Lindholm, stadsfullmäktiges ordförande
absent: Karin Strandvik
checks: Anna Ekmark
checks: Eva Malmgren
"""

# Everything of a list on the line of its heading.
INLINE = """\
Aika ja paikka: Kunnantalo, 12.5.2025 klo 18.00–20.15
Läsnä: Minna Mallinen (pj), Ville Koskela, Anna Testilä
Muut läsnäolijat: Esittelijä Jukka Koepää, sihteeri Sini Harjula
Poissa: -
Pöytäkirjantarkastajat: Ville Koskela ja Anna Testilä
"""
INLINE_SAYS = """\
- | - | 2025-05-12 | - | 18:00-20:15 | -
§
member: Minna Mallinen, pj
member: Ville Koskela
member: Anna Testilä
other: Jukka Koepää, Esittelijä
other: Sini Harjula, sihteeri
checks: Ville Koskela
checks: Anna Testilä
"""

LAYOUTS = {
    "pdf": (PDF, PDF_SAYS),
    "run-together": (RUN_TOGETHER, RUN_TOGETHER_SAYS),
    "table": (TABLE, TABLE_SAYS),
    "labels": (LABELS, LABELS_SAY),
    "one-line": (ONE_LINE, ONE_LINE_SAYS),
    "form": (FORM, FORM_SAYS),
    "call": (CALL, CALL_SAYS),
    "commas": (COMMAS, COMMAS_SAY),
    "boxes": (BOXES, BOXES_SAY),
    "plain": (PLAIN, PLAIN_SAYS),
    "inline": (INLINE, INLINE_SAYS),
}


def read(text: str) -> FrontPage:
    return read_front_page(split_blocks(canonicalise(text)), readers().phrases)


def clock(time: dt.time | None) -> str:
    return time.isoformat("minutes") if time else ""


def described(page: FrontPage) -> str:
    """What was read, in a form that one can write down."""
    meeting = page.meeting
    starts, ends = (one.value if one else None for one in (meeting.starts, meeting.ends))
    hours = f"{clock(starts)}-{clock(ends)}"
    values = (page.organization, page.body, page.date, meeting.number)
    head = [*(str(one.value) if one else "-" for one in values), hours if hours.strip("-") else "-"]
    head.append(meeting.place.value if meeting.place else "-")
    lines = [" | ".join(head), " ".join(["§", *(str(one.value) for one in meeting.contents)])]
    lines.extend(map(person, meeting.attendance))
    lines.extend(f"checks: {one.name}" for one in meeting.checkers)
    lines.extend(f"unused: {block.text}" for block in page.unused)
    return "\n".join([*lines, ""])


def person(one: Attendance) -> str:
    arrived, left = (time.value if time else None for time in (one.arrived, one.left))
    hours = f" {clock(arrived)}-{clock(left)}" if arrived or left else ""
    title = f", {one.person.title}" if one.person.title else ""
    return f"{one.presence.value}: {one.person.name}{title}{hours}"


def spans(page: FrontPage) -> list[Span]:
    meeting = page.meeting
    values = (
        page.organization, page.body, page.date,
        meeting.number, meeting.starts, meeting.ends, meeting.place, *meeting.contents,
        meeting.checked, meeting.posted,
    )  # fmt: skip
    people = [*(one.person.span for one in meeting.attendance)]
    times = chain.from_iterable((one.arrived, one.left) for one in meeting.attendance)
    people.extend(one.span for one in meeting.checkers)
    return [*(one.span for one in (*values, *times) if one is not None), *people]


def unaccounted(text: str, page: FrontPage) -> list[str]:
    """The lines that are no evidence, not unused and not ignored."""
    named = [block.span for block in (*page.unused, *(block for block, _ in page.ignored))]
    known = [*named, *spans(page)]
    return [
        block.text
        for block in split_blocks(text)
        if not any(one.start < block.span.end and block.span.start < one.end for one in known)
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_front_page_is_read_in_its_layout(layout: str) -> None:
    text, says = LAYOUTS[layout]
    assert described(read(text)) == says


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_line_is_accounted_for_and_every_span_leads_back(layout: str) -> None:
    text, _ = LAYOUTS[layout]
    page = read(text)
    assert unaccounted(text, page) == []
    for one in page.meeting.attendance:
        printed = " ".join(text[one.person.span.start : one.person.span.end].split())
        assert all(word in printed for word in (one.person.name or "").split())
        assert one.person.title is None or one.person.title in printed
    for number in page.meeting.contents:
        printed = text[number.span.start : number.span.end]
        assert printed == str(number.value) or number.inferred is not None


def test_there_are_as_many_layouts_as_there_were() -> None:
    assert len(LAYOUTS) == 11
    assert sum(says.count("\n") - 2 for _, says in LAYOUTS.values()) == 80


# The day ------------------------------------------------------------------------------------------


def test_the_day_beside_the_time_comes_before_that_of_the_head() -> None:
    page = read("Aika 3.4.2023 klo 17.00\nPöytäkirja 4.4.2023 2/2023")
    assert page.date is not None
    assert (page.date.value, page.date.inferred) == (dt.date(2023, 4, 3), None)


def test_the_day_of_a_head_is_inferred() -> None:
    page = read("Pöytäkirja 4.4.2023 2/2023\nPaikka Kunnantalo")
    assert page.date is not None
    assert page.date.value == dt.date(2023, 4, 4)
    assert page.date.inferred is not None
    assert page.date.inferred.reason is Reason.FROM_PAGE_HEADER


@pytest.mark.parametrize(
    "text",
    [
        "Aika 3.4.3023 klo 17.00\nPöytäkirja 3.4.2023 2/2023",
        "Aika 31.4.2023 klo 17.00\nPöytäkirja 30.4.2023 2/2023",
        "Aika 3.4.2023 klo 17.00\nKokousaika 4.4.2023 klo 17.00 - 18.00",
        "Kokouskutsu 4.4.2023\nPaikka Kunnantalo",
        "Pöytäkirja 3.4.2023\nPöytäkirja 4.4.2023\nPaikka Kunnantalo",
        "Pöytäkirjan tarkastus\nTarkastuspäivä 4.4.2023",
        "Pöytäkirja nähtävänä\nAika 4.4.2023",
        "4.4.2023",
        "Selvitys annetaan 4.4.2023 klo 17.00 Kunnantalossa.",
        "",
    ],
)
def test_a_day_that_is_wrong_contradicted_or_of_something_else_is_none(text: str) -> None:
    assert read(text).date is None


AFTERWARDS = [
    ("Pöytäkirjan nähtävänäolo\n7.4.2023 alkaen kunnan verkkosivuilla", None, "2023-04-07"),
    ("Pöytäkirja nähtävänä\nYleisessä tietoverkossa 7.4.2023", None, "2023-04-07"),
    ("Pöytäkirjan nähtävänäolo\nVerkkosivuilla 7.4.2023–2.5.2023", None, "2023-04-07"),
    ("Protokollet framlagt till påseende\nPå kommunens webbplats 7.4.2023", None, "2023-04-07"),
    # Not on the network, before the meeting, or long after it.
    ("Pöytäkirjan nähtävänäolo\n7.4.2023 kunnanvirastossa", None, None),
    ("Pöytäkirjan nähtävänäolo\n1.4.2023 alkaen verkkosivuilla", None, None),
    ("Pöytäkirjan nähtävänäolo\n7.4.2024 alkaen verkkosivuilla", None, None),
    ("Pöytäkirjan tarkastus\n6.4.2023\nAino Aalto\nVesa Vaara", "2023-04-06", None),
    ("Pöytäkirjan tarkastus\nViimeistään 6.4.2023\nAino Aalto\nVesa Vaara", None, None),
    ("Pöytäkirjan tarkastus\n6.4.2023 ja 8.4.2023\nAino Aalto\nVesa Vaara", None, None),
]


@pytest.mark.parametrize(("text", "checked", "posted"), AFTERWARDS)
def test_the_days_of_the_minutes_are_those_after_the_meeting(
    text: str, checked: str | None, posted: str | None
) -> None:
    meeting = read(f"Aika 4.4.2023 klo 17.00\nPaikka Kunnantalo\n{text}").meeting
    days = (meeting.checked, meeting.posted)
    assert [str(day.value) if day else None for day in days] == [checked, posted]


MODES = [
    ("Kunnantalo, valtuustosali", None),
    ("Teams-kokous", "remote"),
    ("Sähköinen kokous", "remote"),
    ("Kunnantalo ja Teams", "hybrid"),
    ("Kunnantalo, valtuustosali / Teams", "hybrid"),
    ("Hybridikokous", "hybrid"),
    ("Sähköinen päätöksentekomenettely", "electronic-procedure"),
    ("Kommungården och på distans", "hybrid"),
]


@pytest.mark.parametrize(("place", "mode"), MODES)
def test_the_place_tells_how_members_took_part(place: str, mode: str | None) -> None:
    meeting = read(f"Aika 4.4.2023 klo 17.00\nPaikka {place}").meeting
    assert (meeting.mode.value if meeting.mode else None) == mode


def test_the_tables_of_days_and_modes_are_as_long_as_they_were() -> None:
    assert (len(AFTERWARDS), len(MODES)) == (10, 8)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("KOKOUSPÖYTÄKIRJA 18/2003", "18/2003"),
        ("KOKOUSKUTSU 17/2003\nX\nKOKOUSPÖYTÄKIRJA 18/2003", "18/2003"),
        ("PÖYTÄKIRJA Nro 5 / 2013", "5 / 2013"),
        ("Koivulammen kaupunki\n13/2025", "13/2025"),
        ("Kokousnumero: 13/2025", "13/2025"),
        ("Pöytäkirja 13/2025\nX\nPöytäkirja 14/2025", None),
        ("Asia 13/2025 käsiteltiin", None),
    ],
)
def test_the_number_of_the_meeting_stands_at_the_head(text: str, number: str | None) -> None:
    found = read(text).meeting.number
    assert (found.value if found else None) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Käsitellyt asiat\n§ 1\nA\n§ 2\nPöytäkirjan tarkastus\n§ 3\nPoissa", [1, 2, 3]),
        ("Käsitellyt asiat\n§ 1\tA\n§ 2\tSääntö § 14\n§ 5\tC", [1, 2, 5]),
        ("Käsitellyt asiat\n§ 1 A § 2 B 12 §:n mukaan § 3 C § 40", [1, 2, 3]),
        ("Käsiteltävät asiat\n292 LAILLISUUS Sivu 311\n293 24 VIRKAA Sivu 312", [292, 293]),
        ("Käsiteltävät asiat\n2003 TALOUSARVIO", []),
        ("Asiat\n57 - 60 §§", [57, 58, 59, 60]),
        ("ASIAT §§ 13- 15", [13, 14, 15]),
        ("Paragrafer 1-3, 5-6", [1, 2, 3, 5, 6]),
        ("Pykälät § 7", [7]),
        ("Asiat\n1-9999", []),
        ("Asiat\n15-13", []),
        ("Käsitellyt asiat\n§ 3 C\n§ 1 A", [3]),
    ],
)
def test_the_list_of_items_gives_their_numbers(text: str, numbers: list[int]) -> None:
    assert [one.value for one in read(text).meeting.contents] == numbers


def test_the_numbers_between_the_ends_of_a_range_are_inferred() -> None:
    first, between, last = read("Asiat §§ 13 - 15").meeting.contents
    assert (first.inferred, last.inferred) == (None, None)
    assert between.inferred is not None
    assert between.inferred.reason is Reason.FROM_RANGE


def test_a_line_that_is_not_certain_is_unused_and_takes_no_other_with_it() -> None:
    text = "Saapuvilla olleet jäsenet\nMinna Mallinen, Quxala Oyj Foobar\nVille Koskela"
    page = read(text)
    assert [one.person.name for one in page.meeting.attendance] == ["Ville Koskela"]
    assert [block.text for block in page.unused] == ["Minna Mallinen, Quxala Oyj Foobar"]


def test_whoever_signed_a_call_was_not_there_for_that() -> None:
    page = read("Kokouskutsu\nAika 3.4.2023 klo 17\n\nPuheenjohtaja\nMinna Mallinen\nAsiat 1-3")
    assert page.meeting.attendance == ()


@pytest.mark.parametrize(
    ("text", "body", "organization"),
    [
        ("Koivulammen kaupunki\nKaupunginhallitus", "Kaupunginhallitus", "Koivulammen kaupunki"),
        ("KOIVULAMMEN KAUPUNKI KAUPUNGINHALLITUS", "KAUPUNGINHALLITUS", "KOIVULAMMEN KAUPUNKI"),
        ("Kaupunginhallitus Koivulammen kaupunki", "Kaupunginhallitus", "Koivulammen kaupunki"),
        ("Pöytäkirja 3/2014 12.5.2014 Tekninen lautakunta", "Tekninen lautakunta", None),
        ("Havuniemen kunnanhallituksen jaosto", "Havuniemen kunnanhallituksen jaosto", None),
        ("Kunnanhallitus 2021-2025", "Kunnanhallitus", None),
        ("Toimielin: Kunnanhallitus", "Kunnanhallitus", None),
        ("Tallhamns stad\nStadsfullmäktige\nProtokoll", "Stadsfullmäktige", "Tallhamns stad"),
        (
            "Kaskirannan hyvinvointialue\nAluehallitus",
            "Aluehallitus",
            "Kaskirannan hyvinvointialue",
        ),
        ("Kunnanhallitus\nX\nKunnanvaltuusto", None, None),
        ("KOIVULAMPI Pöytäkirja 3/2014 Kaupunginhallitus", None, None),
        ("Kunnanhallitus päätti asiasta.", None, None),
    ],
)
def test_body_and_organization_stand_at_the_head(
    text: str, body: str | None, organization: str | None
) -> None:
    page = read(text)
    assert (page.body.value if page.body else None) == body
    assert (page.organization.value if page.organization else None) == organization


def test_whoever_puts_the_minutes_on_display_checks_nothing() -> None:
    text = (
        "Saapuvilla olleet jäsenet\nMinna Mallinen\nVille Koskela\nPöytäkirjan tarkastus\n"
        "Ville Koskela\nPöytäkirjan nähtävänäolo\nSini Harjula\nMinna Mallinen, kanslisti"
    )
    assert [one.name for one in read(text).meeting.checkers] == ["Ville Koskela"]


# Anything at all ----------------------------------------------------------------------------------

ALL_LINES = [line for text, _ in LAYOUTS.values() for line in text.split("\n")]


@settings(max_examples=300)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(ALL_LINES),
            st.builds(lambda line, cut: line[cut:], st.sampled_from(ALL_LINES), st.integers(0, 30)),
            st.builds(
                lambda one, other: one + other,
                st.sampled_from(ALL_LINES),
                st.sampled_from(ALL_LINES),
            ),
            st.text(max_size=30),
        ),
        max_size=40,
    )
)
def test_no_front_page_is_too_strange(lines: list[str]) -> None:
    text = canonicalise("\n".join(lines))
    page = read_front_page(split_blocks(text), readers().phrases)
    assert unaccounted(text, page) == []
    for span in spans(page):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("head", ["", "Jäsenet\n", "Käsitellyt asiat\n", "Tarkastajat\n", "Aika\n"])
@pytest.mark.parametrize(
    "piece", ["Minna Mallinen, ", "Minna Mallinen\n", "§ 1 ", "1 A\n", "[X] ", "Poissa ", "x\n"]
)
def test_a_long_page_takes_time_in_proportion(head: str, piece: str) -> None:
    text = head + piece * (100_000 // len(piece))
    assert read(text).meeting is not None
