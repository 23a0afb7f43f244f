"""What travels between the stages of a build and between its processes."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

import msgspec

from publisher.build.days import Made
from publisher.build.rivals import Second, Telling
from publisher.model import Term
from publisher.settings import Body, Settings


class Fate(StrEnum):
    """What became of a document; every document has exactly one."""

    PUBLISHED = "published"
    PUBLISHED_IN_PART = "published in part"
    WITHHELD = "withheld"
    NOT_MINUTES = "not minutes"
    UNREADABLE = "unreadable"


class InputFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the folder of a source.

    Attributes:
        name: Path below the folder of the settings file, with slashes; names it in the report.
            Line breaks and bytes that are no UTF-8 are escaped in it.
        path: Where it is.
        source: Index of its source in the settings.
        size_bytes: As the file system says.
        mtime_ns: As the file system says.
    """

    name: str
    path: str
    source: int
    size_bytes: int
    mtime_ns: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What every process of a build knows.

    Attributes:
        settings: Of the run.
        site: The folder that is written to; not yet public.
        templates: The folder of compiled templates, which a later build takes up again.
        fingerprint: SHA-256 of code, declarative files and settings.
        today: The day that the build goes by.
    """

    settings: Settings
    site: Path
    templates: Path
    fingerprint: str
    today: dt.date

    def __hash__(self) -> int:
        return hash((self.fingerprint, self.site, self.today))


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a build has to do.

    Attributes:
        files: All documents.
        changed: Those that are new, or not as the last build saw them.
        removed: Names of documents that are gone.
        fingerprint: Of everything else that a build depends on, but the day.
        today: The day that it goes by.
        afresh: Whether everything is made anew.
        overdue: How many records are public of which personal data have to be gone by now.
        goes_back: Whether the last build went by a later day, so that what is missing now was not
            taken away, but is still to come.
        now: When it takes place, as the log of changes tells it.
        remembers: Whether what is remembered is of what is public.
    """

    files: list[InputFile]
    changed: list[InputFile]
    removed: list[str]
    fingerprint: str
    today: dt.date
    afresh: bool
    overdue: int
    goes_back: bool
    now: dt.datetime
    remembers: bool

    @property
    def is_none(self) -> bool:
        """Whether what is public is what there is."""
        return not (self.changed or self.removed or self.afresh)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A record that came out of a document, as the state of the build keeps it.

    Attributes:
        iri: The thing: a §, a foreseen meeting, or the minutes of a meeting.
        kind: ``section``, ``meeting`` for a foreseen one, or ``minutes``.
        organization: Slug.
        body: The body that met.
        day: Of the meeting.
        order: Number of the §.
        mentions: The other pages that show something of this record: (kind, IRI).
        record: The record itself, if its page needs more than this document; otherwise empty.
        cells: The row of the table of decisions; empty for what is no §.
        telling: What it says, in short, to be held against what other documents say.
        provenance: What was read from which document, as N-Quads.
        second: The document that gave it its texts in a second language.
        unmet: The grades of the rules that it does not meet, none of which keeps it out.
        term: Until when personal data of it may stay; None if that is not known.
        open: Whether that time is not over on the day of the build.
    """

    iri: str
    kind: str
    organization: str
    body: Body
    day: dt.date
    order: int
    mentions: tuple[tuple[str, str], ...]
    record: bytes
    cells: tuple[str, ...]
    telling: Telling
    provenance: bytes = b""
    second: Second = Second()
    unmet: tuple[str, ...] = ()
    term: Term | None = None
    open: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document.

    Attributes:
        file: Which one.
        sha256: Of its bytes; empty if they could not be read.
        size_bytes: Of what was read.
        media_type: By content; empty if unreadable.
        fate: What became of it.
        reason: Why it was not published, or not in whole; empty otherwise.
        notes: What its owner may want to look at though it is published.
        withheld: How much was private, by kind; never what.
        due: When it has to be read again if it is not published yet; None if it is, or never will.
        rows: The records that came out of it.
    """

    file: InputFile
    sha256: str = ""
    size_bytes: int = 0
    media_type: str = ""
    fate: Fate
    reason: str = ""
    notes: tuple[str, ...] = ()
    withheld: dict[str, int] = msgspec.field(default_factory=dict)
    due: dt.date | None = None
    rows: tuple[Row, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was published until now, or nearly so.

    Attributes:
        iri: The thing.
        kind: As that of its row.
        documents: SHA-256 of the documents that gave it.
        provenance: What was read from which document, as N-Quads.
    """

    iri: str
    kind: str
    documents: tuple[str, ...]
    provenance: bytes


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """Records of a document that have to be published anew.

    Attributes:
        file: The document that speaks for them.
        second: The one that adds a second language to all of them; None if there is none.
        iris: Of the records.
    """

    file: InputFile
    second: InputFile | None
    iris: frozenset[str]


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of pages beside what the store says.

    Attributes:
        told: What documents said of the meetings among them.
        hidden: Those that search engines may not keep.
        around: The meetings before and after the meetings among them.
    """

    told: dict[str, tuple[bytes, bytes]]
    hidden: frozenset[str]
    around: dict[str, tuple[str | None, str | None]]


class Change(StrEnum):
    """What happened to a file of the site."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"

    def after(self, earlier: Change | None) -> Change | None:
        """What happened altogether, if something happened to the file before."""
        match earlier, self:
            case None, _:
                return self
            case Change.ADDED, Change.REMOVED:
                return None
            case Change.ADDED, _:
                return Change.ADDED
            case _, Change.REMOVED:
                return Change.REMOVED
            case _:
                return Change.CHANGED


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What a process made of a batch of documents or of pages.

    Attributes:
        outcomes: One for each document; none for pages.
        quads: N-Quads to be loaded into the store.
        changes: The files of the site that were written anew or differ from before.
        figures: Of a download, as JSON; otherwise empty.
        indexed: What was written of the index of a shard, as JSON; otherwise empty.
        seconds: Processor time by stage.
        made: What the pages say that were made.
    """

    outcomes: tuple[Outcome, ...] = ()
    quads: bytes = b""
    changes: tuple[tuple[str, Change], ...] = ()
    figures: bytes = b""
    indexed: bytes = b""
    seconds: dict[str, float] = msgspec.field(default_factory=dict)
    made: tuple[Made, ...] = ()
