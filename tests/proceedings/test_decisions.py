"""What the words of a decision mean."""

from __future__ import annotations

import pytest
from hypothesis import given

from publisher.model import Found, Outcome
from publisher.proceedings.decisions import (
    read_checked,
    read_listed_recusals,
    read_recusals,
    read_temporary_chair,
)
from publisher.proceedings.motions import read_motions
from publisher.proceedings.outcomes import after_discussion, read_outcome
from publisher.proceedings.votes import read_votes
from tests.proceedings.narratives import excerpt, printed, torn
from tests.quality.extracting import readers

CHANGE = "Kunnanhallitus päättää hyväksyä sopimuksen."
NOTE = "Kunnanhallitus merkitsee selvityksen tiedoksi."
RETURN = "Kunnanhallitus päättää palauttaa asian lautakunnalle uudelleen valmisteltavaksi."
MOTION = (
    "Jäsen Aino Aalto teki kunnanjohtajan ehdotuksesta poikkeavan\nesityksen, jossa asia "
    "palautetaan takaisin valmisteluun. Jäsen Vesa Vaara kannatti esitystä. Suoritetussa "
    "äänestyksessä annettiin {} JAA-ääntä ja {} EI-ääntä."
)

OUTCOMES = [
    ("Päätösehdotus hyväksyttiin.", CHANGE, "approved"),
    ("Hyväksyttiin.", CHANGE, "approved"),
    ("Hyväksyttiin esityksen mukaan.", CHANGE, "approved"),
    ("Hyväksyi esityksen", CHANGE, "approved"),
    ("Kunnanjohtaja alusti asiaa. Kunnanhallitus hyväksyi ehdotuksen.", CHANGE, "approved"),
    ("Päätettiin ehdotuksen mukaisesti.", CHANGE, "approved"),
    ("Päätös on ehdotuksen mukainen.", CHANGE, "approved"),
    ("Kunnanhallitus hyväksyi ehdotuksen.", NOTE, "noted"),
    ("Merkittiin tiedoksi.", NOTE, "noted"),
    ("Päätti olla käyttämättä otto-oikeuttaan ja merkitsi päätökset tiedokseen.", None, "noted"),
    ("Asia jätettiin pöydälle.", CHANGE, "tabled"),
    ("Päätti panna asian pöydälle.", CHANGE, "tabled"),
    ("Asia palautettiin uudelleen valmisteltavaksi.", CHANGE, "returned"),
    ("Asia palautetaan valmisteluun.", CHANGE, "returned"),
    ("Kunnanhallitus palautti asian takaisin valmisteluun.", CHANGE, "returned"),
    ("Kunnanhallitus palautti lautakunnalle maksun. Ehdotus hyväksyttiin.", CHANGE, "approved"),
    ("Hyväksyttiin siten muutettuna, että määräaika on kesäkuu.", CHANGE, "approved-amended"),
    ("Hyväksyttiin muutetun ehdotuksen mukaan.", CHANGE, "approved-amended"),
    ("Esittelijä muutti ehdotustaan. Ehdotus hyväksyttiin.", CHANGE, "approved-amended"),
    (
        "Esittelijä muutti ehdotustaan siten, että asia palautetaan uuteen "
        "valmisteluun. Hyväksyttiin.",
        CHANGE,
        "returned",
    ),
    ("Kunnanhallitus päätti hylätä oikaisuvaatimuksen.", None, "rejected"),
    ("Oikaisuvaatimus hylättiin.", None, "rejected"),
    ("Asia poistettiin esityslistalta.", CHANGE, "removed"),
    ("Esittelijä veti asian pois.", CHANGE, "removed"),
    ("Esittelijä peruutti esityksensä.", CHANGE, "removed"),
    ("Pöytäkirjantarkastajiksi valittiin Aino Aalto ja Eero Elo.", None, "elected"),
    ("Kunnanhallitus päätti hyväksyä sopimuksen.", CHANGE, "approved"),
    ("Kunnanhallitus katsoo aloitteen loppuun käsitellyksi.", None, "other"),
    (
        "Eero Elo esitti, että asia jätetään pöydälle. Esitys raukesi "
        "kannattamattomana. Kunnanhallitus hyväksyi ehdotuksen.",
        CHANGE,
        "approved",
    ),
    (
        "Eero Elo ehdotti Aino Aallon kannattamana asian palauttamista uudelleen "
        "valmisteltavaksi. Ehdotus hyväksyttiin yksimielisesti.",
        CHANGE,
        "approved",
    ),
    ("Godkändes enligt förslaget.", None, "approved"),
    ("Antecknades för kännedom.", None, "noted"),
    ("Ärendet bordlades.", None, "tabled"),
    ("Ärendet återremitterades för ny beredning.", None, "returned"),
    ("Nämnden avslog begäran.", None, "rejected"),
]

