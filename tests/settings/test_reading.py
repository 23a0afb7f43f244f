"""The settings file from outside: TOML in, settings or the whole list of mistakes out."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import msgspec
import pytest

from publisher.errors import SettingsError
from publisher.settings import Settings, read_settings

KEY = "kXv9-not-a-real-key-31"
SYSTEMS = frozenset({"dynasty", "fragment", "preview"})

SMALLEST = f"""\
output = "var/demo"
title = {{ fi = "Metsälahden päätökset" }}

[publisher]
name = {{ fi = "Metsälahti" }}
email = "avoindata@example.fi"

[privacy]
mode = "role"
person_key = "{KEY}"

[[organization]]
slug = "metsalahti"
kind = "municipality"
form = "kaupunki"
name = {{ fi = "Metsälahti", sv = "Skogsviken" }}

[[source]]
organization = "metsalahti"
path = "minutes"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "minutes").mkdir(exist_ok=True)
    path = folder / "pykala.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Settings:
    return read_settings(write(folder, text), known_systems=SYSTEMS)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    return str(caught.value).splitlines()


def change(old: str, new: str) -> str:
    assert SMALLEST.count(old) == 1, old
    return SMALLEST.replace(old, new)


def test_fills_in_what_the_smallest_file_leaves_out(tmp_path: Path) -> None:
    settings = read(tmp_path, SMALLEST)
    assert settings.base_iri == "https://data.example.fi/"
    assert settings.languages == ("fi",)
    assert settings.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert settings.title.text("sv") == "Metsälahden päätökset"
    assert settings.publisher.homepage is None
    assert (settings.privacy.officer, settings.privacy.register_notice) == (None, None)
    assert settings.organization("metsalahti").municipality_code is None
    assert (settings.sources[0].system, settings.sources[0].url) == (None, None)


def test_reads_everything_a_file_can_say(tmp_path: Path) -> None:
    text = change(
        "\n[publisher]", "base_iri = 'http://x.fi/a/'\nlanguages = ['sv', 'fi']\n[publisher]"
    )
    text = text.replace("[privacy]", 'homepage = "https://metsalahti.example/"\n[privacy]')
    text = text.replace("\n[[source]]", "municipality_code = '998'\n[[source]]")
    notice = "officer = 'tsv@x.fi'\nregister_notice = 'https://x.fi/seloste'"
    text = text.replace('mode = "role"', f'mode = "role"\n{notice}')
    text += 'system = "dynasty"\nurl = "https://dynasty.example/cgi/"\n'
    settings = read(tmp_path, text)
    assert settings.base_iri == "http://x.fi/a/"
    assert settings.languages == ("sv", "fi")
    assert settings.publisher.homepage == "https://metsalahti.example/"
    assert settings.privacy.officer == "tsv@x.fi"
    assert settings.privacy.register_notice == "https://x.fi/seloste"
    assert settings.organization("metsalahti").municipality_code == "998"
    assert settings.sources[0].system == "dynasty"
    assert settings.sources[0].url == "https://dynasty.example/cgi/"


def test_paths_start_at_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, SMALLEST)
    monkeypatch.chdir(tmp_path)
    settings = read_settings(Path("pykala.toml"), known_systems=SYSTEMS)
    assert settings.output == tmp_path / "var" / "demo"
    assert settings.sources[0].path == tmp_path / "minutes"


def test_reports_every_mistake_with_its_line(tmp_path: Path) -> None:
    text = SMALLEST
    for old, new in (
        ('output = "var/demo"', 'outputs = "var/demo"'),
        ("avoindata@example.fi", "avoindata"),
        ('mode = "role"', 'mode = "roll"'),
        ('slug = "metsalahti"', 'slug = "Metsälahti"'),
    ):
        text = text.replace(old, new)
    text = text.replace('organization = "metsalahti"', 'organization = "Metsälahti"')
    text = text.replace('path = "minutes"', 'path = "nowhere"')
    found = mistakes(tmp_path, text)
    assert [line.split(": ", 2)[:2] for line in found] == [
        ["pykala.toml:1", "output"],
        ["pykala.toml:1", "outputs"],
        ["pykala.toml:6", "[publisher] email"],
        ["pykala.toml:9", "[privacy] mode"],
        ["pykala.toml:13", "[[organization]] slug"],
        ["pykala.toml:20", "[[source]] path"],
    ]


