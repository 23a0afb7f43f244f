"""Motions against the proposal: who made them, who seconded them, what became of them."""

from __future__ import annotations

import pytest
from hypothesis import given

from publisher.model import CounterProposal
from publisher.proceedings.motions import read_motions
from publisher.proceedings.votes import read_votes
from tests.proceedings.narratives import excerpt, printed, torn
from tests.quality.extracting import readers

# By whom, seconded by whom, and the fate.
Told = tuple[list[str], list[str], str | None]

VOTE = " Äänestyksessä annettiin {} JAA-ääntä ja {} EI-ääntä."

MOTIONS: list[tuple[str, list[Told]]] = [
    (
        "Keskustelun aikana kunnanhallituksen jäsen Aino Aalto teki kunnanjohtajan ehdotuksesta "
        "poikkeavan\nesityksen, jossa asia palautetaan takaisin valmisteluun. Varajäsen Vesa Vaara "
        "kannatti Aino Aallon esitystä. Puheenjohtaja totesi, että Aino Aalto on tehnyt Vesa Vaaran"
        "\nkannattamana kunnanjohtajan ehdotuksesta eriävän esityksen, joten asiassa suoritetaan "
        "avoin äänestys." + VOTE.format(4, 7),
        [(["Aino Aalto"], ["Vesa Vaara"], "adopted")],
    ),
    (
        "Aluevaltuutettu Aino Aalto ehdotti aluevaltuutettu Vesa Vaaran kannattamana, että "
        "päätökseen lisätään ehto. Aluevaltuusto hyväksyi lisäyksen yksimielisesti.",
        [(["Aino Aalto"], ["Vesa Vaara"], "adopted")],
    ),
    (
        "Aino Aalto esitti Vesa Vaara kannattamana, että asia palautetaan uuteen valmisteluun."
        + VOTE.format(7, 4),
        [(["Aino Aalto"], ["Vesa Vaara"], "rejected")],
    ),
    (
        "Vesa Vaaran kannattamana Aino Aalto ehdotti, että asia jätetään pöydälle.",
        [(["Aino Aalto"], ["Vesa Vaara"], None)],
    ),
    (
        "Aino Aalto Vesa Vaaran kannattamana ehdotti, että asia jätetään pöydälle.",
        [(["Aino Aalto"], ["Vesa Vaara"], None)],
    ),
    (
        "Aalto Vaaran ym. kannattamana ehdotti, että asia jätetään pöydälle.\n\nKeskustelun "
        "päätyttyä puheenjohtaja tiedusteli, voidaanko Aallon pöydällepanoehdotus yksimielisesti "
        "hyväksyä. Koska ehdotusta ei vastustettu, puheenjohtaja totesi kaupunginhallituksen "
        "hyväksyneen sen.",
        [(["Aalto"], ["Vaara"], "adopted")],
    ),
    (
        "Aino Aalto ehdotti, että asia jätetään pöydälle. Pöydällepanoehdotusta kannatti Vesa "
        "Vaara. Kunnanhallitus päätti yksimielisesti jättää asian pöydälle.",
        [(["Aino Aalto"], ["Vesa Vaara"], "adopted")],
    ),
    (
        "Aino Aalto ehdotti Vesa Vaaran kannattamana, että asia palautetaan valmisteluun. Outi Oksa"
        " teki ponsiesityksen, että nuoria kuullaan. Ponsi hyväksyttiin yksimielisesti.",
        [(["Aino Aalto"], ["Vesa Vaara"], None), (["Outi Oksa"], [], "adopted")],
    ),
    (
        "Valtuustoryhmä Lehto Vaaran kannattamana ehdotti, että asia jätetään pöydälle.",
        [([], [], None)],
    ),
    (
        "Lehto Vaaran ym. kannattamana teki seuraavat muutosehdotukset ja lisäysehdotuksen:\n\n"
        "Muutosehdotus nro 1:\n\n”Lautakunta hyväksyy ohjeen. Jäsenellä on läsnäolo-oikeus.”\n\n"
        "Muutosehdotus nro 2:\n\n”Lautakunta hyväksyy suunnitelmat.”\n\nLisäysehdotus:\n\n"
        "”Hallitus valmistelee mallin.”\n\nOksanen Lehdon ym. kannattamana teki seuraavan "
        "muutosehdotuksen:\n\n”I osan 1. luku 21 § 3. momentti:\n\n’Puheenvuoro kestää viisi "
        "minuuttia. Muut kestävät minuutin.’”\n\nSalmi teki seuraavan muutosehdotuksen:\n\n"
        "”Palkkiot nousevat.”\n\nPuheenjohtaja totesi Salmen muutosehdotuksen raukeavan "
        "kannattamattomana.\n\nPuheenjohtaja tiedusteli, voidaanko Lehdon muutosehdotus nro 1 "
        "yksimielisesti hyväksyä. Koska ehdotusta ei vastustettu, puheenjohtaja totesi hallituksen "
        "hyväksyneen sen.\n\nPuheenjohtaja totesi hallituksen 11 äänellä 3 ääntä vastaan "
        "hyväksyneen Lehdon muutosehdotuksen nro 2.\n\nPuheenjohtaja totesi hallituksen 10 "
        "äänellä 5 ääntä vastaan hylänneen Lehdon lisäysehdotuksen.\n\nPuheenjohtaja totesi "
        "kaupunginhallituksen 10 äänellä 1 ääntä vastaan hylänneen Oksasen muutosehdotuksen.",
        [
            (["Lehto"], ["Vaara"], "adopted"),
            (["Lehto"], ["Vaara"], "adopted"),
            (["Lehto"], ["Vaara"], "rejected"),
            (["Oksanen"], ["Lehto"], "rejected"),
            (["Salmi"], [], "lapsed"),
        ],
    ),
    (
        "Vastaehdotus:\nLiisa Lehto: Lisäys kohdan (2) jälkeen: selvitetään vaikutukset.\n"
        "Kannattaja: Vesa Vaara\n\n1 äänestys\n\nJAA-ehdotus: Esityksen mukaan\nEI-ehdotus: Liisa "
        "Lehdon vastaehdotuksen mukaisesti muutettuna\n\nJaa-äänet: 12\n\nEi-äänet: 3",
        [(["Liisa Lehto"], ["Vesa Vaara"], "rejected")],
    ),
    (
        "Vastaehdotus:\n\nLiisa Lehto: Lisätään kohta 2.\n\nKannattajat: Vesa Vaara, Outi Oksa",
        [(["Liisa Lehto"], ["Vesa Vaara", "Outi Oksa"], None)],
    ),
    (
        "Jäsen Outi Oksa (kesk.) esitti, että asia jätetään pöydälle. Esitys raukesi "
        "kannattamattomana.",
        [(["Outi Oksa"], [], "lapsed")],
    ),
    (
        "Outi Oksa esitti asian palauttamista valmisteluun. Esitystä ei kannatettu.",
        [(["Outi Oksa"], [], "lapsed")],
    ),
    (
        "Aalto teki vastaehdotuksen, jota Vaara kannatti. Aalto veti ehdotuksensa pois.",
        [(["Aalto"], ["Vaara"], "withdrawn")],
    ),
    (
        "Aino Aalto ehdotti hinnan korottamista. Ehdotusta kannattivat Vesa Vaara ja Outi Oksa.",
        [(["Aino Aalto"], ["Vesa Vaara", "Outi Oksa"], None)],
    ),
    (
        "Outi Oksa ehdotti, että kohta 2 poistetaan. Aino Virta ehdotti Outi Oksan kannattamana, "
        "että kohta 1 poistetaan. Niilo Niemi kannatti Aino Virran esitystä. Suoritetussa "
        "äänestyksessä Virran vastaehdotus hylättiin äänin 9–4.",
        [(["Outi Oksa"], [], None), (["Aino Virta"], ["Outi Oksa", "Niilo Niemi"], "rejected")],
    ),
    (
        "Aino Aalto ja Vesa Vaara esittivät Liisa Lehdon kannattamana, että hinta on 5 euroa.",
        [(["Aino Aalto", "Vesa Vaara"], ["Liisa Lehto"], None)],
    ),
    (
        "Aino Aalto jätti ponsiesityksen, jota Vesa Vaara kannatti. Valtuusto hyväksyi "
        "yksimielisesti ponnen.",
        [(["Aino Aalto"], ["Vesa Vaara"], "adopted")],
    ),
    (
        "Aino Aalto esitti Vesa Vaaran kannattamana, että hinta on 5 euroa. Outi Oksa esitti Niilo "
        "Niemen kannattamana, että hinta on 6 euroa. Ne, jotka kannattavat Aallon esitystä, "
        "äänestävät JAA ja ne, jotka kannattavat Oksan esitystä, äänestävät EI."
        + VOTE.format(5, 2)
        + " Ne, jotka kannattavat pohjaehdotusta, äänestävät JAA ja ne, jotka kannattavat Aallon "
        "esitystä, äänestävät EI." + VOTE.format(3, 4),
        [(["Aino Aalto"], ["Vesa Vaara"], "adopted"), (["Outi Oksa"], ["Niilo Niemi"], "rejected")],
    ),
    (
        "Lautakunnan jäsen Outi Oksa teki rehtorin esityksestä poikkeavan esityksen: Lautakunta "
        "käyttää otto-oikeutta päätöksestä 18.11.2024 § 38. Lautakunnan 1. varapuheenjohtaja "
        "Simo Saari kannatti Outi Oksan esitystä.\n\nPuheenjohtaja kannatti rehtorin "
        "päätösehdotusta.\n\nOtto-oikeuden käyttämisen puolesta annettiin kuusi (6) ääntä ja "
        "alkuperäisen päätösehdotuksen puolesta kaksi (2) ääntä.",
        [(["Outi Oksa"], ["Simo Saari"], "adopted")],
    ),
    (
        "Under diskussionen föreslog ledamoten Åsa Öhman understödd av Kaj Sundvall att ärendet "
        "bordläggs.",
        [(["Åsa Öhman"], ["Kaj Sundvall"], None)],
    ),
    (
        "Åsa Öhman föreslog, understödd av ledamoten Kaj Sundvall, att ärendet bordläggs.",
        [(["Åsa Öhman"], ["Kaj Sundvall"], None)],
    ),
    (
        "Ledamoten Åsa Öhman understödd av ledamoten Kaj Sundvall föreslog att ärendet ska "
        "återremitteras för ny beredning.\n\nJA-förslag: Behandlingen fortsätter\nNEJ-förslag: "
        "Ledamoten Åsa Öhmans förslag om återremiss\n\nJa-röster: 5\n\nNej-röster: 2",
        [(["Åsa Öhman"], ["Kaj Sundvall"], "rejected")],
    ),
    (
        "Åsa Öhman lämnade ett ändringsförslag. Kaj Sundvall understödde förslaget. Förslaget "
        "förföll.",
        [(["Åsa Öhman"], ["Kaj Sundvall"], "lapsed")],
    ),
    (
        "Ledamoten Aino Mäki-iso understödd av ledamoten Vesa Vaara föreslog följande "
        "hemställningskläm:\n\nStadsfullmäktige förutsätter att rutterna plogas.",
        [(["Aino Mäki-iso"], ["Vesa Vaara"], None)],
    ),
    (
        "- Ponsi 1\nAalto Aino\nValtuusto edellyttää selvitystä.\n\n- Ponsi 2\nAalto Aino\n"
        "Valtuusto edellyttää raporttia.",
        [(["Aino Aalto"], [], None), (["Aino Aalto"], [], None)],
    ),
]

