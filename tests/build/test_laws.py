"""Laws in the public triples: which provision is linked, and by which term."""

from __future__ import annotations

from tests.build.corpora import Folder

TOWN = "lumivaara/sivltk-61.txt"
TOWN_PAGE = "eli/dl/lumivaara/sivistyslautakunta/2026/61"
COUNTY = "hirvisuo/ah-62.txt"
COUNTY_PAGE = "eli/dl/hirvisuon-hyvinvointialue/aluehallitus/2026/62"
FINLEX = "http://data.finlex.fi/eli/sd/"
ELI = "http://data.europa.eu/eli/"

MINUTES = """\
Latukahvilan vuokraus

{heading} § {number}
61/02.05.01/2026

Toimivalta: kuntalain 14 §:n 2 momentti, hallintosääntö 12 §

Rahoituslain 8 §:n mukaan rahoitus on laskennallista. Hallintolain 27–30 §:ssä säädetään \
esteellisyydestä ja tietosuojasta asetuksessa (EU) 2016/679. Vuokra on KHO:2019:54:n mukainen, \
mutta sosiaalihuoltolain 999 §:n mukaista vuokraa ei ole.

Päätösehdotus\tVuokrataan latukahvila perusopetuslain 32 §:n 1 momentin mukaan.
Päätös\tReino Tervakoski poistui esteellisenä ({ground}). Päätettiin yksimielisesti \
vuokrata latukahvila direktiivin 2014/24/EU ja kirjastolain 6 §:n mukaan.
"""


def triples(folder: Folder, page: str, term: str) -> list[str]:
    """What a page says by one term, in order."""
    lines = [line.split(" ", 2) for line in folder.page(f"{page}.nt").splitlines()]
    objects = (rest for _, predicate, rest in lines if predicate.endswith(f"{term}>"))
    return sorted(rest.removesuffix(" .").strip('<>"') for rest in objects)


def publish(folder: Folder, ground: str = "intressijäävi") -> None:
    texts = {
        TOWN: MINUTES.format(heading="SIVLTK 03.02.2026", number=61, ground=ground),
        COUNTY: MINUTES.format(heading="Aluehallitus 10.02.2026", number=62, ground=ground),
    }
    for name, text in texts.items():
        folder.write(name, text)
    fates = {each["document"]: each for each in folder.build().documents}
    assert [fates[name]["fate"] for name in texts] == ["published", "published"], fates


def test_laws_are_linked_by_where_they_stand(built: Folder) -> None:
    publish(built)
    assert triples(built, TOWN_PAGE, "eli/ontology#based_on") == [
        f"{FINLEX}2015/410/luku/4/pykala/14/momentti/2"
    ]
    assert triples(built, TOWN_PAGE, "eli/ontology#cites") == [
        f"{ELI}dir/2014/24/oj",
        f"{FINLEX}2016/1492/pykala/6",
    ]
    assert triples(built, TOWN_PAGE, "eli/ontology#refers_to") == [
        f"{ELI}reg/2016/679/oj",
        f"{FINLEX}1998/628/luku/7/pykala/32/momentti/1",
        *(f"{FINLEX}2003/434/luku/5/pykala/{number}" for number in (27, 28, 29, 30)),
        f"{FINLEX}2009/1705/luku/2/pykala/8",
    ]


def test_a_decision_of_a_court_is_named_by_the_citation_alone(built: Folder) -> None:
    publish(built)
    cited = triples(built, TOWN_PAGE, "def#citedProvision")
    assert [iri for iri in cited if "ecli" in iri] == ["http://data.finlex.fi/ecli/kho/2019/54"]
    assert "/laki/2019/54" not in built.page(f"{TOWN_PAGE}.nt")


def test_of_two_acts_with_one_name_it_is_that_for_such_bodies(built: Folder) -> None:
    publish(built)
    refers = triples(built, COUNTY_PAGE, "eli/ontology#refers_to")
    assert f"{FINLEX}2021/617/luku/2/pykala/8" in refers
    assert not [iri for iri in refers if "1705" in iri]


def test_a_section_that_does_not_exist_is_only_printed(built: Folder) -> None:
    publish(built)
    page = built.page(f"{TOWN_PAGE}.nt")
    assert '"sosiaalihuoltolain 999 §"@fi' in page
    assert "1301" not in page


def test_subsections_and_items_are_kept_as_data(built: Folder) -> None:
    publish(built, ground="hallintolain 28 §:n 1 momentin 12 a kohta")
    assert triples(built, TOWN_PAGE, "def#citedSubsection") == ["1", "1", "2"]
    assert triples(built, TOWN_PAGE, "def#citedItem") == ["12a"]
    ground = triples(built, TOWN_PAGE, "def#recusalGround")
    assert ground == [f"{FINLEX}2003/434/luku/5/pykala/28/momentti/1"]


def test_the_page_shows_every_link_of_a_range_once(built: Folder) -> None:
    publish(built)
    page = built.page(f"{TOWN_PAGE}.html")
    assert page.count("Hallintolain 27–30 §: <a") == 1
    for number in (27, 28, 29, 30):
        assert page.count(f'"{FINLEX}2003/434/luku/5/pykala/{number}">{number} §</a>') == 1
    assert "28 § 1 mom. 3 kohta</a>" in page
    assert page.count("EUR-Lex") == 2


def test_a_ground_that_has_a_name_is_the_provision_it_stands_for(built: Folder) -> None:
    for ground, path in (
        ("intressijäävi", "2003/434/luku/5/pykala/28/momentti/1/kohta/3"),
        ("yhteisöjäävi, Ladunhoito Oy", "2003/434/luku/5/pykala/28/momentti/1/kohta/5"),
        ("28 § 1 mom. 4 kohta", "2003/434/luku/5/pykala/28/momentti/1/kohta/4"),
        ("kuntalaki 97 §", "2015/410/luku/12/pykala/97"),
    ):
        publish(built, ground=ground)
        assert triples(built, TOWN_PAGE, "def#recusalGround") == [FINLEX + path]
