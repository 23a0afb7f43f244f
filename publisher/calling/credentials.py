"""Who we are to another machine: a secret that shows in no text."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from publisher.errors import SettingsError


class Credentials(AuthBase):
    """A secret, and how it signs a request; an empty one signs none."""

    __slots__ = ("_secret", "_sign", "_told")

    def __init__(self, secret: str, user: str | None = None, *, digest: bool = False) -> None:
        """Take a secret.

        Args:
            secret: A password, or without a user the value of the header ``Authorization``.
            user: To whom the password belongs.
            digest: Whether the machine wants a digest of it (RFC 7616) and not itself (RFC 7617).
        """
        self._secret = secret
        self._sign: AuthBase | None = None
        # What may be repeated to us.
        self._told = [secret]
        if user is not None and digest:
            self._sign = HTTPDigestAuth(user, secret)
        elif user is not None:
            pair = (user.encode(), secret.encode())
            self._sign = HTTPBasicAuth(*pair)
            self._told.append(base64.b64encode(b":".join(pair)).decode())

    def __repr__(self) -> str:
        return "Credentials(…)"

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request (RFC 9110, 11.6.2)."""
        if not self._secret:
            return request
        if self._sign is not None:
            return self._sign(request)
        request.headers["Authorization"] = self._secret
        return request

    def __bool__(self) -> bool:
        return bool(self._secret)

    def hide(self, text: str) -> str:
        """A text without the secret in it."""
        for secret in filter(None, self._told):
            text = text.replace(secret, "…")
        return text


def read_secret(file: Path | None, variable: str, *, option: str) -> str:
    """Read a secret, out of a file or out of the environment.

    Args:
        file: Where it stands, if it does.
        variable: Of the environment, where it stands otherwise.
        option: What named the file.

    Returns:
        The secret without white space around it; empty if there is none.

    Raises:
        SettingsError: If it cannot be read, or is none; no message repeats it.
    """
    place = f"the variable {variable}" if file is None else f"the file {file}"
    if file is None:
        secret = os.environ.get(variable, "").strip()
    else:
        try:
            secret = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            message = f"{place}, which is to hold the secret, cannot be read: see {option}"
            raise SettingsError(message) from error
    if not (secret.isascii() and all(letter.isprintable() for letter in secret)):
        message = f"{place} holds no secret: one is a single line of plain letters"
        raise SettingsError(message)
    return secret