NONE = [
    "Puheenjohtaja esitti, että äänestys suoritetaan kädennostoäänestyksenä.",
    "Outi Oksa ehdotti Niilo Niemen kannattamana neuvottelutaukoa ennen ehdotusten tekemistä.",
    "Kunnanjohtaja Sari Saari ehdotti, että kohta 2 muutetaan.",
    "Kunnanhallitus ehdotti, että valtuusto hyväksyy sopimuksen.",
    "Lautakunta teki esityksen kunnanhallitukselle.",
    "Nuorisovaltuuston puheenjohtaja Outi Oksa ja sihteeri Niilo Niemi esittivät yleiskatsauksen.",
    "Outi Oksa jätti päätökseen eriävän mielipiteen ehdotuksen vuoksi.",
    "Outi Oksa jätti valtuustoaloitteen.",
    "Outi Oksa ja 12 muuta ehdottivat aloitteessaan, että tie päällystetään.",
    "Outi Oksa esitti kokouksessaan, että asia jätetään pöydälle.",
    "Puheenjohtaja kannatti kunnanjohtajan esitystä.",
]

SAMPLES = [text for text, _ in MOTIONS] + NONE


def read(text: str) -> tuple[CounterProposal, ...]:
    lines, phrases = excerpt(text), readers().phrases
    return read_motions(lines, read_votes(lines, phrases), phrases)[0]


