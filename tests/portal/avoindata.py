"""avoindata.fi on this machine: enough of CKAN's action API, with the rules of its dataset schema.

The rules are those of `dataset.json` and the presets that it names; `test_avoindata.py` holds them
against that file.
"""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token-of-an-editor"  # noqa: S105
OWNER = "metsalahden-kaupunki"
LANGUAGES = {"fi", "sv", "en"}

DATASET_FIELDS = frozenset(
    {
        *("title_translated", "name", "notes_translated", "keywords", "groups", "private"),
        *("highvalue", "highvalue_category", "deprecated", "license_id"),
        *("copyright_notice_translated", "geographical_coverage", "update_frequency"),
        *("valid_from", "valid_till", "external_urls", "collection_type"),
        *("international_benchmarks", "state", "maintainer_note_translated"),
        *("maintainer_note_visible_until", "owner_org", "maintainer", "maintainer_email"),
        *("maintainer_website", "date_released"),
    }
)
RESOURCE_FIELDS = frozenset(
    {
        *("name_translated", "url", "size", "format", "description_translated", "maturity"),
        *("position_info", "geographical_accuracy", "temporal_granularity"),
        *("temporal_coverage_from", "temporal_coverage_to", "status_updated", "sha256"),
        *("malware_check", "url_type"),
    }
)
# What the file calls required, and what its presets do not let be empty.
REQUIRED = frozenset({"license_id", "collection_type", "maintainer", "maintainer_email"})
NOT_EMPTY = frozenset({"name", "owner_org"})
# In which Finnish has to be said.
FINNISH_FIRST = frozenset({"title_translated", "notes_translated", "keywords"})
ADMIN_ONLY = frozenset({"status_updated", "sha256", "malware_check"})
CHOICES = {"collection_type": {"Open Data", "Interoperability Tools"}}
RESOURCE_CHOICES = {"maturity": {"current", "draft", "archived"}}
TEXTS = frozenset(
    {
        *("title_translated", "notes_translated", "copyright_notice_translated"),
        *("maintainer_note_translated", "name_translated", "description_translated"),
    }
)
TAGS = frozenset({"keywords", "update_frequency", "temporal_granularity"})
LICENCES = {"cc-by-4.0", "cc-zero-1.0"}
GROUPS = {"valtioneuvosto-ja-julkinen-sektori", "oikeus-oikeusjarjestelma-ja-yleinen-turvallisuus"}

_NAME = re.compile(r"[a-z0-9_-]{2,100}")
_TAG = re.compile(r"[\w \-.]{2,100}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Errors = dict[str, list[str]]


@dataclass
class Fault:
    """What happens instead of an answer, once.

    Attributes:
        action: Of which action.
        status: What is answered.
        headers: With the answer.
        done: Whether what was asked is done all the same.
        slow: Seconds before anything is answered.
        text: What is answered.
    """

    action: str
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    slow: float = 0.0
    text: str = "<html>Internal Server Error</html>"


@dataclass
class Avoindata:
    """The portal: what it has, what it will do wrong, and what it was asked.

    Attributes:
        datasets: By name, as `package_show` gives them.
        faults: The next first.
        asked: Actions in order.
        tokens: Whatever came as a token.
        sent: The bodies of POST requests, in order.
        url: Where it is.
    """

    datasets: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)
    sent: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def change(self, name: str, **fields: Any) -> None:  # noqa: ANN401  (JSON)
        """Write something into a dataset, as an editor would in a browser."""
        self.datasets[name] |= fields

    def act(self, action: str, given: dict[str, Any], token: str | None) -> tuple[int, Any]:
        """Carry out an action.

        Returns:
            Status and the object that is answered.
        """
        if action != "package_show" and token != TOKEN:
            return 403, _failure("Authorization Error", message="Access denied")
        if action == "package_create":
            return self._save({"id": str(uuid.uuid4())} | given)
        shown = self._find(given.get("id", ""))
        if shown is None:
            return 404, _failure("Not Found Error", message="Not found")
        if action == "package_patch":
            return self._save(self._before(shown) | given)
        return 200, {"success": True, "result": shown}

    def _before(self, shown: dict[str, Any]) -> dict[str, Any]:
        """A dataset as it would have been sent."""
        before = {key: shown[key] for key in (*DATASET_FIELDS, "id") if key in shown}
        resources = [
            {key: one[key] for key in (*RESOURCE_FIELDS - ADMIN_ONLY, "id") if key in one}
            for one in shown["resources"]
        ]
        return before | {"owner_org": OWNER, "resources": resources}

    def _find(self, wanted: str) -> dict[str, Any] | None:
        found = (one for one in self.datasets.values() if wanted in {one["id"], one["name"]})
        return next(found, None)

    def _save(self, given: dict[str, Any]) -> tuple[int, Any]:
        errors = problems(given)
        there = self.datasets.get(str(given.get("name", "")))
        if there and there["id"] != given["id"]:
            errors["name"] = ["That URL is already in use."]
        if errors:
            return 409, _failure("Validation Error", **errors)
        shown = _as_shown(given)
        self.datasets[shown["name"]] = shown
        return 200, {"success": True, "result": shown}


def problems(dataset: Mapping[str, Any]) -> Errors:
    """What the schema does not take, by field."""
    errors: Errors = {
        key: [f"The input field {key} was not expected."]
        for key in dataset.keys() - DATASET_FIELDS - {"id", "resources"}
    }
    errors |= {key: ["Missing value"] for key in REQUIRED | NOT_EMPTY if not dataset.get(key)}
    errors |= {
        key: ["Required language fi missing"]
        for key in FINNISH_FIRST
        if not (dataset.get(key) or {}).get("fi")
    }
    errors |= {key: [said] for key, holds, said in _RULES if not holds(dataset)}
    for number, resource in enumerate(dataset.get("resources", [])):
        found = _of_resource(resource)
        errors |= {f"resources.{number}.{key}": value for key, value in found.items()}
    return errors | _of_fields(dataset, CHOICES)


