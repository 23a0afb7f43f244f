"""Before anything is published, what was made is looked through once more."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from publisher.build import downloads
from publisher.build.desk import Desk
from publisher.build.pages import PageMaker
from publisher.cli import main
from publisher.errors import LeakError
from publisher.leaks.scanning import search_for
from publisher.privacy import minutes as stage
from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.build.corpora import TODAY, Folder, Section, meeting_head
from tests.privacy.test_detectors import HITS

# One process, so that what is put in the place of a function is there.
ALONE = ("--workers", "1", "--today", TODAY)
# Not long ago, so that its texts are there.
DAY = dt.date(2026, 12, 28)
NEW = "lumivaara/kh-11.txt"
PAGE = "eli/dl/lumivaara/kaupunginhallitus/2026/11"
SECRETS = ("Kivirannik", "0193", "posti.example", "9021", "14.3.1957", "Rantakuja")

# What the privacy stage would withhold and no shape of a record refuses, in a document of which it
# lets all texts pass.
MISSED = {
    "address": "Hakija asuu osoitteessa Rantakuja 4.",
    "name": "Hyväksyttiin Tyyne Kivirannikon hakemus maanvuokran alentamisesta.",
}
# What a record may hold beside what was proven.
IN_RECORD = {
    "phone": "puh. 044 555 0193",
    "phone in words": "puhelin: 555 01930",
    "email": "tyyne.kivirannikko@posti.example",
    "masked email": "tyyne.kivirannikko(at)posti.example",
    "iban": "FI81 9021 0020 0117 87",
    "birth-date": "Hakija, s. 14.3.1957",
    "personal-identity-code": "010252-987H",
}


def kind_of(name: str) -> str:
    """The kind of what a record may hold, however it is written there."""
    return name.removeprefix("masked ").removesuffix(" in words")


def leave_as_it_is(value: Any, _: object) -> Any:  # noqa: ANN401  (any part of the model)
    return value


def refused(folder: Folder, capsys: pytest.CaptureFixture[str]) -> str:
    """Build, insist that nothing was published and nothing shown, and give what was told."""
    before = folder.public()
    assert main(["build", str(folder.settings), *ALONE]) == 1
    told = capsys.readouterr()
    assert folder.public() == before
    assert not (folder.output / "spare-is-dirty").exists()
    assert [secret for secret in SECRETS if secret in told.err + told.out] == []
    assert "what is public stays as it was" in told.err
    return told.err


@pytest.mark.parametrize("missed", MISSED)
def test_what_the_privacy_stage_lets_pass_is_not_published(
    built: Folder,
    missed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    built.write(NEW, Section(number=11, day=DAY, decision=MISSED[missed]).text())
    with monkeypatch.context() as patch:
        patch.setattr(stage, "clean_texts", leave_as_it_is)
        told = refused(built, capsys)
    assert f"{PAGE}." in told
    assert f"(kind: {missed})" in told
    assert main(["build", str(built.settings), *ALONE]) == 0
    assert main(["scan", str(built.settings)]) == 0


def test_every_kind_was_missed_once() -> None:
    kinds = set(map(kind_of, IN_RECORD))
    assert kinds | MISSED.keys() == {kind for kind, *_ in HITS} | {"name"}


def test_a_name_that_a_mode_should_have_taken_is_not_published(
    built: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built.change_settings('mode = "role"', 'mode = "strict"')
    with monkeypatch.context() as patch:
        patch.setattr(stage, "name_by_mode", leave_as_it_is)
        assert "(kind: name)" in refused(built, capsys)


def test_a_guest_of_a_meeting_is_not_published(
    built: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page of a meeting gathers what is kept of its minutes until all have been read."""
    people = "Saapuvilla olleet\nHeikki Salmijoki, puheenjohtaja\n\nMuut saapuvilla olleet\n"
    guest = "Tyyne Kivirannikko, asiantuntija\n\n"
    section = "§ 4\nKoulukyydit\n\nPäätösehdotus\nHyväksytään.\n\nPäätös\nHyväksyttiin.\n"
    built.write("lumivaara/sivltk.txt", meeting_head(3) + people + guest + section)
    with monkeypatch.context() as patch:
        patch.setattr(stage, "name_by_mode", leave_as_it_is)
        told = refused(built, capsys)
    assert "(kind: name)" in told


def leaking(ending: str, content: str) -> Callable[..., dict[str, bytes]]:
    """What makes the files of a page, with something added to those of one kind."""
    files = PageMaker.files

    def leak(self: PageMaker, *arguments: Any) -> dict[str, bytes]:  # noqa: ANN401
        made = files(self, *arguments)
        return {
            path: page + content.encode() if path.endswith(ending) else page
            for path, page in made.items()
        }

    return leak