# What is changed in the smallest file; the line; the key; what the message must say.
MISTAKES = [
    ("output =", "outptu =", 1, "outptu", 'did you mean "output"'),
    ('"var/demo"', '""', 1, "output", "not empty"),
    ('"var/demo"', "7", 1, "output", "quotation marks"),
    ('"var/demo"', '"pykala.toml"', 1, "output", "is a file"),
    ('"var/demo"', '".."', 1, "output", "a folder of its own"),
    ('"var/demo"', '"minutes/out"', 1, "output", "inside a source"),
    ('{ fi = "Metsälahden päätökset" }', '"Päätökset"', 2, "title", "title = { fi ="),
    ('{ fi = "Metsälahden päätökset" }', '{ sv = "Beslut" }', 2, "title fi", "is missing"),
    ('{ fi = "Metsälahden päätökset" }', '{ fi = "x", ru = "y" }', 2, "title ru", "not a setting"),
    ('title = { fi = "Metsälahden päätökset" }', "", 1, "title", "is missing"),
    ("\n[publ", 'base_iri = "https://x.fi"\n[publ', 3, "base_iri", 'end with "/"'),
    ("\n[publ", 'base_iri = "ftp://x.fi/"\n[publ', 3, "base_iri", "https://"),
    ("\n[publ", 'base_iri = "https://x.fi/?q=/"\n[publ', 3, "base_iri", '"?"'),
    ("\n[publ", 'base_iri = "https://x.fi/#/"\n[publ', 3, "base_iri", '"#"'),
    ("\n[publ", 'base_iri = "https://u:p@x.fi/"\n[publ', 3, "base_iri", "must begin"),
    ("\n[publ", 'base_iri = "https://x y/"\n[publ', 3, "base_iri", "must begin"),
    ("\n[publ", 'base_iri = "https://[x/"\n[publ', 3, "base_iri", "must begin"),
    ("\n[publ", "languages = []\n[publ", 3, "languages", "one at least"),
    ("\n[publ", 'languages = "fi"\n[publ', 3, "languages", "list of texts"),
    ("\n[publ", 'languages = ["fi", "se"]\n[publ', 3, "languages", '"se" is not known'),
    ("\n[publ", 'languages = ["fi", "fi"]\n[publ', 3, "languages", "twice"),
    ("\n[publ", 'licence = "MIT"\n[publ', 3, "licence", "publicdomain/zero"),
    ('email = "avoindata@example.fi"', "", 4, "[publisher] email", "is missing"),
    ('name = { fi = "Metsälahti" }', "", 4, "[publisher] name", "is missing"),
    ("\n[privacy]", 'homepage = "x.fi"\n[privacy]', 7, "[publisher] homepage", "https://"),
    ("\n[privacy]", "phone = 1\n[privacy]", 7, "[publisher] phone", "not a setting"),
    ('"role"', '"sctrict"', 9, "[privacy] mode", 'did you mean "strict"'),
    (f'person_key = "{KEY}"', "", 8, "[privacy] person_key", "secrets.token_urlsafe"),
    (f'"{KEY}"', '"fifteen-letters"', 10, "[privacy] person_key", "has 15 characters"),
    (f'"{KEY}"', "7", 10, "[privacy] person_key", "must be a text"),
    ("\n[[org", 'person_key_env = "X"\n[[org', 11, "[privacy] person_key_env", "one too many"),
    ("person_key =", "person_key_file =", 10, "[privacy] person_key_file", "names no file"),
    ("person_key =", "person_key_env =", 10, "[privacy] person_key_env", "lacks"),
    ("\n[[org", "officer = 'x.fi'\n[[org", 11, "[privacy] officer", "an e-mail address"),
    ("\n[[org", "register_notice = 'x.fi'\n[[org", 11, "[privacy] register_notice", "https://"),
    ('"metsalahti"\nkind', '"Metsälahti X"\nkind', 13, "[[organization]] slug", '"metsalahti-x"'),
    ('"metsalahti"\nkind', '"eli"\nkind', 13, "[[organization]] slug", "page of the site"),
    ('slug = "metsalahti"', "", 12, "[[organization]] slug", "is missing"),
    ('"municipality"', '"town"', 14, "[[organization]] kind", '"county", "municipality"'),
    ('kind = "municipality"\n', "", 12, "[[organization]] kind", "is missing"),
    ('form = "kaupunki"\n', "", 12, "[[organization]] form", '"kaupunki", "kunta"'),
    ('"kaupunki"', '"hyvinvointialue"', 15, "[[organization]] form", '"kaupunki", "kunta"'),
    (
        'name = { fi = "Metsälahti", sv = "Skogsviken" }',
        "",
        12,
        "[[organization]] name",
        "is missing",
    ),
    (
        "\n[[source",
        "municipality_code = '98'\n[[source",
        17,
        "[[organization]] municipality_code",
        "91",
    ),
    ("\n[[source", "also_printed = [1]\n[[source", 17, "[[organization]] also_printed", "list"),
    ("\n[[source", "[organization.x]\n[[source", 17, "[[organization]] x", "not a setting"),
    (
        "\n[[source",
        "[[organization.namesake]]\n[[source",
        17,
        "[[organization.namesake]] name",
        "first",
    ),
    (
        "\n[[source",
        "[[organization.body]]\n[[source",
        17,
        "[[organization.body]] name",
        "is missing",
    ),
    (
        "\n[[source",
        "[[organization.office]]\n[[source",
        17,
        "[[organization.office]] name",
        "is missing",
    ),
    ('"minutes"', '"nowhere"', 20, "[[source]] path", "does not exist"),
    ('path = "minutes"', "", 18, "[[source]] path", "is missing"),
    ('"metsalahti"\npath', '"metsalahi"\npath', 19, "[[source]] organization", 'mean "metsalahti"'),
    ('"minutes"', '"minutes"\nsystem = "dynsty"', 21, "[[source]] system", 'mean "dynasty"'),
    ('"minutes"', '"minutes"\nurl = "x"', 21, "[[source]] url", "https://"),
]


