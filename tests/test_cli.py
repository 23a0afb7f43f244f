"""The command as people and cron use it: help, exit codes, what goes where."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import __version__
from tests.build.corpora import DOCUMENTS, NEWS, TODAY, Folder, pykala

COMMANDS = (
    *("build", "serve", "hosting", "extract", "validate", "query", "link"),
    *("report", "withdraw", "removals", "scan", "portal", "push"),
)
ONE_ROW = "SELECT (1 AS ?one) {}"
EVERYTHING = "SELECT * { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Five documents and a news text, built by the command line from the folder itself."""
    made = Folder.create(
        tmp_path_factory.mktemp("cli") / "folder", DOCUMENTS | {"lumivaara/uutinen.txt": NEWS}
    )
    done = run(made, "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    (made.path / "build.log").write_text(done.stderr)
    (made.path / "build.out").write_text(done.stdout)
    return made


def run(folder: Folder, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in the folder of the settings file, as cron does."""
    return subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        capture_output=True,
        check=False,
        cwd=folder.path,
        encoding="utf-8",
        input=text,
    )


def test_says_its_version() -> None:
    done = pykala("--version")
    assert (done.returncode, done.stdout) == (0, f"pykala {__version__}\n")


def test_help_names_every_command() -> None:
    done = pykala("--help")
    assert done.returncode == 0
    assert tuple(re.findall(r"^    (\w+) {2,}\S", done.stdout, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = pykala(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: pykala {command} ")
    documented = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"--\w+", done.stdout)) - {"--help"} <= set(
        re.findall(r"--\w+", documented)
    )


def test_help_loads_no_store() -> None:
    """A newcomer who asks for help does not wait for libraries."""
    code = (
        "import sys; from publisher.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: sys.exit('pyoxigraph' in sys.modules or 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bild",),
        ("build", "--workers", "0"),
        ("build", "--workers", "two"),
        ("build", "nowhere.toml"),
        ("serve", "nowhere.toml"),
        ("report", "nowhere.toml"),
        ("serve", "--port", "none"),
        ("hosting", "nowhere.toml", "--for", "nginx"),
        ("hosting", "--for", "iis"),
        ("hosting",),
        ("extract",),
        ("extract", "--html", "pages", "lumivaara/kh-9.txt"),
        ("extract", "--language", "sv", "lumivaara/kh-9.txt"),
        ("extract", "--explain", "--language", "de", "lumivaara/kh-9.txt"),
        ("validate",),
        ("query",),
        ("query", "-", "--output", "xml"),
        ("query", "nowhere.rq"),
        ("validate", "nowhere.ttl"),
        ("push",),
        ("push", "--store", "http://localhost:7878"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_wrong_ends_with_two(folder: Folder, arguments: tuple[str, ...]) -> None:
    done = run(folder, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.search(r"^pykala\b.*: \S", done.stderr, re.MULTILINE)
    assert "Traceback" not in done.stderr


def test_the_settings_are_found_under_their_own_name(folder: Folder) -> None:
    """The fixture named none, and neither does this."""
    assert "site: " in (folder.path / "build.out").read_text()
    assert run(folder, "report").stdout.startswith("6 documents: 5 published, 1 not minutes\n")


def test_a_folder_without_settings_says_what_is_missing(tmp_path: Path) -> None:
    done = run(Folder(tmp_path), "build", "--today", TODAY)
    assert done.returncode == 2
    assert "pykala.toml: cannot be read" in done.stderr


def test_progress_goes_to_the_log_one_line_a_stage(folder: Folder) -> None:
    log = (folder.path / "build.log").read_text().splitlines()
    assert log[0] == "documents: 6"
    assert all(re.fullmatch(r"\w+( pages)?: \d+", line) for line in log), log


def test_the_report_is_json_if_asked_for(folder: Folder) -> None:
    built, kept = run(folder, "build", "--json", "--today", TODAY), run(folder, "report", "--json")
    assert (built.returncode, kept.returncode) == (0, 0)
    told, known = json.loads(built.stdout), json.loads(kept.stdout)
    assert told["fates"] == known["fates"]
    assert told["documents"] == known["documents"]
    assert told["files"] == {"added": 0, "changed": 0, "removed": 0}
    assert sum(told["fates"].values()) == 6


def test_extract_prints_an_object_a_line_and_fails_if_one_does(folder: Folder) -> None:
    good = run(folder, "extract", "lumivaara/kh-9.txt", "lumivaara/kh-10.txt")
    assert good.returncode == 0
    objects = [json.loads(line) for line in good.stdout.splitlines()]
    assert [each["document"] for each in objects] == ["kh-9.txt", "kh-10.txt"]
    bad = run(folder, "extract", "lumivaara/uutinen.txt", "lumivaara/kh-9.txt")
    assert bad.returncode == 1
    first, second = (json.loads(line) for line in bad.stdout.splitlines())
    assert "no heading and no labels of minutes" in first["error"]
    assert "minutes" in second


def test_extract_explains_which_words_gave_which_value(folder: Folder) -> None:
    done = run(folder, "extract", "--explain", "lumivaara/uutinen.txt", "lumivaara/kh-9.txt")
    assert (done.returncode, done.stderr) == (1, "")
    first, *others = done.stdout.splitlines()
    assert first.startswith("uutinen.txt: it has no heading and no labels of minutes")
    assert "  rahasumma 1: 12 000, valuutta: EUR, paikka: selostuksessa" in done.stdout
    assert "  diaarinumero: 38/02.05.01/2026 ← rivi 4" in others
    assert others[-1].startswith("Rivejä ")
    assert "\x1b" not in done.stdout


def test_extract_writes_pages_that_only_the_owner_may_read(folder: Folder) -> None:
    shutil.copy(folder.path / "lumivaara/kh-9.txt", folder.path / "hirvisuo/kh-9.txt")
    pages = folder.path / "out" / "pages"
    pages.mkdir(parents=True)
    (pages / "kh-9.txt.explained.html").write_text("something else")
    done = run(
        folder,
        *("extract", "--explain", "--html", "out/pages", "--language", "sv"),
        *("lumivaara/kh-9.txt", "hirvisuo/nowhere.txt", "hirvisuo/kh-9.txt"),
    )
    assert done.returncode == 1
    assert "kh-9.txt: skrivet till out/pages/kh-9.txt.explained.html\n" in done.stdout
    assert "nowhere.txt: the file cannot be opened" in done.stdout
    made = sorted(pages.iterdir())
    assert [page.name for page in made] == [
        "kh-9.txt-2.explained.html",
        "kh-9.txt.explained.html",
    ]
    for page in made:
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert page.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="sv">')


def test_a_folder_for_pages_that_cannot_be_made_is_named(folder: Folder) -> None:
    done = run(folder, "extract", "--explain", "--html", "pykala.toml", "lumivaara/kh-9.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "pykala: pykala.toml: File exists\n"


def test_validate_proves_what_was_published_and_names_what_is_wrong(folder: Folder) -> None:
    page = "var/published/site/eli/dl/lumivaara/kaupunginhallitus/2026/9.nt"
    good = run(folder, "validate", page)
    assert good.returncode == 0
    assert good.stdout.splitlines()[-1] == "Kaikki pakolliset säännöt täyttyvät."
    text = (folder.path / page).read_text(encoding="utf-8")
    wrong = [line for line in text.splitlines() if "#activity_date>" not in line]
    (folder.path / "wrong.nt").write_text("\n".join(wrong), encoding="utf-8")
    bad = run(folder, "validate", "wrong.nt")
    assert bad.returncode == 1
    assert "    wrong.nt: https://paatokset.lumivaara.example/" in bad.stdout


def test_query_reads_a_file_or_standard_input_and_answers_as_asked(folder: Folder) -> None:
    (folder.path / "one.rq").write_text(ONE_ROW)
    assert run(folder, "query", "one.rq", "--output", "csv").stdout.split() == ["one", "1"]
    told = run(folder, "query", "-", "--output", "json", text=ONE_ROW)
    assert json.loads(told.stdout)["results"]["bindings"][0]["one"]["value"] == "1"
    assert "one" in run(folder, "query", "-", "--settings", "pykala.toml", text=ONE_ROW).stdout


def test_a_query_that_is_wrong_says_where(folder: Folder) -> None:
    done = run(folder, "query", "-", text="SELECT * { ?s ?p }")
    assert done.returncode == 2
    assert done.stderr.startswith("pykala: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("command", "code"), [("query -", 1), ("report", 2), ("serve", 2)])
def test_what_needs_a_build_says_so(tmp_path: Path, command: str, code: int) -> None:
    empty = Folder.create(tmp_path / "folder", {})
    done = run(empty, *command.split(), text=ONE_ROW)
    assert done.returncode == code
    assert "build" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "-", "--output", "csv"),
        ("query", "-"),
        ("report", "--json"),
        ("extract", *sorted(DOCUMENTS)),
        ("extract", "--explain", *sorted(DOCUMENTS)),
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_a_reader_that_goes_away_is_no_mishap(folder: Folder, arguments: tuple[str, ...]) -> None:
    """As with `pykala report | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "publisher", *arguments],
            check=False,
            cwd=folder.path,
            input=EVERYTHING.encode(),
            stderr=subprocess.PIPE,
            stdout=closed,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_told_without_a_traceback(folder: Folder) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "publisher", "report"],
            check=False,
            cwd=folder.path,
            stderr=subprocess.PIPE,
            stdout=full,
        )
    assert (done.returncode, done.stderr) == (
        1,
        b"pykala: No space left on device: make room, and run it again\n",
    )


def test_a_work_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    made = Folder.create(tmp_path / "folder", DOCUMENTS)
    made.change_settings('output = "var"', 'output = "lumivaara.txt/var"')
    (made.path / "lumivaara.txt").write_text(NEWS)
    done = run(made, "build", "--today", TODAY)
    assert done.returncode == 1
    assert re.fullmatch(r"pykala: \S*lumivaara\.txt\S*: Not a directory\n", done.stderr)


def test_the_command_and_the_module_are_the_same(folder: Folder) -> None:
    script = Path(sys.executable).with_name("pykala")
    done = subprocess.run([script, "report"], capture_output=True, check=False, cwd=folder.path)
    assert done.stdout.decode() == run(folder, "report").stdout
