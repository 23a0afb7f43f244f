"""What passes the line between reading and mapping, and what is said of the rest."""

from __future__ import annotations

import msgspec
import pytest

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_document
from publisher.errors import PrivacyError
from publisher.model import Minutes
from publisher.privacy.cleaning import Mode
from publisher.privacy.elsewhere import Circumstances
from publisher.privacy.stage import Withheld, clean_contacts, withhold
from tests.quality.extracting import readers

ITEM = """Kyläkoulun jatkokäyttö

KH 12.05.2025 § 90
12/10.03.02/2025

Valmistelija
Suunnittelija Terttu Pikkarainen, puh. 040 123 4567

Oikaisuvaatimuksen tekijä Irja Virta vaatii, että koulu puretaan.

Esittelijä
Kunnanjohtaja Kalle Koskimäki

Päätösehdotus
Kunnanhallitus päättää hylätä Virran oikaisuvaatimuksen.

Päätös
Jaakko Lahtela ja Pirkko Oksa ilmoittivat olevansa esteellisiä (asianosaisjäävi) ja poistuivat.

Reino Suonpää ehdotti, että asia jätetään pöydälle. Suonpään ehdotus raukesi kannattamattomana.

Kunnanhallitus hylkäsi oikaisuvaatimuksen. Irja Virralle ilmoitetaan päätöksestä.

Pöytäkirja tarkastettiin heti, tarkastajana toimi Reino Suonpää.
"""

SECRET = [
    "Asia on salassa pidettävä julkisuuslain 24 § 1 momentin 25 kohdan nojalla.",
    "Salassa pidettävä.",
    "Pykälä ei ole luettavissa yleisessä tietoverkossa.",
    "Toimeentulotukea koskeva valitus, jonka on tehnyt Irja Virta.",
    "TOIMEENTULOTUKEA KOSKEVA VALITUS, jonka on tehnyt Irja Virta.",
    "Irja Virran omaishoidon tukea koskeva oikaisuvaatimus",
    "Irja Virta perustelee hakemustaan terveydentilallaan.",
    "Irja Virta on hakenut henkilökohtaisen avun päätöksen muuttamista.",
    "Kuljetuspalvelua koskeva valitus, valittajana Irja Virta.",
    "Päätös koskee Irja Virran palveluasumisen hakemusta.",
    "Vahingon on kärsinyt rikoksen uhrina Irja Virta.",
    "Irja Virtas ansökan gäller färdtjänst för höstterminen.",
    "Ansökan av Irja Virta grundar sig på hälsotillståndet.",
    "Irja Virta anhåller om personlig assistans.",
    "ASIA ON SALASSA PIDETTÄVÄ.",
    "Ei Julkinen",
    "EJ OFFENTLIG",
    "ÄRENDET ÄR SEKRETESSBELAGT.",
    "ÄRENDET ÄR HEMLIGT.",
    "Salassa pidettävä\n\nHakija pyytää maksun kohtuullistamista.",
    "Salassa pidettävä. Hakija pyytää maksun kohtuullistamista.",
    "Salassapidettävä, JulkL 24.1 § 25 k\n\nHakija pyytää maksun kohtuullistamista.",
    "(Ei julkinen)\n\nHakija pyytää maksun kohtuullistamista.",
    "Hakija pyytää maksun kohtuullistamista.\n\nEI\nJULKINEN",
    "Asia on julkisuuslain (621/1999) 24 §:n 1 momentin 25 kohdan nojalla salassa pidettävä.",
    "Asia on JulkL 24.1 §:n 25 k. nojalla kokonaan salassa pidettävä.",
    "Pykälä on salassa pidettävä.",
    "Sekretessbelagt ärende\n\nSökanden ber om en lägre avgift.",
    "Ej offentlig\n\nSökanden ber om en lägre avgift.",
]

OPEN = [
    "Salassa pidettävistä asiakirjoista säädetään julkisuuslain 24 §:ssä.",
    "Toimeentulotuen käsittelyajat olivat alkuvuonna lyhyet.",
    "Lastensuojelulain mukaiset palvelut hankitaan yhdessä.",
    "Asia on valmisteltu yhdessä, ja liite 2 on salassa pidettävä.",
    "Asia on pöydällä. Liite 2 on salassa pidettävä.",
    "Asiakirja on julkinen.\n\nSalassa pidettäviä tietoja ei esitetä.",
    "Salainen puutarha -näytelmä esitetään kesällä.",
    "Väestön terveydentila on parantunut.",
    "Erityisen tuen päätökset tehdään keväällä.",
]

SECRET_TITLES = [
    "Salassa pidettävä: Irja Virran valitus",
    "Irja Virran valitus (salassa pidettävä)",
    "SALASSAPIDETTÄVÄ Julkisuuslaki 24 § 1 mom. 20 kohta, Irja Virta",
    "Ei julkinen / Irja Virran valitus",
    "Ej offentligt: Irja Virtas besvär",
]

