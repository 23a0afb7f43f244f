"""What is public is one whole build, whatever happens to the next one."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.build.model import Change
from publisher.build.writing import SiteWriter
from publisher.errors import NothingToPublishError, PrivacyError, SettingsError
from tests.build.corpora import DOCUMENTS, NEWS, TODAY, Folder, Section, many

NEW = "lumivaara/kh-11.txt"
NEW_TEXT = Section(number=11, title="Latukone").text()
WITH_CODE = Section(number=12, decision="Vuokralainen (010252-987H) irtisanotaan.").text()
PAGE = "eli/dl/lumivaara/kaupunginhallitus/2026/11.html"


@pytest.fixture(scope="module")
def with_the_new_one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is public after the five documents and a new one."""
    folder = Folder.create(tmp_path_factory.mktemp("new") / "folder", DOCUMENTS | {NEW: NEW_TEXT})
    folder.build()
    return folder.public()


def test_a_personal_identity_code_leaves_what_is_public(
    built: Folder, with_the_new_one: dict[str, str]
) -> None:
    before = built.public()
    built.write(NEW, NEW_TEXT)
    built.write("lumivaara/kh-12.txt", WITH_CODE)
    with pytest.raises(PrivacyError):
        built.build()
    assert built.public() == before
    built.remove("lumivaara/kh-12.txt")
    built.build()
    assert built.public() == with_the_new_one


def test_a_folder_that_loses_its_minutes_leaves_what_is_public(
    built: Folder, with_the_new_one: dict[str, str]
) -> None:
    before = built.public()
    for name in DOCUMENTS:
        built.write(name, NEWS)
    with pytest.raises(NothingToPublishError):
        built.build()
    assert built.public() == before
    for name, content in (DOCUMENTS | {NEW: NEW_TEXT}).items():
        built.write(name, content)
    built.build()
    assert built.public() == with_the_new_one


# Moments of a build, each as something that can be seen from outside ------------------------------


def spare(folder: Folder) -> Path:
    return folder.output / ("b" if link(folder) == "a" else "a")


def link(folder: Folder) -> str:
    """Which generation is public."""
    return (folder.output / "published").readlink().name


def has_begun(folder: Folder, _: str) -> bool:
    return (folder.output / "spare-is-dirty").exists()


def has_a_store(folder: Folder, _: str) -> bool:
    return has_begun(folder, _) and (spare(folder) / "store" / "CURRENT").exists()


def has_written_the_section(folder: Folder, _: str) -> bool:
    return (spare(folder) / "site" / PAGE).exists()


def has_been_sealed(folder: Folder, before: str) -> bool:
    return has_been_turned(folder, before) or (spare(folder) / "mark").exists()


def has_been_turned(folder: Folder, before: str) -> bool:
    return link(folder) != before


MOMENTS = (has_begun, has_a_store, has_written_the_section, has_been_sealed, has_been_turned)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__)
def test_a_build_that_is_killed_leaves_one_whole_build_or_the_other(
    built: Folder, with_the_new_one: dict[str, str], moment: Callable[[Folder, str], bool]
) -> None:
    before, live = contents(built), link(built)
    built.write(NEW, NEW_TEXT)
    process = start(built)
    while process.poll() is None and not moment(built, live):
        time.sleep(0.0005)
    process.kill()
    process.wait()
    after = {name: with_the_new_one[name] for name in with_the_new_one if name != "report.json"}
    assert contents(built) in (before, after)
    built.build()
    assert built.public() == with_the_new_one


def contents(folder: Folder) -> dict[str, str]:
    """What is public, without the report, which is not."""
    return {name: value for name, value in folder.public().items() if name != "report.json"}


