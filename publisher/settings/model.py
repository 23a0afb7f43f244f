"""What a settings file says once it has been read and found right."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from publisher.settings.portal import Portal
from publisher.settings.privacy import PersonKey, Privacy

Language = Literal["fi", "sv", "en"]
Unsure = Literal["publish", "withhold"]
Conformance = Literal["full", "partial"]
Kind = Literal["municipality", "county"]
Classification = Literal[
    "valtuusto",
    "hallitus",
    "lautakunta",
    "valiokunta",
    "jaosto",
    "johtokunta",
    "toimikunta",
    "muu",
]
# Of an office, which is no body and yet decides (kuntalaki 91 §, hyvinvointialuelaki 96 §).
Office = Literal["viranhaltija"]
OFFICE: Office = "viranhaltija"


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A name in the languages that have it; Finnish is always there."""

    fi: str
    sv: str | None = None
    en: str | None = None

    def text(self, language: Language) -> str:
        """The name in a language, or the Finnish one."""
        match language:
            case "fi":
                return self.fi
            case "sv":
                return self.sv or self.fi
            case "en":
                return self.en or self.fi


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes (dct:publisher) and whom to ask (dcat:contactPoint)."""

    name: Label
    homepage: str | None
    email: str


class Accessibility(msgspec.Struct, frozen=True, kw_only=True):
    """What the publisher found when it assessed the accessibility of the site.

    It is for the publisher to say (laki digitaalisten palvelujen tarjoamisesta 306/2019, 7 §; model
    of the statement: Commission Implementing Decision (EU) 2018/1523).

    Attributes:
        assessed: The day of the assessment.
        conformance: Whether all of WCAG 2.1 A and AA is met (``full``) or not all (``partial``).
        issues: What is not accessible; None where all is.
    """

    assessed: dt.date | None
    conformance: Conformance
    issues: Label | None


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A body of an organisation (toimielin), or an office whose holder decides alone (virka).

    Attributes:
        slug: Made from the full Finnish name, or from the Swedish one if there is no other.
        name_fi: As the body calls itself; ``None`` if only a Swedish name is known.
        name_sv: In the definite form, as minutes print it.
        other_names: Other full names, in either language.
        abbreviations: How the organisation's minutes shorten the name.
        classification: What sort of body it is, one of the codes of the body code list; of an
            office that of office-holders.
    """

    slug: str
    name_fi: str | None
    name_sv: str | None
    other_names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    classification: Classification | Office

    @property
    def is_office(self) -> bool:
        """Whether it is an office: it has §§ of its own, and no meetings."""
        return self.classification == OFFICE


