"""The §§ that their publisher has withdrawn: a file of its own beside the settings.

It is kept with the settings, and not with what a build makes, so that a § stays away although the
work folder is deleted.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import msgspec

from publisher.errors import SettingsError
from publisher.settings.model import Withdrawal

WITHDRAWN_FILE = "withdrawn.toml"

_HEAD = """\
# The sections that were taken off the network, written by `pykala withdraw`. Keep this file with
# the settings: no build publishes what stands here. The reasons are for you and stay here.
"""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    withdrawn: tuple[Withdrawal, ...] = ()


def read_withdrawals(folder: Path) -> tuple[Withdrawal, ...]:
    """Read what was withdrawn.

    Args:
        folder: Of the settings file.

    Returns:
        The withdrawals in the order of the file; none if there is no file.

    Raises:
        SettingsError: If the file cannot be read, or says anything else.
    """
    path = folder / WITHDRAWN_FILE
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_File).withdrawn
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        message = (
            f"{WITHDRAWN_FILE}: cannot be read ({error}): every [[withdrawn]] has an iri, a day "
            "and a reason; nothing is built until it is mended, since what stands in it must not "
            "come back"
        )
        raise SettingsError(message) from error


def add_withdrawal(folder: Path, withdrawal: Withdrawal) -> None:
    """Note a withdrawal at the end of the file, in one step.

    Args:
        folder: Of the settings file.
        withdrawal: The new one.

    Raises:
        OSError: If the file cannot be written.
    """
    path, new = folder / WITHDRAWN_FILE, folder / f"{WITHDRAWN_FILE}.new"
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    iri, reason = map(_string, (withdrawal.iri, withdrawal.reason))
    entry = f"\n[[withdrawn]]\niri = {iri}\nday = {withdrawal.day.isoformat()}\nreason = {reason}\n"
    with new.open("w", encoding="utf-8") as file:
        file.write(before + entry)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _string(text: str) -> str:
    """A basic string of TOML (1.0, "String"): one of JSON, in which DEL is escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def withdrawal_of(iri: str, day: dt.date, reason: str) -> Withdrawal:
    """A withdrawal of today.

    Raises:
        SettingsError: If no reason is given, or one that cannot be written.
    """
    if not reason.strip():
        message = "say why with --reason: it is kept beside the settings, and never published"
        raise SettingsError(message)
    try:
        reason.encode()
    except UnicodeEncodeError:
        message = "the reason is no UTF-8: set the terminal to UTF-8, and give it once more"
        raise SettingsError(message) from None
    return Withdrawal(iri=iri, day=day, reason=" ".join(reason.split()))