# What else catalogues of real decisions hold; None where the outcome is not clear.
MORE_OUTCOMES: list[tuple[str, str | None, str | None]] = [
    ("Tilapäiseksi puheenjohtajaksi valittiin Aino Aalto.", None, "elected"),
    (
        "Tilapäiseksi puheenjohtajaksi valittiin Aino Aalto. Kunnanhallitus myönsi luvan.",
        CHANGE,
        "other",
    ),
    ("Kunnanhallitus päätti äänin 8-4 pohjaesityksen mukaan.", CHANGE, "approved"),
    ("Ehdotus hyväksyttiin sillä lisäyksellä, että aika on 5 vuotta.", CHANGE, "approved-amended"),
    (
        "Beslut enligt förslag.",
        "Styrelsen beslutar ge utlåtandet och anteckna för kännedom att det kostar 10 euro.",
        "approved",
    ),
    (
        "Ehdotus hyväksyttiin.",
        "Lautakunta antaa lausunnon ja merkitsee selvityksen tiedoksi.",
        "approved",
    ),
    ("Hyväksyttiin esittelijän kokouksessa tekemä muutettu ehdotus.", CHANGE, "approved-amended"),
    ("Esittelijän täydennetty päätösehdotus hyväksyttiin.", CHANGE, "approved-amended"),
    ("Hyväksytään.", CHANGE, "approved"),
    (
        "Puheenjohtaja totesi kunnanhallituksen ehdotuksen tulleen valtuuston päätökseksi.",
        CHANGE,
        "approved",
    ),
    (
        "Kunnanhallitus päätti äänestyksen jälkeen äänin 8 - 3 hyväksyä esittelijän ehdotuksen.",
        NOTE,
        "noted",
    ),
    ("Beslut enligt förslag.", None, "approved"),
    ("Kommunstyrelsen omfattade förslaget.", None, "approved"),
    ("Förslaget godkändes med följande ändring: punkt 2 stryks.", None, "approved-amended"),
    ("Jaosto päätti jättää tutkimatta myöhässä tehdyn vaatimuksen.", None, "rejected"),
    (
        "Johtaja päätti hyväksyä hakemuksen. Johtaja päätti hylätä hakemuksen seuraavilta osin:",
        None,
        "approved-amended",
    ),
    ("Johtaja päätti hylätä hakemuksen kaikilta osin.", None, "rejected"),
    # One of several points is only noted.
    (
        "Jaosto\n\n1. varasi 815 euroa avustuksiin.\n2. merkitsi tiedoksi arvioinnin.",
        None,
        "other",
    ),
    ("Kunnanhallitus\n1. hyväksyi sopimuksen.\n2. merkitsi tiedoksi raportin.", None, "approved"),
    ("Kunnanhallitus päätti\n1. merkitä tiedoksi raportin\n2. hyväksyä mallin", None, "approved"),
    ("Lautakunta merkitsi tiedoksi:\n1. Raportti\n2. Kirje", None, "noted"),
    # What a body moves in another one is decided; what a member moves is not.
    ("Kaupunginhallitus esitti valtuustolle seuraavaa:\n\nTontti ostetaan.", None, "other"),
    ("Hyväksyttiin yksimielisesti.", CHANGE, "approved"),
    ("Esittelijän ehdotus hyväksyttiin yksimielisesti.", CHANGE, "approved"),
    ("Lautakunta kuuli rehtoria asiassa ja hyväksyi rehtorin ehdotuksen.", CHANGE, "approved"),
    ("Lautakunta hyväksi esityksen.", CHANGE, "approved"),
    ("Hyväksyttiin esitys.", CHANGE, "approved"),
    ("Ehdotuksen mukaan.", CHANGE, "approved"),
    ("Hallitus hyväksyi sivistys- ja liikuntajohtajan ehdotuksen.", CHANGE, "approved"),
    ("Puheenjohtaja totesi kokouksen lailliseksi ja päätösvaltaiseksi.", None, "approved"),
    ("Kokous todettiin laillisesti kokoon kutsutuksi ja päätösvaltaiseksi.", None, "approved"),
    ("Kunnanhallitus hyväksyi esityslistan.", None, "approved"),
    ("Esityslista hyväksyttiin kokouksen työjärjestykseksi.", None, "approved"),
    (
        "Kunnanhallitus hyväksyi esityslistan siten, että asia 5 poistettiin esityslistalta.",
        None,
        "approved-amended",
    ),
    ("Nämnden beslutade enhälligt enligt beslutsförslagen.", None, "approved"),
    ("Förslaget godkändes.", None, "approved"),
    ("Lautakunta valitsi pöytäkirjantarkastajiksi Aino Aallon ja Outi Oksan.", None, "elected"),
    (
        "Kunnanvaltuusto valitsi tarkastuslautakuntaan 31.5.2029 päättyväksi kaudeksi Aino Aallon.",
        "Kunnanhallitus esittää, että valtuusto valitsee jäsenen.",
        "elected",
    ),
    ("Till protokolljusterare valdes Åsa Öhman och Kaj Sundvall.", None, "elected"),
    ("Ei ilmoitusasioita.", None, "other"),
    ("Ei muita asioita.", None, "other"),
    ("Lautakunnan seuraava kokous pidetään 12.12.2024.", None, "other"),
    ("Tämä asia käsiteltiin §:n 15 käsittelyn yhteydessä.", None, "other"),
    ("Fullmäktige betraktade motionen som slutbehandlad.", None, "other"),
    (
        "Hallitus päätti, että aloite katsotaan loppuun käsitellyksi.",
        "Hallitus päättää, että aloite katsotaan loppuun käsitellyksi.",
        "approved",
    ),
    ("Lautakunta myönsi luvan.", None, "other"),
    ("Kunnanhallitus keskusteli asiasta ja merkitsi sen tiedokseen.", NOTE, "noted"),
    ("Hallitus merkitsi toteuman ajalta 1.1.–30.6.2025 tiedoksi.", None, "noted"),
    ("Stadsfullmäktige antecknade miljörapporten.", None, "noted"),
    (
        "Lautakunta päätti käyttää otto-oikeutta päätöksestä 18.11.2024 § 38 ja palauttaa sen "
        "valmisteluun. Muilta osin lautakunta ei käytä otto-oikeutta vaan merkitsee päätökset "
        "tiedokseen.",
        NOTE,
        "approved-amended",
    ),
    ("Asia pantiin pöydälle.", CHANGE, "tabled"),
    ("Hallitus päätti yksimielisesti panna asian pöydälle ehdotuksesta.", None, "tabled"),
    ("Lautakunta päätti jättää asian pöydälle seuraavaan kokoukseen.", CHANGE, "tabled"),
    ("Styrelsen bordlade ärendet.", None, "tabled"),
    (
        "Asia oli jätetty pöydälle edellisessä kokouksessa. Ehdotus hyväksyttiin.",
        CHANGE,
        "approved",
    ),
    ("Pöydältä 10.4.2017 § 105. Ehdotus hyväksyttiin.", CHANGE, "approved"),
    ("Puheenjohtaja totesi, että asia palautetaan uuteen käsittelyyn.", CHANGE, "returned"),
    ("Kunnanhallitus hyväksyi ehdotuksen.", RETURN, "returned"),
    (
        "Kunnanhallitus hyväksyi kohdan 1. Kohta 2 palautetaan takaisin valmisteluun.",
        CHANGE,
        "approved-amended",
    ),
    ("Kunnanhallitus hyväksyi ehdotuksen.", "Hallitus hylkää oikaisuvaatimuksen.", "approved"),
    (
        "Hallitus päätti hylätä oikaisuvaatimuksen.\n\nPäätös on ehdotuksen mukainen.",
        None,
        "rejected",
    ),
    ("Lautakunta ei hyväksynyt oikaisuvaatimusta.", None, "rejected"),
    ("Hallitus hyväksyi ehdotuksen. Muut tarjoukset hylättiin.", CHANGE, "approved"),
    ("Hallitus hyväksyi muutetun hallintosäännön.", None, "approved"),
    (
        "Hallitus hyväksyi säännöt liitteen mukaan muutettuna.",
        "Hallitus hyväksyy säännöt liitteen mukaan muutettuna.",
        "approved",
    ),
    ("Asia vedettiin esityslistalta.", CHANGE, "removed"),
    (
        "Hallitus päätti, että se ei käytä kuntalain 92 §:n mukaista otto-oikeuttaan.",
        None,
        "noted",
    ),
    ("Hallitus käyttää kuntalain 92 §:n mukaista otto-oikeuttaan.", None, "approved-amended"),
    ("Aalto veti tarjouksensa pois. Hyväksyttiin.", CHANGE, "approved"),
    (
        "Lautakunta päätti hyväksyä tarjouksen ja hylätä muut tarjoukset.",
        "Lautakunta päättää hyväksyä tarjouksen ja hylätä muut tarjoukset.",
        "approved",
    ),
    (
        "Puheenjohtaja totesi hallituksen 9 äänellä 6 ääntä vastaan hylänneen Lehdon "
        "muutosehdotuksen nro 2. Hallitus hyväksyi ehdotuksen.",
        CHANGE,
        "approved",
    ),
    (
        "Outi Oksa ehdotti, että asia palautetaan uudelleen\nvalmisteltavaksi. Ehdotus raukesi "
        "kannattamattomana. Hallitus hyväksyi esityksen.",
        CHANGE,
        "approved",
    ),
    (MOTION.format(4, 7), CHANGE, "returned"),
    (MOTION.format(7, 4) + " Hallitus hyväksyi kunnanjohtajan ehdotuksen.", CHANGE, "approved"),
    (
        "Aino Aalto teki vastaehdotuksen: avustus on 500 euroa. Vesa Vaara kannatti ehdotusta. "
        "Äänestyksessä annettiin 0 JAA-ääntä ja 9 EI-ääntä. Päätökseksi tuli Aallon vastaehdotus.",
        CHANGE,
        "approved-amended",
    ),
    (
        "Valtuusto päätti äänin 10-3 jatkaa asian käsittelyä eikä palauttaa asiaa valmisteluun. "
        "Ehdotus hyväksyttiin.",
        CHANGE,
        "approved",
    ),
    ("Palautusehdotus hylättiin. Päätösehdotus hyväksyttiin.", CHANGE, "approved"),
    (
        "Kunnanjohtaja muutti esitystään kuulumaan seuraavasti: Hyväksytään sopimus vuodeksi.\n\n"
        "Kunnanhallitus hyväksyi kunnanjohtajan muutetun ehdotuksen keskustelun jälkeen.",
        CHANGE,
        "approved-amended",
    ),
    ("Esittelijä muutti pohjaehdotustaan. Hyväksyttiin.", CHANGE, "approved-amended"),
    ("Hyväksyttiin tehdyin muutoksin.", CHANGE, "approved-amended"),
    ("Esittelijän muutetun ehdotuksen mukaan.", CHANGE, "approved-amended"),
    ("Dessutom godkände fullmäktige följande hemställningskläm.", None, "approved-amended"),
    (
        "Kunnanjohtaja esitti, että asia poistetaan esityslistalta. Hyväksyttiin.",
        CHANGE,
        "removed",
    ),
    (
        "Outi Oksa esitti Aino Aallon kannattamana, että avustus on 500 euroa. Oksa peruutti "
        "esityksensä. Hallitus hyväksyi ehdotuksen.",
        CHANGE,
        "approved",
    ),
    (
        "Kunnanhallitus palautti vakuuden hakijalle.",
        "Kunnanhallitus päättää palauttaa vakuuden hakijalle.",
        "approved",
    ),
    ("Kunnanjohtaja alusti asiaa.", CHANGE, None),
    ("Keskustelussa puheenvuoron käyttivät Aino Aalto ja Outi Oksa.", CHANGE, None),
    (
        "Aino Aalto esitti Outi Oksan kannattamana, että päätökseen lisätään ehto. Esitys "
        "hyväksyttiin yksimielisesti.",
        CHANGE,
        None,
    ),
    ("", CHANGE, None),
]

