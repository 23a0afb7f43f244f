"""Where graphs are pushed to, and whether a secret may go there."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.calling.safety import is_safe
from publisher.errors import SettingsError

Protocol = Literal["graph-store", "update"]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A store elsewhere.

    Attributes:
        graphs: The URL that takes graphs, or updates.
        query: The URL that answers queries.
        protocol: How `graphs` is spoken to: by the Graph Store HTTP Protocol, or by SPARQL 1.1
            Update.
        digest: Whether it takes a password as a digest only.
    """

    graphs: str
    query: str
    protocol: Protocol = "graph-store"
    digest: bool = False


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `mappings/stores.toml` says of a store: paths below its address."""

    graphs: str
    query: str
    digest: bool = False


def known_target(address: str, kind: str) -> Target:
    """A store whose addresses we know.

    Args:
        address: Of the store, as docs/push.md says for each kind.
        kind: Which program it is, by its name in `mappings/stores.toml`.

    Raises:
        SettingsError: If there is no such kind, or the address is none.
        TableError: If the table is wrong.
    """
    table = read_toml(asset_dir("mappings") / "stores.toml", dict[str, _Known])
    if kind not in table:
        message = f"--for {kind}: we know {', '.join(table)}; of others give --query instead"
        raise SettingsError(message)
    base, known = _address(address, "--store").rstrip("/"), table[kind]
    return Target(graphs=base + known.graphs, query=base + known.query, digest=known.digest)


def other_target(address: str, query: str, protocol: Protocol, *, digest: bool) -> Target:
    """A store of any other kind.

    Args:
        address: The URL that takes graphs, or updates.
        query: The URL that answers queries.
        protocol: Which of both it is.
        digest: Whether it takes a password as a digest only.

    Raises:
        SettingsError: If an address is none.
    """
    return Target(
        graphs=_address(address, "--store"),
        query=_address(query, "--query"),
        protocol=protocol,
        digest=digest,
    )


def require_safe(target: Target) -> None:
    """See that a secret can go to a store without being read on the way.

    Raises:
        SettingsError: If it cannot.
    """
    for url in (target.graphs, target.query):
        if not is_safe(url):
            message = (
                f"{url} would carry the secret in clear: use https://, or reach the store from its "
                "own machine or through a tunnel (ssh -L)"
            )
            raise SettingsError(message)


def _address(url: str, option: str) -> str:
    """A URL as it was given.

    Raises:
        SettingsError: If it is none, or says more than where; no message repeats what it says.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        message = f"{option}: write an address like http://localhost:7878 or https://…"
        raise SettingsError(message)
    if parts.username is not None or parts.password is not None:
        message = (
            f"{option}: leave user and password out of the address: give --user (docs/push.md)"
        )
        raise SettingsError(message)
    if parts.query or parts.fragment:
        message = f"{option}: leave out of the address what begins with ? or #"
        raise SettingsError(message)
    return url
