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

FILE = "withdrawn.toml"

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
    path = folder / FILE
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_File).withdrawn
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        message = (
            f"{FILE}: cannot be read ({error}): every [[withdrawn]] has an iri, a day and a "
            "reason; nothing is built until it is mended, since what stands in it must not come "
            "back"
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
    path, new = folder / FILE, folder / f"{FILE}.new"
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    # A string of JSON is a basic string of TOML (TOML 1.0, "String").
    iri, reason = (
        json.dumps(text, ensure_ascii=False) for text in (withdrawal.iri, withdrawal.reason)
    )
    entry = f"\n[[withdrawn]]\niri = {iri}\nday = {withdrawal.day.isoformat()}\nreason = {reason}\n"
    with new.open("w", encoding="utf-8") as file:
        file.write(before + entry)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def withdrawal_of(iri: str, day: dt.date, reason: str) -> Withdrawal:
    """A withdrawal of today.

    Raises:
        SettingsError: If no reason is given.
    """
    if not reason.strip():
        message = "say why with --reason: it is kept beside the settings, and never published"
        raise SettingsError(message)
    return Withdrawal(iri=iri, day=day, reason=" ".join(reason.split()))
