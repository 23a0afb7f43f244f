"""The action API of a CKAN portal (CKAN 2.11, API guide): the one place that calls another machine.

The token goes to the address of the settings and nowhere else: redirections are not followed, and
no message repeats it.
"""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Callable, Mapping
from typing import Any

import requests
from requests.auth import AuthBase

from publisher import __version__
from publisher.errors import PortalBusyError, PortalError
from publisher.portal.datasets import Package

Clock = Callable[[], dt.datetime]

TIMEOUTS_S = (10.0, 60.0)  # until there is a connection; until there is an answer

_OK, _BAD_REQUEST, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 200, 400, 401, 403, 404
_CONFLICT, _TOO_MANY = 409, 429
_REDIRECTIONS = range(300, 400)
_FAILURES = range(500, 600)
# Of an answer, as much as helps.
_LONGEST_SAID = 500


class Token(AuthBase):
    """The secret that CKAN knows us by: it shows in no text, and goes into one header."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "Token(…)"

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request (CKAN API guide, "Authentication and API tokens")."""
        if self._secret:
            request.headers["Authorization"] = self._secret
        return request

    def __bool__(self) -> bool:
        return bool(self._secret)

    def hide(self, text: str) -> str:
        """A text without the secret in it."""
        return text.replace(self._secret, "…") if self._secret else text


class Ckan:
    """A portal that runs on CKAN."""

    def __init__(
        self, url: str, token: Token, *, timeouts_s: tuple[float, float] = TIMEOUTS_S
    ) -> None:
        """Set up; nothing is called yet.

        Args:
            url: What comes before ``/api/3/action``.
            token: Who we are; an empty one is nobody, who sees what is public.
            timeouts_s: Until there is a connection, and until there is an answer.
        """
        self.url = url
        self._token = token
        self._timeouts_s = timeouts_s
        self._session = requests.Session()
        # Given for every request, or requests would take a password out of ~/.netrc instead.
        self._session.auth = token
        self._session.headers["User-Agent"] = f"pykala/{__version__}"

    def show(self, name: str) -> Package | None:
        """Look a dataset up.

        Args:
            name: Of the dataset.

        Returns:
            What the portal has; None if there is no such dataset, as far as we may know.

        Raises:
            PortalBusyError: If it cannot answer now.
            PortalError: If it does not answer as CKAN does, or refuses.
        """
        answer = self._call("GET", "package_show", params={"id": name})
        said = _json(answer)
        if answer.status_code == _NOT_FOUND and _kind(said) == "Not Found Error":
            return None
        return self._result(answer, said)

    def create(self, package: Package) -> Package:
        """Create a dataset (``package_create``), and give back what the portal made of it.

        Raises:
            PortalBusyError: If it cannot answer now; it may have done it all the same.
            PortalError: If it does not answer as CKAN does, or refuses.
        """
        return self._send("package_create", package)

    def patch(self, package: Package) -> Package:
        """Change the fields of a dataset that are given (``package_patch``) and leave the others.

        Raises:
            PortalBusyError: If it cannot answer now; it may have done it all the same.
            PortalError: If it does not answer as CKAN does, or refuses.
        """
        return self._send("package_patch", package)

    def _send(self, action: str, package: Package) -> Package:
        answer = self._call("POST", action, json=package)
        return self._result(answer, _json(answer))

    def _call(self, method: str, action: str, **parts: Any) -> requests.Response:  # noqa: ANN401
        url = f"{self.url}/api/3/action/{action}"
        try:
            answer = self._session.request(
                method, url, timeout=self._timeouts_s, allow_redirects=False, **parts
            )
        except requests.exceptions.SSLError as error:
            message = f"{self.url} shows no certificate that this machine trusts: nothing was sent"
            raise PortalError(message) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            message = f"{self.url} cannot be reached ({_reason(error)})"
            raise PortalBusyError(message) from error
        except requests.RequestException as error:
            message = f"{self.url} cannot be asked ({_reason(error)}): check [portal] url"
            raise PortalError(message) from error
        if answer.status_code in _REDIRECTIONS:
            target = self._token.hide(answer.headers.get("Location", "elsewhere"))
            message = (
                f"{url} leads to {target}, where the token was not sent: "
                "if the portal has moved, write its new address under [portal] url"
            )
            raise PortalError(message)
        if answer.status_code == _TOO_MANY or answer.status_code in _FAILURES:
            wait = retry_after_s(answer.headers, _now)
            message = f"{self.url} answers {answer.status_code} to {action}"
            raise PortalBusyError(message, wait)
        return answer

    def _result(self, answer: requests.Response, said: Mapping[str, Any] | None) -> Package:
        """What an action has given.

        Raises:
            PortalError: If it has given nothing.
        """
        result = said.get("result") if said and said.get("success") is True else None
        if answer.status_code == _OK and isinstance(result, dict):
            return result
        status, reason = answer.status_code, self._told(said)
        if status in {_UNAUTHORIZED, _FORBIDDEN}:
            advice = (
                "it does not let this token do that: make a new one in your profile there, and see "
                "that you are an editor of the organisation in [portal] owner_org"
                if self._token
                else "it wants to know who asks: give a token"
            )
        elif status in {_CONFLICT, _BAD_REQUEST}:
            advice = "it does not take the dataset as it is: see which field it names"
        else:
            advice = "this is no answer of CKAN: [portal] url is what comes before /api/3/action"
        message = f"{self.url} answers {status}{reason}: {advice}"
        raise PortalError(message)

    def _told(self, said: Mapping[str, Any] | None) -> str:
        """What an answer says is wrong, field by field, as far as it says so."""
        error = said.get("error") if said else None
        if not isinstance(error, dict):
            return ""
        fields = [f"{key}: {_plain(value)}" for key, value in error.items() if key != "__type"]
        told = self._token.hide("; ".join(fields))
        return f" ({told[:_LONGEST_SAID]})" if told else ""


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


def _reason(error: Exception) -> str:
    """Why there is no answer, in a word: what requests says names places in memory."""
    return type(error).__name__


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _json(answer: requests.Response) -> dict[str, Any] | None:
    """An answer as the object that it should be."""
    try:
        said = answer.json()
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _kind(said: Mapping[str, Any] | None) -> str:
    error = said.get("error") if said else None
    return str(error.get("__type", "")) if isinstance(error, dict) else ""


def _plain(value: object) -> str:
    match value:
        case list():
            return ", ".join(_plain(each) for each in value)
        case dict():
            return ", ".join(f"{key}: {_plain(each)}" for key, each in value.items())
    return str(value)
