"""What the settings say of people: what may be told of them, and the secret behind their IRIs."""

from __future__ import annotations

from typing import Literal

import msgspec

Mode = Literal["role", "strict"]
NamesAfterAppeal = Literal["keep", "remove"]


class PersonKey:
    """The secret behind the IRIs of people: it shows in no text, and no encoder takes it."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "PersonKey(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PersonKey) and self._secret == other._secret

    def __hash__(self) -> int:
        return hash(self._secret)

    def reveal(self) -> bytes:
        """The key itself, for a keyed hash."""
        return self._secret.encode()


class Privacy(msgspec.Struct, frozen=True, kw_only=True):
    """What may be said of people.

    Attributes:
        mode: ``role`` keeps the names of those in a public role, ``strict`` keeps none.
        names_after_appeal: Whether the names that `role` keeps stay when the time for an appeal is
            over (``keep``) or leave then (``remove``).
        person_key: The secret behind the IRIs of people.
        officer: E-mail or address on the web of the data protection officer (GDPR art. 37); None if
            the settings name none.
        register_notice: Where the controller's own privacy notice is on the web, if it has one.
    """

    mode: Mode
    names_after_appeal: NamesAfterAppeal = "keep"
    person_key: PersonKey
    officer: str | None = None
    register_notice: str | None = None
