"""The settings file: what it says, and every mistake in it at once."""

from publisher.settings.bodies import resolve_body
from publisher.settings.model import (
    Body,
    Label,
    Language,
    Organization,
    PersonKey,
    Privacy,
    Publisher,
    Settings,
    Source,
)
from publisher.settings.reading import read_settings

__all__ = [
    "Body",
    "Label",
    "Language",
    "Organization",
    "PersonKey",
    "Privacy",
    "Publisher",
    "Settings",
    "Source",
    "read_settings",
    "resolve_body",
]
