"""What a client asks of the web, so that tests can answer from memory, files or a real server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urldefrag

OK = 200
NOT_MODIFIED = 304
GONE = 410


class ProtocolError(Exception):
    """What was published breaks a rule; the message begins with the clause that says it."""


@dataclass(frozen=True)
class Answer:
    """An answer to a GET.

    Attributes:
        status: The status code.
        headers: The header fields, by names in any case.
        body: The content.
        url: Where the content was found, after redirects.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def header(self, name: str) -> str | None:
        """The value of a header field, whose name knows no case (RFC 9110, section 5.1)."""
        values = (value for each, value in self.headers.items() if each.lower() == name.lower())
        return next(values, None)

    @property
    def media_type(self) -> str:
        """The Content-Type without its parameters, in lower case; empty if there is none."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def is_immutable(self) -> bool:
        """Whether Cache-Control has the directive ``immutable`` (RFC 8246, section 2)."""
        directives = (self.header("Cache-Control") or "").split(",")
        return "immutable" in {each.strip().lower() for each in directives}


class Fetch(Protocol):
    """Sends a GET with these header fields, follows redirects and returns the last answer."""

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer: ...


def without_fragment(url: str) -> str:
    """What of an IRI is sent to a server (RFC 9110, section 7.1)."""
    return urldefrag(url).url