def told(motion: CounterProposal) -> Told:
    return (
        [person.name or "" for person in motion.by],
        [person.name or "" for person in motion.seconded_by],
        motion.fate.value if motion.fate else None,
    )


@pytest.mark.parametrize(("text", "motions"), MOTIONS)
def test_a_motion_is_read_with_its_people_and_its_fate(text: str, motions: list[Told]) -> None:
    found = read(text)
    assert [told(motion) for motion in found] == motions
    for motion in found:
        assert printed(text, motion.text.span) == motion.text.value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_motion_is_none(text: str) -> None:
    assert read(text) == ()


def test_a_motion_is_quoted_whole() -> None:
    text = next(text for text, _ in MOTIONS if "Muutosehdotus nro 1:" in text)
    assert [motion.text.value for motion in read(text)] == [
        "Muutosehdotus nro 1: ”Lautakunta hyväksyy ohjeen. Jäsenellä on läsnäolo-oikeus.”",
        "Muutosehdotus nro 2: ”Lautakunta hyväksyy suunnitelmat.”",
        "Lisäysehdotus: ”Hallitus valmistelee mallin.”",
        "Oksanen Lehdon ym. kannattamana teki seuraavan muutosehdotuksen: ”I osan 1. luku 21 § 3. "
        "momentti: ’Puheenvuoro kestää viisi minuuttia. Muut kestävät minuutin.’”",
        "Salmi teki seuraavan muutosehdotuksen: ”Palkkiot nousevat.”",
    ]


