"""The invented minutes are what the reader reads: every line, every §, every time the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import msgspec
import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from publisher.deadlines import read_deadlines
from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_file
from publisher.extraction import Extraction
from publisher.finnish.laws import LawReader
from publisher.mapping.codes import read_codes
from publisher.mapping.roles import read_meeting_roles
from publisher.mapping.scope import Mapper, Scope
from publisher.mapping.section import map_section
from publisher.model import Item
from publisher.phrases import Phrases, read_phrases
from publisher.privacy.elsewhere import Circumstances
from publisher.privacy.policy import read_policy
from publisher.privacy.stage import withhold
from publisher.rdf.iris import Iris
from publisher.settings import Settings, read_settings, resolve_body
from publisher.sources import SOURCES, SourceReader
from publisher.statutes import read_statutes
from tests.benchmark.corpus import PERSON_KEY, write_corpus, write_section
from tests.benchmark.planning import Section, plan_addition, plan_sections
from tests.benchmark.vocabulary import WORDS

COUNT = 60


class Corpus(msgspec.Struct):
    """A corpus as the real reader sees it."""

    sections: list[Section]
    settings: Settings
    phrases: Phrases
    documents: list[tuple[str, SourceDocument, Extraction]]

    @property
    def items(self) -> Iterator[Item]:
        for _, _, extraction in self.documents:
            yield from extraction.minutes.items


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    sections = write_corpus(folder, COUNT)
    phrases = read_phrases()
    reader = SourceReader(phrases, LawReader(read_statutes(), phrases))
    read = []
    for path in sorted(folder.glob("*/*")):
        document = read_file(path, path.name)
        read.append((path.parent.name, document, reader.read(document)))
    settings = read_settings(folder / "pykala.toml", known_systems=frozenset(SOURCES))
    return Corpus(sections, settings, phrases, read)


def test_every_line_of_every_document_is_read(corpus: Corpus) -> None:
    assert len(corpus.documents) == COUNT
    assert [unused for _, _, extraction in corpus.documents for unused in extraction.unused] == []


def test_every_section_is_there_once_and_as_planned(corpus: Corpus) -> None:
    planned = {(s.organization.slug, s.body.name, s.day, s.number) for s in corpus.sections}
    read = set()
    for slug, _, extraction in corpus.documents:
        minutes = extraction.minutes
        (item,) = minutes.items
        assert minutes.body is not None
        assert minutes.date is not None
        assert item.section is not None
        body = resolve_body(corpus.settings.organization(slug), minutes.body.value)
        assert body is not None
        read.add((slug, body.name_fi, minutes.date.value, item.section.value))
    assert len(planned) == COUNT
    assert read == planned


def test_sections_have_what_minutes_have(corpus: Corpus) -> None:
    items = list(corpus.items)
    assert all(item.title and item.preparation and item.proposal for item in items)
    assert all(item.decision and item.decision.outcome for item in items)
    assert all(1000 <= len(i.preparation.value) <= 2700 for i in items if i.preparation)
    assert sum(item.case_number is not None for item in items) == 36
    assert {
        bool(item.presenter or (i.proposer if (i := item.proposal) else None)) for item in items
    }
    citations = [citation for item in items for citation in item.citations]
    assert len(citations) > COUNT // 3
    assert all(citation.statute and citation.section for citation in citations)
    assert sum(len(item.amounts) for item in items) > COUNT // 3
    assert sum(len(item.attachments) for item in items) > COUNT // 5


def test_a_record_has_about_seventy_triples(corpus: Corpus) -> None:
    counts = [len(quads) for quads, _ in map_all(corpus)]
    assert 60 < mean(counts) < 85


def test_contacts_and_private_names_are_there_to_be_withheld(corpus: Corpus) -> None:
    found: Counter[str] = Counter()
    for _, counts in map_all(corpus):
        found.update(counts)
    assert found["phone"] > 5
    assert found["email"] > 5
    assert found["secret"] == 0


def map_all(corpus: Corpus) -> Iterator[tuple[list[ox.Quad], Counter[str]]]:
    policy = read_policy()
    mapper = Mapper(
        iris=Iris("https://data.example.fi/"),
        codes=read_codes(),
        meeting_roles=read_meeting_roles(),
        deadlines=read_deadlines(),
        statutes=read_statutes(),
        person_key=PERSON_KEY.encode(),
        licence="https://creativecommons.org/licenses/by/4.0/",
        languages=("fi",),
    )
    context = msgspec.json.decode((asset_dir("mappings") / "context.jsonld").read_bytes())
    for slug, document, extraction in corpus.documents:
        cleaned = withhold(
            extraction.minutes, document, policy, corpus.phrases, Circumstances(mode="role")
        )
        minutes = cleaned.minutes
        (item,) = minutes.items
        organization = corpus.settings.organization(slug)
        assert minutes.body is not None
        assert minutes.date is not None
        assert item.section is not None
        body = resolve_body(organization, minutes.body.value)
        assert body is not None
        scope = Scope(
            mapper=mapper,
            organization=organization,
            body=body,
            day=minutes.date.value,
            language=minutes.language,
            sha256=document.sha256,
        )
        record = context | map_section(scope, item, item.section.value, None)
        quads = list(ox.parse(msgspec.json.encode(record), ox.RdfFormat.JSON_LD))
        yield quads, Counter(cleaned.counts)


def test_numbers_run_without_gaps_and_cases_come_back() -> None:
    sections = plan_sections(3000)
    numbers: dict[tuple[str, str, int], list[int]] = {}
    handlings: Counter[tuple[str, str]] = Counter()
    for section in sections:
        key = (section.organization.slug, section.body.name, section.day.year)
        numbers.setdefault(key, []).append(section.number)
        if section.case:
            handlings[section.organization.slug, section.case.number] += 1
    assert all(own == list(range(1, len(own) + 1)) for own in numbers.values())
    assert len(numbers) == 72
    assert {s.organization for s in sections} == set(WORDS.organizations)
    assert set(handlings.values()) == {1, 2, 3}
    assert 0.55 < sum(handlings.values()) / len(sections) < 0.65


def test_one_more_section_continues_its_body_and_a_case(tmp_path: Path) -> None:
    sections = write_corpus(tmp_path, COUNT)
    before = set(tmp_path.glob("*/*"))
    added = plan_addition(sections)
    write_section(tmp_path, added)
    assert len(set(tmp_path.glob("*/*")) - before) == 1
    own = [s for s in sections if s.body == added.body and s.organization == added.organization]
    assert added.number == max(s.number for s in own if s.day.year == added.day.year) + 1
    assert added.case in {s.case for s in sections}
    assert plan_addition([*sections, added]).number == added.number + 1


def test_is_the_same_with_every_hash_seed() -> None:
    script = (
        "import hashlib, pathlib, tempfile\n"
        "from tests.benchmark.corpus import write_corpus\n"
        "with tempfile.TemporaryDirectory() as name:\n"
        "    folder = pathlib.Path(name)\n"
        f"    write_corpus(folder, {COUNT})\n"
        "    digest = hashlib.sha256()\n"
        "    for path in sorted(p for p in folder.rglob('*') if p.is_file()):\n"
        "        digest.update(path.relative_to(folder).as_posix().encode())\n"
        "        digest.update(path.read_bytes())\n"
        "    print(digest.hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_refuses_more_than_fit_into_the_years() -> None:
    with pytest.raises(ValueError, match="too many"):
        plan_sections(400_000)
