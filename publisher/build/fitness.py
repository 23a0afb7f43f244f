"""Why what a document says cannot be published under an address."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.model import Minutes
from publisher.settings import Organization

# A printed name and that of the settings agree if one begins like the other up to its ending.
_ENDING_CHARACTERS = 3
_FEWEST_CHARACTERS = 2


def missing(wanted: Mapping[str, object]) -> str:
    """Name what a record cannot be without, and the document does not say.

    Args:
        wanted: What was read, by what it is called in messages.

    Returns:
        What is missing and what to do; empty if nothing is.
    """
    lacking = [name for name, value in wanted.items() if value is None]
    if not lacking:
        return ""
    return (
        f"the text does not give the {', '.join(lacking)}, without which it has no address: "
        "supply the page with its heading"
    )


def stranger(minutes: Minutes, organization: Organization) -> str:
    """Say so if the text names another organisation than the settings; empty if not.

    Minutes in the wrong folder would be published under the wrong name.
    """
    if minutes.organization is None:
        return ""
    printed = minutes.organization.value.casefold()
    names = (organization.name.fi, organization.name.sv, *organization.also_printed)
    if any(_agrees(printed, name.casefold()) for name in names if name):
        return ""
    return (
        f"the text names {minutes.organization.value!r}, but its folder belongs to "
        f"{organization.name.fi!r}: move the file, or add the name under `also_printed`"
    )


def _agrees(printed: str, name: str) -> bool:
    length = max(len(name.split()[0]) - _ENDING_CHARACTERS, _FEWEST_CHARACTERS)
    return name[:length] in printed
