"""What a site needs that is not in this repository: libraries of npm, and compiled dictionaries.

`pykala libraries` installs all of it in one folder; builds find it there, and do without what is
missing.
"""

from __future__ import annotations

from pathlib import Path

from publisher.lemmas.compiling import compile_all, is_compiled
from publisher.libraries import npm, oxigraph, pagefind

ADVICE = "install npm (it comes with Node.js), run `pykala libraries`"


def install(folder: Path) -> bool:
    """Install what is not there yet.

    Args:
        folder: Where to; what else is in it is not touched.

    Returns:
        Whether there was anything to do.

    Raises:
        SettingsError: If there is no npm, or something fails; with what is said of it.
    """
    installed = npm.install(folder)
    return compile_all(folder) or installed


def missing_from(folder: Path, *, search: bool) -> list[str]:
    """What a site has to do without, and what to do; empty if all is installed.

    Args:
        folder: That `install` wrote to.
        search: Whether the site is to have a search.
    """
    missing = []
    if not npm.is_installed(folder):
        missing.append("queries in the browser")
    if search and not can_search(folder):
        missing.append("the search")
    if not missing:
        return []
    if search and npm.is_installed(folder) and pagefind.find_program(folder) is None:
        return ["the search, since Pagefind has no program for this machine: build on another one"]
    return [f"{' and '.join(missing)}, whose libraries are missing: {ADVICE}, then build again"]


def can_search(folder: Path) -> bool:
    """Whether all is there that a search is made with."""
    return pagefind.find_program(folder) is not None and is_compiled(folder)


def state_of(folder: Path, *, search: bool) -> bytes:
    """What tells whether and which libraries are installed, for the fingerprint of a build.

    Args:
        folder: That `install` wrote to.
        search: Whether the site is to have a search.
    """
    searching = pagefind.state_of(folder) if search and can_search(folder) else b""
    return oxigraph.state_of(folder) + searching
