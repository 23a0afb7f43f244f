"""Invented minutes in any number, the same to the byte every time.

What a § says depends on its index alone; when it was handled depends on how many there are.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tests.benchmark import layouts, planning
from tests.benchmark.layouts import Item
from tests.benchmark.planning import Section
from tests.benchmark.vocabulary import WORDS, Matter, Organization

PERSON_KEY = "benchmark-key-of-nobody"

# Role holders of a body: who presents, then those who prepare, then the elected ones.
_PREPARERS, _ELECTED = range(1, 10), range(10, 25)
_ROLE_HOLDERS = 25
_SHORTEST_PREPARATION, _LONGEST_PREPARATION = 1000, 2300
_LAYOUTS = (
    *[layouts.write_tabbed] * 8,
    *[layouts.write_headed] * 7,
    *[layouts.write_page] * 4,
    layouts.write_dynasty,
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What stays the same in all handlings of a case."""

    matter: Matter
    place: str
    title: str


def write_corpus(folder: Path, count: int) -> list[Section]:
    """Write a corpus: a folder for each organisation, and the settings.

    Args:
        folder: An empty folder.
        count: Of §.

    Returns:
        What was written.
    """
    sections = write_minutes(folder, count)
    write_settings(folder / "pykala.toml", "var")
    return sections


def write_minutes(folder: Path, count: int) -> list[Section]:
    """Write the minutes of a corpus: a folder for each organisation.

    Args:
        folder: Where nothing of that name is.
        count: Of §.

    Returns:
        What was written.
    """
    sections = planning.plan_sections(count)
    for organization in WORDS.organizations:
        (folder / organization.slug).mkdir(parents=True)
    for section in sections:
        write_section(folder, section)
    return sections


def write_section(folder: Path, section: Section) -> Path:
    """Write one § into the folder of its organisation.

    Args:
        folder: Of the corpus.
        section: What to write.

    Returns:
        The file.
    """
    layout = _LAYOUTS[section.index * 7 % len(_LAYOUTS)]
    is_html = layout in {layouts.write_page, layouts.write_dynasty}
    day, body = section.day.isoformat(), section.body.abbreviation.lower()
    name = f"{body}-{day}-{section.number}.{'html' if is_html else 'txt'}"
    path = folder / section.organization.slug / name
    path.write_bytes(layout(compose(section)).encode())
    return path


def write_settings(path: Path, output: str) -> None:
    """Write a settings file for the corpus.

    Args:
        path: In the folder of the corpus.
        output: The work folder, as the settings name it.
    """
    parts = [
        f'output = "{output}"\nlanguages = ["fi"]\ntitle = {{ fi = "Päätökset" }}\n',
        '[publisher]\nname = { fi = "Esimerkki" }\nemail = "avoindata@example.fi"\n',
        f'[privacy]\nmode = "role"\nperson_key = "{PERSON_KEY}"\n',
        *organization_settings(),
    ]
    path.write_text("\n".join(parts), encoding="utf-8")


def organization_settings() -> list[str]:
    """The tables of a settings file for each organisation, whose folder stands beside the file."""
    return [_tables(organization) for organization in WORDS.organizations]


def _tables(organization: Organization) -> str:
    lines = [
        "[[organization]]",
        f'slug = "{organization.slug}"',
        f'kind = "{organization.kind}"',
        f'form = "{organization.form}"',
        f'name = {{ fi = "{organization.name}" }}',
    ]
    for body in organization.bodies:
        lines += [
            "[[organization.body]]",
            f'name = {{ fi = "{body.name}" }}',
            f'abbreviations = ["{body.abbreviation}"]',
        ]
    lines += [
        "[[source]]",
        f'organization = "{organization.slug}"',
        f'path = "{organization.slug}"',
    ]
    return "\n".join(lines) + "\n"


def compose(section: Section) -> Item:
    """Compose what a § says."""
    rng = _random(section.index)
    subject = _subject(section)
    standing = section.case is None
    with_attachment = rng.random() < (0.15 if standing else 0.55)
    presents = not standing or rng.random() < 0.5
    return Item(
        section=section,
        title=subject.title,
        preparation=_preparation(section, subject, rng),
        attachments=(subject.matter.attachment,) if with_attachment else (),
        preparers=() if standing else (_preparer(section, rng),),
        presenter=f"{section.body.presenter} {_role_holder(section, 0)}" if presents else "",
        proposal=f"{section.body.name} päättää {subject.matter.proposal}.",
        decision=_decision(section, rng),
    )


