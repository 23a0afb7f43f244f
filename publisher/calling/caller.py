"""The one place that calls other machines.

A secret goes to the address that was given for it and nowhere else: redirections are not followed,
and no message repeats it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import Any

import requests

from publisher import __version__
from publisher.calling.credentials import Credentials
from publisher.calling.patience import retry_after_s
from publisher.errors import RemoteBusyError, RemoteError

TIMEOUTS_S = (10.0, 60.0)  # until there is a connection; until there is an answer

Answer = requests.Response

_REDIRECTIONS = range(300, 400)
# A connection that breaks while an answer is being read is told by the last of these.
_BROKEN = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)


class Caller:
    """Requests to one machine over a connection that is kept open.

    Not to be shared by threads.

    Attributes:
        place: Which machine it is, in messages.
        credentials: Who we are.
    """

    def __init__(
        self,
        place: str,
        credentials: Credentials,
        *,
        option: str,
        busy: Container[int],
        timeouts_s: tuple[float, float] = TIMEOUTS_S,
    ) -> None:
        """Set up; nothing is called yet.

        Args:
            place: Which machine it is, in messages.
            credentials: Who we are.
            option: Where the user said which machine.
            busy: Status codes after which the same request may succeed.
            timeouts_s: Until there is a connection, and until there is an answer.
        """
        self.place = place
        self.credentials = credentials
        self._option = option
        self._busy = busy
        self._timeouts_s = timeouts_s
        self._session = requests.Session()
        # Given for every request, or requests would take a password out of ~/.netrc instead.
        self._session.auth = credentials
        self._session.headers["User-Agent"] = f"pykala/{__version__}"

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def call(self, method: str, url: str, what: str, **parts: Any) -> Answer:  # noqa: ANN401
        """Send a request.

        Args:
            method: Of HTTP.
            url: Where to.
            what: It is, in messages.
            parts: Of the request, as requests has them.

        Returns:
            The answer, of whatever other status.

        Raises:
            RemoteBusyError: If the machine cannot answer now; it may have done it all the same.
            RemoteError: If it cannot be asked, or sends us elsewhere.
        """
        try:
            answer = self._session.request(
                method, url, timeout=self._timeouts_s, allow_redirects=False, **parts
            )
        except requests.exceptions.SSLError as error:
            message = (
                f"{self.place} shows no certificate that this machine trusts: nothing was sent"
            )
            raise RemoteError(message) from error
        except _BROKEN as error:
            message = f"{self.place} cannot be reached ({_reason(error)})"
            raise RemoteBusyError(message) from error
        except requests.RequestException as error:
            message = f"{self.place} cannot be asked ({_reason(error)}): check {self._option}"
            raise RemoteError(message) from error
        if answer.status_code in _REDIRECTIONS:
            target = self.credentials.hide(answer.headers.get("Location", "elsewhere"))
            message = (
                f"{url.partition('?')[0]} leads to {target}, where no secret was sent: "
                f"if it has moved, write its new address: {self._option}"
            )
            raise RemoteError(message)
        if answer.status_code in self._busy:
            wait = retry_after_s(answer.headers, _now)
            message = f"{self.place} answers {answer.status_code} to {what}"
            raise RemoteBusyError(message, wait)
        return answer


def _reason(error: Exception) -> str:
    """Why there is no answer, in a word: what requests says names places in memory."""
    return type(error).__name__


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
