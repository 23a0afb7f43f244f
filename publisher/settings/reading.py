"""Reading a settings file."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import get_args

from publisher.errors import SettingsError
from publisher.settings.accessibility import read_accessibility
from publisher.settings.lines import find_lines
from publisher.settings.model import Language, Organization, Publisher, Settings, Source, Unsure
from publisher.settings.organizations import read_organizations
from publisher.settings.portal_section import read_portal
from publisher.settings.privacy import Mode, NamesAfterAppeal, PersonKey, Privacy
from publisher.settings.section import Mistakes, Section, is_url, unknown_word
from publisher.settings.tables import Tables, read_tables
from publisher.settings.withdrawals import read_withdrawals

DEFAULT_BASE_IRI = "https://data.example.fi/"
DEFAULT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"

# Characters of a person key: 16 of the base-64 alphabet are 96 bits.
_SHORTEST_KEY = 16
_KEY_WAYS = ("person_key", "person_key_file", "person_key_env")
_KEY_ADVICE = (
    'make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"; keep it: with '
    "another key every person gets another IRI"
)

# Where `tomllib` says that the syntax is wrong.
_SYNTAX_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
# An address of e-mail, only so far that a typing mistake is seen (RFC 5322 allows far more).
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def read_settings(path: Path, *, known_systems: frozenset[str]) -> Settings:
    """Read a settings file and check all of it.

    Args:
        path: The file, in TOML 1.0; relative paths in it start at its folder.
        known_systems: The names that a source may give as its system.

    Returns:
        The settings, with absolute paths.

    Raises:
        SettingsError: If anything is wrong: all mistakes, one a line, each with file name, line,
            key and what to do.
        TableError: If one of our own tables is damaged.
    """
    text = _read_text(path)
    values = _parse(text, path.name)
    mistakes = Mistakes(path.name, find_lines(text))
    root = Section(values, (), "", mistakes)
    settings = _read_root(root, path.absolute().parent, known_systems)
    if mistakes.report:
        raise SettingsError(mistakes.report)
    return settings


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path.name}: is not UTF-8 (byte {error.start}): save it as UTF-8"
        raise SettingsError(message) from error
    except OSError as error:
        message = f"{path.name}: cannot be read ({error.strerror}): name a settings file"
        raise SettingsError(message) from error


def _parse(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_PLACE.search(str(error))
        line = place.group(1) if place else str(max(1, len(text.splitlines())))
        reason = _SYNTAX_PLACE.sub("", str(error))
        message = f"{name}:{line}: is not TOML: {reason}"
        raise SettingsError(message) from error


def _read_root(root: Section, folder: Path, known_systems: frozenset[str]) -> Settings:
    tables = read_tables()
    organizations = read_organizations(
        root.tables("organization", heading="[[organization]]"), tables
    )
    if not organizations:
        root.reject("organization", "is missing: describe one under [[organization]]")
    sources = _read_sources(root, folder, organizations, known_systems)
    settings = Settings(
        base_iri=_read_base_iri(root),
        output=(output := _read_output(root, folder, sources)),
        libraries=_resolve(folder, root.text("libraries") or str(output / "libraries")),
        languages=_read_languages(root),
        licence=root.choice("licence", tables.licences) or DEFAULT_LICENCE,
        title=root.required_label("title"),
        publisher=_read_publisher(root.table("publisher", heading="[publisher]")),
        privacy=_read_privacy(root.table("privacy", heading="[privacy]"), folder, tables),
        accessibility=(
            read_accessibility(root.table("accessibility", heading="[accessibility]"))
            if root.has("accessibility")
            else None
        ),
        sparql_endpoint=root.url("sparql_endpoint"),
        portal=(
            read_portal(root.table("portal", heading="[portal]"), folder)
            if root.has("portal")
            else None
        ),
        unsure=_read_unsure(root),
        report_language=_read_report_language(root),
        search=root.truth("search") is not False,
        organizations=organizations,
        sources=sources,
        withdrawn=read_withdrawals(folder),
    )
    root.close()
    return settings


def _read_base_iri(root: Section) -> str:
    base = root.text("base_iri")
    if base and not (is_url(base) and base.endswith("/") and not set("?#") & set(base)):
        root.reject(
            "base_iri",
            f'"{base}" must begin with https:// or http://, end with "/" and have no "?" or "#": '
            f'"{DEFAULT_BASE_IRI}"',
        )
    return base or DEFAULT_BASE_IRI


def _read_output(root: Section, folder: Path, sources: tuple[Source, ...]) -> Path:
    given = root.required_text("output", 'the folder to work in: output = "var/site"')
    output = _resolve(folder, given)
    if given and output.exists() and not output.is_dir():
        root.reject("output", f'"{given}" is a file: name a folder')
    elif given and output in {folder, *folder.parents}:
        root.reject("output", "would cover the settings file: name a folder of its own")
    if any(output.is_relative_to(each.path) for each in sources if each.path.is_dir()):
        root.reject("output", f'"{given}" is inside a source, so it would be read: move it out')
    return output


def _read_languages(root: Section) -> tuple[Language, ...]:
    known: dict[str, Language] = {language: language for language in get_args(Language)}
    given = root.texts("languages")
    if given is None:
        return ("fi",)
    if not given:
        root.reject("languages", 'must name one at least: languages = ["fi"]')
    for language in given:
        if language not in known:
            root.reject("languages", unknown_word(language, known))
    if len(set(given)) < len(given):
        root.reject("languages", "names a language twice: name each once")
    return tuple(known[language] for language in given if language in known)


def _read_publisher(section: Section) -> Publisher:
    email = section.required_text("email", 'whom to ask about the data: email = "avoindata@…"')
    if email and not _EMAIL.fullmatch(email):
        section.reject("email", f'"{email}" is no e-mail address: email = "avoindata@example.fi"')
    publisher = Publisher(
        name=section.required_label("name"), homepage=section.url("homepage"), email=email
    )
    section.close()
    return publisher


def _read_privacy(section: Section, folder: Path, tables: Tables) -> Privacy:
    modes: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}
    if not section.has("mode"):
        section.reject("mode", f"is missing: {_explain_modes(tables)}")
    mode = modes.get(section.choice("mode", modes) or "", "strict")
    key = _read_key(section, folder)
    choices: dict[str, NamesAfterAppeal] = {one: one for one in get_args(NamesAfterAppeal)}
    names = choices.get(section.choice("names_after_appeal", choices) or "", "keep")
    privacy = Privacy(
        mode=mode,
        names_after_appeal=names,
        person_key=key,
        officer=_read_officer(section),
        register_notice=section.url("register_notice"),
    )
    section.close()
    return privacy


def _read_officer(section: Section) -> str | None:
    officer = section.text("officer")
    if officer and not (_EMAIL.fullmatch(officer) or is_url(officer)):
        section.reject(
            "officer",
            f'"{officer}" is neither an e-mail address nor one on the web: '
            'officer = "tietosuojavastaava@example.fi"',
        )
    return officer


def _explain_modes(tables: Tables) -> str:
    words = tables.privacy
    explained = [
        " ".join(
            [words["choose"][language]]
            + [f'mode = "{mode}": {words[mode][language]}.' for mode in get_args(Mode)]
        )
        for language in ("fi", "en")
    ]
    return " / ".join(explained)


def _read_unsure(root: Section) -> Unsure:
    choices: dict[str, Unsure] = {choice: choice for choice in get_args(Unsure)}
    return choices.get(root.choice("unsure", choices) or "", "withhold")


def _read_report_language(root: Section) -> Language:
    choices: dict[str, Language] = {language: language for language in get_args(Language)}
    return choices.get(root.choice("report_language", choices) or "", "en")


def _read_key(section: Section, folder: Path) -> PersonKey:
    """The person key; no message about it repeats what the file says, for that may be the key."""
    given = [way for way in _KEY_WAYS if section.has(way)]
    if not given:
        listed = ", ".join(_KEY_WAYS)
        section.reject("person_key", f"is missing: give one of {listed}; {_KEY_ADVICE}")
        return PersonKey("")
    for way in given[1:]:
        section.reject(way, f"is one too many: {given[0]} is there already; keep one of them")
    key = _find_key(section, folder, given[0])
    if key is not None and len(key) < _SHORTEST_KEY:
        section.reject(
            given[0], f"has {len(key)} characters and needs {_SHORTEST_KEY}: {_KEY_ADVICE}"
        )
    return PersonKey(key or "")


def _find_key(section: Section, folder: Path, way: str) -> str | None:
    value = section.text(way)
    match way:
        case _ if not value:
            return None
        case "person_key_file":
            try:
                return _resolve(folder, value).read_text(encoding="utf-8").strip()
            except (OSError, ValueError):
                section.reject(way, f"names no file that can be read as text: {_KEY_ADVICE}")
        case "person_key_env":
            if value in os.environ:
                return os.environ[value].strip()
            section.reject(way, "names a variable that the environment lacks: set it first")
        case _:
            return value
    return None


def _read_sources(
    root: Section,
    folder: Path,
    organizations: tuple[Organization, ...],
    known_systems: frozenset[str],
) -> tuple[Source, ...]:
    slugs = [each.slug for each in organizations]
    sources: list[Source] = []
    for section in root.tables("source", heading="[[source]]"):
        given = section.required_text("path", 'a file or folder of minutes: path = "minutes"')
        organization = section.required_text(
            "organization", "the slug of one that is declared under [[organization]]"
        )
        if organization and organization not in slugs:
            section.reject("organization", unknown_word(organization, slugs))
        path = _resolve(folder, given)
        if given and not path.exists():
            section.reject("path", f'"{given}" does not exist: name a file or folder')
        if given and path in {each.path for each in sources}:
            section.reject("path", f'"{given}" is the path of an earlier source: leave one out')
        sources.append(
            Source(
                organization=organization,
                path=path,
                system=section.choice("system", known_systems),
                url=section.url("url"),
            )
        )
        section.close()
    if not sources:
        root.reject("source", "is missing: name the minutes under [[source]]")
    return tuple(sources)


def _resolve(folder: Path, given: str) -> Path:
    return Path(os.path.normpath(folder / given))
