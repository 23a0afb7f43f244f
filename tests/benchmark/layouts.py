"""The layouts in which the invented organisations publish a §."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmark.planning import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a § says, before it has a layout.

    Attributes:
        section: Where and when.
        title: Of the matter.
        preparation: Paragraphs.
        attachments: Titles.
        preparers: Name, title and contact details, one a line.
        presenter: Title and name; empty if nobody presents.
        proposal: Text.
        decision: Paragraphs.
    """

    section: Section
    title: str
    preparation: tuple[str, ...]
    attachments: tuple[str, ...]
    preparers: tuple[str, ...]
    presenter: str
    proposal: str
    decision: tuple[str, ...]


def write_tabbed(item: Item) -> str:
    """Write plain text whose labels are parted from what follows by a tab."""
    section = item.section
    heading = f"{section.body.abbreviation} {section.day:%d.%m.%Y} § {section.number}"
    parts = [
        item.title,
        f"{_case_number(section)}\n{heading}".strip(),
        *item.preparation,
        "\n".join(_attachment_lines(item)),
        "\n".join(
            [
                *(f"Valmistelija\t{line}" for line in item.preparers),
                *([f"Esittelijä\t{item.presenter}"] if item.presenter else []),
                f"Päätösehdotus\t{item.proposal}",
                f"Päätös\t{item.decision[0]}",
            ]
        ),
        *item.decision[1:],
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def write_headed(item: Item) -> str:
    """Write plain text whose labels stand on lines of their own."""
    section = item.section
    heading = f"{section.body.name} {_short_day(section)} {section.number} §"
    opening = [item.title, f"{heading}\n{_case_number(section)}".strip()]
    return "\n\n".join([*opening, *_labelled(item)]) + "\n"


def write_page(item: Item) -> str:
    """Write the content of a web page: title, heading, bold labels, paragraphs."""
    section = item.section
    heading = f"{section.body.abbreviation} {section.day:%d.%m.%Y}, {section.number} §"
    lines = [heading, *filter(None, [_case_number(section)])]
    labels = {"Valmistelu", "Esittelijä", "Päätösehdotus", "Päätös"}
    paragraphs = [
        f"<p><b>{part}</b></p>" if part in labels else _paragraph(part) for part in _labelled(item)
    ]
    return "\n".join(
        [f"<h1>{html.escape(item.title)}</h1>", _paragraph("\n".join(lines)), *paragraphs, ""]
    )


def write_dynasty(item: Item) -> str:
    """Write a page of Dynasty: banner, body and §, then a table of labels and texts."""
    section = item.section
    rows = [
        *(("", part) for part in item.preparation),
        *(("Valmistelija", line) for line in item.preparers),
        ("Päätösehdotus", "\n\n".join(filter(None, [item.presenter, item.proposal]))),
        ("Päätös", "\n\n".join(item.decision)),
    ]
    number = _case_number(section)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="fi"><head><meta charset="utf-8"><title>Pöytäkirja</title></head><body>',
        f"<table><tr><td>Dynasty tietopalvelu</td><td>Haku RSS</td>"
        f"<td>{section.organization.printed}</td></tr></table>",
        f"<table><tr><td><label>{section.body.name}<br>"
        f"Pöytäkirja {section.day:%d.%m.%Y}/Pykälä {section.number}</label></td></tr></table>",
        '<p><a href="?id=1">Edellinen asia</a> | <a href="?id=3">Seuraava asia</a></p><hr>',
        f"<p>§ {section.number}</p>",
        *([f"<p>Asianro {number}</p>"] if number else []),
        f"<p><strong>{html.escape(item.title)}</strong></p>",
        *map(_paragraph, _attachment_lines(item)),
        "<table>",
        *(f"<tr><td><b>{label}</b></td><td>{_cell(text)}</td></tr>" for label, text in rows),
        "</table>",
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _case_number(section: Section) -> str:
    return section.case.number if section.case else ""


def _short_day(section: Section) -> str:
    return f"{section.day.day}.{section.day.month}.{section.day.year}"


def _attachment_lines(item: Item) -> list[str]:
    return [f"Liite {number} {title}" for number, title in enumerate(item.attachments, start=1)]


def _labelled(item: Item) -> list[str]:
    """The parts of an item, each label before what it labels."""
    return [
        *(["Valmistelu", "\n".join(item.preparers)] if item.preparers else []),
        *item.preparation,
        *filter(None, ["\n".join(_attachment_lines(item))]),
        *(["Esittelijä", item.presenter] if item.presenter else []),
        *["Päätösehdotus", item.proposal, "Päätös", *item.decision],
    ]


def _paragraph(text: str) -> str:
    return "<p>" + "<br>\n".join(_escaped(text.split("\n"))) + "</p>"


def _cell(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in _escaped(text.split("\n\n")))


def _escaped(parts: Sequence[str]) -> list[str]:
    return [html.escape(part, quote=False) for part in parts]
