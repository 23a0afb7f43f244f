"""Base forms and parts of compounds, by a small dictionary of our own."""

from __future__ import annotations

import pytest

from publisher.lemmas.analysis import Analyst, read_words
from publisher.lemmas.dictionary import Dictionary
from publisher.lemmas.endings import candidates, learn
from publisher.lemmas.reduction import Reduction, reduction
from publisher.search.texts import Text, texts_of
from publisher.search.tokens import body_token, outcome_token, token
from publisher.search.vocabulary import Lexicon, Vocabulary, merged, written
from publisher.search.word_files import word_files

PAIRS = {
    "kaavan": "kaava", "kaava": "kaava", "muutos": "muutos", "muutoksen": "muutos",
    "sopimus": "sopimus", "sopimuksen": "sopimus", "rakennus": "rakennus", "kadun": "katua",
    "katu": "katu", "katua": "katua", "yleinen": "yleinen", "lauta": "lauta", "kunta": "kunta",
    "lautakunta": "lautakunta", "asema": "asema",
}  # fmt: skip


class Numbers(dict[str, list[tuple[int]]]):
    """A trie, as far as a dictionary asks it."""


@pytest.fixture
def analyst() -> Analyst:
    rules = sorted({reduction(*pair) for pair in PAIRS.items()})
    numbers = Numbers({form: [(rules.index(reduction(form, to)),)] for form, to in PAIRS.items()})
    endings = {"n": "1 0", "un": "3tu", "dun": "3tua 3tu"}
    return Analyst("fi", Dictionary(numbers, rules), endings, read_words())


@pytest.mark.parametrize(
    ("word", "lemmas", "parts"),
    [
        ("sopimuksen", ("sopimus",), ()),
        ("kaavamuutoksen", ("kaavamuutos",), ("kaava", "muutos")),
        ("kaavanmuutos", ("kaavanmuutos",), ("kaava", "muutos")),
        ("yleiskaavan", ("yleiskaava",), ("yleinen", "kaava")),
        ("asemakaavamuutos", ("asemakaavamuutos",), ("asema", "kaava", "muutos")),
        ("kadun", ("katua", "katu"), ()),
        ("lautakunta", ("lautakunta",), ()),
        ("xyzzy", (), ()),
    ],
)
def test_words_are_taken_to_pieces(
    analyst: Analyst, word: str, lemmas: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    found = analyst.analyse(word)
    assert found.lemmas == lemmas
    assert set(parts) <= set(found.parts)
    assert bool(found.parts) is bool(parts)


def test_what_was_learnt_leads_from_a_form_to_its_base_form() -> None:
    stems = ["muut", "rakenn", "luonn", "vast", "pääst", "tulost"]
    pairs = [(f"{stem}uksen", f"{stem}us") for stem in stems]
    endings = learn([*pairs, *((lemma, lemma) for _, lemma in pairs)])
    assert candidates(endings, "kokouksen")[0] == "kokous"
    assert candidates(endings, "kokous") == ["kokous"]
    assert learn(reversed(pairs)) == learn(pairs)


def test_a_reduction_gives_back_what_it_was_made_of() -> None:
    assert {reduction(form, lemma).of(form) == lemma for form, lemma in PAIRS.items()} == {True}
    assert Reduction(0, "").of("katu") == "katu"


def test_no_token_is_the_beginning_of_another() -> None:
    words = ["valtuusto", "valtuustoaloite", "päätös", "a", "ab", "tie 1", "å", "o"]
    tokens = {token(word) for word in words} | {body_token("a/b"), outcome_token("hylatty")}
    assert len(tokens) == len(words) + 2
    assert all(each.isascii() and each.isalpha() and each.islower() for each in tokens)
    assert not [(a, b) for a in tokens for b in tokens if a != b and b.startswith(a)]


def test_the_words_of_two_years_become_one_table(analyst: Analyst) -> None:
    lexicon = Lexicon({"fi": analyst}, {"fi": {"den": "3ti"}})
    first = Vocabulary(lexicon, [Text("fi", "Kaavan muutoksen ja Sahanlahden"), Text("se", "Mii")])
    second = Vocabulary(lexicon, [Text("fi", "Sahanlahti, KAAVA Sahanlahden")])
    assert first.table == {"kaava": {"kaavan"}, "muutos": {"muutoksen"},
                           "sahanlahden": {"sahanlahden"}}  # fmt: skip
    assert second.table["sahanlahti"] == {"sahanlahti", "sahanlahden"}
    assert first.tokens([Text("fi", "ja kaavan")]) == [token("kaava")]
    table = merged([written(first.table), written(second.table)])
    assert table["kaava"] == {"kaava", "kaavan"}
    files = word_files(table)
    assert list(files) == ["ka", "mu", "sa"]
    assert files["ka"] == b'{"kaava":["kaavan"]}'


def test_texts_are_those_of_the_record_each_once() -> None:
    record = {
        "@context": "https://data.example.fi/context.jsonld",
        "id": "https://data.example.fi/x",
        "bodyAsPrinted": "Stadsstyrelsen",
        "decision": {"act": {"realizedBy": [{"text": {"sv": "Godkändes."}}]}},
        "label": {"sv": "Avtal"},
        "participation": [{"nameAsPrinted": "A B", "groundAsPrinted": {"sv": "jäv"}}] * 2,
        "date": "2026-01-01",
    }
    said = [("sv", "Avtal"), ("sv", "Godkändes."), ("sv", "Stadsstyrelsen"), ("sv", "A B")]
    assert texts_of(record) == [*said, ("sv", "jäv")]
