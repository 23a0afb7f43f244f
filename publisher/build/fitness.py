"""Why what a document says cannot be published under an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from publisher.model import FORESEEN, DocumentKind, Minutes
from publisher.settings import Body, Organization

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


def unknown(minutes: Minutes, organization: Organization) -> str:
    """Say which table of the settings lacks the body or office that a document names.

    Nobody's decisions are published as an office-holder's unless the settings name the office:
    they go on the network only where that is necessary (kuntalaki 140 § 2 mom.,
    hyvinvointialuelaki 145 §), and only the publisher can tell.
    """
    printed = minutes.body.value if minutes.body else ""
    if minutes.kind is DocumentKind.OFFICE_DECISION:
        return (
            f"the office {printed!r} is not known: if its decisions are to be published, add it as "
            f"an [[organization.office]] of {organization.slug!r} in the settings, or this name "
            "under its `also_printed`"
        )
    return (
        f"the body {printed!r} is not known: add it, with this abbreviation, as "
        f"an [[organization.body]] of {organization.slug!r} in the settings"
    )


def mistaken(minutes: Minutes, body: Body) -> str:
    """Say so if a document is not what its body or office can have decided; empty if it may be.

    An office holds no meetings, and a body makes no decisions of an office-holder.
    """
    if body.is_office == (minutes.kind is DocumentKind.OFFICE_DECISION):
        return ""
    name = body.name_fi or body.name_sv
    if body.is_office:
        return (
            f"{name!r} is an office and holds no meetings, but the document reads like minutes or "
            "an agenda: check its heading, or take the file out of the folder"
        )
    return (
        f"it calls itself a decision of an office-holder, but {name!r} is a body: check its heading"
    )


def public_from(minutes: Minutes) -> dt.date | None:
    """The day from which minutes may be public; None for what only foresees a meeting.

    That is the day of their posting if they print it, and otherwise that of the meeting: they go on
    the network once they have been checked (kuntalaki 140 § 1 mom., hyvinvointialuelaki 145 §).
    """
    if minutes.kind in FORESEEN or minutes.date is None:
        return None
    posted = minutes.meeting and minutes.meeting.posted
    return max(minutes.date.value, posted.value) if posted else minutes.date.value


def too_early(opens: dt.date) -> str:
    """Say that minutes are not public yet."""
    return (
        f"it is to be public from {opens.isoformat()} on, and is published by the first build of "
        "that day or later: correct the day if it is wrong"
    )


def _agrees(printed: str, name: str) -> bool:
    length = max(len(name.split()[0]) - _ENDING_CHARACTERS, _FEWEST_CHARACTERS)
    return name[:length] in printed
