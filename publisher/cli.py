"""The command line: arguments in, exit code out. Only here is anything printed or an error caught.

Exit codes: 0 if all went well, 1 if documents, data or machine did not allow it (or somebody
interrupted), 2 if the call, the settings or one of our tables is at fault.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.arguments import parser
from publisher.errors import PublisherError, SettingsError, TableError, remedy

if TYPE_CHECKING:
    from publisher.build.report import Report
    from publisher.settings import Settings

# Every command imports what it needs itself, so that `pykala --help` does not load a SPARQL store.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: Without the program's name; None for those of the process.

    Returns:
        The exit code.
    """
    options = parser(_RUNS).parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()  # here, where a reader that has gone away is noticed in good order
    except (SettingsError, TableError) as error:
        print(f"pykala: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except PublisherError as error:
        print(f"pykala: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("pykala: interrupted; what is public stays as it was", file=sys.stderr)  # noqa: T201
        return 1
    except BrokenPipeError:
        # Whoever reads our output has seen enough of it. What is left goes nowhere, or Python would
        # complain of it at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A full disk, a folder that may not be written to: nothing that we could put right.
        place = f"{error.filename}: " if error.filename else ""
        print(f"pykala: {place}{error.strerror or error}{remedy(error)}", file=sys.stderr)  # noqa: T201
        return 1
    return code


def _settings(path: Path) -> Settings:
    from publisher.assets import source_systems
    from publisher.settings import read_settings

    return read_settings(path, known_systems=source_systems())


def _write(lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _build(options: argparse.Namespace) -> int:
    import msgspec

    settings = _settings(options.settings)
    report = _built(settings, options)
    if options.json:
        _write([msgspec.json.encode(report).decode()])
        return 0
    _write(report.lines())
    site = settings.output / "published" / "site"
    _write(
        [
            f"took {report.seconds:.1f} s",
            f"site: {site / 'index.html'}",
            f"serve it: pykala serve {options.settings}",
        ]
    )
    return 0


def _built(settings: Settings, options: argparse.Namespace) -> Report:
    from publisher.build.pipeline import build
    from publisher.progress import shown

    now = None if options.today else dt.datetime.now(dt.UTC)
    with shown() as progress:
        return build(
            settings, today=_today(options), workers=options.workers, progress=progress, now=now
        )


def _today(options: argparse.Namespace) -> dt.date:
    from publisher.deadlines import today_in_finland

    return options.today or today_in_finland()


def _withdraw(options: argparse.Namespace) -> int:
    from publisher.build.withdrawing import published_section
    from publisher.settings import add_withdrawal, withdrawal_of

    settings = _settings(options.settings)
    iri = published_section(settings, options.iri)
    withdrawal = withdrawal_of(iri, _today(options), options.reason)
    if all(one.iri != iri for one in settings.withdrawn):
        add_withdrawal(options.settings.absolute().parent, withdrawal)
    _built(_settings(options.settings), options)
    _write([f"{iri} is withdrawn; a tombstone stands at its address, and no build brings it back"])
    return 0


def _removals(options: argparse.Namespace) -> int:
    from publisher.build.generations import Generations
    from publisher.build.removals import RemovalLog

    output = _settings(options.settings).output
    if options.sign is None:
        _write(RemovalLog(output).lines())
        return 0
    with Generations(output).held():  # since a build writes lines too
        log = RemovalLog(output)
        log.sign(options.sign, _today(options))
    _write(log.lines())
    return 0


def _serve(options: argparse.Namespace) -> int:
    from publisher.serving.command import run

    run(_settings(options.settings), options)
    return 0


def _hosting(options: argparse.Namespace) -> int:
    from publisher.hosting.units import write_units
    from publisher.hosting.writing import write_hosting

    settings = _settings(options.settings)
    folder = options.output or settings.output / "hosting" / options.server
    if options.server == "systemd":
        written = write_units(settings, options.settings, folder)
    else:
        written = write_hosting(settings, options.server, folder, options.root)
    _write([str(path) for path in written])
    return 0


def _extract(options: argparse.Namespace) -> int:
    from publisher.extracting import Extractor

    if options.explain:
        return _explain(options)
    if options.html or options.language:
        message = "--html and --language tell how to explain: add --explain"
        raise SettingsError(message)
    extractor = Extractor()
    failed = False
    for path in options.files:
        found = extractor.extract(path)
        failed = failed or "error" in found
        _write([extractor.to_json(found)])
    return 1 if failed else 0


def _explain(options: argparse.Namespace) -> int:
    from publisher.extracting import Explainer

    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    explainer = Explainer(options.language or "fi", options.html, colours=colours)
    for path in options.files:
        _write(explainer.explain(path))
    return 1 if explainer.failed else 0


def _validate(options: argparse.Namespace) -> int:
    from publisher.proving import as_json, as_lines, prove
    from publisher.rdf.reports import report_syntax, write_report
    from publisher.validation import Validator

    syntax = report_syntax(options.report) if options.report else None
    validator = Validator(as_of=_today(options))
    proof = prove(options.files, validator)
    if syntax:
        report = validator.report(place.result for place in proof.places)
        options.report.write_bytes(write_report(report, syntax))
    _write([as_json(proof).decode()] if options.json else as_lines(proof, options.language))
    return 0 if proof.conforms else 1


def _query(options: argparse.Namespace) -> int:
    from publisher.asking import ask_endpoint
    from publisher.querying import run_query, write_answer

    text = _query_text(options.query)
    if options.endpoint:
        found = ask_endpoint(options.endpoint, text)
        sys.stdout.writelines(write_answer(found, text, output=options.output))
        return 0
    store = _settings(options.settings).output / "published" / "store"
    sys.stdout.writelines(run_query(store, text, output=options.output))
    return 0


def _link(options: argparse.Namespace) -> int:
    from publisher.linking.suggesting import suggest

    store = _settings(options.settings).output / "published" / "store"
    for piece in suggest(store, options.vocabulary, options.output):
        sys.stdout.write(piece)
    return 0


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    try:
        return Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{given}: the query cannot be read: {error}"
        raise SettingsError(message) from error


def _report(options: argparse.Namespace) -> int:
    from publisher.build.report import read_report

    settings = _settings(options.settings)
    path = settings.output / "report.json"
    report = read_report(path)
    _write([path.read_text(encoding="utf-8").rstrip()] if options.json else report.lines())
    return 0


def _scan(options: argparse.Namespace) -> int:
    from publisher.leaks.scanning import as_json, as_lines, scan_output

    scan = scan_output(_settings(options.settings), options.strings)
    _write([as_json(scan).decode()] if options.json else as_lines(scan))
    return 1 if scan.found else 0


def _libraries(options: argparse.Namespace) -> int:
    from publisher.libraries import install

    folder = _settings(options.settings).libraries
    news = "installed" if install(folder) else "there already"
    _write([f"libraries for the browser: {news}, in {folder}"])
    return 0


def _portal(options: argparse.Namespace) -> int:
    from publisher.portal.push import lines

    for line in lines(_settings(options.settings), send=options.yes):
        _write([line])
        sys.stdout.flush()  # the next dataset may have to wait for the portal
    return 0


def _push(options: argparse.Namespace) -> int:
    from publisher.progress import shown
    from publisher.pushing.command import run

    with shown() as progress:
        _write(run(_settings(options.settings), options, progress))
    return 0


_RUNS = {
    "build": _build,
    "serve": _serve,
    "hosting": _hosting,
    "extract": _extract,
    "validate": _validate,
    "query": _query,
    "link": _link,
    "report": _report,
    "withdraw": _withdraw,
    "removals": _removals,
    "scan": _scan,
    "libraries": _libraries,
    "portal": _portal,
    "push": _push,
}
