"""The command line: arguments in, exit code out. Only here is anything printed or an error caught.

Exit codes: 0 if all went well, 1 if documents, data or machine did not allow it (or somebody
interrupted), 2 if the call, the settings or one of our tables is at fault.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import __version__
from publisher.errors import PublisherError, SettingsError, TableError

if TYPE_CHECKING:
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
    _add_scan(commands)
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


def _add_scan(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("scan", help="look for private data in all of the work folder")
    _add_settings(command)
    strings = "what else to look for, one a line; - for standard input"
    command.add_argument("--strings", metavar="FILE|-", help=strings)
    command.add_argument("--json", action="store_true", help="print what is found as JSON")
    command.set_defaults(run=_scan)


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "settings",
        nargs="?",
        type=Path,
        default=Path(_DEFAULT_SETTINGS),
        metavar="SETTINGS",
        help=f"the settings file (default: {_DEFAULT_SETTINGS})",
    )


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
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _build(options: argparse.Namespace) -> int:
    import msgspec

    from publisher.build.pipeline import build
    from publisher.progress import shown

    settings = _settings(options.settings)
    with shown() as progress:
        report = build(settings, workers=options.workers, progress=progress)
    if options.json:
        _write([msgspec.json.encode(report).decode()])
        return 0
    _write(report.lines())
    site = settings.output / "published" / "site"
    _write([f"took {report.seconds:.1f} s", f"site: {site / 'index.html'}"])
    _write([f"serve it: pykala serve {options.settings}"])
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
    validator = Validator()
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
    store = settings.output / "published" / "store"
    sys.stdout.writelines(run_query(store, text, output=options.output))
    return 0


def _link(options: argparse.Namespace) -> int:
    from publisher.linking.suggesting import suggest

    store = _settings(options.settings).output / "published" / "store"
    sys.stdout.writelines(suggest(store, options.vocabulary, options.output))
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

    path = _settings(options.settings).output / "report.json"
    report = read_report(path)
    _write([path.read_text(encoding="utf-8").rstrip()] if options.json else report.lines())
    return 0


def _scan(options: argparse.Namespace) -> int:
    from publisher.leaks.scanning import as_json, as_lines, scan_output

    scan = scan_output(_settings(options.settings), options.strings)
    _write([as_json(scan).decode()] if options.json else as_lines(scan))
    return 1 if scan.found else 0