def start(folder: Folder, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "publisher",
            "build",
            str(folder.settings),
            "--today",
            TODAY,
            *arguments,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_build_that_was_killed_before_it_remembered_what_it_published_is_not_trusted(
    built: Folder, with_the_new_one: dict[str, str]
) -> None:
    """The memory is the last thing to be kept; meanwhile the documents may change once more."""
    shutil.copy2(built.output / "state.sqlite", built.path / "memory")
    built.write(NEW, Section(number=11, case="99/02.05.01/2026", law="hallintolain 8 §").text())
    built.build()
    shutil.copy2(built.path / "memory", built.output / "state.sqlite")
    built.write(NEW, NEW_TEXT)
    built.build()
    assert built.public() == with_the_new_one


def test_a_memory_that_is_lost_costs_time_only(built: Folder, tmp_path: Path) -> None:
    built.write("lumivaara/kh-13.txt", Section(number=13, case="13/02.05.01/2026").text())
    built.build()
    for path in built.output.glob("state.sqlite*"):
        path.unlink()
    built.remove("lumivaara/kh-13.txt")
    built.write(NEW, NEW_TEXT)
    built.build()
    fresh = built.copy(tmp_path / "fresh")  # with the log, which is no memory
    fresh.build()
    assert built.public() == fresh.public()


def test_a_memory_that_is_damaged_is_begun_anew(
    built: Folder, with_the_new_one: dict[str, str]
) -> None:
    (built.output / "state.sqlite").write_bytes(b"no memory" * 100)
    built.write(NEW, NEW_TEXT)
    built.build()
    assert built.public() == with_the_new_one


def test_a_store_that_is_gone_is_missed_with_advice(
    built: Folder, with_the_new_one: dict[str, str]
) -> None:
    shutil.rmtree(built.output / "published" / "store")
    built.write(NEW, NEW_TEXT)
    done = built.run()
    assert done.returncode == 1
    assert "the store cannot be read" in done.stderr
    assert "delete state.sqlite in the work folder" in done.stderr
    (built.output / "state.sqlite").unlink()
    built.build()
    assert built.public() == with_the_new_one


def test_a_build_afresh_leaves_files_alone_that_come_out_the_same(built: Folder) -> None:
    site = built.output / "published" / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.jsonld")}
    (built.output / "state.sqlite").unlink()
    report = built.build()
    assert report.files == {"added": 0, "changed": 0, "removed": 0}
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*.jsonld")} == before


def test_processes_end_with_the_build_that_started_them(tmp_path: Path) -> None:
    """Otherwise they would hold the folder for ever: locks are inherited."""
    folder = Folder.create(tmp_path / "folder", many(300))  # so many that it cannot end meanwhile
    process = start(folder, "--workers", "2")
    wait_for(lambda: any((folder.output / "a").rglob("*.html")))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    wait_for(lambda: not held(folder))
    assert not (folder.output / "published").exists()


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("waited twenty seconds for what did not come")


def held(folder: Folder) -> bool:
    """Whether a build holds the folder."""
    with (folder.output / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_second_build_in_the_same_folder_is_refused(built: Folder) -> None:
    before = built.public()
    built.write(NEW, NEW_TEXT)
    with (built.output / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = built.run()
    assert done.returncode == 2
    assert "another build is running here: wait for it to end" in done.stderr
    assert built.public() == before


def test_two_processes_may_write_the_same_file(tmp_path: Path) -> None:
    """As they do with two copies of a document, or two documents that claim one §."""
    failures: list[OSError] = []

    def write(content: bytes) -> None:
        writer = SiteWriter(tmp_path / "site")
        try:
            for number in range(300):
                writer.write("page.html", content * (number % 7))
        except OSError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(content,)) for content in (b"ab", b"xyz")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize(
    ("first", "second", "altogether"),
    [
        (None, Change.REMOVED, Change.REMOVED),
        (Change.ADDED, Change.CHANGED, Change.ADDED),
        (Change.ADDED, Change.REMOVED, None),
        (Change.CHANGED, Change.REMOVED, Change.REMOVED),
        (Change.REMOVED, Change.ADDED, Change.CHANGED),
    ],
)
def test_two_changes_of_a_file_are_one(
    first: Change | None, second: Change, altogether: Change | None
) -> None:
    assert second.after(first) == altogether


def test_a_damaged_report_is_told_and_made_anew(built: Folder) -> None:
    report = built.output / "report.json"
    before = built.public()
    report.write_bytes(b"{")
    with pytest.raises(SettingsError, match="the report is damaged: delete it and run"):
        built.build()
    report.unlink()
    built.build()
    assert built.public() == before
