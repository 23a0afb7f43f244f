"""The files of the site over HTTP: types, links, entity tags."""

from __future__ import annotations

import functools
import hashlib
import os
import stat
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from publisher.serving.dereferencing import (
    LANGUAGES,
    Document,
    Gone,
    NotAcceptable,
    NotFound,
    SeeOther,
    dereference,
    links,
)
from publisher.serving.headers import (
    ALLOWED,
    ANSWER_CACHE,
    DATA_SUFFIXES,
    ROBOTS,
    cache_control,
    content_language,
    content_type,
)
from publisher.serving.negotiation import MEDIA_TYPES

_NEGOTIATED = {"Vary": "Accept"}
_UNKEPT = {"Cache-Control": ANSWER_CACHE}


class _File(msgspec.Struct, frozen=True):
    """A file that is there, inside the folder of the site."""

    path: str
    status: os.stat_result


class _Folder:
    """The site as it stands during one request: a link is followed once, at the beginning."""

    def __init__(self, site: Path) -> None:
        self._files = StaticFiles(directory=os.path.realpath(site), check_dir=False)

    def find(self, path: str) -> _File | None:
        """Find a file; what leads out of the folder, also by a symbolic link, is not there."""
        try:
            full_path, status = self._files.lookup_path(path)
        except (OSError, ValueError):  # too long, not permitted, no name that a file can have
            return None
        if status is None or not stat.S_ISREG(status.st_mode):
            return None
        return _File(full_path, status)

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return self.find(path) is not None


class SiteFiles:
    """Answers GET and HEAD from the folder of the site, which may be replaced while serving."""

    def __init__(self, site: Path, *, base_iri: str, languages: Sequence[str] = LANGUAGES) -> None:
        self._site = site
        self._base_iri = base_iri
        self._languages = languages

    def answer(self, request: Request) -> Response:
        """Answer a request for a thing or a document."""
        folder = _Folder(self._site)
        accept = ", ".join(request.headers.getlist("accept"))
        match dereference(_path(request), accept, folder.exists):
            case SeeOther(path):
                return _redirect(f"{_root(request)}{quote(path)}")
            case Document(path):
                return self._send(request, folder, path, HTTPStatus.OK)
            case Gone(path, negotiated):
                response = self._send(request, folder, path, HTTPStatus.GONE)
                response.headers.update(_NEGOTIATED if negotiated else {})
                return response
            case NotAcceptable():
                return _not_acceptable()
            case NotFound(negotiated):
                return self._not_found(folder, _NEGOTIATED if negotiated else {})

    def _send(self, request: Request, folder: _Folder, path: str, status: HTTPStatus) -> Response:
        found = folder.find(path)
        if found is None:
            return self._not_found(folder, {})
        headers = {"ETag": _entity_tag(found), "Cache-Control": cache_control(path)}
        root = _root(request)
        if value := links(path, folder.exists, base_iri=self._base_iri, root=root):
            headers["Link"] = value
        if path.endswith(DATA_SUFFIXES):
            headers["X-Robots-Tag"] = ROBOTS
        headers |= self._language(path)
        response = FileResponse(
            found.path, status, headers, media_type=content_type(path), stat_result=found.status
        )
        known = _is_known(headers["ETag"], ", ".join(request.headers.getlist("if-none-match")))
        if status == HTTPStatus.OK and known:
            return NotModifiedResponse(response.headers)
        return response

    def _not_found(self, folder: _Folder, headers: dict[str, str]) -> Response:
        headers = _UNKEPT | headers
        name = "404.html"
        page = folder.find(name)
        if page is None:
            text = "Nothing is published at this address.\n"
            return PlainTextResponse(text, status_code=404, headers=headers)
        headers |= self._language(name)
        return FileResponse(
            page.path, 404, headers, media_type=content_type(name), stat_result=page.status
        )

    def _language(self, path: str) -> dict[str, str]:
        language = content_language(path, self._languages)
        return {"Content-Language": language} if language else {}


def _path(request: Request) -> str:
    """The decoded path below the place where the application is mounted."""
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", ""))


def _root(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"


def _redirect(location: str) -> Response:
    text = f"See {location}\n"
    headers = {"Location": location, **_NEGOTIATED, **_UNKEPT}
    return PlainTextResponse(text, status_code=303, headers=headers)


def _not_acceptable() -> Response:
    types = ", ".join(names[0] for names in MEDIA_TYPES.values())
    text = f"This can be had as {types}.\n"
    return PlainTextResponse(text, status_code=406, headers=_NEGOTIATED | _UNKEPT)


def not_allowed() -> Response:
    """Answer 405: nothing can be changed here."""
    headers = {"Allow": ALLOWED, **_UNKEPT}
    return PlainTextResponse("This can only be read.\n", status_code=405, headers=headers)


def _is_known(entity_tag: str, if_none_match: str) -> bool:
    """Whether the client has these bytes already (RFC 9110, 13.1.2: weak comparison).

    ``If-Modified-Since`` is not consulted: the time of a file says nothing when a folder is
    swapped for an earlier build, or when all its files bear one time.
    """
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return entity_tag in known or "*" in known


def _entity_tag(file: _File) -> str:
    status = file.status
    stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return f'"{_digest(file.path, stamp)}"'


@functools.lru_cache(maxsize=10_000)
def _digest(path: str, stamp: tuple[int, ...]) -> str:
    """Hash a file's bytes once for as long as its stamp stays."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, hashlib.sha256).hexdigest()[:32]