def _random(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  (nothing secret is drawn)


def _subject(section: Section) -> _Subject:
    seed = section.case.seed if section.case else section.index
    matters = WORDS.cases if section.case else WORDS.standing
    matter = matters[seed % len(matters)]
    place = WORDS.places[seed * 5 // 3 % len(WORDS.places)]
    year = section.day.year
    title = matter.title.format(
        place=place, year=year, next=year + 1, month=WORDS.months[seed % len(WORDS.months)]
    )
    return _Subject(matter, place, title)


def _role_holder(section: Section, number: int) -> str:
    """The name of one of the people who hold a role in the organisation."""
    own = WORDS.organizations.index(section.organization)
    bench = section.organization.bodies.index(section.body)
    person = bench * _ROLE_HOLDERS + number
    given, round_ = person % len(WORDS.given_names), person // len(WORDS.given_names)
    surname = (given + round_ * 7 + own * 5) % len(WORDS.surnames)
    return f"{WORDS.given_names[given]} {WORDS.surnames[surname]}"


def _slots(section: Section, subject: _Subject, rng: random.Random) -> dict[str, str]:
    """What a sentence is filled with."""
    genitive, law = subject.matter.genitive, subject.matter.law
    name = f"{rng.choice(WORDS.given_names)} {rng.choice(WORDS.private_surnames)}"
    given, _, surname = name.lower().partition(" ")
    return {
        "place": subject.place,
        "genitive": genitive,
        "Genitive": genitive.capitalize(),
        "law": law,
        "Law": law.capitalize(),
        "section": rng.choice(subject.matter.sections),
        "Body": section.body.name,
        "month": rng.choice(WORDS.months),
        "day": f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.{section.day.year - 1}",
        "count": _spaced(rng.randint(3, 90) * 10),
        "few": str(rng.randint(3, 14)),
        "share": f"{rng.randint(2, 60)},{rng.randint(1, 9)}",
        "name": name,
        "phone": _phone(rng),
        "email": f"{given}.{surname}@posti.example",
    }


def _preparation(section: Section, subject: _Subject, rng: random.Random) -> tuple[str, ...]:
    """Paragraphs of background, with a sum, a law or a private person here and there."""
    wanted = rng.randint(_SHORTEST_PREPARATION, _LONGEST_PREPARATION)
    sentences = _special(section, subject, rng)
    length = sum(map(len, sentences))
    for template in rng.sample(WORDS.sentences, len(WORDS.sentences)):
        if length >= wanted:
            break
        sentences.append(template.format_map(_slots(section, subject, rng)))
        length += len(sentences[-1]) + 1
    rng.shuffle(sentences)
    size = rng.randint(2, 4)
    return tuple(" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size))


def _special(section: Section, subject: _Subject, rng: random.Random) -> list[str]:
    chosen: list[str] = []
    if rng.random() < (0.7 if section.case else 0.35):
        chosen.append(rng.choice(WORDS.laws))
    if section.case and rng.random() < 0.06:
        chosen.append(rng.choice(WORDS.private))
    found = [template.format_map(_slots(section, subject, rng)) for template in chosen]
    sums = rng.choice((0, 0, 1, 1, 2)) if section.case else rng.choice((0, 0, 0, 1))
    amounts = [_spaced(rng.randint(12, 9900) * 100) for _ in range(sums)]
    templates = rng.sample(WORDS.money, sums)
    return found + [
        template.format(amount=amount) for template, amount in zip(templates, amounts, strict=True)
    ]


def _preparer(section: Section, rng: random.Random) -> str:
    title, name = rng.choice(WORDS.preparers), _role_holder(section, rng.choice(_PREPARERS))
    host = f"{section.organization.slug}.example"
    address = name.lower().replace(" ", ".").translate(str.maketrans("äöå", "aoa"))
    contact = rng.choice((f"puh. {_phone(rng)}", f"{address}@{host}", f"p. {_phone(rng)}"))
    return f"{title} {name}, {contact}"


def _decision(section: Section, rng: random.Random) -> tuple[str, ...]:
    weights = [outcome.weight for outcome in WORDS.outcomes]
    (outcome,) = rng.choices(WORDS.outcomes, weights)
    paragraphs: list[str] = []
    if section.case and rng.random() < 0.05:
        recused, chair = (_role_holder(section, number) for number in rng.sample(_ELECTED, 2))
        paragraphs.append(
            f"{recused} ilmoitti olevansa esteellinen (hallintolaki 28 § 1 mom. 5 kohta) ja "
            "poistui kokouksesta asian käsittelyn ajaksi."
        )
        if rng.random() < 0.5:
            paragraphs.append(f"{chair} toimi puheenjohtajana pykälän käsittelyn ajan.")
    closing = ["Pykälä tarkastettiin kokouksessa."] if rng.random() < 0.08 else []
    return (*paragraphs, outcome.text.format(Body=section.body.name), *closing)


def _phone(rng: random.Random) -> str:
    return f"044 700 {rng.randint(1000, 9999)}"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")
