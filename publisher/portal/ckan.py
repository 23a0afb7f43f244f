"""The action API of a CKAN portal (CKAN 2.11, API guide)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.calling.caller import TIMEOUTS_S, Answer, Caller
from publisher.calling.credentials import Credentials
from publisher.errors import RemoteError
from publisher.portal.datasets import Package

_OK, _BAD_REQUEST, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 200, 400, 401, 403, 404
_CONFLICT, _TOO_MANY = 409, 429
_BUSY = frozenset([_TOO_MANY, *range(500, 600)])
# Of an answer, as much as helps.
_LONGEST_SAID = 500


class Ckan:
    """A portal that runs on CKAN."""

    def __init__(
        self, url: str, token: Credentials, *, timeouts_s: tuple[float, float] = TIMEOUTS_S
    ) -> None:
        """Set up; nothing is called yet.

        Args:
            url: What comes before ``/api/3/action``.
            token: Who we are; an empty one is nobody, who sees what is public.
            timeouts_s: Until there is a connection, and until there is an answer.
        """
        self.url = url
        self._token = token
        self._caller = Caller(url, token, option="[portal] url", busy=_BUSY, timeouts_s=timeouts_s)

    def show(self, name: str) -> Package | None:
        """Look a dataset up.

        Args:
            name: Of the dataset.

        Returns:
            What the portal has; None if there is no such dataset, as far as we may know.

        Raises:
            RemoteBusyError: If it cannot answer now.
            RemoteError: If it does not answer as CKAN does, or refuses.
        """
        answer = self._call("GET", "package_show", params={"id": name})
        said = _json(answer)
        if answer.status_code == _NOT_FOUND and _kind(said) == "Not Found Error":
            return None
        return self._result(answer, said)

    def create(self, package: Package) -> Package:
        """Create a dataset (``package_create``), and give back what the portal made of it.

        Raises:
            RemoteBusyError: If it cannot answer now; it may have done it all the same.
            RemoteError: If it does not answer as CKAN does, or refuses.
        """
        return self._send("package_create", package)

    def patch(self, package: Package) -> Package:
        """Change the fields of a dataset that are given (``package_patch``) and leave the others.

        Raises:
            RemoteBusyError: If it cannot answer now; it may have done it all the same.
            RemoteError: If it does not answer as CKAN does, or refuses.
        """
        return self._send("package_patch", package)

    def _send(self, action: str, package: Package) -> Package:
        answer = self._call("POST", action, json=package)
        return self._result(answer, _json(answer))

    def _call(self, method: str, action: str, **parts: Any) -> Answer:  # noqa: ANN401
        return self._caller.call(method, f"{self.url}/api/3/action/{action}", action, **parts)

    def _result(self, answer: Answer, said: Mapping[str, Any] | None) -> Package:
        """What an action has given.

        Raises:
            RemoteError: If it has given nothing.
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
        raise RemoteError(message)

    def _told(self, said: Mapping[str, Any] | None) -> str:
        """What an answer says is wrong, field by field, as far as it says so."""
        error = said.get("error") if said else None
        if not isinstance(error, dict):
            return ""
        fields = [f"{key}: {_plain(value)}" for key, value in error.items() if key != "__type"]
        told = self._token.hide("; ".join(fields))
        return f" ({told[:_LONGEST_SAID]})" if told else ""


def _json(answer: Answer) -> dict[str, Any] | None:
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
