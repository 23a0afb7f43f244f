import re
from pathlib import Path

import pytest

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.examples.reading import read_examples
from publisher.web.formatting import Formats, prose
from publisher.web.labels import read_labels
from publisher.web.messages import fill, read_messages

LANGUAGES = ("fi", "sv", "en")
EXAMPLES = read_examples("https://data.example.fi/")
WORDS = read_messages(LANGUAGES)


def used_keys() -> set[str]:
    """The keys that templates and the package ask for."""
    templates = [file.read_text("utf-8") for file in (asset_dir("site") / "templates").glob("*")]
    package = Path(__file__).parents[2] / "publisher" / "web"
    modules = [file.read_text("utf-8") for file in package.glob("*.py")]
    modules.append((package.parent / "examples" / "pages.py").read_text("utf-8"))
    keys = set(re.findall(r"\{\{ m\.(\w+) \}\}", "".join(templates)))
    keys |= set(re.findall(r"(?:words|\[code\])\[['\"](\w+)['\"]\]", "".join(templates + modules)))
    keys |= {f"column_{name}" for name in columns()}
    for noun in re.findall(r"\|count\('(\w+)'\)", "".join(templates)):
        keys |= {f"{noun}_one", f"{noun}_many"}
    return keys


def columns() -> set[str]:
    """The columns of the examples, but those that label others."""
    queries = [answer.query.partition("SELECT")[2].partition("WHERE")[0] for answer in EXAMPLES]
    selected = [re.sub(r"\(.*? AS (\?\w+)\)", r"\1", query) for query in queries]
    found = {name for query in selected for name in re.findall(r"\?(\w+)", query)}
    return {name for name in found if not name.endswith("Label")}


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    keys = used_keys()
    assert len(keys) > 80
    assert keys == set(WORDS["fi"])


def test_templates_ask_for_texts_in_one_way_only() -> None:
    templates = [file.read_text("utf-8") for file in (asset_dir("site") / "templates").glob("*")]
    assert len(templates) > 10
    for template in templates:
        assert len(re.findall(r"\bm\.", template)) == len(re.findall(r"\{\{ m\.\w+ \}\}", template))


def test_no_template_is_long() -> None:
    lengths = {
        file.name: len(file.read_text("utf-8").splitlines())
        for file in (asset_dir("site") / "templates").glob("*.html.j2")
    }
    assert {name for name, length in lengths.items() if length >= 120} == set()


def test_refuses_a_table_that_lacks_a_language(tmp_path: Path) -> None:
    table = tmp_path / "messages.toml"
    table.write_text('home = { fi = "Etusivu", sv = "" }\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"home\.sv, home\.en"):
        read_messages(LANGUAGES, table)


def test_refuses_a_template_that_needs_a_missing_text() -> None:
    with pytest.raises(TableError, match="poem"):
        fill("<p>{{ m.poem }}</p>", WORDS["fi"])


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "11.12.2023"), ("sv", "11.12.2023"), ("en", "11 December 2023")],
)
def test_writes_a_day(language: str, expected: str) -> None:
    found = Formats(WORDS[language]).date("2023-12-11")
    assert found == f'<time datetime="2023-12-11">{expected}</time>'


@pytest.mark.parametrize(
    ("value", "expected"),
    [("21400000", "21\u202f400\u202f000"), ("0.5", "0,50"), (999, "999"), ("-1200", "-1\u202f200")],
)
def test_parts_thousands_with_a_thin_space(value: str, expected: str) -> None:
    assert Formats(WORDS["fi"]).number(value) == expected


def test_writes_sums_and_sizes_as_the_language_does() -> None:
    finnish, english = Formats(WORDS["fi"]), Formats(WORDS["en"])
    assert finnish.money("74500", "EUR") == "74\u202f500\u00a0€"
    assert english.money("74500", "EUR") == "€74\u202f500"
    assert finnish.money("5", "SEK") == "5\u00a0SEK"
    assert finnish.size(18_231_456) == "18\u00a0Mt"
    assert finnish.size(1_234) == "1,2\u00a0kt"
    assert english.size(812) == "812\u00a0B"


# A path below the act in Finlex, and the provision in three languages.
PROVISIONS = [
    ("/luku/5/pykala/28", "28 §", "28 §", "section 28"),
    ("/luku/3/pykala/27e", "27 e §", "27 e §", "section 27 e"),
    (
        "/luku/5/pykala/28/momentti/1/kohta/4",
        "28 § 1 mom. 4 kohta",
        "28 § 1 mom. 4 punkten",
        "section 28 subsection 1 item 4",
    ),
    ("/luku/13a", "13 a luku", "13 a kap.", "chapter 13 a"),
    ("/osa/2/luku/1", "2 osa 1 luku", "2 avd. 1 kap.", "part 2 chapter 1"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("path", *LANGUAGES), PROVISIONS)
def test_names_a_provision_as_the_language_does(path: str, fi: str, sv: str, en: str) -> None:
    iri = f"http://data.finlex.fi/eli/sd/2003/434{path}"
    found = [Formats(WORDS[language]).provision(iri) for language in LANGUAGES]
    assert [text.replace("\u00a0", " ") for text in found] == [fi, sv, en]
    assert len(PROVISIONS) == 6


def test_counts_one_and_many() -> None:
    formats = Formats(WORDS["fi"])
    assert formats.count(1, "handlings") == "1 pykälä"
    assert formats.count(1412, "handlings") == "1\u202f412 pykälää"


def test_keeps_paragraphs_lines_and_printed_numbers() -> None:
    found = prose("Ensin\nsitten\n\n \n3) kolmas\n\n4) neljäs\n   jatkuu\n\nLopuksi <b>")
    assert found == (
        "<p>Ensin<br>sitten</p>"
        '<ul role="list"><li><span>3)</span> kolmas</li>'
        "<li><span>4)</span> neljäs<br>jatkuu</li></ul>"
        "<p>Lopuksi &lt;b&gt;</p>"
    )


def test_no_line_breaks_inside_a_number() -> None:
    assert prose("18 450 000 euroa 6 §:n ja § 48 mukaan, 0 % 2025 5000") == (
        "<p>18\u00a0450\u00a0000 euroa 6\u00a0§:n ja §\u00a048 mukaan, 0\u00a0% 2025 5000</p>"
    )


def test_reads_labels_under_whole_and_compact_iris(tmp_path: Path) -> None:
    (tmp_path / "tulos.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        '<https://w3id.org/pykala/koodi/tulos#hylatty> skos:prefLabel "Hylätty"@fi, "Avslag"@sv .',
        encoding="utf-8",
    )
    labels = read_labels(("sv", "fi", "en"), tmp_path)
    assert labels.label("tulos:hylatty", "fi") == "Hylätty"
    assert labels.label("https://w3id.org/pykala/koodi/tulos#hylatty", "sv") == "Avslag"
    assert labels.find("tulos:hylatty", "en") == ("sv", "Avslag")
    assert labels.find("tulos:muu", "fi") is None


def test_refuses_a_code_list_that_is_not_turtle(tmp_path: Path) -> None:
    (tmp_path / "rooli.ttl").write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(TableError, match=r"rooli\.ttl"):
        read_labels(("fi",), tmp_path)
