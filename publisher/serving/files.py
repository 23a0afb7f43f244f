"""The files of the site over HTTP: types, links, entity tags."""

from __future__ import annotations

import functools
import hashlib
import os
import stat
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from publisher.rdf.iris import GONE, RDF_EXTENSIONS
from publisher.serving.dereferencing import Document, NotFound, SeeOther, dereference, links
from publisher.serving.negotiation import MEDIA_TYPES

_SUFFIX_TYPES = {
    **{f".{extension}": names[0] for extension, names in MEDIA_TYPES.items()},
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".gz": "application/gzip",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".nq": "application/n-quads",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rq": "application/sparql-query",
    ".svg": "image/svg+xml",
    ".trig": "application/trig",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
# What search engines may not keep as it is; pages say so of themselves.
_DATA = (*(f".{extension}" for extension in RDF_EXTENSIONS), ".nq", ".csv", ".gz", ".json")
# Addresses that others have fixed without a suffix: CKAN's action API; VoID, 7.2.
_FIXED_TYPES = {"api/3/action/": "application/json", ".well-known/void": "text/turtle"}


def content_type(path: str) -> str:
    """Name the type of a file of the site by its path.

    Examples:
        >>> content_type("kemi.ttl")
        'text/turtle; charset=utf-8'
        >>> content_type("kemi.jsonld")
        'application/ld+json'
    """
    fixed = next((name for start, name in _FIXED_TYPES.items() if path.startswith(start)), None)
    suffix = Path(path).suffix.lower()
    media_type = fixed or _SUFFIX_TYPES.get(suffix, "application/octet-stream")
    if media_type.startswith("text/") and "charset" not in media_type:
        return f"{media_type}; charset=utf-8"
    return media_type


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

    def __init__(self, site: Path, *, base_iri: str) -> None:
        self._site = site
        self._base_iri = base_iri

    def answer(self, request: Request) -> Response:
        """Answer a request for a thing or a document."""
        folder = _Folder(self._site)
        accept = ", ".join(request.headers.getlist("accept"))
        match dereference(_path(request), accept, folder.exists):
            case SeeOther(path) if not _is_gone(folder, path):
                return _redirect(f"{_root(request)}{quote(path)}")
            case SeeOther(path) | Document(path):
                return self._send(request, folder, path)
            case NotFound(negotiated):
                return _not_found(folder, {"Vary": "Accept"} if negotiated else {})

    def _send(self, request: Request, folder: _Folder, path: str) -> Response:
        found = folder.find(path)
        if found is None:
            return _not_found(folder, {})
        headers = {"ETag": _entity_tag(found), "Cache-Control": "no-cache"}
        root = _root(request)
        if value := links(path, folder.exists, base_iri=self._base_iri, root=root):
            headers["Link"] = value
        if path.endswith(_DATA):
            headers["X-Robots-Tag"] = "noindex"
        gone = _is_gone(folder, path)
        response = FileResponse(
            found.path,
            HTTPStatus.GONE if gone else HTTPStatus.OK,
            headers,
            media_type=content_type(path),
            stat_result=found.status,
        )
        if gone:
            return response
        if _is_known(headers["ETag"], ", ".join(request.headers.getlist("if-none-match"))):
            return NotModifiedResponse(response.headers)
        return response


def _is_gone(folder: _Folder, path: str) -> bool:
    """Whether a document is about a thing that is published no more (RFC 9110, 15.5.11)."""
    parent, slash, name = path.rpartition("/")
    return folder.exists(f"{parent}{slash}{name.partition('.')[0]}{GONE}")


def _path(request: Request) -> str:
    """The decoded path below the place where the application is mounted."""
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", ""))


def _root(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"


def _redirect(location: str) -> Response:
    text = f"See {location}\n"
    headers = {"Location": location, "Vary": "Accept", "Cache-Control": "no-cache"}
    return PlainTextResponse(text, status_code=303, headers=headers)


def _not_found(folder: _Folder, headers: dict[str, str]) -> Response:
    page = folder.find("404.html")
    if page is None:
        text = "Nothing is published at this address.\n"
        return PlainTextResponse(text, status_code=404, headers=headers)
    return FileResponse(
        page.path, 404, headers, media_type=content_type("404.html"), stat_result=page.status
    )


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