def test_names_line_key_and_remedy_of_each_mistake(tmp_path: Path) -> None:
    seen = 0
    for old, new, line, key, remedy in MISTAKES:
        found = mistakes(tmp_path, change(old, new))
        wanted = [each for each in found if each.startswith(f"pykala.toml:{line}: {key}: ")]
        assert any(remedy in each for each in wanted), (new, found)
        seen += 1
    assert seen == 54


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[privacy\n", "pykala.toml:1: is not TOML: "),
        ("a = 1\nb = \n", "pykala.toml:2: is not TOML: "),
        ('a = 1\nb = """\nx', "pykala.toml:3: is not TOML: "),
        ("a = 1\na = 2\n", "pykala.toml:2: is not TOML: "),
    ],
)
def test_a_syntax_error_is_one_mistake_with_its_line(
    tmp_path: Path, text: str, expected: str
) -> None:
    (found,) = mistakes(tmp_path, text)
    assert found.startswith(expected)


def test_an_empty_file_is_told_everything_that_is_needed(tmp_path: Path) -> None:
    places = [line.split(": ")[1] for line in mistakes(tmp_path, "")]
    assert sorted(places) == [
        "[privacy] mode",
        "[privacy] person_key",
        "[publisher] email",
        "[publisher] name",
        "organization",
        "output",
        "source",
        "title",
    ]


def test_a_missing_mode_is_explained_in_finnish_and_english(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, change('mode = "role"\n', ""))
    assert found.startswith("pykala.toml:8: [privacy] mode: is missing: Valitse")
    assert re.search(r'mode = "role": julkisessa .* mode = "strict": yhdenkään .* / Choose', found)
    assert re.search(r'Choose .* mode = "role": the names .* mode = "strict": no person', found)


def test_says_when_there_is_no_file_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^none\.toml: cannot be read"):
        read_settings(tmp_path / "none.toml", known_systems=SYSTEMS)
    path = tmp_path / "latin.toml"
    path.write_bytes(b'title = "p\xe4\xe4t\xf6s"')
    with pytest.raises(SettingsError, match=r"^latin\.toml: is not UTF-8"):
        read_settings(path, known_systems=SYSTEMS)


