"""The invented sentences with personal data in them, and what is published of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from publisher.documents.reading import read_document
from publisher.errors import PrivacyError
from publisher.model import Language
from publisher.privacy.cleaning import Mode
from publisher.privacy.elsewhere import Circumstances
from publisher.privacy.stage import withhold
from tests.quality.extracting import readers

Place = Literal["background", "title", "meeting", "attachment", "notified"]

FINNISH = """{title}

KH 12.05.2025 § 90
12/10.03.02/2025

{background}

Päätösehdotus
Kunnanhallitus hyväksyy esityksen.

Päätös
{meeting}

{attachment}
{notified}
"""
SWEDISH = """{title}

KST 12.05.2025 § 90
12/10.03.02/2025

{background}

Förslag till beslut
Kommunstyrelsen godkänner förslaget.

Beslut
{meeting}

{attachment}
{notified}
"""
EMPTY: dict[Language, dict[str, str]] = {
    "fi": {
        "title": "Asian nimi",
        "background": "Asiaa on valmisteltu.",
        "meeting": "Hyväksyttiin.",
        "attachment": "",
        "notified": "",
    },
    "sv": {
        "title": "Ärendets namn",
        "background": "Ärendet har beretts.",
        "meeting": "Godkändes.",
        "attachment": "",
        "notified": "",
    },
}


class Mention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence of minutes: what must go out of it, by kind, and what must stay."""

    text: str
    where: Place = "background"
    language: Language = "fi"
    private: dict[str, tuple[str, ...]] = {}
    stays: tuple[str, ...] = ()

    @property
    def document(self) -> str:
        """A § with the sentence in its place."""
        parts = EMPTY[self.language] | {self.where: self.text}
        return (FINNISH if self.language == "fi" else SWEDISH).format(**parts)


class Outcome(NamedTuple):
    """What came of a sentence."""

    mention: Mention
    missed: tuple[tuple[str, str], ...]
    eaten: tuple[str, ...]


@cache
def read_mentions(name: str) -> tuple[Mention, ...]:
    """The sentences of a table beside this module."""
    rows = msgspec.toml.decode(Path(__file__).with_name(name).read_bytes())["mention"]
    return tuple(msgspec.convert(rows, list[Mention]))


def published(mention: Mention, mode: Mode) -> str | None:
    """All texts that are published of a §; None if a document stops the build."""
    tables = readers()
    document = read_document("asia.txt", mention.document.encode())
    minutes = tables.sources.read(document).minutes
    try:
        result = withhold(
            minutes, document, tables.policy, tables.phrases, Circumstances(mode=mode)
        )
    except PrivacyError:
        return None
    return "\n".join(_texts(msgspec.to_builtins(result.minutes)))


def outcome(mention: Mention, mode: Mode) -> Outcome:
    """What was missed in a sentence, and what was eaten of it."""
    text = published(mention, mode)
    if text is None:
        return Outcome(mention, (), ())
    flat = " ".join(text.split())
    missed = tuple(
        (kind, private)
        for kind, found in mention.private.items()
        for private in found
        if any(_stands(part, text) for part in _parts(kind, private))
    )
    eaten = tuple(kept for kept in mention.stays if " ".join(kept.split()) not in flat)
    return Outcome(mention, missed, eaten)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "provision":  # published as the section that it cites
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _parts(kind: str, private: str) -> Iterator[str]:
    """What of a private string alone would tell it: of a name or an address, any word."""
    if kind in {"name", "sole-trader", "staff"}:
        yield from (word for word in re.findall(r"\w+", private) if len(word) > 1)
    elif kind == "address":
        yield from re.findall(r"[^\W\d]{4,}|\d{5}", private)
    elif kind in {"phone", "iban"}:
        yield from re.findall(r"\d{3,}", private)
    else:
        yield private


def _stands(part: str, text: str) -> bool:
    words = r"\s+".join(map(re.escape, part.split()))
    return re.search(rf"(?<![^\W_]){words}(?![^\W_])", text) is not None