Rule = tuple[str, Callable[[Mapping[str, Any]], bool], str]

_RULES: tuple[Rule, ...] = (
    ("name", lambda one: bool(_NAME.fullmatch(str(one.get("name", "")))), "Must be lowercase"),
    ("owner_org", lambda one: one.get("owner_org") == OWNER, "Organization does not exist"),
    ("license_id", lambda one: one.get("license_id") in LICENCES, "Value must be a licence"),
    ("maintainer_email", lambda one: _are_emails(one.get("maintainer_email")), "Email not valid"),
    (
        "groups",
        lambda one: {group["name"] for group in one.get("groups", [])} <= GROUPS,
        "Group does not exist",
    ),
    (
        "geographical_coverage",
        lambda one: all(name == name.lower() for name in one.get("geographical_coverage", [])),
        "Not in small letters",
    ),
)


def _are_emails(value: object) -> bool:
    return isinstance(value, list) and all(_EMAIL.fullmatch(one) for one in value)


def _of_resource(resource: Mapping[str, Any]) -> Errors:
    errors = _of_fields(resource, RESOURCE_CHOICES)
    for key in resource.keys() - RESOURCE_FIELDS - {"id"} | resource.keys() & ADMIN_ONLY:
        errors[key] = [f"The input field {key} was not expected."]
    if not str(resource.get("url", "")).startswith(("https://", "http://")):
        errors["url"] = ["Missing value"]
    for key in ("temporal_coverage_from", "temporal_coverage_to"):
        if key in resource and not _DAY.fullmatch(resource[key]):
            errors[key] = ["Date format incorrect"]
    return errors


def _of_fields(fields: Mapping[str, Any], choices: Mapping[str, set[str]]) -> Errors:
    errors: Errors = {}
    for key, value in fields.items():
        if key in TEXTS | TAGS and not (isinstance(value, dict) and value.keys() <= LANGUAGES):
            errors[key] = ["expecting a JSON object of languages"]
        elif key in TEXTS and not all(isinstance(text, str) for text in value.values()):
            errors[key] = ["expecting a text in every language"]
        elif key in TAGS and not all(_TAG.fullmatch(t) for tags in value.values() for t in tags):
            errors[key] = ["must be alphanumeric characters or symbols: -_."]
        elif key in choices and value not in choices[key]:
            errors[key] = [f"Value must be one of {sorted(choices[key])}"]
    return errors


def _as_shown(given: Mapping[str, Any]) -> dict[str, Any]:
    """A dataset as CKAN gives it back: more than was sent, and in an order of its own."""
    shown = dict(given)
    for key in TAGS & shown.keys():
        shown[key] = {code: sorted(tags) for code, tags in reversed(shown[key].items())}
    if "geographical_coverage" in shown:
        shown["geographical_coverage"] = sorted(shown["geographical_coverage"], reverse=True)
    organization = {"id": "6fb3b0c4-0000-4000-8000-000000000001", "name": OWNER}
    return shown | {
        "owner_org": organization["id"],
        "organization": organization,
        "title": shown["title_translated"]["fi"],
        "state": "active",
        "type": "dataset",
        "highvalue": False,
        "metadata_modified": "2026-11-23T10:00:00.000000",
        "groups": [
            {"id": str(uuid.uuid5(uuid.NAMESPACE_DNS, one["name"])), "name": one["name"]}
            for one in given.get("groups", [])
        ],
        "resources": [
            {
                "id": str(uuid.uuid4()),
                "position": number,
                "mimetype": None,
                "malware_check": "success",
                **one,
                "format": str(one.get("format", "")).upper(),
            }
            for number, one in enumerate(given.get("resources", []))
        ],
    }


def _failure(kind: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON)
    return {"success": False, "error": {"__type": kind} | said}


class _Handler(BaseHTTPRequestHandler):
    """Hands requests to the portal of the server, which does what its faults say."""

    server: _Server

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self._answer({key: values[0] for key, values in query.items()})

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.portal.sent.append(given)
        self._answer(given)

    def _answer(self, given: dict[str, Any]) -> None:
        portal = self.server.portal
        folder, _, action = urlsplit(self.path).path.rpartition("/")
        token = self.headers.get("Authorization")
        portal.asked.append(action)
        portal.tokens.add(token)
        if folder != "/data/api/3/action":
            self._send(404, "<html>Not found</html>", {})
        elif portal.faults and portal.faults[0].action == action:
            fault = portal.faults.pop(0)
            if fault.done:
                portal.act(action, given, token)
            self.server.over.wait(fault.slow)
            self._send(fault.status, fault.text, fault.headers)
        else:
            status, said = portal.act(action, given, token)
            self._send(status, json.dumps(said), {})

    def _send(self, status: int, text: str, headers: Mapping[str, str]) -> None:
        content = text.encode()
        with suppress(OSError):  # a client that waited long enough has gone
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked is in `Avoindata.asked`."""


class _Server(ThreadingHTTPServer):
    def __init__(self, portal: Avoindata) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.portal = portal
        self.over = threading.Event()


@contextmanager
def avoindata() -> Iterator[Avoindata]:
    """Run the portal on a free port of this machine."""
    portal = Avoindata()
    with _Server(portal) as server:
        portal.url = f"http://127.0.0.1:{server.server_port}/data"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield portal
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