class BodyEnding(msgspec.Struct, frozen=True, kw_only=True):
    """How the names of one sort of body end.

    Attributes:
        language: Whose word it is.
        ending: The last part of a name, in small letters and in the indefinite form.
        definite: The same in the Swedish definite form; empty in Finnish.
        beginning: How longer Swedish names begin instead, such as ``nämnden för``; or empty.
        classification: What a body with such a name is.
    """

    language: Language
    ending: str
    definite: str
    beginning: str
    classification: Classification


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be known about words to recognise the printed name of a body.

    Attributes:
        forms: Words that follow an organisation's name, such as ``kaupungin``.
        regions: Words that make of it the name of something wider, such as ``seudun``.
        endings: How the names of bodies end, the longest ending first.
    """

    forms: tuple[str, ...]
    regions: tuple[str, ...]
    endings: tuple[BodyEnding, ...]


class BodyIndex(msgspec.Struct, frozen=True, kw_only=True):
    """The bodies of an organisation by how they are printed (see `publisher.settings.bodies`).

    Attributes:
        by_name: By the key of every full name.
        by_abbreviation: By abbreviation; in small letters too where a single body has it.
    """

    by_name: dict[str, Body]
    by_abbreviation: dict[str, Body]


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality or a wellbeing services county whose minutes are published.

    Attributes:
        slug: Its segment in every IRI.
        kind: What it is.
        form: ``kaupunki``, ``kunta`` or ``hyvinvointialue``; decides which bodies it has by law.
        name: Its name in running text.
        also_printed: Other forms in which its minutes print the name.
        municipality_code: Three digits (Statistics Finland); ``None`` for a county.
        bodies: Its own bodies first, then those that every organisation of its form has, then its
            offices.
        namesakes: Names that several people bear, who are kept apart by body.
        index: For `publisher.settings.resolve_body`.
        words: For `publisher.settings.resolve_body`.
    """

    slug: str
    kind: Kind
    form: str
    name: Label
    also_printed: tuple[str, ...]
    municipality_code: str | None
    bodies: tuple[Body, ...]
    namesakes: tuple[str, ...]
    index: BodyIndex
    words: Words


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the minutes of an organisation lie.

    Attributes:
        organization: The organisation's slug.
        path: A file or folder, absolute.
        system: The source that reads them, if known beforehand.
        url: Where the originals are on the web: what comes before their paths below `path`.
    """

    organization: str
    path: Path
    system: str | None
    url: str | None


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A § that its publisher took off the network.

    Attributes:
        iri: Of the §.
        day: When.
        reason: Why; for whoever keeps the settings, and never published.
    """

    iri: str
    day: dt.date
    reason: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings of one run.

    Attributes:
        base_iri: Where the IRIs begin, with a final slash.
        output: The work folder, absolute.
        languages: Of the site; the first is the default one.
        licence: The IRI of the licence.
        title: Of the site.
        publisher: Who publishes.
        privacy: What may be said of people.
        accessibility: What its assessment found; None if there has been none.
        sparql_endpoint: Where everybody may ask the store; None if nowhere.
        portal: Where the datasets are announced; None if `pykala portal push` has nowhere to go.
        unsure: What becomes of values that were inferred with low confidence: ``withhold`` keeps
            them away, ``publish`` lets them out, marked as unsure.
        report_language: In which the report quotes the messages of the shapes.
        search: Whether the site has a full-text search, where its libraries are installed.
        organizations: In the order of the file.
        sources: In the order of the file.
        libraries: Where the libraries for the browser are installed, absolute.
        withdrawn: What was taken off the network and is not to come back.
    """

    base_iri: str
    output: Path
    languages: tuple[Language, ...]
    licence: str
    title: Label
    publisher: Publisher
    privacy: Privacy
    accessibility: Accessibility | None = None
    sparql_endpoint: str | None = None
    portal: Portal | None = None
    unsure: Unsure
    report_language: Language = "en"
    search: bool = True
    organizations: tuple[Organization, ...]
    sources: tuple[Source, ...]
    libraries: Path
    withdrawn: tuple[Withdrawal, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over what the settings mean, the key included, in hexadecimal.

        It changes when a build would come out otherwise, and not with comments or paths. It is a
        key of caches and never published, since the person key is in it.
        """
        meaning = msgspec.structs.asdict(self)
        del meaning["output"], meaning["libraries"]
        # Of a portal, what the files say that it reads; where it is and its token change nothing.
        meaning["portal"] = self.portal and (self.portal.owner_org, self.portal.categories)
        meaning["sources"] = [(s.organization, s.system, s.url) for s in self.sources]
        encoded = msgspec.json.encode(meaning, enc_hook=_encode_key, order="deterministic")
        return hashlib.sha256(encoded).hexdigest()

    def organization(self, slug: str) -> Organization:
        """An organisation by its slug.

        Args:
            slug: One that the settings declare.

        Returns:
            The organisation.

        Raises:
            KeyError: If no organisation has the slug.
        """
        for organization in self.organizations:
            if organization.slug == slug:
                return organization
        raise KeyError(slug)


def _encode_key(value: object) -> object:
    if isinstance(value, PersonKey):
        return hashlib.sha256(value.reveal()).hexdigest()
    raise NotImplementedError(type(value))