@pytest.mark.parametrize("name", ["Asia", "Henkilö", "Tehtäväluokat"])
def test_refuses_a_body_at_an_address_that_is_taken(tmp_path: Path, name: str) -> None:
    body = f"\n[[organization.body]]\nname = {{ fi = '{name}' }}\nclassification = 'muu'\n"
    (found,) = mistakes(tmp_path, change("\n[[source]]", f"{body}\n[[source]]"))
    assert "gives an address that the site has for itself: choose another" in found


@pytest.mark.parametrize(
    ("office", "advice"),
    [
        ("name = { fi = 'Asia' }", "the site has for itself"),
        ("name = { fi = 'Kaupunginhallitus' }", "the name of a body or of an earlier office"),
        ("name = { fi = 'Rehtori' }", "the name of a body or of an earlier office"),
        ("name = { sv = 'Rektorn' }", "the name of a body or of an earlier office"),
        ("name = { sv = 'Stadsstyrelsen' }", "the name of a body or of an earlier office"),
        (
            "name = { fi = 'Johtaja' }\nalso_printed = ['Koulun johtaja', 'REHTORI']",
            '"REHTORI" already means a body or another office',
        ),
        (
            "name = { fi = 'Vararehtori' }\nalso_printed = ['Koulutoimen rehtori']",
            '"Koulutoimen rehtori" already means',
        ),
        ("name = { fi = 'Johtaja' }\nabbreviations = ['KH']", '"KH" already means a body'),
        ("name = { fi = 'Johtaja' }\nclassification = 'muu'", "not a setting"),
    ],
)
def test_refuses_an_office_that_cannot_be_told_apart(
    tmp_path: Path, office: str, advice: str
) -> None:
    first = (
        "\n[[organization.office]]\nname = { fi = 'Rehtori', sv = 'Rektorn' }\n"
        "also_printed = ['Koulutoimen rehtori']\n"
    )
    added = f"{first}\n[[organization.office]]\n{office}\n"
    (found,) = mistakes(tmp_path, change("\n[[source]]", f"{added}\n[[source]]"))
    assert advice in found