# What was discussed before, under a label of its own, and the outcome with and without it.
DISCUSSIONS = [
    (
        "Esittelijä muutti päätösehdotustaan siten, että asia palautetaan valmisteluun.",
        "Esittelijän muutettu ehdotus hyväksyttiin.",
        "returned",
    ),
    (
        "Esittelijä muutti päätösehdotustaan siten, että kohta 2 poistetaan.",
        "Lautakunta poistaa yhden kohdan.",
        "approved-amended",
    ),
    ("Kunnanjohtaja täydensi päätösehdotustaan.", "Ehdotus hyväksyttiin.", "approved-amended"),
    (
        "Kunnanjohtaja muutti esitystään siten, että asia palautetaan valmisteluun.",
        "Ehdotus hyväksyttiin.",
        "returned",
    ),
    ("Kunnanjohtaja muutti esitystään kokouksessaan 2.2.2025.", "Hyväksyttiin.", "approved"),
    ("Kunnanjohtaja muutti esitystään.", "Asia pantiin pöydälle.", "tabled"),
    ("Asiasta keskusteltiin.", "Ehdotus hyväksyttiin.", "approved"),
]

RECUSALS = [
    ("Aino Aalto totesi olevansa asiassa jäävi ja poistui.", ["Aino Aalto"], None),
    (
        "Aino Aalto esteellisenä (yhteisöjäävi) poistui kokouksesta asian käsittelyn ajaksi.",
        ["Aino Aalto"],
        "yhteisöjäävi",
    ),
    (
        "Kokouksesta poistuivat esteellisinä Aino Aalto, Eero Elo ja Ilmari Isometsä.",
        ["Aino Aalto", "Eero Elo", "Ilmari Isometsä"],
        None,
    ),
    ("Aino Aalto poistui asian käsittelyn ajaksi jäävinä.", ["Aino Aalto"], None),
    (
        "Asianosaisjäävinä Aino Aalto ja Eero Elo eivät osallistuneet asian käsittelyyn.",
        ["Aino Aalto", "Eero Elo"],
        None,
    ),
    (
        "Esteellisenä (yhteisöjäävi) kokouksesta poistui tämän asian käsittelyn ajaksi klo 17.15 - "
        "17.31 kaupunginhallituksen edustaja Aino Aalto.",
        ["Aino Aalto"],
        "yhteisöjäävi",
    ),
    (
        "Aino Aalto, Eero Elo ja Ilmari Ilo ilmoittivat esteellisyytensä "
        "(intressijäävi) ennen keskustelua.",
        ["Aino Aalto", "Eero Elo", "Ilmari Ilo"],
        "intressijäävi",
    ),
    (
        "Aino Aalto ilmoitti olevansa esteellinen (hallintolaki 28 § 1 mom. 5 kohta) ja poistui.",
        ["Aino Aalto"],
        "hallintolaki 28 § 1 mom. 5 kohta",
    ),
    (
        "Aino Aalto poistui kokoushuoneesta esteellisenä (yhteisöjäävi).",
        ["Aino Aalto"],
        "yhteisöjäävi",
    ),
    ("Jäsen Aino Aalto poistui esteellisenä kokouksesta.", ["Aino Aalto"], None),
    (
        "Esteellisenä (osallisuusjäävi) kokouksesta poistui tämän asian käsittelyn sekä "
        "siitä äänestämisen väliseksi ajaksi klo 19.40 - 19.58 puheenjohtaja Aino Aalto "
        "ja jäsen Eero Elo.",
        ["Aino Aalto", "Eero Elo"],
        "osallisuusjäävi",
    ),
    ("Esteelliset: Aino Aalto", ["Aino Aalto"], None),
    (
        "Esteelliset: Aino Aalto, Eero Elo\nEsteellisyyden syy: osallisuusjäävi "
        "(hallintolaki 28.1 § 1 kohta)\n\nVastaehdotus:\nKaj Kurki: Ei rakenneta.",
        ["Aino Aalto", "Eero Elo"],
        "osallisuusjäävi (hallintolaki 28.1 § 1 kohta)",
    ),
    ("Jäviga: Åsa Öhman\nOrsak till jävet: delägarjäv", ["Åsa Öhman"], "delägarjäv"),
    ("Lisäksi Aino Aalto ilmoitti olevansa esteellinen.", ["Aino Aalto"], None),
    ("Merkittiin, että valtuutettu Aino Aalto oli esteellinen.", ["Aino Aalto"], None),
    (
        "Ledamöterna Åsa Öhman och Kaj Sundvall anmälde jäv (intressejäv).",
        ["Åsa Öhman", "Kaj Sundvall"],
        "intressejäv",
    ),
    ("Åsa Öhman var jävig och avlägsnade sig.", ["Åsa Öhman"], None),
    (
        "Esteellisenä (yhteisöjäävi) kokouksesta poistui tämän asian käsittelyn ja päätöksenteon "
        "väliseksi ajaksi klo 17.10 - 17.20 kunnanhallituksen puheenjohtaja Aino Aalto (Tammisuon "
        "Vesi Oy)\nja 1. varapuheenjohtaja Outi Oksa (Havuniemen Lämpö Oy,\nhallituksen jäsen).",
        ["Aino Aalto", "Outi Oksa"],
        "yhteisöjäävi",
    ),
    (
        "Esteellisinä poistuivat kokouksesta tämän asian käsittelyn ja päätöksenteon ajaksi klo "
        "17.10 - 17.20\n\njäsen Aino Aalto, jäsen Outi Oksa,\n\nvarajäsen Ilmari Ilo sekä "
        "tekninen johtaja Sari Saari.",
        ["Aino Aalto", "Outi Oksa", "Ilmari Ilo", "Sari Saari"],
        None,
    ),
    (
        "Esteellisenä kokouksesta poistui jäsen Aino Aalto (Tammisuon Vesi Oy).",
        ["Aino Aalto"],
        "Tammisuon Vesi Oy",
    ),
    ("Esteellisenä poistui jäsen Aino Aalto ja varajäsen Outi Oksa saapui.", ["Aino Aalto"], None),
    (
        "Aino Aalto ja Outi Oksa ilmoittivat olevansa esteellisiä hankkeen käsittelyn aikana (HL "
        "28 § 1 mom 5 kohta).",
        ["Aino Aalto", "Outi Oksa"],
        "HL 28 § 1 mom 5 kohta",
    ),
    (
        "Merkittiin, että Aino Aalto poistui kokouksesta asian käsittelyn ja päätöksenteon ajaksi "
        "esteellisenä (osallisuusjäävi).",
        ["Aino Aalto"],
        "osallisuusjäävi",
    ),
    ("Aino Aalto ei osallistunut asian käsittelyyn esteellisenä.", ["Aino Aalto"], None),
    ("Aino Aalto jääväsi itsensä (yhteisöjäävi).", ["Aino Aalto"], "yhteisöjäävi"),
    ("Asiantuntija Outi Oksa poistui ja jäsen Aino Aalto oli esteellinen.", ["Aino Aalto"], None),
    ("Närvarande: Anna Ek, Bo Lind (jäv), Carl Sund", ["Bo Lind"], None),
    ("Jäv: Åsa Öhman", ["Åsa Öhman"], None),
    ("Aino Aalto ilmoitti, ettei ole esteellinen.", [], None),
    ("Aino Aalto ei ollut esteellinen.", [], None),
    ("Aino Aalto ilmoitti Vesa Vaaran olevan esteellinen.", [], None),
    ("Esteellinen henkilö ei saa osallistua. Puheenjohtajana on Aino Aalto.", [], None),
    ("Puheenjohtajan ollessa esteellinen tehtävää hoitaa varapuheenjohtaja.", [], None),
    ("Suunnittelijat Aino Aalto ja Eero Elo poistuivat kokouksesta klo 17.45.", [], None),
    ("Aino Aalto saapui kokoukseen klo 18.12.", [], None),
    ("Rehtori Aino Aalto oli asiantuntijana kuultavana ja poistui.", [], None),
]

