"""What holds for a page and its record: whatever the record says in words stands on the page."""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from tests.site.site_files import SiteFiles
from tests.site.triples import Triples

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_WORDS = frozenset({f"{_XSD}string", f"{_RDF}langString"})
_DAY = f"{_XSD}date"
# The record of the downloads is the catalogue, of which the page is a table of files.
_NO_KINDS = frozenset({"downloads"})
_ACTIVITY_ID = "http://data.europa.eu/eli/eli-draft-legislation-ontology#activity_id"
# Shown in another form: as €, as the word of a vote, and the day in the name of a meeting as the
# readers of a language write it; or not at all: when the texts of a § leave.
_OTHERWISE = frozenset(
    {
        "http://schema.org/currency",
        "http://schema.org/option",
        "https://w3id.org/pykala/def#retentionEnd",
    }
)
_BLANKS = re.compile(r"\s+")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Told(NamedTuple):
    """How a page and its record compare.

    Attributes:
        checked: How many texts and days of the record the page had to show.
        missing: Those that it does not.
    """

    checked: int
    missing: list[str]


def told(name: str, document: LexborHTMLParser, said: Triples, site: SiteFiles) -> Told:
    """Look for every text and day of a record on its page.

    A text in several languages has to be there in that of the page, or else in one of them.

    Args:
        name: Of the document.
        document: What it is.
        said: What its record says.
        site: Where it stands.
    """
    body = document.body
    if body is None:
        return Told(0, [f"{name}: has no body"])
    kind = str(body.attributes["class"]).split()[0]
    if kind in _NO_KINDS:
        return Told(0, [])
    shown = _BLANKS.sub("", body.text(separator=" "))
    days = {str(node.attributes["datetime"])[:10] for node in document.css("[datetime]")}
    wanted = _wanted(said, kind, site.page_of(name)[1])
    missing = [
        f"{name}: {predicate} {texts[0]!r} is not on the page"
        for (_, predicate), texts in sorted(wanted.items())
        if not any(text in days or _shown_as(text) in shown for text in texts)
    ]
    return Told(len(wanted), missing)


def _shown_as(text: str) -> str:
    """A text without its blanks, or a day as minutes write it."""
    if _ISO_DAY.fullmatch(text):
        year, month, day = text.split("-")
        return f"{int(day)}.{int(month)}.{year}"
    return _BLANKS.sub("", text)


def _wanted(said: Triples, kind: str, language: str) -> dict[tuple[str, str], list[str]]:
    """What has to be there: of each text its own language, else one of those that there are.

    Returns:
        The texts of which one has to be there, by a key that ends with the predicate.
    """
    found: dict[tuple[str, str], list[str]] = {}
    in_languages: dict[tuple[str, str], dict[str, list[str]]] = {}
    for (subject,), (predicate,), value in said:
        if len(value) == 1 or value[2] not in _WORDS | {_DAY} or predicate in _OTHERWISE:
            continue
        if (kind, predicate) == ("meeting", _ACTIVITY_ID):
            continue
        text, code, _ = value
        if code:
            # An act in one language (…/fi) and in another are two things; a page shows one.
            of = subject.removesuffix(f"/{code}")
            texts = in_languages.setdefault((of, predicate), {})
            texts.setdefault(code, []).append(text)
        else:
            found[f"{subject} {text}", predicate] = [text]
    for (subject, predicate), texts in in_languages.items():
        if language in texts:
            for text in texts[language]:
                found[f"{subject} {text}", predicate] = [text]
        else:
            found[subject, predicate] = sorted(text for each in texts.values() for text in each)
    return found