OPEN_TITLES = [
    "Ohje salassa pidettävän aineiston käsittelystä",
    "Julkinen kuulutus tiesuunnitelmasta",
]


def document(text: str, name: str = "asia.txt") -> SourceDocument:
    return read_document(name, text.encode())


def read(source: SourceDocument) -> Minutes:
    return readers().sources.read(source).minutes


def withheld(text: str, mode: Mode) -> Withheld:
    source = document(text)
    tables = readers()
    return withhold(read(source), source, tables.policy, tables.phrases, Circumstances(mode=mode))


def item_with(background: str) -> str:
    return f"Asian nimi\n\nKH 12.05.2025 § 90\n\n{background}\n\nPäätös\n\nHyväksyttiin."


def printed(result: Withheld) -> str:
    return msgspec.json.encode(result.minutes).decode()


def test_role_mode_keeps_the_names_of_roles_and_no_others() -> None:
    text = printed(withheld(ITEM, "role"))
    for name in ("Kalle Koskimäki", "Jaakko Lahtela", "Pirkko Oksa", "Reino Suonpää"):
        assert name in text
    for name in ("Irja", "Virta", "Virra", "Pikkarai", "Terttu"):
        assert name not in text


def test_preparers_are_published_by_title() -> None:
    (preparer,) = withheld(ITEM, "role").minutes.items[0].preparers
    assert (preparer.title, preparer.name) == ("Suunnittelija", None)


def test_a_party_named_in_the_background_is_not_named_in_proposal_and_decision() -> None:
    item = withheld(ITEM, "role").minutes.items[0]
    assert item.proposal is not None
    assert item.proposal.text.value == (
        "Kunnanhallitus päättää hylätä [oikaisuvaatimuksen tekijä] oikaisuvaatimuksen."
    )
    assert item.decision is not None
    assert "[oikaisuvaatimuksen tekijä] ilmoitetaan" in item.decision.text.value


def test_strict_mode_keeps_roles_and_numbers_and_no_name() -> None:
    result = withheld(ITEM, "strict")
    text = printed(result)
    for name in ("Koskimä", "Lahtela", "Oksa", "Suonpää", "Irja", "Virra", "Pikkarai", "Reino"):
        assert name not in text
    item = result.minutes.items[0]
    assert item.presenter is not None
    assert (item.presenter.title, item.presenter.name) == ("Kunnanjohtaja", None)
    assert [recusal.person.name for recusal in item.recusals] == [None, None]


def test_what_is_withheld_is_counted_by_kind() -> None:
    counts = withheld(ITEM, "role").counts
    assert counts == {"name": 4, "phone": 1}


def test_extract_shows_role_holders_and_preparers_but_no_contacts() -> None:
    source = document(ITEM)
    tables = readers()
    result = clean_contacts(read(source), source, tables.policy, tables.phrases)
    text = printed(result)
    assert "Terttu Pikkarainen" in text
    assert "Kalle Koskimäki" in text
    assert "Irja" not in text
    assert "123 4567" not in text


def test_what_a_private_person_owns_goes_from_every_text_of_the_document() -> None:
    sold = "Ostajaksi on ilmoittautunut Irja Virta. Tontti on 899-401-12-3."
    planned = "Kaava koskee kiinteistöä 899-401-12-4."
    text = item_with(f"{sold}\n\n{planned}").replace("Asian nimi", "Tontin 899-401-12-3 myyminen")
    text = text.replace("Hyväksyttiin.", "Tontti 899-401-12-3 myydään.")
    far = "Kaava on ollut nähtävänä. " * 20
    result = printed(withheld(text.replace(planned, far + planned), "role"))
    assert "899-401-12-3" not in result
    assert "899-401-12-4" in result


def test_in_the_function_class_of_staff_a_title_keeps_no_name() -> None:
    text = item_with("Asia koskee tehtäväjärjestelyjä.").replace("12/10.03.02/2025", "")
    text = text.replace("§ 90\n", "§ 90\n12/{}/2025\n").replace(
        "Hyväksyttiin.", "Rehtori Jukka Tolvasen ehdotus hyväksyttiin."
    )
    shown = {
        number: "Tolva" in printed(withheld(text.format(number), "role"))
        for number in ("01.01.02", "10.03.02")
    }
    assert shown == {"01.01.02": False, "10.03.02": True}


@pytest.mark.parametrize("mode", ["role", "strict"])
@pytest.mark.parametrize("background", SECRET)
def test_a_secret_item_is_a_bare_mention(background: str, mode: Mode) -> None:
    result = withheld(item_with(background), mode)
    (item,) = result.minutes.items
    assert item.title is not None
    assert item.title.value == "Salassa pidettävä asia"
    assert (item.preparation, item.proposal, item.decision) == (None, None, None)
    assert item.secret
    assert result.counts["secret"] == 1
    assert "Virta" not in printed(result)


@pytest.mark.parametrize("title", SECRET_TITLES)
def test_an_item_whose_title_says_so_is_secret(title: str) -> None:
    result = withheld(item_with("Koulu puretaan.").replace("Asian nimi", title), "role")
    (item,) = result.minutes.items
    assert item.secret
    assert "Koulu" not in printed(result)
    assert "Irja" not in printed(result)


