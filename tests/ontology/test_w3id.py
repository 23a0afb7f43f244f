"""The redirects of https://w3id.org/pykala/ lead every IRI to a document that a build writes."""

from __future__ import annotations

import re
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from publisher.build.vocabularies import read_vocabularies, vocabulary_files
from publisher.rdf.iris import VOCABULARIES as ROOT
from publisher.web.vocabulary import VocabularyPages
from tests.ontology.reading import CODES, ONTOLOGY, OPENGOV, OWL, PK, read, subjects

FOLDER = asset_dir("ontology") / "w3id"
# What a directive may be without changing where a rule leads.
HARMLESS = {
    "Options -MultiViews",
    'Header always set Access-Control-Allow-Origin "*"',
    "Header always merge Vary Accept",
    "RewriteEngine on",
}
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3"
OWL_API = "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, */*; q=0.09"
FORMS = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/n-triples": "nt",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "*/*": "ttl",
    "": "ttl",
    FIREFOX: "html",
    JENA: "ttl",
    OWL_API: "rdf",
    "text/html, text/turtle;q=0.1": "html",
}


class Condition(NamedTuple):
    negated: bool
    pattern: re.Pattern[str]

    def holds(self, accept: str) -> bool:
        return (self.pattern.search(accept) is None) == self.negated


class Rule(NamedTuple):
    conditions: list[Condition]
    pattern: re.Pattern[str]
    substitution: str
    status: int


class Rules(NamedTuple):
    site: str
    rules: list[Rule]

    def answer(self, path: str, accept: str) -> tuple[int, str] | None:
        """Status and Location of a GET below https://w3id.org/pykala/; None is a 404."""
        for rule in self.rules:
            match = rule.pattern.search(path)
            if match and all(condition.holds(accept) for condition in rule.conditions):
                target = rule.substitution.replace("%{ENV:SITE}", self.site)
                return rule.status, match.expand(target.replace("$", "\\"))
        return None


def read_rules() -> Rules:
    """Read the few directives of mod_rewrite and mod_setenvif that the file uses; no others."""
    sites: list[str] = []
    rules: list[Rule] = []
    conditions: list[Condition] = []
    for line in (FOLDER / ".htaccess").read_text("utf-8").splitlines():
        if not line or line.startswith("#") or line in HARMLESS:
            continue
        words = line.split(" ")
        match words:
            case ["SetEnvIf", "Request_URI", "^", site]:
                sites.append(site.removeprefix("SITE="))
            case ["RewriteCond", "%{HTTP_ACCEPT}", pattern]:
                negated = pattern.startswith("!")
                conditions.append(Condition(negated, re.compile(pattern.removeprefix("!"))))
            case ["RewriteRule", pattern, substitution, ("[R=303,L]" | "[R=302,L]") as flags]:
                status = int(flags[3:6])
                rules.append(Rule(conditions, re.compile(pattern), substitution, status))
                conditions = []
            case _:
                pytest.fail(f"this test does not know how to follow: {line}")
    assert conditions == []
    (site,) = sites
    return Rules(site, rules)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_rules()


@pytest.fixture(scope="module")
def files() -> frozenset[str]:
    found = read_vocabularies()
    pages = VocabularyPages(*found).all()
    return frozenset(
        [*(path for path, _ in vocabulary_files(*found)), *(f"{page.path}.html" for page in pages)]
    )


def minted() -> list[str]:
    """Every IRI below the root that our files mint, without fragment, and each version named."""
    quads = read(*ONTOLOGY, *sorted(asset_dir("shapes").glob("*.ttl")))
    named = {s.value.partition("#")[0] for s in subjects(quads, ROOT)}
    versions = {f"{OWL}versionIRI", f"{OWL}priorVersion"}
    found = {
        quad.object.value
        for quad in quads
        if quad.predicate.value in versions and isinstance(quad.object, ox.NamedNode)
    }
    return sorted(named | found)


def test_every_vocabulary_is_there() -> None:
    iris = minted()
    schemes = sorted(path.stem for path in (asset_dir("ontology") / "koodi").glob("*.ttl"))
    assert {iri.removeprefix(CODES) for iri in iris if iri.startswith(CODES)} == set(schemes)
    assert len(schemes) == 19
    assert {PK.removesuffix("#"), f"{ROOT}def/opengov", f"{ROOT}shapes"} <= set(iris)
    versions = [iri for iri in iris if re.search(r"\d$", iri)]
    assert len(versions) == 5
    assert OPENGOV.startswith("http://www.w3.org/")  # whose IRIs are not ours to redirect


@pytest.mark.parametrize("accept", FORMS)
def test_every_iri_leads_to_a_document_in_the_form_asked_for(
    rules: Rules, files: frozenset[str], accept: str
) -> None:
    iris = minted()
    assert len(iris) == 27
    for iri in iris:
        path = iri.removeprefix(ROOT)
        document = f"{path}.{FORMS[accept]}"
        assert rules.answer(path, accept) == (303, f"{rules.site}/{document}")
        assert rules.answer(f"{path}/", accept) == (303, f"{rules.site}/{document}")
        assert document in files


def test_every_document_has_an_address_of_its_own(rules: Rules, files: frozenset[str]) -> None:
    assert len(files) == 27 * 5
    for file in files:
        assert rules.answer(file, FIREFOX) == (302, f"{rules.site}/{file}")


@pytest.mark.parametrize("accept", FORMS)
@pytest.mark.parametrize("path", ["koodi", "koodi/", "defx", "def/1", "def.exe", "laki/2015/410"])
def test_nothing_else_is_redirected(rules: Rules, path: str, accept: str) -> None:
    assert rules.answer(path, accept) is None


def test_the_root_leads_to_the_site(rules: Rules) -> None:
    assert rules.answer("", FIREFOX) == (303, f"{rules.site}/")


def test_one_line_names_the_site(rules: Rules) -> None:
    lines = (FOLDER / ".htaccess").read_text("utf-8").splitlines()
    assert [line for line in lines if rules.site in line] == [
        f"SetEnvIf Request_URI ^ SITE={rules.site}"
    ]
    assert re.fullmatch(r"https://[a-z0-9.-]+", rules.site)
