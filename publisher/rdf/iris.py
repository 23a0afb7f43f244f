"""Every IRI that Pykälä mints, and the paths at which they are served.

The patterns are settled and cannot change (D-001): a thing has a clean IRI without a suffix, and
the documents about it stand at the same path with one. ELI things have ``/eli/`` in the IRI and
ELI-DL things begin with ``/eli/dl`` (ELI-DL URI components, 1).
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Sequence

import msgspec

from publisher.slugs import slugify

VOCABULARIES = "https://w3id.org/pykala/"
DEF = f"{VOCABULARIES}def#"
CODES = f"{VOCABULARIES}koodi/"
FINLEX = "http://data.finlex.fi/eli/sd/"
CASES = "http://data.finlex.fi/ecli/"
EU_ACTS = "http://data.europa.eu/eli/"
# What ends the name of the file that says that a thing is published no more.
GONE = ".gone"
# Pages that the site has about itself, by their path.
DOWNLOADS = "lataukset"
DICTIONARY = f"{DOWNLOADS}/sanakirja"
ABOUT = "tietoa"
PRIVACY = "tietosuoja"
ACCESSIBILITY = "saavutettavuus"
SPARQL = "sparql"
SERVICE = f"{SPARQL}#palvelu"
SEARCH = "haku"
CHANGES = "muutokset"
RDF_EXTENSIONS = ("ttl", "jsonld", "nt", "rdf")

_VOCABULARY = re.compile(r"(?:def|shapes)(?:/.+)?|koodi/.+")

# As `Iris.section` and `Iris.act` write it, with what may follow it.
_SECTION = re.compile(r"eli/(?:dl/)?([^/.#]+/[^/.#]+/\d{4}/\d+)(?:$|[/.#])")

# Forty-eight bits in ten characters of base32: no clash among a municipality's role holders.
_PERSON_KEY_CHARACTERS = 10


class Iris(msgspec.Struct, frozen=True):
    """Mints IRIs below one base.

    Attributes:
        base: Where the site stands, with a final slash.
    """

    base: str

    def organization(self, slug: str) -> str:
        """A municipality or county, by its slug in the reference table or the settings."""
        return f"{self.base}{slug}"

    def body(self, organization: str, body: str) -> str:
        """A body of an organisation, or an office that decides (D-023), both by slug."""
        return f"{self.base}{organization}/{body}"

    def year(self, organization: str, body: str, year: int) -> str:
        """What a body handled in a calendar year, as a page."""
        return f"{self.body(organization, body)}/{year}"

    def quality(self, organization: str) -> str:
        """The report on the quality of what is published of an organisation."""
        return f"{self.base}{organization}/laatu"

    def meeting(self, organization: str, body: str, day: dt.date) -> str:
        """The meeting of a body on a day."""
        return f"{self.base}eli/dl/{organization}/{body}/{day.isoformat()}"

    def section(self, organization: str, body: str, year: int, section: int) -> str:
        """The handling of a matter in a § of minutes.

        § numbers run per body and calendar year, and so do those of the decisions of an
        office-holder per office, so the three are the key.
        """
        return f"{self.base}eli/dl/{organization}/{body}/{year}/{section}"

    def act(self, organization: str, body: str, year: int, section: int) -> str:
        """The decision of a § as an act (eli:LegalResource), which people cite."""
        return f"{self.base}eli/{organization}/{body}/{year}/{section}"

    def act_of(self, section: str) -> str:
        """The decision of a § as an act, by the IRI of the §."""
        return f"{self.base}eli/{self.path(section).removeprefix('eli/dl/')}"

    def section_at(self, address: str) -> str | None:
        """The § that an address leads to.

        Args:
            address: Its IRI or that of its act, of a part or a language, or of a document about it.

        Returns:
            The IRI of the §; None if it is no such address of this site.
        """
        found = _SECTION.match(address.removeprefix(self.base))
        if not address.startswith(self.base) or found is None:
            return None
        return f"{self.base}eli/dl/{found[1]}"

    def case(self, organization: str, number: str) -> str:
        """A case by its number, which is unique inside the organisation only."""
        return f"{self.base}eli/dl/{organization}/asia/{slugify(number)}"

    def law(self, statute: str) -> str:
        """Our own page about an act, given as ``410/2015``."""
        number, year = statute.split("/")
        return f"{self.base}laki/{year}/{number}"

    def person(self, organization: str, name: str, key: bytes, *, kept_apart_by: str = "") -> str:
        """Somebody in a public role.

        The name itself never shows: the last segment is a keyed hash (HMAC-SHA256, RFC 2104) of
        organisation and normalised name. Nobody's IRI changes when their name is taken off later.

        Args:
            organization: The slug.
            name: Given name first, in the base form.
            key: The secret of the settings.
            kept_apart_by: For namesakes, the slug of the body that tells them apart.
        """
        normalised = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        message = "\n".join((organization, normalised, kept_apart_by)).encode()
        digest = hmac.new(key, message, hashlib.sha256).digest()
        text = base64.b32encode(digest).decode().lower()[:_PERSON_KEY_CHARACTERS]
        return f"{self.base}{organization}/henkilo/{text}"

    def function_classes(self, organization: str) -> str:
        """The scheme of the function classes that an organisation prints with its cases."""
        return f"{self.base}{organization}/tehtavaluokat"

    @property
    def vocabularies(self) -> str:
        """The page of all vocabularies."""
        return f"{self.base}sanastot"

    @property
    def context_page(self) -> str:
        """The page about the JSON-LD context."""
        return f"{self.vocabularies}/konteksti"

    @property
    def provenance_graph(self) -> str:
        """The named graph that says what was read from which document.

        It is part of every download of §§, so that its IRI leads to the page of downloads.
        """
        return f"{self.base}lataukset#alkupera"

    def stream(self, path: str) -> str:
        """An event stream of what is published, by where its first document lies."""
        return part_of(f"{self.base}{CHANGES}", path.rpartition("/")[2])

    @property
    def run(self) -> str:
        """The making of all records by one version of the program (prov:Activity)."""
        return f"{self.base}lataukset#koonti"

    def organization_of(self, iri: str) -> str:
        """The slug of the organisation that a thing of ours belongs to; laws belong to none."""
        return self.path(iri).removeprefix("eli/dl/").partition("/")[0]

    def path(self, iri: str) -> str:
        """The path of a thing below the site's root, without suffix.

        Raises:
            ValueError: If the IRI is not below the base.
        """
        if not iri.startswith(self.base):
            message = f"{iri} is not below {self.base}"
            raise ValueError(message)
        return iri.removeprefix(self.base).partition("#")[0]


def vocabulary_path(iri: str) -> str:
    """Where the documents of a vocabulary, a version of it or a code list stand on every site.

    Examples:
        >>> vocabulary_path("https://w3id.org/pykala/koodi/tulos")
        'koodi/tulos'
    """
    return iri.removeprefix(VOCABULARIES)


def vocabulary_iri(path: str) -> str | None:
    """The vocabulary that a path of the site is about; None for other paths.

    Examples:
        >>> vocabulary_iri("koodi/tulos")
        'https://w3id.org/pykala/koodi/tulos'
    """
    return f"{VOCABULARIES}{path}" if _VOCABULARY.fullmatch(path) else None


def part_of(iri: str, name: str) -> str:
    """A part of a thing, as a fragment of the thing's IRI; a part of a part gets a longer one.

    Examples:
        >>> part_of("https://data.example.fi/eli/dl/tuulikoski/valtuusto/2024/58", "ehdotus")
        'https://data.example.fi/eli/dl/tuulikoski/valtuusto/2024/58#ehdotus'
        >>> part_of("https://data.example.fi/eli/dl/tuulikoski/valtuusto/2024-03-04#asia-1", "x")
        'https://data.example.fi/eli/dl/tuulikoski/valtuusto/2024-03-04#asia-1-x'
    """
    return f"{iri}{'-' if '#' in iri else '#'}{name}"


def minutes_of(meeting: str) -> str:
    """The minutes of a meeting, as a document."""
    return part_of(meeting, "poytakirja")


def post_of(body: str, role: str) -> str:
    """A post in a body, such as that of its chair.

    Args:
        body: IRI of the body.
        role: Of whoever holds it, as a compact IRI (``rooli:puheenjohtaja``).
    """
    return part_of(body, role.partition(":")[2])


def membership_of(body: str, role: str, person: str) -> str:
    """That somebody belongs to a body in a role; all three as for `post_of`, the person by IRI."""
    return part_of(post_of(body, role), person.rpartition("/")[2])


def function_class(scheme: str, code: str) -> str:
    """A class of an organisation's scheme.

    Args:
        scheme: Its IRI.
        code: As `publisher.function_classes.class_codes` normalises it.

    Examples:
        >>> function_class("https://data.example.fi/tuulikoski/tehtavaluokat", "10.03.02")
        'https://data.example.fi/tuulikoski/tehtavaluokat#10-03-02'
    """
    return part_of(scheme, code.replace(".", "-"))


def concept_iri(compact: str) -> str:
    """A concept of our code lists in full.

    Examples:
        >>> concept_iri("rooli:puheenjohtaja")
        'https://w3id.org/pykala/koodi/rooli#puheenjohtaja'
    """
    scheme, _, name = compact.partition(":")
    return f"{CODES}{scheme}#{name}"


def page_ending(language: str, languages: Sequence[str]) -> str:
    """The end of the name of an HTML document in a language.

    Args:
        language: Of the document.
        languages: Those in which there are pages, the default one first.

    Examples:
        >>> page_ending("sv", ("fi", "sv")), page_ending("fi", ("fi", "sv"))
        ('.sv.html', '.html')
    """
    return f".{language}.html" if language in languages[1:] else ".html"


def graph_of(iri: str) -> str:
    """The named graph that holds what is said of a thing: its own JSON-LD record."""
    return f"{iri}.jsonld"


def thing_of(graph: str) -> str:
    """The thing that a named graph speaks of, the other way round; other IRIs as they are."""
    return graph.removesuffix(".jsonld")


def source_iri(sha256: str) -> str:
    """A source document by its content (RFC 6920, ``ni`` with sha-256)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def span_iri(source: str, start: int, end: int) -> str:
    """Characters of a source document's text, from the start until before the end (RFC 5147, 2).

    Args:
        source: IRI of the document.
        start: Counted from 0.
        end: Likewise.
    """
    return f"{source}#char={start},{end}"
