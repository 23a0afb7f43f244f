"""Validation reports as files, in the syntax that the name of the file asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from publisher.errors import SettingsError
from publisher.rdf.syntaxes import write

_SYNTAXES: Final[Mapping[str, ox.RdfFormat]] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_PREFIXES: Final = {
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/pykala/shapes#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def report_syntax(path: Path) -> ox.RdfFormat:
    """Tell the syntax of a report by the ending of its name.

    Args:
        path: Where it is to be written.

    Returns:
        Turtle or JSON-LD.

    Raises:
        SettingsError: If the ending is that of neither.
    """
    if syntax := _SYNTAXES.get(path.suffix):
        return syntax
    message = f"{path}: a report ends in {' or '.join(_SYNTAXES)}: choose one of them"
    raise SettingsError(message)


def write_report(triples: Iterable[ox.Triple], syntax: ox.RdfFormat) -> bytes:
    """Write a report.

    Args:
        triples: Its triples, in the order of the report.
        syntax: From `report_syntax`.

    Returns:
        The content of the file.
    """
    return write(triples, syntax, _PREFIXES)
