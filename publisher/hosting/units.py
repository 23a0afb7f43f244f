"""Units of systemd: the server, its socket, and a build every night (systemd.service(5))."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import msgspec

from publisher.errors import SettingsError
from publisher.hosting.writing import write_templates
from publisher.settings import Settings

# Between double quotes these mean themselves (systemd.syntax(7), systemd.unit(5), Specifiers).
_PLAIN = re.compile(r"/[\w /.,:@+~=()-]*")


class Units(msgspec.Struct, frozen=True, kw_only=True):
    """What the units are filled with.

    Attributes:
        program: Where ``pykala`` is.
        settings: The settings file.
        output: The work folder.
    """

    program: str
    settings: str
    output: str


def write_units(settings: Settings, file: Path, folder: Path) -> list[Path]:
    """Write the units of a site, for the program that writes them.

    Args:
        settings: Of the site.
        file: Where they were read from.
        folder: Where to write; made where it is missing. What is there under the same name is
            replaced.

    Returns:
        The files written, by name.

    Raises:
        SettingsError: If the program, the settings or the work folder have a name that units could
            misread, or the program is not beside its Python.
    """
    program = shutil.which("pykala", path=Path(sys.executable).parent)
    if program is None:
        message = f"there is no pykala beside {sys.executable}: install it as README.md says"
        raise SettingsError(message)
    paths = {
        "program": program,
        "settings": str(file.absolute()),
        "output": str(settings.output),
    }
    for what, path in paths.items():
        if _PLAIN.fullmatch(path) is None:
            message = (
                f"the path of the {what}, {path!r}, has characters that a unit of systemd could "
                "misread: choose another one"
            )
            raise SettingsError(message)
    return write_templates("systemd", folder, Units(**paths))
