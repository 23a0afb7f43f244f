"""The part of the settings about a data portal."""

from __future__ import annotations

import os
import re
from pathlib import Path

from publisher.calling.safety import is_safe
from publisher.settings.portal import Portal
from publisher.settings.section import Section

DEFAULT_TOKEN_ENV = "PYKALA_PORTAL_TOKEN"  # noqa: S105  (the name of a variable)

# What CKAN takes as the name of an organisation or a group (ckan.logic.validators.name_validator).
_NAME = re.compile(r"[a-z0-9_-]{2,100}")


def read_portal(section: Section, folder: Path) -> Portal:
    """Read ``[portal]``.

    The token itself is read when something is sent, so that builds need none.

    Args:
        section: The table.
        folder: Of the settings file.

    Returns:
        What it says; what is wrong with it is noted in the section.
    """
    address = section.required_text("url", 'its CKAN: url = "https://www.avoindata.fi/data"')
    if address and not is_safe(section.url("url") or ""):
        section.reject("url", f'"{address}" would carry the token in clear: write "https://…"')
    owner = section.required_text(
        "owner_org", 'the name of your organisation there: owner_org = "metsalahden-kaupunki"'
    )
    if owner and not _NAME.fullmatch(owner):
        section.reject(
            "owner_org",
            f'"{owner}" is no name of CKAN: take the last part of its address on the portal',
        )
    portal = Portal(
        url=address.rstrip("/"),
        owner_org=owner,
        categories=_read_categories(section),
        token_env=section.text("token_env") or DEFAULT_TOKEN_ENV,
        token_file=_read_token_file(section, folder),
    )
    section.close()
    return portal


def _read_categories(section: Section) -> tuple[str, ...] | None:
    categories = section.texts("categories")
    for name in categories or ():
        if not _NAME.fullmatch(name):
            section.reject(
                "categories",
                f'"{name}" is no name of CKAN: take the last part of its address on the portal',
            )
    return categories


def _read_token_file(section: Section, folder: Path) -> Path | None:
    if section.has("token"):
        section.reject(
            "token",
            "may not stand in this file: name a file (token_file) or a variable (token_env)",
        )
    if section.has("token_file") and section.has("token_env"):
        section.reject("token_file", "is one too many: token_env is there already; keep one")
    given = section.text("token_file")
    return Path(os.path.normpath(folder / given)) if given else None