def test_takes_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    write(tmp_path, "")
    text = change('"role"', '"roll"').replace("\n", "\r\n")
    (tmp_path / "pykala.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    with pytest.raises(SettingsError, match=r"^pykala\.toml:9: \[privacy\] mode: "):
        read_settings(tmp_path / "pykala.toml", known_systems=SYSTEMS)


def test_refuses_every_reserved_slug(tmp_path: Path) -> None:
    reserved = [
        "eli",
        "laki",
        "def",
        "koodi",
        "lataukset",
        "static",
        "sparql",
        "alkupera",
        "context",
        "index",
        "sitemap",
        "robots",
        "void",
        "catalog",
        "haku",
        "shapes",
        "sanastot",
        "tietosuoja",
    ]
    refused = 0
    for slug in reserved:
        (found,) = mistakes(tmp_path, SMALLEST.replace('"metsalahti"', f'"{slug}"'))
        refused += "is a page of the site itself" in found
    assert refused == len(reserved) == 18


def test_refuses_what_is_there_twice(tmp_path: Path) -> None:
    organization = SMALLEST[SMALLEST.index("[[organization]]") :]
    found = mistakes(tmp_path, SMALLEST + organization)
    assert [line.partition(": ")[2] for line in found] == [
        '[[organization]] slug: "metsalahti" is the slug of an earlier organisation: '
        "choose another",
        '[[source]] path: "minutes" is the path of an earlier source: leave one out',
    ]


# Ways in which a person key may be given, wrongly and rightly.
KEY_LINES = [
    f'person_key = "{KEY}"',
    f'person_key_file = "{KEY}"',
    f'person_key_env = "{KEY}"',
    f'person_key = ["{KEY}"]',
    f'person_key = {{ x = "{KEY}" }}',
    f'person_kye = "{KEY}"',
    f'person_key = "{KEY}" x',
    f"person_key = {KEY}",
    f'person_key = "{KEY}\nmode = 1',
    f'person_key = "{KEY}"\nperson_key_env = "{KEY}"',
    f'person_key = "{KEY[:15]}"',
]


def test_the_key_is_in_no_message_and_no_repr(tmp_path: Path) -> None:
    seen = 0
    for line in KEY_LINES:
        text = SMALLEST.replace(f'person_key = "{KEY}"', line).replace("minutes", "nowhere")
        assert KEY[:8] not in "\n".join(mistakes(tmp_path, text))
        seen += 1
    assert seen == 11
    settings = read(tmp_path, SMALLEST)
    assert settings.privacy.person_key.reveal() == KEY.encode()
    for shown in (repr(settings), str(settings.privacy), f"{settings.privacy.person_key}"):
        assert KEY not in shown
    with pytest.raises(TypeError):
        msgspec.json.encode(settings.privacy)
    assert KEY not in settings.digest


def test_the_key_may_stand_in_a_file_or_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key.txt").write_text(f"{KEY}\n", encoding="utf-8")
    monkeypatch.setenv("PYKALA_KEY", KEY)
    direct = read(tmp_path, SMALLEST)
    given = f'person_key = "{KEY}"'
    from_file = read(tmp_path, change(given, 'person_key_file = "key.txt"'))
    from_environment = read(tmp_path, change(given, 'person_key_env = "PYKALA_KEY"'))
    assert direct.privacy == from_file.privacy == from_environment.privacy
    assert direct.digest == from_file.digest == from_environment.digest


def test_the_digest_follows_the_meaning_only(tmp_path: Path) -> None:
    digest = read(tmp_path, SMALLEST).digest
    (tmp_path / "elsewhere").mkdir()
    same = [
        "# a comment\n" + SMALLEST,
        change('"var/demo"', '"var/other"'),
        change('path = "minutes"', 'path = "elsewhere"'),
        change("\n[publisher]", 'languages = ["fi"]\n[publisher]'),
    ]
    other = [
        change('"role"', '"strict"'),
        change(KEY, f"{KEY}x"),
        change('form = "kaupunki"', 'form = "kunta"'),
        change('fi = "Metsälahti" }', 'fi = "Metsälahti", en = "x" }'),
        change("\n[publisher]", 'languages = ["sv"]\n[publisher]'),
        SMALLEST + 'url = "https://x.fi/"\n',
    ]
    assert {digest} == {read(tmp_path, text).digest for text in same}
    assert len({read(tmp_path, text).digest for text in other} - {digest}) == 6


def test_settings_travel_to_other_processes(tmp_path: Path) -> None:
    settings = read(tmp_path, SMALLEST)
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301 - our own bytes


# Slug, what the file adds; kind, form, Finnish and Swedish name, code.
REAL = [
    ("virolahti", 'form = "kunta"', "municipality", "kunta", "Virolahti", "Vederlax", "935"),
    (
        "pedersore",
        'form = "kunta"',
        "municipality",
        "kunta",
        "Pedersören kunta",
        "Pedersöre",
        "599",
    ),
    ("kemi", 'form = "kaupunki"', "municipality", "kaupunki", "Kemi", "Kemi", "240"),
    (
        "lapin-hyvinvointialue",
        "",
        "county",
        "hyvinvointialue",
        "Lapin hyvinvointialue",
        "Lapplands välfärdsområde",
        None,
    ),
]


def test_takes_defaults_from_the_reference_tables(tmp_path: Path) -> None:
    start = SMALLEST[: SMALLEST.index("[[organization]]")]
    seen = 0
    for slug, line, *expected in REAL:
        organization = f'[[organization]]\nslug = "{slug}"\n{line}\n'
        source = f'[[source]]\norganization = "{slug}"\npath = "minutes"\n'
        found = read(tmp_path, start + organization + source).organization(slug)
        facts = [found.kind, found.form, found.name.fi, found.name.sv, found.municipality_code]
        assert expected == facts
        seen += 1
    assert seen == 4


def test_what_the_file_says_goes_before_the_tables(tmp_path: Path) -> None:
    found = read(tmp_path, SMALLEST.replace('"metsalahti"', '"kemi"')).organization("kemi")
    assert (found.name.fi, found.name.sv) == ("Metsälahti", "Skogsviken")
    assert found.municipality_code == "240"


def test_only_declared_organisations_are_found(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        read(tmp_path, SMALLEST).organization("kemi")
