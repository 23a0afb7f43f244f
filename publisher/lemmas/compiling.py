"""The dictionaries of simplemma, compiled to files that many processes map into memory.

Each language becomes a trie of its forms (MARISA, Yata 2011), with the number of the reduction that
leads to the base form, and one JSON file has the reductions and what endings tell. It takes half a
minute and most of a gigabyte, in a process of its own, and is done once.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import marisa_trie
import msgspec

from publisher.errors import SettingsError
from publisher.lemmas.endings import learn
from publisher.lemmas.reduction import Reduction, reduction
from publisher.lemmas.simple import dictionary_version, pairs

LANGUAGES = ("fi", "sv")

_FOLDER = "lemmas"
_FORMAT = 1
_FACTS = "facts.json"
_NUMBER = "<H"
# Endings are learnt from one of so many forms, which tell the same in a fraction of the time.
_EVERY = 11


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the tries.

    Attributes:
        made_by: Format and version of the dictionaries.
        reductions: By language, as numbered in its trie.
        endings: By language, as `publisher.lemmas.endings` has them.
    """

    made_by: str
    reductions: dict[str, list[Reduction]]
    endings: dict[str, dict[str, str]]


def compile_all(libraries: Path) -> bool:
    """Compile the dictionaries, unless they are there.

    Args:
        libraries: The folder of libraries, which gets a folder for them.

    Returns:
        Whether there was anything to do.

    Raises:
        SettingsError: If it fails, as for want of memory.
    """
    if is_compiled(libraries):
        return False
    process = multiprocessing.get_context("spawn").Process(target=_compile_all, args=(libraries,))
    process.start()
    process.join()
    if process.exitcode or not is_compiled(libraries):
        message = "the dictionaries of base forms could not be compiled: free a gigabyte of memory"
        raise SettingsError(message)
    return True


def is_compiled(libraries: Path) -> bool:
    """Whether the dictionaries of this version are there; their facts are written last."""
    facts = read_facts(libraries)
    return facts is not None and facts.made_by == made_by()


def made_by() -> str:
    """The format of the files and the version of the dictionaries."""
    return f"{_FORMAT} simplemma {dictionary_version()}"


def read_facts(libraries: Path) -> Facts | None:
    """What stands beside the tries; None if nothing has been compiled, or not by us."""
    try:
        return msgspec.json.decode((libraries / _FOLDER / _FACTS).read_bytes(), type=Facts)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def trie_path(libraries: Path, language: str) -> Path:
    """Where the trie of a language is."""
    return libraries / _FOLDER / f"{language}.marisa"


def open_trie(path: Path) -> marisa_trie.RecordTrie:
    """A trie, mapped into memory."""
    trie = marisa_trie.RecordTrie(_NUMBER)
    trie.mmap(str(path))
    return trie


def _compile_all(libraries: Path) -> None:
    (libraries / _FOLDER).mkdir(parents=True, exist_ok=True)
    reductions, endings = {}, {}
    for language in LANGUAGES:
        reductions[language] = _compile(language, trie_path(libraries, language))
        endings[language] = learn(islice(pairs(language), 0, None, _EVERY))
    facts = Facts(made_by=made_by(), reductions=reductions, endings=endings)
    new = libraries / _FOLDER / f"{_FACTS}.new"
    new.write_bytes(msgspec.json.encode(facts))
    new.replace(libraries / _FOLDER / _FACTS)


def _compile(language: str, target: Path) -> list[Reduction]:
    """Write the trie of a language.

    Returns:
        The reductions that its numbers mean.
    """
    numbers: dict[Reduction, int] = {}

    def entries() -> Iterator[tuple[str, tuple[int]]]:
        for form, lemma in pairs(language):
            yield form, (numbers.setdefault(reduction(form, lemma), len(numbers)),)

    trie = marisa_trie.RecordTrie(_NUMBER, entries())
    new = target.with_name(f"{target.name}.new")
    trie.save(str(new))
    new.replace(target)
    return list(numbers)
