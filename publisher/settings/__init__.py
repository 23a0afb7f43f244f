"""The settings file: what it says, and every mistake in it at once."""

from publisher.settings.bodies import resolve_body
from publisher.settings.model import (
    Body,
    Kind,
    Label,
    Language,
    Organization,
    Publisher,
    Settings,
    Source,
    Withdrawal,
)
from publisher.settings.portal import Portal
from publisher.settings.privacy import PersonKey, Privacy
from publisher.settings.reading import read_settings
from publisher.settings.withdrawals import WITHDRAWN_FILE, add_withdrawal, withdrawal_of

__all__ = [
    "WITHDRAWN_FILE",
    "Body",
    "Kind",
    "Label",
    "Language",
    "Organization",
    "PersonKey",
    "Portal",
    "Privacy",
    "Publisher",
    "Settings",
    "Source",
    "Withdrawal",
    "add_withdrawal",
    "read_settings",
    "resolve_body",
    "withdrawal_of",
]
