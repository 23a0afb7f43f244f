"""One document: from its bytes to a record, or to the reason why there is none."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from publisher.build.drafts import Draft, noting, outcome_of, without_records
from publisher.build.fitness import missing, mistaken, public_from, stranger, too_early, unknown
from publisher.build.model import Fate, InputFile, Outcome, Plan, Row
from publisher.build.records import DraftRecord, Kind, mentions_of, records_of
from publisher.build.table import cells
from publisher.certainty import without_unsure
from publisher.deadlines import read_deadlines
from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_file
from publisher.errors import NotMinutesError, UnreadableError
from publisher.extraction import Extraction
from publisher.finnish.laws import LawReader
from publisher.leaks.gate import Gate
from publisher.leaks.shapes import Shapes
from publisher.mapping.codes import read_codes
from publisher.mapping.roles import read_meeting_roles
from publisher.mapping.scope import Mapper, Scope
from publisher.model import DocumentKind, Minutes
from publisher.phrases import read_phrases
from publisher.privacy.elsewhere import Circumstances, Elsewhere, told_by
from publisher.privacy.policy import read_policy
from publisher.privacy.retention import retention_of
from publisher.privacy.stage import Withheld, withhold
from publisher.rdf.iris import Iris
from publisher.settings import Organization, resolve_body
from publisher.sources import SourceReader
from publisher.statutes import read_statutes

_KEPT_OPEN = 4


class _Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was read, before anything of it has passed the privacy stage.

    Attributes:
        file: Which one.
        document: What stands in it.
        extraction: What was read of that.
        minutes: Without what is unsure, if the settings want that.
        unsure: How much that was.
        organization: Whose it is.
    """

    file: InputFile
    document: SourceDocument
    extraction: Extraction
    minutes: Minutes
    unsure: int
    organization: Organization


