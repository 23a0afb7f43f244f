"""Real minutes that stand beside the repository, and never in it: five samples, and all others."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.site.building import REPOSITORY, Built, build

MINUTES = REPOSITORY.parent / "shared" / "reading" / "minutes"
NAMES = ("S0", "S1", "S2", "S3", "S4")

# Whose minutes they are: slugs of the reference table, with what it does not say.
_ORGANIZATIONS = {
    "S0": ("kemijarvi", 'form = "kaupunki"', "Hyvinvointilautakunta", "HL"),
    "S1": ("kuopio", 'form = "kaupunki"', "Perusturva- ja terveyslautakunta", ""),
    "S2": ("kymenlaakson-hyvinvointialue", "", "", ""),
    "S3": ("enonkoski", 'form = "kunta"', "", ""),
    "S4": ("kemi", 'form = "kaupunki"', "", ""),
}

# The others, by the first word of their names.
_OTHERS = {
    "espoo": ("espoo", "kaupunki"),
    "helsinki": ("helsinki", "kaupunki"),
    "lapua": ("lapua", "kaupunki"),
    "nykarleby": ("uusikaarlepyy", "kaupunki"),
    "oulu": ("oulu", "kaupunki"),
    "tampere": ("tampere", "kaupunki"),
    "turku": ("turku", "kaupunki"),
}

_HEAD = """
base_iri = "https://data.example.fi/"
output = "work"
languages = ["fi", "sv", "en"]
title = {{ fi = "Näytteet", sv = "Prov", en = "Samples" }}

[publisher]
name = {{ fi = "Näytteiden julkaisija", sv = "Provens utgivare", en = "Publisher of samples" }}
email = "avoindata@julkaisija.example"

[privacy]
mode = "{mode}"
person_key = "key-of-a-test-and-of-nothing-else"
"""

# A number with as many digits as a phone has, and a zero or +358 in front.
_PHONE = re.compile(r"(?<![\d/])(?:\+358[ \u00a0]?\(?0?\)?|0)[1-9](?:[ \u00a0-]?\d){5,10}(?![\d/])")
_EMAIL = re.compile(r"[\w.+-]+(?:@|\(at\)|\[at\]|\(a\))[\w-]+(?:\.[\w-]+)+")
# Somebody in the genitive whose property a testament left.
_TESTATOR = re.compile(
    r"(?P<given>[A-ZÅÄÖ][a-zåäö]+) (?P<family>[A-ZÅÄÖ][a-zåäö]+)in (?=[^.\n]*testament)"
)


def are_here() -> bool:
    return MINUTES.is_dir()


def build_samples(folder: Path, mode: str = "role") -> Built:
    """Build all five, each in a source folder of its own."""
    return build(*settings_of_samples(folder, mode))


def settings_of_samples(folder: Path, mode: str) -> tuple[Path, Path]:
    """Lay all five in source folders; the settings, and the work folder that they name."""
    text = _HEAD.format(mode=mode)
    for name, (slug, form, body, abbreviation) in _ORGANIZATIONS.items():
        text += f'\n[[organization]]\nslug = "{slug}"\n{form}\n'
        if body:
            text += f'\n[[organization.body]]\nname = {{ fi = "{body}" }}\n'
            text += f'abbreviations = ["{abbreviation}"]\n' if abbreviation else ""
        text += f'\n[[source]]\norganization = "{slug}"\npath = "{name}"\n'
        source = folder / name
        source.mkdir(parents=True)
        (source / f"{name}.txt").write_bytes((MINUTES / f"{name}.txt").read_bytes())
    settings = folder / "pykala.toml"
    settings.write_text(text, "utf-8")
    return settings, folder / "work"


def others() -> list[Path]:
    """The minutes that are none of the five, whatever their formats."""
    return sorted(path for path in MINUTES.iterdir() if path.stem not in NAMES)


def build_others(folder: Path, mode: str = "role") -> Built:
    """Build all others, those of one organisation in one source folder."""
    return build(*settings_of_others(folder, mode))


def settings_of_others(folder: Path, mode: str) -> tuple[Path, Path]:
    """Lay all others in source folders; the settings, and the work folder that they name."""
    text = _HEAD.format(mode=mode)
    for name, (slug, form) in _OTHERS.items():
        text += f'\n[[organization]]\nslug = "{slug}"\nform = "{form}"\n'
        text += f'\n[[source]]\norganization = "{slug}"\npath = "{name}"\n'
        (folder / name).mkdir(parents=True)
    for path in others():
        shutil.copy(path, folder / path.name.partition("-")[0] / path.name)
    settings = folder / "pykala.toml"
    settings.write_text(text, "utf-8")
    return settings, folder / "work"


def read_sample(name: str) -> str:
    return (MINUTES / f"{name}.txt").read_text("utf-8")


def private_strings(text: str) -> dict[str, set[str]]:
    """The phone numbers, e-mail addresses and testators that stand in a text, by kind."""
    testators = list(_TESTATOR.finditer(text))
    return {
        "phone": {match[0] for match in _PHONE.finditer(text)},
        "email": {match[0] for match in _EMAIL.finditer(text)},
        "testator": {match["family"] for match in testators}
        | {f"{match['given']} {match['family']}" for match in testators},
    }
