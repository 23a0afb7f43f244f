"""What the commands of the command line take."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from publisher import __version__

_DEFAULT_SETTINGS = "pykala.toml"
_DEFAULT_PORT = 8000
_ENDPOINT = re.compile(r"https?://[^\s<>\"{}|^`\\]+")

Run = Callable[[argparse.Namespace], int]


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """What every command takes.

    Args:
        runs: What carries a command out, by its name.

    Returns:
        A parser that sets ``run`` to that.
    """
    parsed = argparse.ArgumentParser(
        prog="pykala", description="Minutes of Finnish municipalities as linked open data."
    )
    parsed.add_argument("--version", action="version", version=f"pykala {__version__}")
    commands = parsed.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        *(_add_build, _add_serve, _add_hosting, _add_extract, _add_validate, _add_query, _add_link),
        *(_add_report, _add_withdraw, _add_removals, _add_scan, _add_libraries),
        *(_add_portal, _add_push),
    ):
        add(commands)
    for name, command in commands.choices.items():
        command.set_defaults(run=runs[name])
    return parsed


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


def _add_serve(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "serve", help="serve the site, with content negotiation and a SPARQL endpoint"
    )
    _add_settings(command)
    host = "the address to listen on (default: 127.0.0.1, which only this machine reaches)"
    command.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=host)
    command.add_argument("--port", type=int, default=_DEFAULT_PORT)
    numbers = {
        "--time-limit": (30, "SECONDS", "how long a query may take"),
        "--memory-limit": (1_000, "MEGABYTES", "how much memory a query may take"),
        "--answer-limit": (100, "MEGABYTES", "how large an answer may be"),
    }
    for name, (usual, unit, what) in numbers.items():
        text = f"{what} (default: {usual})"
        command.add_argument(name, type=_positive, default=usual, metavar=unit, help=text)
    service = "an endpoint that queries may call with SERVICE (none, if you do not say)"
    command.add_argument(
        "--allow-service", type=_service, action="append", default=[], metavar="IRI", help=service
    )
    log = "print a line of JSON for each request; no addresses of clients are in it"
    command.add_argument("--log", action="store_true", help=log)


def _add_hosting(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "hosting", help="write how web servers answer as serve does, or how systemd runs it"
    )
    _add_settings(command)
    servers = ("nginx", "apache", "caddy", "edge", "plain", "systemd")
    kind = "edge is a function beside the files, plain any host of files, systemd runs serve"
    command.add_argument("--for", dest="server", choices=servers, required=True, help=kind)
    where = "where to write it (default: hosting in the work folder)"
    command.add_argument("--output", type=Path, metavar="FOLDER", help=where)
    root = "what the web server shows at / (default: the published site, where it is now)"
    command.add_argument("--root", type=Path, metavar="FOLDER", help=root)


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


def _add_validate(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("validate", help="prove RDF files against the shapes")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--language", choices=("fi", "sv", "en"), default="fi", help="default: fi")
    report = "write a SHACL validation report: Turtle or JSON-LD, by its ending"
    command.add_argument("--report", type=Path, metavar="FILE", help=report)
    command.add_argument("--json", action="store_true", help="print what is found as JSON")
    _add_today(command)


def _add_query(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("query", help="ask the store a SPARQL query")
    command.add_argument("query", metavar="FILE.rq|-", help="a file, or - for standard input")
    command.add_argument("--settings", type=Path, default=Path(_DEFAULT_SETTINGS), metavar="FILE")
    endpoint = "ask a SPARQL endpoint elsewhere, instead of the store of the settings"
    command.add_argument("--endpoint", type=_service, metavar="IRI", help=endpoint)
    command.add_argument("--output", choices=("table", "csv", "json"), default="table")


def _add_link(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("link", help="suggest subjects of a thesaurus for every §")
    _add_settings(command)
    command.add_argument("--vocabulary", type=Path, required=True, metavar="FILE", help="in SKOS")
    command.add_argument("--output", choices=("turtle", "json"), default="turtle")


def _add_report(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("report", help="print the report of the last build")
    _add_settings(command)
    command.add_argument("--json", action="store_true", help="print it as JSON")


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


def _add_removals(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "removals", help="verify and print the log of what left the network, and when"
    )
    _add_settings(command)
    sign = "sign off all that stands in it, by the title of whoever does"
    command.add_argument("--sign", metavar="TITLE", help=sign)
    _add_today(command)


def _add_scan(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("scan", help="look for private data in all of the work folder")
    _add_settings(command)
    strings = "what else to look for, one a line; - for standard input"
    command.add_argument("--strings", metavar="FILE|-", help=strings)
    command.add_argument("--json", action="store_true", help="print what is found as JSON")


def _add_libraries(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "libraries", help="install what pages run in the browser (by npm, once); then build again"
    )
    _add_settings(command)


def _add_portal(commands: _Commands[argparse.ArgumentParser]) -> None:
    portal = commands.add_parser("portal", help="announce what is published on a data portal")
    actions = portal.add_subparsers(required=True, metavar="ACTION")
    command = actions.add_parser(
        "push", help="create the datasets on the portal of the settings, or bring them up to date"
    )
    _add_settings(command)
    _add_yes(command)


def _add_push(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "push", help="bring what is published into a SPARQL store elsewhere: what changed, no more"
    )
    _add_settings(command)
    where = "the address of the store; without --for, that which takes graphs, or updates"
    command.add_argument("--store", required=True, metavar="URL", help=where)
    kind = "which program it is, so that its addresses are known: oxigraph, virtuoso, fuseki, …"
    command.add_argument("--for", dest="kind", metavar="KIND", help=kind)
    command.add_argument("--query", metavar="URL", help="where another store answers queries")
    protocol = "what another store takes (default: graph-store)"
    command.add_argument("--protocol", choices=("graph-store", "update"), help=protocol)
    user = "who we are to it; without, the secret is the whole value of the header Authorization"
    command.add_argument("--user", metavar="NAME", help=user)
    digest = "another store takes passwords as a digest"
    command.add_argument("--digest", action="store_true", help=digest)
    place = "where the secret stands (default: in the variable PYKALA_STORE_SECRET)"
    command.add_argument("--secret-file", type=Path, metavar="FILE", help=place)
    verify = "read back every graph and compare it, not only those that are sent"
    command.add_argument("--verify", action="store_true", help=verify)
    _add_yes(command)


def _add_yes(command: argparse.ArgumentParser) -> None:
    whether = command.add_mutually_exclusive_group()
    dry = "say what would be sent, and send nothing (default)"
    whether.add_argument("--dry-run", action="store_true", help=dry)
    whether.add_argument("--yes", action="store_true", help="send it")


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


def _service(text: str) -> str:
    if not _ENDPOINT.fullmatch(text):
        message = f"{text!r} is no address of an endpoint: write it like https://example.org/sparql"
        raise argparse.ArgumentTypeError(message)
    return text


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is no whole number from 1 up"
        raise argparse.ArgumentTypeError(message)
    return int(text)