CHAIRS = [
    ("Som tillfällig ordförande fungerade vice ordförande Eva Ek.", "Eva Ek"),
    ("Puheenjohtajana toimi tällöin I varapuheenjohtaja Eero Elo.", "Eero Elo"),
    ("Aino Aalto toimi puheenjohtajana pykälän käsittelyn ajan.", "Aino Aalto"),
    (
        "Puheenjohtajana tämän pykälän käsittelyn aikana toimi varapuheenjohtaja Aino Aalto.",
        "Aino Aalto",
    ),
    (
        "Puheenjohtajana tämän asian käsittelyn ajan klo 19.40 - 19.58 toimi Aino Aalto.",
        "Aino Aalto",
    ),
    ("Tilapäiseksi puheenjohtajaksi valittiin Aino Aalto.", "Aino Aalto"),
    ("Aino Aalto johti puhetta.", "Aino Aalto"),
    ("Puhetta johti asian käsittelyn aikana varapuheenjohtaja Aino Aalto.", "Aino Aalto"),
    ("Aino Aalto toimi sen ajan puheenjohtajana.", "Aino Aalto"),
    ("Aino Aalto toimi asian käsittelyn aikana puheenjohtajana.", "Aino Aalto"),
    ("Puhetta johti puheenjohtaja Aino Aalto.", None),
    ("Puhetta johti varapuheenjohtaja Aino Aalto.", "Aino Aalto"),
    (
        "Puheenjohtajana tämän pykälän käsittelyn ja päätöksenteon aikana klo 17.10 - 17.20 toimi "
        "1. varapuheenjohtaja Aino Aalto.",
        "Aino Aalto",
    ),
    ("Asian käsittelyn ajan puheenjohtajana toimi Aino Aalto.", "Aino Aalto"),
    ("Aino Aalto valittiin tilapäiseksi puheenjohtajaksi.", "Aino Aalto"),
    ("Sihteerinä tämän pykälän käsittelyn ajan toimi Aino Aalto.", None),
    ("Åsa Öhman fungerade som ordförande.", "Åsa Öhman"),
    ("Puheenjohtaja totesi ehdotuksen hyväksytyksi.", None),
]