# What is added to which files of a page, and how it is told.
LEAKING = {
    **{
        name: (".jsonld", text, f"{PAGE}.jsonld: something private (kind: {kind_of(name)})")
        for name, text in IN_RECORD.items()
    },
    **{
        text: (".html", text, ".html: something private")
        for text in ("puh. 0445550193", "tyyne@posti.example", "+358445550193")
    },
}


@pytest.mark.parametrize("leaked", LEAKING)
def test_a_record_or_a_template_that_leaks_is_not_published(
    built: Folder,
    leaked: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ending, content, message = LEAKING[leaked]
    built.write(NEW, Section(number=11, day=DAY).text())
    with monkeypatch.context() as patch:
        patch.setattr(PageMaker, "files", leaking(ending, content))
        assert message in refused(built, capsys)


def test_there_is_a_leak_of_every_kind() -> None:
    assert len(LEAKING) == 10


def test_a_table_that_leaks_is_not_published(
    built: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though what leaks is parted by the border of two pieces."""
    built.write(NEW, Section(number=11, day=DAY).text())

    def to_csv(_: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
        yield b"x;" * 32_760 + b"044 55"
        yield b"5 0193;\n"

    with monkeypatch.context() as patch:
        patch.setattr(downloads, "to_csv", to_csv)
        assert ".csv: something private (kind: phone)" in refused(built, capsys)


def test_an_origin_that_leaks_is_not_published(
    built: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes into the store and no page shows it."""
    built.write(NEW, Section(number=11, day=DAY).text())
    provenance = Desk.provenance

    def leak(self: Desk, drafts: Any) -> dict[str, bytes]:  # noqa: ANN401
        leaked = b'<https://a.example/> <https://b.example/> "0445550193" .\n'
        return {iri: found + leaked for iri, found in provenance(self, drafts).items()}

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "provenance", leak)
        assert f"{PAGE}.nq: something private (kind: phone)" in refused(built, capsys)


@pytest.mark.parametrize("amount", ["1 050 000", "2 040 123", "1 050 123 456"])
def test_a_sum_of_millions_is_no_telephone_number(built: Folder, amount: str) -> None:
    text = Section(number=11, day=DAY, title="Latukone").text()
    assert "12 000 euroa" in text
    built.write(NEW, text.replace("12 000 euroa", f"{amount} euroa"))
    built.build()
    assert amount.replace(" ", "\u202f") in built.page(f"{PAGE}.html")


def test_a_name_may_go_from_one_section_and_stay_in_another(built: Folder) -> None:
    built.write(NEW, Section(number=11, day=DAY, decision=MISSED["name"]).text())
    named = Section(number=12, presenter="Kaupunginjohtaja Tyyne Kivirannikko")
    built.write("lumivaara/kh-12.txt", named.text())
    report = built.build()
    assert report.fates["published"] == 7
    assert "Tyyne Kivirannikko" in built.page(f"{PAGE[:-1]}2.html")
    assert "Kivirannik" not in built.page(f"{PAGE}.html")


def test_whoever_acts_in_the_meeting_may_be_named_in_the_background_too(built: Folder) -> None:
    """A name that goes from one text of a document and stays in another is not looked for."""
    text = Section(
        number=11, decision="Jäsen Tyyne Kivirannikko ehdotti, että asia jätetään pöydälle."
    ).text()
    built.write(NEW, text.replace("Asiaa on", "Aloitteen teki Tyyne Kivirannikko. Asiaa on"))
    assert built.build().fates["published"] == 6
    assert "Tyyne Kivirannikko" in built.page(f"{PAGE}.html")


def test_what_leaks_in_another_process_is_told_as_well() -> None:
    error = pickle.loads(pickle.dumps(LeakError("a: b")))  # noqa: S301  (our own)
    assert isinstance(error, LeakError)
    assert str(error) == "a: b"


def test_the_quick_tests_miss_nothing_that_the_detectors_find(built: Folder) -> None:
    """Those of files that hold a whole record, which all other files are made from."""
    settings = read_settings(built.settings, known_systems=frozenset(SOURCES))
    shapes = search_for(settings)._shapes
    every = [(kind, text) for kind, text, _ in HITS if kind != "address"]
    missed = [
        text
        for kind, text in every
        if not any(mark.search(text.encode()) for mark in shapes.traces.record_marks)
        or kind not in {hit.kind for hit in shapes.find(text)}
    ]
    assert missed == []
    assert len(every) >= 36