class DocumentReader:
    """Reads documents up to their records.

    Attributes:
        gate: Lets nothing private into what is made of them.
    """

    def __init__(self, plan: Plan) -> None:
        settings = plan.settings
        statutes = read_statutes()
        self._plan = plan
        self._phrases = read_phrases()
        self._policy = read_policy()
        self.gate = Gate(Shapes(self._policy, settings), self._policy.surnames)
        self._sources = SourceReader(self._phrases, LawReader(statutes, self._phrases))
        self._mapper = Mapper(
            iris=Iris(settings.base_iri),
            codes=read_codes(),
            meeting_roles=read_meeting_roles(),
            deadlines=read_deadlines(),
            statutes=statutes,
            person_key=settings.privacy.person_key.reveal(),
            licence=settings.licence,
            languages=settings.languages,
            withdrawn=frozenset(one.iri for one in settings.withdrawn),
        )
        # The minutes of a whole meeting go with one page of a § after another.
        self._reopen = lru_cache(maxsize=_KEPT_OPEN)(self._open)

    def read(self, file: InputFile) -> Draft:
        """Read a document.

        Args:
            file: Where it is.

        Returns:
            The records, or the document's fate with the reason.

        Raises:
            PrivacyError: If something stands in it that stops the whole build.
        """
        opened = self._open(file)
        if isinstance(opened, Draft):
            return opened
        return self._draft(opened, self._withhold(opened, Elsewhere()))

    def read_both(self, speaking: InputFile, second: InputFile) -> tuple[Draft, Draft]:
        """Read the minutes of one § in two languages, each without what either has to withhold.

        Args:
            speaking: The document that speaks for the §.
            second: The one whose texts are to stand beside its own.

        Returns:
            The drafts of both, as of `read`.

        Raises:
            PrivacyError: If something stands in them that stops the whole build.
        """
        one, other = self._reopen(speaking), self._reopen(second)
        if isinstance(one, Draft) or isinstance(other, Draft):  # it was readable before
            return self.read(speaking), self.read(second)
        of_one, of_other = (self._withhold(each, Elsewhere()).private for each in (one, other))
        for_one = told_by(of_other, self._policy, speaks=False)
        for_other = told_by(of_one, self._policy, speaks=True)
        return (
            self._draft(one, self._withhold(one, for_one)),
            self._draft(other, self._withhold(other, for_other)),
        )

    def _open(self, file: InputFile) -> _Opened | Draft:
        """Read a document up to what it says, or to the reason why nothing is read."""
        source = self._plan.settings.sources[file.source]
        try:
            document = read_file(Path(file.path), file.name)
        except UnreadableError as error:
            if isinstance(error.__cause__, OSError):  # to be tried again, though it may look as now
                file = msgspec.structs.replace(file, mtime_ns=-1)
            outcome = Outcome(file=file, fate=Fate.UNREADABLE, reason=str(error))
            return Draft(outcome=outcome)
        try:
            extraction = self._sources.read(document, source.system)
        except NotMinutesError as error:
            return without_records(file, document, Fate.NOT_MINUTES, str(error))
        organization = self._plan.settings.organization(source.organization)
        minutes = _of_office(extraction.minutes, organization)
        certain, unsure = self._certain(minutes)
        return _Opened(
            file=file,
            document=document,
            extraction=extraction,
            minutes=certain,
            unsure=unsure,
            organization=organization,
        )

    def _withhold(self, opened: _Opened, elsewhere: Elsewhere) -> Withheld:
        privacy = self._plan.settings.privacy
        clock = retention_of(
            opened.minutes,
            opened.organization,
            self._mapper.deadlines,
            self._plan.today,
            keep_names=privacy.names_after_appeal == "keep",
        )
        circumstances = Circumstances(mode=privacy.mode, clock=clock, elsewhere=elsewhere)
        return withhold(opened.minutes, opened.document, self._policy, self._phrases, circumstances)

    def _certain(self, minutes: Minutes) -> tuple[Minutes, int]:
        """Without what is unsure, if the settings want that, and how much that was."""
        if self._plan.settings.unsure == "publish":
            return minutes, 0
        return without_unsure(minutes)

    def _draft(self, opened: _Opened, kept: Withheld) -> Draft:
        return noting(self._map(opened, kept), opened.unsure)

    def _map(self, opened: _Opened, kept: Withheld) -> Draft:
        file, document, organization = opened.file, opened.document, opened.organization
        minutes = kept.minutes
        decider = "office" if minutes.kind is DocumentKind.OFFICE_DECISION else "body"
        problem = missing({decider: minutes.body, "day": minutes.date}) or stranger(
            minutes, organization
        )
        if problem:
            return without_records(file, document, Fate.WITHHELD, problem, kept)
        assert minutes.body is not None and minutes.date is not None  # noqa: PT018, S101  (checked)
        body = resolve_body(organization, minutes.body.value)
        if body is None:
            reason = unknown(minutes, organization)
            return without_records(file, document, Fate.WITHHELD, reason, kept)
        if problem := mistaken(minutes, body):
            return without_records(file, document, Fate.WITHHELD, problem, kept)
        if (opens := public_from(minutes)) is not None and opens > self._plan.today:
            early = without_records(file, document, Fate.WITHHELD, too_early(opens), kept)
            return early.due_on(opens)
        posted = minutes.meeting and minutes.meeting.posted
        scope = Scope(
            mapper=self._mapper,
            organization=organization,
            body=body,
            day=minutes.date.value,
            language=minutes.language,
            sha256=document.sha256,
            posted=posted.value if posted else None,
            has_front_page=minutes.meeting is not None,
        )
        records, problems = records_of(scope, kept)
        if not records:
            reason = "; ".join(problems) or "it holds no item"
            return without_records(file, document, Fate.WITHHELD, reason, kept)
        return Draft(
            outcome=outcome_of(file, document, opened.extraction, kept, problems),
            records=tuple(records),
            private=(kept.private,),
        )

    def row(self, draft: DraftRecord, triples: int) -> Row:
        """The record of a draft, of so many triples, as the state keeps it."""
        record, scope = draft.record, draft.scope
        is_section = draft.kind is Kind.SECTION
        return Row(
            iri=draft.iri,
            kind=draft.kind.value,
            organization=scope.organization.slug,
            body=scope.body,
            day=scope.day,
            order=int(record.get("order", 0)),
            mentions=tuple(sorted(mentions_of(scope, record))),
            record=b"" if is_section else msgspec.json.encode(record),
            cells=cells(record, scope) if is_section else (),
            telling=msgspec.structs.replace(draft.telling, triples=triples),
            term=draft.term,
            open=draft.term is not None and self._plan.today <= draft.term.until,
        )


def _of_office(minutes: Minutes, organization: Organization) -> Minutes:
    """A § alone as the decision of an office-holder, if the settings say that it is of an office.

    It may not call itself one. What may be said of people turns on it, so that it is known before
    the privacy stage.
    """
    if minutes.kind is not DocumentKind.MINUTES_ITEM or minutes.body is None:
        return minutes
    body = resolve_body(organization, minutes.body.value)
    if body is None or not body.is_office:
        return minutes
    return msgspec.structs.replace(minutes, kind=DocumentKind.OFFICE_DECISION, meeting=None)