def test_people_keep_their_titles_and_inferred_fates_their_reason() -> None:
    (motion,) = read(MOTIONS[0][0])
    assert [person.title for person in motion.by] == ["kunnanhallituksen jäsen"]
    assert [person.title for person in motion.seconded_by] == ["Varajäsen"]
    assert motion.fate is not None
    assert motion.fate.inferred is not None
    assert motion.fate.inferred.reason == "vote-counts"


def test_a_name_in_the_genitive_is_kept_if_its_base_form_is_open() -> None:
    (motion,) = read("Outi Oksa ehdotti Sini Tiitun kannattamana, että asia jätetään pöydälle.")
    assert [person.name for person in motion.seconded_by] == ["Sini Tiitun"]


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(MOTIONS), len(NONE)) == (27, 11)


@given(torn(SAMPLES))
def test_nothing_raises_whatever_the_text(text: str) -> None:
    for motion in read(text):
        assert printed(text, motion.text.span) == motion.text.value


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "Aa ",
        "(",
        "Lehto esitti muutosehdotuksen, jota Vaara kannatti. ",
        "kannattamana esitti ",
    ],
)
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    text, phrases = excerpt("ehdotus " + piece * (100_000 // len(piece))), readers().phrases
    assert read_motions(text, (), phrases)[1] == ()
