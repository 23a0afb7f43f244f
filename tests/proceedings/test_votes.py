"""Votes in the narrative of a handling: one invented text for each way to print one."""

from __future__ import annotations

import pytest
from hypothesis import given

from publisher.model import Found, Vote
from publisher.proceedings.votes import read_votes
from tests.proceedings.narratives import excerpt, printed, torn
from tests.quality.extracting import readers

Told = dict[str, object]

VOTES: list[tuple[str, list[Told]]] = [
    (
        "JAA äänestivät: Aalto, Elo, Ilo (3)\nEI äänestivät: Lehto, Niemi (2)\nTyhjää: Vaara (1)",
        [
            {
                "yes": (3, "names-counted"),
                "no": (2, "names-counted"),
                "blank": (1, "names-counted"),
                "yes_voters": ["Aalto", "Elo", "Ilo"],
                "no_voters": ["Lehto", "Niemi"],
                "blank_voters": ["Vaara"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Ehdotus hyväksyttiin äänin 7-4, 2 tyhjää.\n\nPäätöksenteko\n\n1. äänestys\n\nJAA: asian "
        "käsittelyä jatketaan\nEI: asia palautetaan\n\nAsian käsittelyä jatkettiin äänin 9-4.\n\n"
        "2. äänestys\n\nJAA: esittelijän ehdotus\nEI: Lehdon muutosehdotus\n\nEsittelijän ehdotus "
        "voitti äänin 7-4.",
        [
            {
                "yes": 9,
                "no": 4,
                "yes_means": "asian käsittelyä jatketaan",
                "no_means": "asia palautetaan",
                "yes_won": True,
            },
            {
                "yes": 7,
                "no": 4,
                "blank": 2,
                "yes_means": "esittelijän ehdotus",
                "no_means": "Lehdon muutosehdotus",
                "yes_won": True,
            },
        ],
    ),
    (
        "Ja-röster: 2\nÅsa Öhman, Kaj Sundvall\n\nNej-röster: 0\n\nBlanka röster: 1\nBo Berg",
        [
            {
                "yes": 2,
                "no": 0,
                "blank": 1,
                "yes_voters": ["Åsa Öhman", "Kaj Sundvall"],
                "blank_voters": ["Bo Berg"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "1 Äänestys\nJAA-ehdotus: Ponsi 1 / Vaara Vesa\nEI-ehdotus: Vastustaa\n"
        "JAA: 51, EI: 3, Tyhjiä: 29, Poissa: 2\nJAA: Aalto Vesa, Elo Aino, Kurki Olli, Niemi Eero, "
        "Vaara Kaj\nEI: Lehto Liisa",
        [
            {
                "yes": 51,
                "no": 3,
                "blank": 29,
                "absent": 2,
                "yes_means": "Ponsi 1 / Vaara Vesa",
                "no_means": "Vastustaa",
                "yes_voters": ["Vesa Aalto", "Aino Elo", "Olli Kurki", "Eero Niemi", "Kaj Vaara"],
                "no_voters": ["Liisa Lehto"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Äänestyksessä Lehdon esitystä kannatti 3 jäsentä ja pohjaehdotusta 6 jäsentä, joten "
        "päätökseksi tuli pohjaehdotus.",
        [
            {
                "yes": 6,
                "no": 3,
                "yes_means": "pohjaehdotusta",
                "no_means": "Lehdon esitystä",
                "yes_won": True,
            }
        ],
    ),
    (
        "Jaa-ääniä annettiin 20 kpl, ei-ääniä 7 kpl ja tyhjää äänesti 2.",
        [{"yes": 20, "no": 7, "blank": 2, "yes_won": (True, "vote-counts")}],
    ),
    (
        "Hyväksyttiin äänestyksen (7-2) jälkeen Lehdon muutosesitys.",
        [
            {
                "subject": "Lehdon muutosesitys",
                "yes": 2,
                "no": 7,
                "no_means": "Lehdon muutosesitys",
                "yes_won": False,
            }
        ],
    ),
    (
        "Ne, jotka kannattavat käsittelyn jatkamista, vastaavat JAA, ja ne, jotka kannattavat "
        "palauttamista, vastaavat EI.\nJAA vastasivat Aalto ja Elo.\nEI vastasivat Lehto, Niemi "
        "ja Vaara.\nLautakunta on 3 äänellä 2 vastaan palauttanut asian.",
        [
            {
                "yes": (2, "names-counted"),
                "no": (3, "names-counted"),
                "yes_means": "käsittelyn jatkamista",
                "no_means": "palauttamista",
                "yes_voters": ["Aalto", "Elo"],
                "no_voters": ["Lehto", "Niemi", "Vaara"],
                "yes_won": False,
            }
        ],
    ),
    (
        "Suoritetussa avoimessa äänestyksessä annettiin 4 JAA-ääntä ja 7 EI-ääntä.",
        [{"method": "open", "yes": 4, "no": 7, "yes_won": (False, "vote-counts")}],
    ),
    (
        "Äänestystavaksi valittiin sähköinen äänestys, jota täydennetään nimenhuudolla. "
        "Äänestyksen tulos: 4 jaa, 7 ei, 2 tyhjää.",
        [
            {
                "method": "electronic",
                "yes": 4,
                "no": 7,
                "blank": 2,
                "yes_won": (False, "vote-counts"),
            }
        ],
    ),
    (
        "Äänestyksessä annettiin 4 JAA- ääntä\nja 7 EI-\nääntä.",
        [{"yes": 4, "no": 7, "yes_won": (False, "vote-counts")}],
    ),
    (
        "Äänestyksessä annettiin 27 EI- ääntä ja 4 JAA- ääntä.",
        [{"yes": 4, "no": 27, "yes_won": (False, "vote-counts")}],
    ),
    (
        "Annettiin yhteensä kahdeksan (8) ääntä, yksi (1) JAA-ääni ja seitsemän (7) EI-ääntä.",
        [{"yes": 1, "no": 7, "yes_won": (False, "vote-counts")}],
    ),
    (
        "Äänestyksessä annettiin kaksikymmentäyksi jaa-ääntä ja kahdeksantoista ei-ääntä.",
        [{"yes": 21, "no": 18, "yes_won": (True, "vote-counts")}],
    ),
    (
        "Nimenhuutoäänestyksessä annettiin 1 JAA-ääntä (Vaara) ja 3 EI-ääntä (Lehto, Niemi ja "
        "Yli-Oksa).",
        [
            {
                "method": "roll-call",
                "yes": 1,
                "no": 3,
                "yes_voters": ["Vaara"],
                "no_voters": ["Lehto", "Niemi", "Yli-Oksa"],
                "yes_won": (False, "vote-counts"),
            }
        ],
    ),
    (
        "Äänestyksessä annettiin 2 jaa-ääntä (Aino Aalto (kesk.), Vesa Vaara (sd.)) ja 1 ei-ääni.",
        [
            {
                "yes": 2,
                "no": 1,
                "yes_voters": ["Aino Aalto", "Vesa Vaara"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "JAA-ääniä annettiin 25 ja EI-ääniä 10, tyhjiä ääniä 2. Poissa oli 1.",
        [{"yes": 25, "no": 10, "blank": 2, "absent": 1, "yes_won": (True, "vote-counts")}],
    ),
    (
        "Äänestyksen tulos: JAA 25, EI 10, tyhjää 0.",
        [{"yes": 25, "no": 10, "blank": 0, "yes_won": (True, "vote-counts")}],
    ),
    (
        "Suoritetussa kädennostoäänestyksessä otto-oikeuden käyttämisen puolesta annettiin kuusi "
        "(6) ääntä ja alkuperäisen päätösehdotuksen puolesta kaksi (2) ääntä.\n\nÄänestysluettelo "
        "liitteenä.\n\nPuheenjohtaja totesi, että lautakunta käyttää otto-oikeutta.",
        [
            {
                "method": "show-of-hands",
                "yes_means": "alkuperäisen päätösehdotuksen",
                "no_means": "otto-oikeuden käyttämisen",
                "yes": 2,
                "no": 6,
                "yes_won": False,
            }
        ],
    ),
    (
        "Kunnanjohtajan esitys sai 5 ääntä ja Lehdon esitys 6 ääntä.",
        [
            {
                "yes_means": "Kunnanjohtajan esitys",
                "no_means": "Lehdon esitys",
                "yes": 5,
                "no": 6,
                "yes_won": (False, "vote-counts"),
            }
        ],
    ),
    (
        "Äänestyksessä annettiin 6 ääntä Lehdon esityksen puolesta ja 5 ääntä pohjaesityksen "
        "puolesta.",
        [
            {
                "yes_means": "pohjaesityksen",
                "no_means": "Lehdon esityksen",
                "yes": 5,
                "no": 6,
                "yes_won": (False, "vote-counts"),
            }
        ],
    ),
    (
        "Äänestyksessä 37 valtuutettua kannatti asian käsittelyn jatkamista ja 24 valtuutettua "
        "Lehdon palautusehdotusta.",
        [
            {
                "subject": "Lehdon palautusehdotusta",
                "yes_means": "asian käsittelyn jatkamista",
                "no_means": "Lehdon palautusehdotusta",
                "yes": 37,
                "no": 24,
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Puheenjohtaja totesi kaupunginhallituksen 9 äänellä 6 ääntä vastaan hylänneen Lehdon "
        "muutosehdotuksen nro 2. Äänestyslista on pöytäkirjan liitteenä.\n\nPuheenjohtaja totesi "
        "kaupunginhallituksen 11 äänellä 3 ääntä vastaan ja yhden äänestäessä tyhjää hyväksyneen "
        "Lehdon muutosehdotuksen nro 3.",
        [
            {
                "subject": "Lehdon muutosehdotuksen nro 2",
                "no_means": "Lehdon muutosehdotuksen nro 2",
                "yes": 9,
                "no": 6,
                "yes_won": True,
            },
            {
                "subject": "Lehdon muutosehdotuksen nro 3",
                "no_means": "Lehdon muutosehdotuksen nro 3",
                "yes": 3,
                "no": 11,
                "blank": 1,
                "yes_won": False,
            },
        ],
    ),
    (
        "Lautakunta hyväksyi esittelijän ehdotuksen äänin 8-2, 3 tyhjää.",
        [{"yes": 8, "no": 2, "blank": 3, "yes_won": True}],
    ),
    ("Päätös tehtiin äänin 3–10.", [{"yes": 3, "no": 10, "yes_won": (False, "vote-counts")}]),
    (
        "Päätös tehtiin äänin 10-3. Päätökseksi tuli Lehdon vastaehdotus.",
        [{"yes": 3, "no": 10, "yes_won": False}],
    ),
    (
        "Äänin 7 puolesta, 4 vastaan hyväksyttiin kaupunginhallituksen ehdotus.",
        [{"yes": 7, "no": 4, "yes_won": True}],
    ),
    (
        "Puheenjohtaja totesi, että Aino Aalto on tehnyt Vesa Vaaran kannattamana kunnanjohtajan\n"
        "ehdotuksesta eriävän esityksen, joten asiassa suoritetaan avoin äänestys. Puheenjohtaja "
        "esitti, että ne, jotka\nkannattavat kunnanjohtajan ehdotusta äänestävät JAA ja ne, jotka "
        "kannattivat Aino Aallon\nesitystä äänestävät EI. Äänestys hyväksyttiin.\n\nSuoritetussa "
        "avoimessa äänestyksessä annettiin 4 JAA- ääntä ja 7 EI- ääntä.\n\nPuheenjohtaja totesi, "
        "että aloite palautetaan takaisin valmisteluun.",
        [
            {
                "method": "open",
                "yes_means": "kunnanjohtajan ehdotusta",
                "no_means": "Aino Aallon esitystä",
                "yes": 4,
                "no": 7,
                "yes_won": False,
            }
        ],
    ),
    (
        "Ne, jotka kannattavat asian käsittelyn jatkamista, äänestävät kyllä ja ne, jotka "
        "kannattavat Aallon esitystä, äänestävät ei. Äänestyksessä annettiin 3 kyllä ääntä (Outi "
        "Oksa, Vesa Vaara, Sari Saari) ja 1 ei ääni (Aino Aalto).\n\nÄänestystulokset\n\n"
        "• Kyllä 3 kpl 60%\n\nOuti Oksa, Vesa Vaara, Sari Saari\n\n• Ei 1 kpl 20%\n\nAino Aalto\n\n"
        "• Tyhjä 1 kpl 20%\n\nIlmari Ilo",
        [
            {
                "yes_means": "asian käsittelyn jatkamista",
                "no_means": "Aallon esitystä",
                "yes": 3,
                "no": 1,
                "blank": 1,
                "yes_voters": ["Outi Oksa", "Vesa Vaara", "Sari Saari"],
                "no_voters": ["Aino Aalto"],
                "blank_voters": ["Ilmari Ilo"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Äänestysjärjestys on seuraava: JAA = asian ottaminen käsittelyyn. EI = Aallon "
        "muutosehdotus.\n\nÄänestyksen jälkeen puheenjohtaja totesi, että äänin 47 JAA, 2 EI, 1 "
        "tyhjä asia otetaan käsittelyyn.",
        [
            {
                "yes_means": "asian ottaminen käsittelyyn",
                "no_means": "Aallon muutosehdotus",
                "yes": 47,
                "no": 2,
                "blank": 1,
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Esittelijän ehdotus (JAA) ja Aallon ehdotus (EI) asetettiin vastakkain. Äänestyksessä "
        "annettiin 6 JAA-ääntä ja 6 EI-ääntä. Puheenjohtajan äänen ratkaistessa päätökseksi tuli "
        "esittelijän ehdotus.",
        [
            {
                "yes_means": "Esittelijän ehdotus",
                "no_means": "Aallon ehdotus",
                "yes": 6,
                "no": 6,
                "yes_won": True,
            }
        ],
    ),
    (
        "Äänestyksessä annettiin 5 JAA-ääntä ja 5 EI-ääntä. Äänten mennessä tasan puheenjohtajan "
        "EI-ääni ratkaisi.",
        [{"yes": 5, "no": 5, "yes_won": False}],
    ),
    ("Äänestyksessä annettiin 5 JAA-ääntä ja 5 EI-ääntä.", [{"yes": 5, "no": 5}]),
    (
        "Äänestyksessä annettiin 5 JAA-ääntä ja 3 EI-ääntä. Päätökseksi tuli Lehdon vastaehdotus.",
        [{"yes": 5, "no": 3}],
    ),
    (
        "Äänestyksessä annettiin 3 JAA-ääntä ja 5 EI-ääntä. Hallitus hyväksyi muilta osin "
        "kaupunginjohtajan ehdotuksen.",
        [{"yes": 3, "no": 5, "yes_won": (False, "vote-counts")}],
    ),
    (
        "1 äänestys\n\nJAA-ehdotus: Esityksen mukaan\nEI-ehdotus: Aino Aallon vastaehdotuksen "
        "mukaisesti muutettuna\n\nJaa-äänet: 3\nVesa Vaara, Ilmari Ilo, Liisa Lehto\n\nEi-äänet: 2"
        "\nAino Aalto, Niilo Niemi\n\nTyhjä: 1\nOuti Oksa\n\nPoissa: 0\n\n2 äänestys\n\n"
        "JAA-ehdotus: Käsittelyn jatkaminen\nEI-ehdotus: Palautetaan uudelleen valmisteltavaksi\n\n"
        "Jaa-äänet: 1\n\nVesa Vaara\n\nEi-äänet: 4\n\nAino Aalto, Niilo Niemi,\nIlmari Ilo, Liisa "
        "Lehto\n\nTyhjä: 0\nPoissa: 0\n\nKaupunginhallitus päätti palauttaa asian uudelleen "
        "valmisteltavaksi.",
        [
            {
                "yes_means": "Esityksen mukaan",
                "no_means": "Aino Aallon vastaehdotuksen mukaisesti muutettuna",
                "yes": 3,
                "no": 2,
                "blank": 1,
                "absent": 0,
                "yes_voters": ["Vesa Vaara", "Ilmari Ilo", "Liisa Lehto"],
                "no_voters": ["Aino Aalto", "Niilo Niemi"],
                "blank_voters": ["Outi Oksa"],
                "yes_won": (True, "vote-counts"),
            },
            {
                "yes_means": "Käsittelyn jatkaminen",
                "no_means": "Palautetaan uudelleen valmisteltavaksi",
                "yes": 1,
                "no": 4,
                "blank": 0,
                "absent": 0,
                "yes_voters": ["Vesa Vaara"],
                "no_voters": ["Aino Aalto", "Niilo Niemi", "Ilmari Ilo", "Liisa Lehto"],
                "yes_won": False,
            },
        ],
    ),
    (
        "Äänestykset\nKaupunginhallituksen ehdotus JAA\nAallon ehdotus EI\n\nJaa\nAhola Reeta\n"
        "Alasalmi Mikko\nBackas Henri\nElomaa Aila\nHeino Olga\nKivi Ari\nLahtela Ville\nMyrsky "
        "Anna\nOrava Pekka\nSuo Irma\nWirta Kalle\nVesala Pia Liisa\nEi\nAalto Aino\nKoskela "
        "Lassi\nTyhjä\nAlppi Ulla-Leena",
        [
            {
                "yes_means": "Kaupunginhallituksen ehdotus",
                "no_means": "Aallon ehdotus",
                "yes": (12, "names-counted"),
                "no": (2, "names-counted"),
                "blank": (1, "names-counted"),
                "yes_voters": [
                    *("Reeta Ahola", "Mikko Alasalmi", "Henri Backas", "Aila Elomaa"),
                    *("Olga Heino", "Ari Kivi", "Ville Lahtela", "Anna Myrsky"),
                    *("Pekka Orava", "Irma Suo", "Kalle Wirta", "Pia Liisa Vesala"),
                ],
                "no_voters": ["Aino Aalto", "Lassi Koskela"],
                "blank_voters": ["Ulla-Leena Alppi"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Suoritettiin äänestys. Jaa äänestivät: Reeta Ahola, Aila Elomaa ja Ari Kivi. Ei "
        "äänestivät: Aino Aalto.",
        [
            {
                "yes": (3, "names-counted"),
                "no": (1, "names-counted"),
                "yes_voters": ["Reeta Ahola", "Aila Elomaa", "Ari Kivi"],
                "no_voters": ["Aino Aalto"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Vid omröstningen avgavs 7 ja-röster och 4 nej-röster, 1 blank.",
        [{"yes": 7, "no": 4, "blank": 1, "yes_won": (True, "vote-counts")}],
    ),
    (
        "Nämnden beslutade med rösterna 3 (Öhman, Sundvall, Berg) – 1 (Ek) att fortsätta "
        "behandlingen.",
        [
            {
                "yes": 3,
                "no": 1,
                "yes_voters": ["Öhman", "Sundvall", "Berg"],
                "no_voters": ["Ek"],
                "yes_won": True,
            }
        ],
    ),
    (
        "7 omröstningen\n\nJA-förslag: Behandlingen fortsätter\nNEJ-förslag: Ledamoten Åsa Öhmans "
        "förslag om återremiss\n\nJa-röster: 2\nAnna Ek, Bo Lind\n\nNej-röster: 1\nÅsa Öhman\n\n"
        "Blanka: 0\n\nFrånvarande: 3",
        [
            {
                "yes_means": "Behandlingen fortsätter",
                "no_means": "Ledamoten Åsa Öhmans förslag om återremiss",
                "yes": 2,
                "no": 1,
                "blank": 0,
                "absent": 3,
                "yes_voters": ["Anna Ek", "Bo Lind"],
                "no_voters": ["Åsa Öhman"],
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "De som understöder stadsstyrelsens förslag röstar ja och de som understöder Öhmans "
        "förslag röstar nej. I omröstningen, som utfördes maskinellt, understödde 37 "
        "fullmäktigeledamöter stadsstyrelsens förslag, 24 fullmäktigeledamöter understödde Öhmans "
        "förslag, 6 fullmäktigeledamöter var frånvarande.",
        [
            {
                "method": "electronic",
                "yes_means": "stadsstyrelsens förslag",
                "no_means": "Öhmans förslag",
                "yes": 37,
                "no": 24,
                "absent": 6,
                "yes_won": (True, "vote-counts"),
            }
        ],
    ),
    (
        "Toimitetussa suljetussa lippuäänestyksessä Aino Aalto sai eniten kannatusta.",
        [{"method": "closed-ballot"}],
    ),
    ("Äänestyksessä annettiin seitsemän (8) JAA-ääntä ja kolme EI-ääntä.", [{"no": 3}]),
]

NONE = [
    "Ponsi hyväksytään, mikäli se saa vähintään 43 jaa-ääntä.",
    "Kunnanhallitus päätti 12.3.2024 § 5 äänin 7-4 hylätä esityksen. Ehdotus hyväksyttiin.",
    "Lautakunta antoi kokouksessaan 4 JAA-ääntä ja 7 EI-ääntä.",
    "Äänestystä ei suoritettu, koska esitystä ei kannatettu.",
    "Suoritetussa nimenhuudossa paikalla oli 32 valtuutettua.",
    "Puheenjohtaja totesi, että asiassa on suoritettava äänestys.",
    "Äänestyspaikaksi määrättiin Tammisuon koulu, jossa on 4 äänestyskoppia.",
    "Kannattajia oli 4 ja vastustajia 7.",
    "Ei ääntäkään annettu.",
    "Poissa: Aino Aalto, Vesa Vaara",
    "Neuvoa-antavan kansanäänestyksen tulos merkittiin tiedoksi.",
    "LUOKAT 4 JA 5",
    "Hyväksyttiin.",
]

SAMPLES = [text for text, _ in VOTES] + NONE
_NAMED = ("yes_voters", "no_voters", "blank_voters", "absent_voters")


def told(vote: Vote, text: str) -> Told:
    """What a vote says apart from its text; every value stands where its span says."""
    said: Told = {}
    for field in vote.__struct_fields__:
        value = getattr(vote, field)
        if value is None or value == () or field in {"text", "casting", "yes_for", "no_for"}:
            continue
        if field in _NAMED:
            said[field] = [person.name for person in value]
            continue
        assert isinstance(value, Found)
        if isinstance(value.value, str) and field != "method":
            assert printed(text, value.span) == value.value
        said[field] = (value.value, value.inferred.reason) if value.inferred else value.value
    return said


def read(text: str) -> tuple[Vote, ...]:
    return read_votes(excerpt(text), readers().phrases)


@pytest.mark.parametrize(("text", "votes"), VOTES)
def test_a_vote_is_read_as_it_is_printed(text: str, votes: list[Told]) -> None:
    found = read(text)
    assert [told(vote, text) for vote in found] == votes
    for vote in found:
        assert printed(text, vote.text.span) == vote.text.value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_vote_is_none(text: str) -> None:
    assert read(text) == ()


def test_the_text_of_a_vote_goes_from_its_announcement_to_its_result() -> None:
    text = next(text for text, _ in VOTES if "joten asiassa" in text)
    (vote,) = read(text)
    assert vote.text.value == " ".join(text.split())


GROUPED = """\
JAA äänestivät: Maija Ahola (sd.), Ville Koski (Kok), Eero
Aho (PS) (3)
EI äänestivät: Anna Harjula (vihr.), Bo Liik (Liike Nyt) (2)
Tyhjää: Liisa Vas (1)"""
SWEDISH = """\
Ja-röster: 2
Åsa Öhman (SFP), Kaj Sundvall (obunden)

Nej-röster: 1
Bo Berg (Vas.)"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            GROUPED,
            [
                ("Maija Ahola", "sd.", "sdp"),
                ("Ville Koski", "Kok", "kok"),
                ("Eero Aho", "PS", "ps"),
                ("Anna Harjula", "vihr.", "vihr"),
                ("Bo Liik", "Liike Nyt", "liik"),
                ("Liisa Vas", None, None),
            ],
        ),
        (
            SWEDISH,
            [
                ("Åsa Öhman", "SFP", "rkp"),
                ("Kaj Sundvall", "obunden", None),
                ("Bo Berg", "Vas.", "vas"),
            ],
        ),
    ],
)
def test_the_group_of_each_voter_stands_behind_the_name(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    (vote,) = read_votes(excerpt(text), readers().phrases)
    people = (*vote.yes_voters, *vote.no_voters, *vote.blank_voters)
    assert expected == [
        (one.name, *((one.group.text, one.group.party) if one.group else (None, None)))
        for one in people
    ]
    groups = [one.group for one in people if one.group is not None]
    assert [printed(text, each.span) for each in groups] == [each.text for each in groups]


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(VOTES), len(NONE)) == (44, 13)


@given(torn(SAMPLES))
def test_counts_are_never_negative_whatever_the_text(text: str) -> None:
    for vote in read(text):
        counts = [vote.yes, vote.no, vote.blank, vote.absent]
        assert all(count.value >= 0 for count in counts if count is not None)
        assert len(vote.yes_voters) == len({person.span for person in vote.yes_voters})


@pytest.mark.parametrize("piece", ["a", "Aa ", "ja 4 ", "(", "4 JAA-ääntä ", "Jaa-äänet: 3\n"])
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    text = excerpt("ääntä röst " + piece * (100_000 // len(piece)))
    assert isinstance(read_votes(text, readers().phrases), tuple)
