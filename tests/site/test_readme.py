"""What the README shows of the demo is in the demo."""

from __future__ import annotations

import re

import rdflib

from tests.site.building import BASE, PREFIXES, REPOSITORY, Built

README = (REPOSITORY / "README.md").read_text("utf-8")
DEMO_SITE = "var/demo/published/site/"


def test_the_triple_is_published_as_shown(demo: Built) -> None:
    (shown,) = re.findall(r"```turtle\n(.*?)```", README, re.DOTALL)
    ((subject, predicate, value),) = rdflib.Graph().parse(data=f"{PREFIXES}\n{shown}")
    page = str(subject).partition("#")[0].removeprefix(BASE)
    published = rdflib.Graph().parse(demo.site / f"{page}.ttl")
    assert (subject, predicate, value) in published
    assert f"`{DEMO_SITE}{page}.html`" in README


def test_the_page_and_its_triples_tell_what_the_readme_says(demo: Built) -> None:
    (name,) = re.findall(rf"`{DEMO_SITE}(\S+)\.html`", README)
    ids = demo.ids[f"{name}.html"]
    recused = [each for each in ids if each.startswith("esteellisyys-")]
    assert len(recused) == 3  # "three members are recused"
    assert "puheenjohtaja" in ids  # "somebody else takes the chair"
    triples = rdflib.Graph().parse(demo.site / f"{name}.ttl")
    for part in ("paatos", *recused, "puheenjohtaja"):  # "of each of these which characters"
        evidence = triples.value(rdflib.URIRef(f"{BASE}{name}#{part}"), rdflib.PROV.wasDerivedFrom)
        assert re.search(r"#char=\d+,\d+$", str(evidence)), part


def test_every_place_that_it_names_is_there(demo: Built) -> None:
    places = re.findall(r"^\| `published/(\S+)`", README, re.MULTILINE)
    assert places == [
        *("site/", "site/lataukset/", "site/muutokset.html", "site/catalogue.ttl"),
        *("site/api/3/action/", "site/sparql.html", "store/"),
    ]
    assert all((demo.output / "published" / place).exists() for place in places)
    assert {"void.ttl", "sitemap.xml"} <= demo.files
    assert (demo.output / "report.json").is_file()
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) >= 6
    assert all((REPOSITORY / link).is_file() for link in links)
