"""The house rules that no other tool checks; the import contracts stand in pyproject.toml."""

from __future__ import annotations

import ast
import importlib.metadata
import itertools
import re
import sys
import tomllib
from fnmatch import fnmatch
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from publisher.reference import read_rows
from publisher.sources import SOURCES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "publisher"
DECLARATIVE = ("ontology", "mappings", "shapes", "site")
MODULES = sorted(PACKAGE.rglob("*.py"))
QUERIES = sorted((ROOT / "site").rglob("*.rq"))

LONGEST_MODULE_LINES = 300


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE_LINES}
    assert not long, "split each on its idea, not in half"
    assert len(lengths) > 100


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """What is not looked into fails nobody: by default that is any folder called "build"."""
    folders = {path.name for top in ("tests", "publisher") for path in (ROOT / top).rglob("*/")}
    assert len(folders) > 40
    passed_over = pytestconfig.getini("norecursedirs")
    assert [name for name in folders if any(fnmatch(name, each) for each in passed_over)] == []


def test_there_is_no_python_in_the_declarative_folders() -> None:
    """An editable install puts the root on the path, where `site` is also a standard module."""
    for folder in DECLARATIVE:
        assert (ROOT / folder).is_dir()
        assert not list((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("word", ["util", "utils", "helper", "helpers", "common", "misc"])
def test_no_module_is_named_after_nothing(word: str) -> None:
    assert not [name_of(path) for path in MODULES if path.stem == word or path.parent.name == word]


# Source systems -----------------------------------------------------------------------------------


def test_every_source_system_has_module_table_and_goldens() -> None:
    modules = {path.stem for path in (PACKAGE / "sources").glob("*.py")} - {"__init__"}
    tables = {path.stem for path in (ROOT / "mappings" / "sources").glob("*.toml")}
    folders = {path for path in (ROOT / "tests" / "sources").iterdir() if path.is_dir()}
    goldens = {folder.name for folder in folders if any(folder.rglob("minutes.json"))}
    assert modules == tables == goldens == SOURCES.keys()


def test_every_source_system_is_registered_under_its_own_name() -> None:
    for name, source in SOURCES.items():
        assert (source.NAME, getattr(source, "__name__", "")) == (name, f"publisher.sources.{name}")


# Words --------------------------------------------------------------------------------------------

# Letters of Finnish and Swedish in a text that Python holds. What minutes say belongs in mappings/,
# and what pages say in site/.
_LETTERS = re.compile("[åäöÅÄÖ]")
_PRODUCT = re.compile(r"\bPykälä\b")
ALLOWED = {
    "publisher/finnish/people.py": ("ät", "how an address of e-mail is disguised"),
    "publisher/finnish/surnames.py": ("aeiouyåäö", "vowels"),
    "publisher/phrases/tables.py": ("[A-Za-zÅÄÖåäö]", "what names are made of"),
    "publisher/privacy/stage.py": ("henkilötunnus", "what a Finnish reader calls the code"),
    "publisher/web/formatting.py": ("[a-zåäö]", "the letter of an item of a list"),
}


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, parsed."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def strings(path: Path) -> tuple[str, ...]:
    """The string constants of a module that are no docstrings."""
    alone = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    constants = (node for node in nodes(path) if isinstance(node, ast.Constant))
    return tuple(
        node.value for node in constants if isinstance(node.value, str) and id(node) not in alone
    )


@cache
def all_strings() -> frozenset[str]:
    """The string constants of all modules."""
    return frozenset(chain.from_iterable(map(strings, MODULES)))


def test_words_of_minutes_and_pages_are_not_in_python() -> None:
    found: dict[str, list[str]] = {}
    for path in MODULES:
        texts = (_PRODUCT.sub("", text) for text in strings(path))
        if words := [text for text in texts if _LETTERS.search(text)]:
            found[name_of(path)] = words
    unexpected = {name: words for name, words in found.items() if name not in ALLOWED}
    assert not unexpected, "put the words into a table under mappings/ or site/messages.toml"


def test_every_exception_for_words_is_needed() -> None:
    for name, (part, reason) in ALLOWED.items():
        assert reason
        assert any(part in text for text in strings(ROOT / name)), name


# Commands, docs -----------------------------------------------------------------------------------


def commands() -> list[str]:
    text = (PACKAGE / "arguments.py").read_text("utf-8")
    found = re.findall(r"commands\.add_parser\(\s*\"(\w+)\"", text)
    found += [f"portal {action}" for action in re.findall(r"actions\.add_parser\(\s*\"(\w+)", text)]
    assert len(found) >= 6
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"pykala {command}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_docs(command: str) -> None:
    docs = "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    assert f"pykala {command}" in docs


# Queries and tables -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", QUERIES, ids=name_of)
def test_a_query_says_what_one_row_is_and_orders_its_rows(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# One row is ")
    assert re.search(r"^ORDER BY \S", text, re.MULTILINE)
    assert re.search(r"Used by\s", text), "say which view uses it"


def test_there_are_queries_and_each_is_asked() -> None:
    assert {path.stem for path in QUERIES} <= all_strings()
    assert len(QUERIES) >= 7


def mentioned(path: Path) -> bool:
    """Whether some module names a table, with its ending or as one of a folder of the same kind."""
    return path.name in all_strings() or path.stem in all_strings()


def test_every_table_is_used() -> None:
    tables = [path for path in sorted((ROOT / "mappings").rglob("*")) if path.is_file()]
    unused = [name_of(path) for path in tables if path.suffix != ".md" and not mentioned(path)]
    assert not unused, "nothing names these tables, so nothing reads them"
    assert len(tables) > 20


def test_every_reference_table_has_rows() -> None:
    tables = sorted((ROOT / "mappings" / "reference").glob("*.csv"))
    for path in tables:
        assert list(read_rows(path.stem)), path.name
    assert len(tables) == 12


# Dependencies -------------------------------------------------------------------------------------

# Imported, but not asked for by name, since the one that is asked for is made of them.
WITH_OTHERS = {"markupsafe": "jinja2", "anyio": "starlette"}

# Asked for, but not imported, since another module reads its files.
READ_BY = {
    "tzdata": "zoneinfo",
    "font-source-sans-pro": "PIL",
    "httptools": "uvicorn",
    "uvloop": "uvicorn",
}


def imported() -> set[str]:
    """The top names of all that the package imports and does not have itself, Python's included."""
    found = set()
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - {"publisher"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *itertools.chain.from_iterable(extras)]
    declared = {re.split(r"[<>=\[ ]", line, maxsplit=1)[0] for line in lines}
    distributions = importlib.metadata.packages_distributions()
    modules = imported()
    installed = modules - set(sys.stdlib_module_names) - WITH_OTHERS.keys()
    needed = {distributions[name][0].lower() for name in installed}
    assert needed | READ_BY.keys() == declared
    assert set(READ_BY.values()) <= modules
    assert set(WITH_OTHERS.values()) <= declared


def test_the_guide_lists_every_source_system() -> None:
    guide = (ROOT / "docs" / "sources.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE) == list(SOURCES)