@pytest.mark.parametrize("title", OPEN_TITLES)
def test_an_item_whose_title_only_speaks_of_it_is_not_secret(title: str) -> None:
    (item,) = withheld(
        item_with("Koulu puretaan.").replace("Asian nimi", title), "role"
    ).minutes.items
    assert not item.secret


@pytest.mark.parametrize("mode", ["role", "strict"])
@pytest.mark.parametrize("background", OPEN)
def test_an_item_about_secrecy_is_not_secret(background: str, mode: Mode) -> None:
    (item,) = withheld(item_with(background), mode).minutes.items
    assert not item.secret


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_a_sensitive_subject_with_trustees_only_is_not_secret(mode: Mode) -> None:
    text = item_with("Toimeentulotuen käsittelyajat.").replace(
        "Hyväksyttiin.", "Reino Suonpää kannatti ehdotusta. Hyväksyttiin."
    )
    (item,) = withheld(text, mode).minutes.items
    assert not item.secret


@pytest.mark.parametrize("mode", ["role", "strict"])
@pytest.mark.parametrize("code", ["010252-987H", "010252-987h", "010252 - 987H"])
def test_a_personal_identity_code_is_refused_and_never_quoted(code: str, mode: Mode) -> None:
    source = document(item_with(f"Vuokralainen ({code}) muuttaa."), name=f"{code}.txt")
    tables = readers()
    with pytest.raises(PrivacyError) as refusal:
        withhold(read(source), source, tables.policy, tables.phrases, Circumstances(mode=mode))
    assert "henkilötunnus" in str(refusal.value)
    assert "987" not in str(refusal.value)


def test_spans_still_count_in_the_document() -> None:
    source = document(ITEM)
    minutes = read(source)
    result = withheld(ITEM, "strict").minutes
    assert result.items[0].title == minutes.items[0].title
    published, told = (item.decision for item in (result.items[0], minutes.items[0]))
    assert published is not None
    assert told is not None
    wider, exact = published.text.span, told.text.span
    # A name was taken out of it, and nothing may tell how long that was.
    assert published.text.value != told.text.value
    assert wider.start <= exact.start < exact.end <= wider.end
    assert (wider.start % 100, wider.end % 100) == (0, 0)


MEETING = """\
Havuniemen kunta

Kunnanhallitus

KOKOUSAIKA

Maanantai 2.3.2026 klo 17.00-18.10

SAAPUVILLA OLLEET JÄSENET

Minna Mallinen (kok.), puheenjohtaja

Eero Aho (sd), varajäsen (Ville Kosken tilalla)

MUUT SAAPUVILLA OLLEET

Anna Harjula (vihr.), suunnittelija

§ 12

Uimahallin aukioloajat

Päätösehdotus

Kunnanhallitus hyväksyy aukioloajat.

Päätös

Hyväksyttiin.
"""


@pytest.mark.parametrize(
    ("mode", "groups", "members"),
    [
        ("role", [("Minna Mallinen", "kok."), ("Eero Aho", "sd"), (None, None)], ["Ville Koski"]),
        ("strict", [(None, None)] * 3, [None]),
    ],
)
def test_a_party_goes_with_the_name_that_it_stands_beside(
    mode: Mode, groups: list[tuple[str | None, str | None]], members: list[str | None]
) -> None:
    meeting = withheld(MEETING, mode).minutes.meeting
    assert meeting is not None
    people = [one.person for one in meeting.attendance]
    found = [(one.name, one.group.text if one.group else None) for one in people]
    assert found == groups
    replaced = [one.deputy_for.name for one in meeting.attendance if one.deputy_for is not None]
    assert replaced == members


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(SECRET), len(OPEN), len(SECRET_TITLES), len(OPEN_TITLES)) == (29, 9, 5, 2)


OVERLAPPING = {
    "Hakija:\nTyyne\nRantakuja 4": "Tontille 4 varataan 4 000 euroa.",
    "Hakija Tyyne Kivi Rantatie 12": "Tontille 12 varataan 12 000 euroa.",
    "Hakija Tyyne Aleksis Kiven katu 12": "Kunta avaa katu 12:n ja katu 13:n.",
}


@pytest.mark.parametrize("beginning", OVERLAPPING)
def test_what_is_left_of_an_address_behind_a_name_is_no_address(beginning: str) -> None:
    """Of two hits that overlap the second is cut, and a mere number would stand everywhere."""
    result = withheld(item_with(f"{beginning}\n\n{OVERLAPPING[beginning]}"), "role")
    preparation = result.minutes.items[0].preparation
    assert preparation is not None
    text = preparation.value
    assert text.endswith(OVERLAPPING[beginning])
    assert [
        word for word in ("Tyyne", "Kivi", "Rantakuja", "katu 12\n", "tie 12") if word in text
    ] == []
    assert all(string[0].isalpha() for _, string in result.private.strings)