CHECKED = [
    ("Pykälä tarkastettiin kokouksessa.", True),
    ("Pöytäkirja tarkastettiin tältä osin heti.", True),
    ("Paragrafen justerades omedelbart.", True),
    ("Pöytäkirja tarkastetaan ensi viikolla.", False),
]


@pytest.mark.parametrize(("decision", "proposal", "outcome"), OUTCOMES)
def test_an_outcome_is_resolved_against_the_proposal(
    decision: str, proposal: str | None, outcome: str
) -> None:
    against = None if proposal is None else excerpt(proposal)
    found = read_outcome(excerpt(decision), against, readers().phrases)
    assert found is not None
    assert found.value == outcome


@pytest.mark.parametrize(("decision", "proposal", "outcome"), [*OUTCOMES, *MORE_OUTCOMES])
def test_an_outcome_is_resolved_against_motions_and_votes(
    decision: str, proposal: str | None, outcome: str | None
) -> None:
    if "palauttamista" in decision:  # which of the two was adopted is not clear
        outcome = None
    found = in_full(decision, proposal)
    assert (found.value if found else None) == outcome


def in_full(decision: str, proposal: str | None) -> Found[Outcome] | None:
    """The outcome in the light of everything that the decision tells."""
    lines, phrases = excerpt(decision), readers().phrases
    against = None if proposal is None else excerpt(proposal)
    votes = read_votes(lines, phrases)
    motions, votes = read_motions(lines, votes, phrases)
    return read_outcome(lines, against, phrases, votes, motions)


