"""Trying again, when another machine cannot answer now."""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Callable, Mapping
from typing import TypeVar

from publisher.errors import RemoteBusyError, RemoteError

T = TypeVar("T")
Clock = Callable[[], dt.datetime]
Pause = Callable[[float], object]

ATTEMPTS = 5
# Before the second attempt; doubled each time, unless the machine says how long.
FIRST_WAIT_S = 2.0
# Nobody waits longer than this inside one call.
LONGEST_WAIT_S = 120.0


def patiently(attempt: Callable[[], T], pause: Pause) -> T:
    """Try several times.

    A machine that did not answer may have done what it was asked to, so that an attempt has to be
    one that can be made twice.

    Args:
        attempt: What is tried.
        pause: Waits for some seconds.

    Returns:
        What the attempt gives that succeeds.

    Raises:
        RemoteError: If none succeeds, or the machine refuses.
    """
    wait, number = FIRST_WAIT_S, 1
    while True:
        try:
            return attempt()
        except RemoteBusyError as error:
            asked = error.wait_s if error.wait_s is not None else wait
            if number == ATTEMPTS or asked > LONGEST_WAIT_S:
                message = f"{error}, {_tried(number, asked)}"
                raise RemoteError(message) from error
        pause(asked)
        wait, number = 2 * wait, number + 1


def retry_after_s(headers: Mapping[str, str], now: Clock) -> float | None:
    """How long a server asks to wait (RFC 9110, 10.2.3).

    Args:
        headers: Of its answer.
        now: Tells the time, with a time zone.

    Returns:
        Seconds, never less than none; None if it does not say, or nothing that can be read.
    """
    given = headers.get("Retry-After", "").strip()
    if given.isdecimal():
        return float(given)
    try:
        moment = email.utils.parsedate_to_datetime(given)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now()).total_seconds())


def _tried(attempts: int, asked_s: float) -> str:
    if asked_s > LONGEST_WAIT_S:
        return f"and asks for {asked_s:.0f} seconds of patience: try again after that"
    return f"after {attempts} attempts: try again later"
