"""A web of a few addresses, which answers as a server of static files does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.changes.http import NOT_MODIFIED, OK, Answer

_MISSING = 404


@dataclass
class MemoryWeb:
    """Documents by address; each has an entity tag, and is not sent to whoever has it.

    Attributes:
        pages: Media type and text of each address.
        statuses: Those of addresses that answer otherwise.
        redirects: Where addresses lead.
        headers: Further header fields of addresses.
        requests: What was asked for, with what.
    """

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.requests.append((url, dict(headers)))
        url = self.redirects.get(url, url)
        if url in self.statuses or url not in self.pages:
            return Answer(self.statuses.get(url, _MISSING), {}, b"", url)
        kind, text = self.pages[url]
        tag = f'"{hash(text)}"'
        more = {"etag": tag, **self.headers.get(url, {})}
        if headers.get("If-None-Match") == tag:
            return Answer(NOT_MODIFIED, more, b"", url)
        return Answer(OK, {"content-type": f"{kind}; charset=utf-8", **more}, text.encode(), url)
