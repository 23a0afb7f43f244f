"""What tells an identity code or an account from a run of characters that only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

CheckName = Literal["identity-code", "iban"]

# VNa 128/2010 2 §: the remainder of the nine digits by 31 is a character of this row.
_IDENTITY_CODE_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_IDENTITY_CODE_DIGITS = 9
_IBAN_HEAD = 4
_IBAN_MODULUS = 97
_BASE = 36  # a letter of an account counts as in base 36: A is 10


def has_identity_check(text: str) -> bool:
    """Whether the last character of a personal identity code follows from its digits.

    Args:
        text: As printed, with blanks and full stops in any place.

    Returns:
        True if it does (VNa 128/2010 2 §).
    """
    characters = [character for character in text if character.isalnum()]
    digits = "".join(character for character in characters[:-1] if character.isdigit())
    if len(digits) != _IDENTITY_CODE_DIGITS:
        return False
    expected = _IDENTITY_CODE_CHARACTERS[int(digits) % len(_IDENTITY_CODE_CHARACTERS)]
    return characters[-1].upper() == expected


def has_iban_check(text: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616, ISO 7064 MOD 97-10).

    Args:
        text: As printed, with blanks and hyphens in any place.

    Returns:
        True if they are.
    """
    account = "".join(character for character in text if character.isalnum())
    turned = account[_IBAN_HEAD:] + account[:_IBAN_HEAD]
    return int("".join(str(int(one, _BASE)) for one in turned)) % _IBAN_MODULUS == 1


CHECKS: Mapping[CheckName, Callable[[str], bool]] = {
    "identity-code": has_identity_check,
    "iban": has_iban_check,
}