@pytest.mark.parametrize(("discussion", "decision", "outcome"), DISCUSSIONS)
def test_what_the_presenter_changed_in_the_discussion_counts(
    discussion: str, decision: str, outcome: str
) -> None:
    found = after_discussion(in_full(decision, CHANGE), excerpt(discussion), readers().phrases)
    assert found is not None
    assert found.value == outcome


def test_a_vote_that_the_proposal_won_decides_if_nothing_else_is_said() -> None:
    text = (
        "Ne, jotka kannattavat esittelijän ehdotusta, äänestävät JAA, ja ne, jotka kannattavat "
        "{}, äänestävät EI. Äänestyksessä annettiin 4 JAA-ääntä ja 2 EI-ääntä. Puheenjohtaja "
        "totesi, että esittelijän ehdotus on tullut lautakunnan päätökseksi."
    )
    cases = (
        ("Rantakokon ehdotusta", CHANGE, "approved"),
        ("Rantakokon ehdotusta", "Lautakunta merkitsee selvityksen tiedoksi.", "noted"),
        ("asian palauttamista valmisteluun", CHANGE, "other"),
    )
    for against, proposal, outcome in cases:
        found = in_full(text.format(against), proposal)
        assert found is not None
        assert found.value == outcome


def test_a_vote_without_a_known_motion_decides_too() -> None:
    text = (
        "Ne, jotka kannattavat kunnanjohtajan ehdotusta, äänestävät JAA ja ne, jotka kannattavat "
        "asian palauttamista valmisteluun, äänestävät EI. Äänestyksessä annettiin {} JAA-ääntä ja "
        "{} EI-ääntä."
    )
    found = [in_full(text.format(*counts), CHANGE) for counts in ((3, 4), (4, 3))]
    assert [each.value if each else None for each in found] == ["returned", "other"]


