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

from publisher import __version__
from publisher.errors import PublisherError, SettingsError, TableError

if TYPE_CHECKING:
    from publisher.build.report import Report
    from publisher.settings import Settings

# Every command imports what it needs itself, so that `pykala --help` does not load a SPARQL store.

_DEFAULT_SETTINGS = "pykala.toml"
_DEFAULT_PORT = 8000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: Without the program's name; None for those of the process.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(arguments)
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
        print(f"pykala: {place}{error.strerror or error}", file=sys.stderr)  # noqa: T201
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pykala", description="Minutes of Finnish municipalities as linked open data."
    )
    parser.add_argument("--version", action="version", version=f"pykala {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    _add_serve(commands)
    _add_extract(commands)
    _add_validate(commands)
    _add_query(commands)
    _add_link(commands)
    _add_report(commands)
    _add_withdraw(commands)
    _add_removals(commands)
    return parser


_Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_build(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "build", help="read the minutes, prove them, and publish site, store and downloads"
    )
    _add_settings(command)
    command.add_argument(
        "--workers", type=_positive, metavar="NUMBER", help="processes (default: one a core)"
    )
    command.add_argument("--json", action="store_true", help="print the report as JSON")
    _add_today(command)
    command.set_defaults(run=_build)


def _add_serve(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "serve", help="serve the site on this machine, with content negotiation and SPARQL"
    )
    _add_settings(command)
    command.add_argument("--port", type=int, default=_DEFAULT_PORT)
    command.set_defaults(run=_serve)


def _add_extract(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "extract", help="print what is read from documents, one JSON object a line"
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    explain = "which words gave which value, with all private data: for your own screen only"
    command.add_argument("--explain", action="store_true", help=explain)
    pages = "explain in a page for each document in this folder, private data and all"
    command.add_argument("--html", type=Path, metavar="FOLDER", help=pages)
    command.add_argument("--language", choices=("fi", "sv", "en"), help="its words (default: fi)")
    command.set_defaults(run=_extract)


def _add_validate(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("validate", help="prove RDF files against the shapes")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--language", choices=("fi", "sv", "en"), default="fi", help="default: fi")
    report = "write a SHACL validation report: Turtle or JSON-LD, by its ending"
    command.add_argument("--report", type=Path, metavar="FILE", help=report)
    command.add_argument("--json", action="store_true", help="print what is found as JSON")
    _add_today(command)
    command.set_defaults(run=_validate)


def _add_query(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("query", help="ask the store a SPARQL query")
    command.add_argument("query", metavar="FILE.rq|-", help="a file, or - for standard input")
    command.add_argument("--settings", type=Path, default=Path(_DEFAULT_SETTINGS), metavar="FILE")
    command.add_argument("--output", choices=("table", "csv", "json"), default="table")
    command.set_defaults(run=_query)


def _add_link(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("link", help="suggest subjects of a thesaurus for every §")
    _add_settings(command)
    command.add_argument("--vocabulary", type=Path, required=True, metavar="FILE", help="in SKOS")
    command.add_argument("--output", choices=("turtle", "json"), default="turtle")
    command.set_defaults(run=_link)


def _add_report(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("report", help="print the report of the last build")
    _add_settings(command)
    command.add_argument("--json", action="store_true", help="print it as JSON")
    command.set_defaults(run=_report)


def _add_withdraw(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "withdraw", help="take a § off the network for good, and build without it"
    )
    command.add_argument("iri", metavar="IRI", help="the address of the § or of its decision")
    _add_settings(command)
    why = "why; it is kept in withdrawn.toml beside the settings, and never published"
    command.add_argument("--reason", required=True, metavar="TEXT", help=why)
    command.add_argument("--workers", type=_positive, metavar="NUMBER", help=argparse.SUPPRESS)
    _add_today(command)
    command.set_defaults(run=_withdraw)


def _add_removals(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "removals", help="verify and print the log of what left the network, and when"
    )
    _add_settings(command)
    sign = "sign off all that stands in it, by the title of whoever does"
    command.add_argument("--sign", metavar="TITLE", help=sign)
    _add_today(command)
    command.set_defaults(run=_removals)


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "settings",
        nargs="?",
        type=Path,
        default=Path(_DEFAULT_SETTINGS),
        metavar="SETTINGS",
        help=f"the settings file (default: {_DEFAULT_SETTINGS})",
    )


def _add_today(command: argparse.ArgumentParser) -> None:
    day = "the day to go by: what may be public, and what has to leave (default: today in Finland)"
    command.add_argument("--today", type=_day, metavar="DAY", help=day)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day: write it like 2026-04-15"
        raise argparse.ArgumentTypeError(message) from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is no whole number from 1 up"
        raise argparse.ArgumentTypeError(message)
    return int(text)


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

    with shown() as progress:
        return build(settings, today=_today(options), workers=options.workers, progress=progress)


def _today(options: argparse.Namespace) -> dt.date:
    from publisher.deadlines import today_in_finland

    return options.today or today_in_finland()


def _withdraw(options: argparse.Namespace) -> int:
    from publisher.rdf.iris import Iris
    from publisher.settings import add_withdrawal, withdrawal_of

    settings = _settings(options.settings)
    iri = Iris(settings.base_iri).section_at(options.iri)
    if iri is None:
        message = (
            f"this is no address of a § of this site: it looks like {settings.base_iri}eli/dl/"
            "<organisation>/<body>/<year>/<number>"
        )
        raise SettingsError(message)
    withdrawal = withdrawal_of(iri, _today(options), options.reason)
    if all(one.iri != iri for one in settings.withdrawn):
        add_withdrawal(options.settings.absolute().parent, withdrawal)
    _built(_settings(options.settings), options)
    _write([f"{iri} is withdrawn; a tombstone stands at its address, and no build brings it back"])
    return 0


def _removals(options: argparse.Namespace) -> int:
    from publisher.build.removals import RemovalLog

    log = RemovalLog(_settings(options.settings).output)
    if options.sign is not None:
        log.sign(options.sign, _today(options))
    _write(log.lines())
    return 0


def _serve(options: argparse.Namespace) -> int:
    from publisher.serving.app import serve

    settings = _settings(options.settings)
    published = settings.output / "published"
    serve(published / "site", published / "store", base_iri=settings.base_iri, port=options.port)
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
    from publisher.querying import run_query

    settings = _settings(options.settings)
    text = _query_text(options.query)
    for piece in run_query(settings.output / "published" / "store", text, output=options.output):
        sys.stdout.write(piece)
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
