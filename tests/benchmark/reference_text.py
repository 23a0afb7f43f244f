"""The simple records of the reference loop: as text, and read back by one regular expression."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

BASE = "https://bench.example/"
TERMS = f"{BASE}terms#"

_STATES = ("carried", "lost", "deferred", "withdrawn")
_BOARDS = ("Hallitus", "Valtuusto", "Tekninen lautakunta", "Sivistyslautakunta", "Jaosto")
_GIVEN = ("Aino", "Eero", "Helmi", "Ilmo", "Kerttu", "Lassi", "Meri", "Niilo", "Outi", "Pauli")
_FAMILY = ("Aalto", "Halla", "Kanto", "Lumo", "Niitty", "Routa", "Sora", "Turve", "Usva", "Varpu")
_CLAUSES = (
    "hyväksyy esitetyn suunnitelman ja sen aikataulun",
    "merkitsee saadut lausunnot ja laskelmat käsitellyiksi",
    "osoittaa hankkeelle tarvittavan määrärahan",
    "pyytää lisäselvityksen ennen seuraavaa vaihetta",
    "valtuuttaa viranhaltijan tekemään vähäisiä tarkennuksia",
    "lähettää asian tiedoksi niille, joita se koskee",
)
_MEMBERS = 900


def _types(term: str, kind: str) -> dict[str, str]:
    return {"@id": f"b:{term}", "@type": kind}


CONTEXT: dict[str, Any] = {
    "b": TERMS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "graph": "@graph",
    "@vocab": TERMS,
    "heading": {"@id": "b:heading", "@container": "@language"},
    "wording": {"@id": "b:wording", "@language": "fi"},
    **{
        term: _types(term, "@id")
        for term in ("givenBy", "session", "dossier", "topic", "state", "enclosure", "absent")
    },
    **{term: _types(term, "@id") for term in ("present", "calledBy", "on", "ballot", "castBy")},
    **{term: _types(term, "@id") for term in ("choice", "rank", "tongue", "sort")},
    **{term: _types(term, "xsd:integer") for term in ("serial", "ordinal", "cast")},
    **{term: _types(term, "xsd:integer") for term in ("inFavour", "against")},
    **{term: _types(term, "xsd:date") for term in ("givenOn", "openedOn")},
    **{term: _types(term, "xsd:dateTime") for term in ("begins", "ends", "revised")},
}


def write_text(number: int) -> str:
    """Write the text of one record.

    Every thousandth record is dated before its dossier was opened, to be found by validation.
    """
    day = dt.date(2024, 1, 8) + dt.timedelta(days=number // 12 % 300)
    opened = day + dt.timedelta(days=1 if number % 1000 == 7 else -(number % 70))
    people = [(number * 3 + k * 17) % _MEMBERS for k in range(5)]
    names = [f"{_GIVEN[p % 10]} {_FAMILY[p // 10 % 10]}" for p in people]
    topics = ", ".join(f"{BASE}topic/{(number + 1) * k % 3001}" for k in (3, 5, 7))
    clauses = [_CLAUSES[(number + k) % len(_CLAUSES)] for k in range(4)]
    board = number // 12 % len(_BOARDS)
    lines = [
        f"ASIA {number} = {number % 400 + 1} | Selvitys {number % 977} / Utredning {number % 977}",
        f"TOIMIELIN {BASE}board/{board} = {_BOARDS[board]}",
        f"ISTUNTO {BASE}session/{number // 12} nro {number // 12 + 1} "
        f"klo {day}T16:00:00Z..{day}T18:45:00Z",
        *(f"* {BASE}member/{p} = {name}" for p, name in zip(people, names, strict=True)),
        f"POISSA {BASE}member/{people[4]}",
        f"VIITE ABC/{number}/2024",
        f"ASIAKIRJAVIHKO {BASE}dossier/{number // 2} avattu {opened}",
        f"PÄIVÄ {day} korjattu {day}T20:30:00Z",
        f"AIHEET {topics}",
        f"TILA {_STATES[number % len(_STATES)]}",
        f"TEKSTI Toimielin {', '.join(clauses)}.",
        f"ÄÄNET 2-1, 3 {' '.join(f'{BASE}member/{p}' for p in people[:3])}",
        f"LIITTEET Laskelma {number % 13} (pdf); Kartta {number % 7} (png)",
    ]
    return "\n".join(lines) + "\n"


# One record, as `write_text` writes it.
_RECORD = re.compile(
    r"ASIA (?P<number>\d+) = (?P<serial>\d+) \| (?P<fi>.+) / (?P<sv>.+)\n"
    r"TOIMIELIN (?P<board>\S+) = (?P<board_name>.+)\n"
    r"ISTUNTO (?P<session>\S+) nro (?P<ordinal>\d+) klo (?P<begins>\S+)\.\.(?P<ends>\S+)\n"
    r"(?P<members>(?:\* .+\n)+)POISSA (?P<absent>\S+)\nVIITE (?P<reference>\S+)\n"
    r"ASIAKIRJAVIHKO (?P<dossier>\S+) avattu (?P<opened>\S+)\n"
    r"PÄIVÄ (?P<day>\S+) korjattu (?P<revised>\S+)\nAIHEET (?P<topics>.+)\nTILA (?P<state>\w+)\n"
    r"TEKSTI (?P<wording>.+)\n"
    r"ÄÄNET (?P<yes>\d+)-(?P<no>\d+), (?P<cast>\d+) (?P<voters>.+)\n"
    r"LIITTEET (?P<enclosures>.+)\n"
)
_MEMBER = re.compile(r"\* (\S+) = (.+)")
_ENCLOSURE = re.compile(r"([^;]+) \((\w+)\)(?:; )?")


def read_text(text: str) -> dict[str, Any]:
    """Read the record of a text.

    Args:
        text: As `write_text` writes it.

    Returns:
        A JSON-LD node in the terms of `CONTEXT`: one named graph.

    Raises:
        ValueError: If the text is no record.
    """
    match = _RECORD.fullmatch(text)
    if match is None:
        raise ValueError(text)
    found = match.groupdict()
    iri = f"{BASE}ruling/{found['number']}"
    return {
        "id": f"{iri}/graph",
        "graph": [_ruling(iri, found), _poll(iri, found)],
    }


def _ruling(iri: str, found: dict[str, str]) -> dict[str, Any]:
    return {
        "id": iri,
        "type": ["Ruling", "Work"],
        "serial": found["serial"],
        "heading": {"fi": found["fi"], "sv": found["sv"]},
        "givenOn": found["day"],
        "sort": "b:minutes",
        "tongue": "b:fin",
        "reference": found["reference"],
        "topic": found["topics"].split(", "),
        "state": f"b:{found['state']}",
        "wording": found["wording"],
        "revised": found["revised"],
        "absent": found["absent"],
        "givenBy": {
            "id": found["board"],
            "type": "Board",
            "label": found["board_name"],
            "rank": "b:local",
        },
        "session": {
            "id": found["session"],
            "type": "Session",
            "ordinal": found["ordinal"],
            "begins": found["begins"],
            "ends": found["ends"],
            "calledBy": found["board"],
            "present": [
                {"id": member, "type": "Member", "fullName": name}
                for member, name in _MEMBER.findall(found["members"])
            ],
        },
        "dossier": {
            "id": found["dossier"],
            "type": "Dossier",
            "mark": found["dossier"].rpartition("/")[2],
            "openedOn": found["opened"],
        },
        "enclosure": [
            {"id": f"{iri}/enclosure/{at}", "type": "Enclosure", "name": name, "format": form}
            for at, (name, form) in enumerate(_ENCLOSURE.findall(found["enclosures"]))
        ],
    }


def _poll(iri: str, found: dict[str, str]) -> dict[str, Any]:
    in_favour = int(found["yes"])
    return {
        "id": f"{iri}/poll",
        "type": "Poll",
        "on": iri,
        "inFavour": found["yes"],
        "against": found["no"],
        "cast": found["cast"],
        "ballot": [
            {
                "id": f"{iri}/ballot/{number}",
                "type": "Ballot",
                "castBy": voter,
                "choice": "b:yes" if number < in_favour else "b:no",
            }
            for number, voter in enumerate(found["voters"].split())
        ],
    }