@pytest.mark.parametrize(("text", "names", "ground"), RECUSALS)
def test_who_was_recused(text: str, names: list[str], ground: str | None) -> None:
    found = read_recusals(excerpt(text), readers().phrases)
    assert [recusal.person.name for recusal in found] == names
    assert {recusal.ground.value if recusal.ground else None for recusal in found} <= {ground}
    for recusal in found:
        assert recusal.person.name is not None
        assert printed(text, recusal.person.span).endswith(recusal.person.name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Aino Aalto", [("Aino Aalto", None)]),
        ("• Aino Aalto, jäsen\n\n• Outi Oksa", [("Aino Aalto", None), ("Outi Oksa", None)]),
        (
            "jäsen Aino Aalto (intressijäävi), Outi Oksa ja Vesa Vaara",
            [("Aino Aalto", "intressijäävi"), ("Outi Oksa", None), ("Vesa Vaara", None)],
        ),
        ("Ei esteellisiä", []),
        ("Aino Aalto\nOutilla oli este.", []),
        ("Aalto", []),
        ("", []),
    ],
)
def test_names_alone_under_the_label_are_recused(
    text: str, told: list[tuple[str, str | None]]
) -> None:
    found = read_listed_recusals(excerpt(text), readers().phrases)
    assert [(one.person.name, one.ground and one.ground.value) for one in found] == told


