"""Announcing the published datasets on a data portal, and bringing them up to date there.

What is sent is what the public action API says, so that a portal which harvests it and one to which
it is sent hold the same. Each dataset is looked up first, and only what differs is sent; whoever
asks twice changes nothing the second time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from publisher.calling.credentials import Credentials, read_secret
from publisher.calling.patience import Pause, patiently
from publisher.errors import RemoteError, SettingsError
from publisher.portal.action_api import ACTIONS
from publisher.portal.ckan import Ckan
from publisher.portal.comparing import Difference, differences, patch, to_send
from publisher.portal.datasets import Package
from publisher.settings import Portal, Settings

Fate = Literal["created", "updated", "the same"]

_PORTAL_ADVICE = (
    "the settings name no portal: write [portal], with url and owner_org (docs/avoindata.md)"
)


class Outcome(msgspec.Struct, frozen=True):
    """What became of a dataset.

    Attributes:
        name: Of the dataset on the portal.
        fate: What was done, or would be.
        differences: In what the portal's version differed.
        sent: Whether it was done.
        left: In what the portal differs still, since it makes something else of what it takes.
    """

    name: str
    fate: Fate
    differences: tuple[Difference, ...]
    sent: bool = False
    left: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Say so, one line after the other, with what was and what is to be."""
        would = "" if self.sent or self.fate == "the same" else "would be "
        yield f"{self.name}: {would}{self.fate}"
        for each in self.differences:
            yield f"  {each.place}"
            yield from (f"    - {line}" for line in (each.old or "").splitlines())
            yield from (f"    + {line}" for line in (each.new or "").splitlines())
        if self.left:
            yield f"  the portal shows otherwise than it was sent: {', '.join(self.left)}"


def push(settings: Settings, *, send: bool, pause: Pause = time.sleep) -> Iterator[Outcome]:
    """Create every published dataset on the portal, or bring it up to date.

    Args:
        settings: Say which portal, and where the published site lies.
        send: Whether to do it; otherwise only what would be done is found out.
        pause: Waits for some seconds.

    Yields:
        What became of a dataset, as soon as it is known.

    Raises:
        SettingsError: If there is no portal in the settings, no token, or nothing published.
        RemoteError: If the portal refuses, or cannot be reached in several attempts; what was told
            before has been done.
    """
    if settings.portal is None:
        raise SettingsError(_PORTAL_ADVICE)
    datasets = _published(settings)
    token = read_token(settings.portal, required=send)
    ckan = Ckan(settings.portal.url, token)
    for package in datasets:
        sender = _Sender(ckan, to_send(package, settings.portal), settings.base_iri)
        yield sender.patiently(pause, send=send)


def read_token(portal: Portal, *, required: bool) -> Credentials:
    """Read the token, out of its file or out of the environment.

    Args:
        portal: Says where it is.
        required: Whether there has to be one.

    Returns:
        The token; an empty one if there is none and none is required.

    Raises:
        SettingsError: If it cannot be read, is missing, or is none; no message repeats it.
    """
    secret = read_secret(portal.token_file, portal.token_env, option="[portal] token_file")
    if not secret and required:
        place = portal.token_file or f"the variable {portal.token_env}"
        message = (
            f"{place} holds no token: make one on the portal, in your own profile under API "
            "tokens, and put it there"
        )
        raise SettingsError(message)
    return Credentials(secret)


class _Sender:
    """Brings one dataset to a portal."""

    def __init__(self, ckan: Ckan, package: Package, base: str) -> None:
        self._ckan = ckan
        self._package = package
        self._base = base
        self._done: Outcome | None = None

    def patiently(self, pause: Pause, *, send: bool) -> Outcome:
        """Try several times.

        Every attempt looks the dataset up anew: a portal that did not answer may have done what it
        was asked to.

        Raises:
            RemoteError: If no attempt succeeds, or the portal refuses.
        """
        return patiently(lambda: self._once(send=send), pause)

    def _once(self, *, send: bool) -> Outcome:
        shown = self._ckan.show(self._package["name"])
        if shown is not None:
            self._require_ours(shown)
        found = differences(self._package, shown or {}, self._base)
        if not found:
            return self._done or self._outcome("the same", [])
        outcome = self._outcome("created" if shown is None else "updated", found)
        if not send:
            return outcome
        self._done = self._done or msgspec.structs.replace(outcome, sent=True)
        if shown is None:
            self._ckan.create(self._package)
        else:
            self._ckan.patch(patch(self._package, shown, self._base))
        return msgspec.structs.replace(self._done, left=self._left())

    def _left(self) -> tuple[str, ...]:
        """In what the portal still differs, though it took what it was sent."""
        shown = self._ckan.show(self._package["name"])
        left = differences(self._package, shown or {}, self._base)
        return tuple(dict.fromkeys(each.place for each in left))

    def _require_ours(self, shown: Package) -> None:
        """See that the dataset that is there may be changed by us.

        Raises:
            RemoteError: If it was deleted, or belongs to somebody else.
        """
        name = self._package["name"]
        if shown.get("state", "active") != "active":
            message = (
                f"{name} has been deleted on {self._ckan.url}, and only people bring it back: "
                "restore it there, or take [portal] out of the settings"
            )
            raise RemoteError(message)
        owner = shown.get("organization") or {}
        owners = {owner.get("name"), shown.get("owner_org")} - {None}
        if self._package["owner_org"] not in owners:
            message = (
                f"{name} belongs to another organisation on {self._ckan.url}, "
                f"{owner.get('name') or 'without a name'}: see [portal] owner_org"
            )
            raise RemoteError(message)

    def _outcome(self, fate: Fate, found: list[Difference]) -> Outcome:
        return Outcome(self._package["name"], fate, tuple(found))


def _published(settings: Settings) -> list[Package]:
    """The datasets as the public action API tells them.

    Raises:
        SettingsError: If there are none.
    """
    path = settings.output / "published" / "site" / ACTIONS / "package_search"
    try:
        said: dict[str, Any] = msgspec.json.decode(path.read_bytes())
        found: list[Package] = said["result"]["results"]
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as error:
        message = f"no published datasets at {path}: run `pykala build` first"
        raise SettingsError(message) from error
    return sorted(found, key=lambda package: str(package["name"]))


def lines(settings: Settings, *, send: bool) -> Iterator[str]:
    """Push, and tell in lines for people what became of each dataset.

    Args:
        settings: As of `push`.
        send: As of `push`.

    Yields:
        Lines, as soon as they are known.

    Raises:
        SettingsError: As of `push`.
        RemoteError: As of `push`.
    """
    waiting = 0
    for outcome in push(settings, send=send):
        waiting += outcome.fate != "the same" and not outcome.sent
        yield from outcome.lines()
    if waiting:
        yield f"nothing was sent; to send {waiting} of them, add --yes"
