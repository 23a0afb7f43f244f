"""CKAN's action API as files, which the harvesters of avoindata.fi and of CKAN read.

A file cannot see what a client asks for, so each action answers everybody alike: harvesters page
through ``package_search`` until a page brings nothing new, and that is the second one here.
``package_show`` and ``organization_show`` answer for the only one that there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from publisher.portal.datasets import Package, organization
from publisher.settings import Settings

ACTIONS = "api/3/action/"

# CKAN stores when it took a dataset in, and takes it in again if this is later. A build knows the
# day of a change and no hour, so this is the end of the day: whoever came before the build of that
# day comes again, and at most one harvest finds nothing new.
_END_OF_DAY = "T23:59:59.999999"


def action_files(
    settings: Settings, packages: Sequence[Package], changed: Sequence[str]
) -> dict[str, bytes]:
    """Write the answers of the action API.

    Args:
        settings: Of the site.
        packages: All datasets.
        changed: For each of them the day on which it changed last, as ``2026-04-15``.

    Returns:
        The bytes by path; the same for the same arguments.

    Raises:
        TableError: If the tables lack something that is needed.
    """
    owner = organization(settings)
    dated = [
        package | {"metadata_modified": f"{day}{_END_OF_DAY}"}
        for package, day in zip(packages, changed, strict=True)
    ]
    answers: dict[str, Any] = {
        "organization_list": [owner["name"]],
        "organization_show": owner | {"package_count": len(dated)},
        "package_list": [package["name"] for package in dated],
        "package_search": {
            "count": len(dated),
            "sort": "id asc",
            "facets": {},
            "search_facets": {},
            "results": sorted(dated, key=lambda package: str(package["id"])),
        },
    }
    if len(dated) == 1:
        answers["package_show"] = dated[0]
    return {
        f"{ACTIONS}{name}": _answer(settings, name, {"success": True, "result": result})
        for name, result in answers.items()
    } | (
        {}
        if len(dated) == 1
        else {f"{ACTIONS}package_show": _answer(settings, "package_show", _cannot_choose())}
    )


def days_told(search: bytes, packages: Sequence[Package]) -> dict[str, str]:
    """Read on which days datasets changed out of what ``package_search`` has said of them.

    Args:
        search: Its answer, as `action_files` wrote it; or nothing.
        packages: All datasets as they are now.

    Returns:
        The day by name, of those that are told as they are now.
    """
    if not search:
        return {}
    told: list[Package] = msgspec.json.decode(search)["result"]["results"]
    days = {package["name"]: package.pop("metadata_modified") for package in told}
    return {
        package["name"]: days[package["name"]].removesuffix(_END_OF_DAY)
        for package in packages
        if package in told
    }


def _cannot_choose() -> dict[str, Any]:
    """What ``package_show`` says where there are several datasets."""
    message = (
        "These are files, which cannot see the id that you ask for: package_search has every "
        "dataset as a whole."
    )
    return {"success": False, "error": {"__type": "Validation Error", "message": message}}


def _answer(settings: Settings, action: str, said: dict[str, Any]) -> bytes:
    url = f"{settings.base_iri}{ACTIONS}help_show?name={action}"
    return msgspec.json.format(msgspec.json.encode({"help": url} | said), indent=1) + b"\n"
