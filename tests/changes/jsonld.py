"""Read JSON-LD whose contexts stand elsewhere (JSON-LD 1.1, sections 3.1 and 4.1.8).

The reader of pyoxigraph loads nothing, so that contexts are fetched here and put in their places.
"""

from __future__ import annotations

import json
from typing import TypeAlias, cast
from urllib.parse import urljoin

import pyoxigraph as ox

from tests.changes.http import OK, Answer, Fetch, ProtocolError

MEDIA_TYPE = "application/ld+json"
_LOADING = "JSON-LD 1.1 API, 9.4.2 LoadDocumentCallback"

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class JsonLdReader:
    """Turns documents into quads, and asks for each remote context once."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._loaded: dict[str, Json] = {}

    def read(self, text: bytes | str, base: str) -> list[ox.Quad]:
        """Read a document.

        Args:
            text: JSON-LD.
            base: What relative IRIs in it are relative to.

        Returns:
            Its quads.

        Raises:
            ProtocolError: If it is no JSON, or a context cannot be had.
            SyntaxError: If it is no JSON-LD.
        """
        document = self._resolve(_parse(text, base), base, ())
        content = json.dumps(document).encode()
        return list(ox.parse(content, ox.RdfFormat.JSON_LD, base_iri=base, rename_blank_nodes=True))

    def _resolve(self, value: Json, base: str, within: tuple[str, ...]) -> Json:
        """The same with remote contexts in their places, also those of terms and nodes."""
        if isinstance(value, list):
            return [self._resolve(each, base, within) for each in value]
        if not isinstance(value, dict) or value.get("@type") == "@json":
            return value  # what is JSON by type may have a key that looks like ours
        return {
            key: self._context(each, base, within)
            if key == "@context"
            else self._resolve(each, base, within)
            for key, each in value.items()
        }

    def _context(self, context: Json, base: str, within: tuple[str, ...]) -> Json:
        if isinstance(context, str):
            return self._load(urljoin(base, context), within)
        if isinstance(context, list):
            # A remote context may be a list itself, and lists of lists are none.
            parts = [self._context(each, base, within) for each in context]
            return [one for part in parts for one in (part if isinstance(part, list) else [part])]
        if isinstance(context, dict) and isinstance(imported := context.get("@import"), str):
            source = self._load(urljoin(base, imported), within)
            if not isinstance(source, dict):
                message = f"JSON-LD 1.1, 4.1.10: imported context is not a map: {imported}"
                raise ProtocolError(message)
            own = {key: each for key, each in context.items() if key != "@import"}
            return self._resolve({**source, **own}, base, within)
        return self._resolve(context, base, within)

    def _load(self, url: str, within: tuple[str, ...]) -> Json:
        if url in within:
            message = f"JSON-LD 1.1 API, 5.1.2: recursive context inclusion: {url}"
            raise ProtocolError(message)
        if url not in self._loaded:
            answer = self._fetch(url, {"Accept": f"{MEDIA_TYPE}, application/json"})
            document = _parse(_body_of(answer), answer.url)
            if not isinstance(document, dict) or "@context" not in document:
                message = f"JSON-LD 1.1, 3.1: no map with an @context: {url}"
                raise ProtocolError(message)
            context = self._context(document["@context"], answer.url, (*within, url))
            self._loaded[url] = _without_base(context)
        return self._loaded[url]


def _body_of(answer: Answer) -> bytes:
    kind = answer.media_type
    if answer.status != OK:
        message = f"{_LOADING}: {answer.status} from {answer.url}"
        raise ProtocolError(message)
    if kind not in {MEDIA_TYPE, "application/json"} and not kind.endswith("+json"):
        message = f"{_LOADING}: {answer.url} is {kind or 'of no type'}, not JSON"
        raise ProtocolError(message)
    return answer.body


def _parse(text: bytes | str, url: str) -> Json:
    try:
        return cast("Json", json.loads(text))
    except ValueError as error:
        message = f"JSON-LD 1.1, 2: {url} is no JSON"
        raise ProtocolError(message) from error


def _without_base(context: Json) -> Json:
    """A remote context has no say in what relative IRIs are relative to (JSON-LD 1.1, 4.1.3)."""
    if isinstance(context, list):
        return [_without_base(each) for each in context]
    if isinstance(context, dict):
        return {key: each for key, each in context.items() if key != "@base"}
    return context