@pytest.mark.parametrize(("text", "name"), CHAIRS)
def test_who_took_the_chair(text: str, name: str | None) -> None:
    found = read_temporary_chair(excerpt(text), readers().phrases)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(("text", "checked"), CHECKED)
def test_whether_the_item_was_checked_at_once(text: str, checked: bool) -> None:  # noqa: FBT001
    assert (read_checked(excerpt(text), readers().phrases) is not None) == checked


def test_the_tables_are_as_long_as_they_were() -> None:
    tables = (OUTCOMES, MORE_OUTCOMES, DISCUSSIONS, RECUSALS, CHAIRS, CHECKED)
    assert [len(table) for table in tables] == [35, 89, 7, 37, 18, 4]


DECISIONS = [decision for decision, _, _ in (*OUTCOMES, *MORE_OUTCOMES) if decision]


@given(torn([*DECISIONS, *(text for text, _, _ in RECUSALS)]))
def test_nothing_raises_whatever_the_text(text: str) -> None:
    found = in_full(text, CHANGE)
    assert found is None or 0 <= found.span.start <= found.span.end <= len(text)
    lines, phrases = excerpt(text), readers().phrases
    names = [recusal.person.name for recusal in read_recusals(lines, phrases)]
    assert len(set(names)) == len(names)
    read_temporary_chair(lines, phrases)


@pytest.mark.parametrize(
    "piece",
    ["a", "Aa ", "(", "Esteelliset: Aino Aalto, ", "poistui ", "hyväksyi ", "palautti kohta "],
)
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    lines, phrases = excerpt("esteellinen " + piece * (100_000 // len(piece))), readers().phrases
    assert isinstance(read_recusals(lines, phrases), tuple)
    read_outcome(lines, lines, phrases)
