"""Prove what a large site keeps to: ``python -m tests.proof``, or ``make prove``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from publisher.settings import read_settings
from publisher.sources import SOURCES
from tests.benchmark.machine import calibrate, describe
from tests.benchmark.watching import CommandError, Watched
from tests.proof import corpus
from tests.proof.asking import Asked, ask_all, in_words
from tests.proof.counting import Counted, count_queries, judge
from tests.proof.document import Proof, write_document
from tests.proof.looking import look
from tests.proof.pages import Place, check_site
from tests.proof.tally import Tally, lines_of
from tests.site.browsing import CHROMIUM
from tests.site.building import BASE, LANGUAGES, Built

_SECTIONS = 10_000
_COUNTED = (300, 1000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build a large site, hold it against the rules, and print what came out.

    Args:
        arguments: Of the command line.

    Returns:
        The exit code: 1 if a rule failed, or something could not be built.
    """
    options = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(dir=options.folder, prefix="pykala-proof-") as name:
            proof = _prove(Path(name), options)
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _say("\n".join(lines_of(proof.tally)))
    if options.output is not None:
        options.output.write_text(write_document(proof), encoding="utf-8")
        _say(f"Written: {options.output}")
    return 0 if proof.tally.has_passed else 1


def _prove(folder: Path, options: argparse.Namespace) -> Proof:
    tally = Tally()
    if options.built is not None:
        output = read_settings(options.built, known_systems=frozenset(SOURCES)).output
        return _hold(Built(options.built, output), None, tally, options)
    counted = [] if options.pages_only else _count(folder, tally)
    site = folder / "site"
    site.mkdir()
    built = corpus.write_settings(site, options.sections)
    watched = corpus.build(built)
    _say(f"built in {watched.seconds:.0f} s, {watched.peak_bytes / 1e6:.0f} MB at most")
    return _hold(built, watched, tally, options, counted)


def _count(folder: Path, tally: Tally) -> list[Counted]:
    counted = []
    for sections in _COUNTED:
        place = folder / f"counted-{sections}"
        place.mkdir()
        counted.append(count_queries(place, sections))
        _say(f"{sections} §: {counted[-1].total} queries for {counted[-1].pages} pages")
    judge(counted[0], counted[-1], tally)
    return counted


def _hold(
    built: Built,
    watched: Watched | None,
    tally: Tally,
    options: argparse.Namespace,
    counted: Sequence[Counted] = (),
) -> Proof:
    """Hold a site that is there against the rules.

    Args:
        built: The site.
        watched: How it was built, if it was not there before.
        tally: What was checked before.
        options: Of the command line.
        counted: Builds whose queries were counted.

    Returns:
        All that came out.

    Raises:
        CommandError: If there is no browser, or no engine for it.
    """
    began = time.perf_counter()
    tally.merge(check_site(place_of(built)))
    seconds = time.perf_counter() - began
    _say(f"every page looked at in {seconds:.0f} s")
    asked: list[Asked] = []
    free = "not measured"
    if not options.pages_only:
        if not CHROMIUM.exists() or not corpus.LIBRARIES.is_dir():
            message = f"install {CHROMIUM} and run `make libraries`, or choose --pages-only"
            raise CommandError(message)
        with tempfile.TemporaryDirectory(dir=built.output) as name:
            free = calibrate(Path(name) / "files").words
        asked = ask_all(built, tally)
        _say(f"example queries in the browser: {in_words(asked)}")
        look(built, tally)
    return Proof(
        built=watched,
        label=options.label,
        machine=describe(built.output) | {"Free before queries were asked": free},
        sections=options.sections,
        seconds=seconds,
        tally=tally,
        asked=asked,
        counted=counted,
    )


def place_of(built: Built) -> Place:
    """Where a site is, for other processes."""
    store = (built.output / "published" / "store").resolve()
    return Place(str(built.site), str(store), BASE, LANGUAGES)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("--sections", type=int, default=_SECTIONS, help="how many §§ to generate")
    parser.add_argument(
        "--built", type=Path, metavar="SETTINGS", help="hold the site of these, and build nothing"
    )
    parser.add_argument("--label", default="", help="the day: '1 December 2026'")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument(
        "--output", type=Path, help="where to write the document (make prove: docs/proof.md)"
    )
    parser.add_argument(
        "--pages-only", action="store_true", help="no browser, and no counting of queries"
    )
    return parser


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
