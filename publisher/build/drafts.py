"""Documents on their way to being published, and what becomes of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence

import msgspec

from publisher.build.model import Fate, InputFile, Outcome
from publisher.build.records import DraftRecord
from publisher.documents.document import SourceDocument
from publisher.extraction import Extraction
from publisher.mapping.languages import with_second_language
from publisher.privacy.elsewhere import Private
from publisher.privacy.stage import Withheld

_MENTION_ONLY = "the matter is secret, so only a mention of it is published (kuntalaki 140 §)"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A document on its way, with the records that came out of it so far.

    Attributes:
        outcome: What became of it; its rows are filled in once the records have been proven.
        records: The records; none if the document is not published.
        second: What became of the document that gave all of them a second language, if any did.
        private: What was withheld in these documents; it never leaves this process.
    """

    outcome: Outcome
    records: tuple[DraftRecord, ...] = ()
    second: Outcome | None = None
    private: tuple[Private, ...] = ()

    @property
    def documents(self) -> tuple[Outcome, ...]:
        """What became of every document that the records come from."""
        return (self.outcome,) if self.second is None else (self.outcome, self.second)

    def due_on(self, day: dt.date) -> Draft:
        """The draft of a document that has to be read again on a day, though it stays the same."""
        return msgspec.structs.replace(self, outcome=msgspec.structs.replace(self.outcome, due=day))

    def only(self, iris: Container[str]) -> Draft:
        """The draft without other records than these."""
        kept = tuple(one for one in self.records if one.iri in iris)
        return msgspec.structs.replace(self, records=kept)

    def with_second_language(self, other: Draft) -> Draft:
        """The draft with the texts of another one of the same §§; without §§ of this one alone."""
        others = {one.iri: one.record for one in other.records}
        records = tuple(
            msgspec.structs.replace(one, record=with_second_language(one.record, others[one.iri]))
            for one in self.records
            if one.iri in others
        )
        private = (*self.private, *other.private)
        return msgspec.structs.replace(self, records=records, second=other.outcome, private=private)


def without_records(
    file: InputFile,
    document: SourceDocument,
    fate: Fate,
    reason: str,
    kept: Withheld | None = None,
) -> Draft:
    """The draft of a document that is not published, with its fate and the reason."""
    outcome = Outcome(
        file=file,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        media_type=document.media_type,
        fate=fate,
        reason=reason,
        withheld=dict(kept.counts) if kept else {},
    )
    return Draft(outcome=outcome)


def outcome_of(
    file: InputFile,
    document: SourceDocument,
    extraction: Extraction,
    kept: Withheld,
    problems: Sequence[str],
) -> Outcome:
    """What became of a document that has records, with why the rest of it has none."""
    reasons = list(problems)
    if any(item.secret for item in kept.minutes.items):
        reasons.append(_MENTION_ONLY)
    return Outcome(
        file=file,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        media_type=document.media_type,
        fate=Fate.PUBLISHED_IN_PART if reasons else Fate.PUBLISHED,
        reason="; ".join(reasons),
        notes=tuple(_notes(extraction)),
        withheld={kind: count for kind, count in kept.counts.items() if count},
    )


def noting(draft: Draft, unsure: int) -> Draft:
    """Say how many values were kept away because they are unsure."""
    if not unsure:
        return draft
    outcome = draft.outcome
    note = f"{unsure} value(s) were inferred with low confidence and kept away"
    noted = msgspec.structs.replace(outcome, notes=(*outcome.notes, note))
    return msgspec.structs.replace(draft, outcome=noted)


def _notes(extraction: Extraction) -> list[str]:
    lines = len(extraction.unused)
    return [f"{lines} line(s) of the text could not be placed"] if lines else []
