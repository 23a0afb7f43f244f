"""What the settings say of a data portal: where it is, and as which organisation we write there."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Portal(msgspec.Struct, frozen=True, kw_only=True):
    """A data portal that runs on CKAN, and as which organisation we write there.

    Attributes:
        url: Of its CKAN, without a final slash: what comes before ``/api/3/action``.
        owner_org: The name of our organisation there.
        categories: Names of its groups; None for those of `mappings/portal.toml`.
        token_env: The variable of the environment that holds the token.
        token_file: The file that holds the token instead, absolute; None if the variable does.
    """

    url: str
    owner_org: str
    categories: tuple[str, ...] | None = None
    token_env: str
    token_file: Path | None = None
