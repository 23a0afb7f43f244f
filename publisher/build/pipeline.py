"""A build from beginning to end: what there is to do, doing it, and making it public."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from publisher.build.clock import Clock, Progress
from publisher.build.generations import Generations
from publisher.build.model import Plan, Work
from publisher.build.removals import Entry, RemovalLog, Rule, public_in, removal_entries
from publisher.build.report import Report, make_report, read_report
from publisher.build.scanning import fingerprint, scan
from publisher.build.state import State
from publisher.build.team import team
from publisher.errors import NothingToPublishError, PublisherError
from publisher.libraries import missing_from
from publisher.rdf.iris import Iris
from publisher.settings import Settings

_REPORT = "report.json"
_TEMPLATES = "templates"
# With fewer documents than this, starting processes would take longer than reading them.
_FEW_DOCUMENTS = 60


def build(
    settings: Settings,
    *,
    today: dt.date,
    workers: int | None,
    progress: Progress,
    now: dt.datetime | None = None,
) -> Report:
    """Build the site and the store of a settings file, and publish both in one step.

    Args:
        settings: What to build.
        today: The day to go by: what may be public on it, and what may not any more.
        workers: Processes; None for one a core.
        progress: Told how far each stage is.
        now: When it takes place, as the log of changes is to tell it; None for the beginning of
            that day.

    Returns:
        The report.

    Raises:
        PublisherError: If nothing may be published: then everything public stays as it is.
    """
    started = time.perf_counter()
    generations = Generations(settings.output)
    clock = Clock(time.perf_counter)
    with generations.held():
        state = State(settings.output / "state.sqlite")
        with ExitStack() as undo:  # of a build that fails or is interrupted nothing stays
            undo.callback(generations.abandon)
            undo.callback(state.roll_back)
            with clock.stage("scan"):
                work = _compare(settings, (today, now), generations, state)
            if work.is_none:
                report = read_report(settings.output / _REPORT).without_changes()
                state.roll_back()
            else:
                with _urgent(work.overdue):
                    report = _publish(
                        settings, generations, state, work, (workers, progress, clock)
                    )
            undo.pop_all()  # it has come to its end
    return msgspec.structs.replace(
        report,
        stages={name: round(seconds, 3) for name, seconds in sorted(clock.seconds.items())},
        seconds=round(time.perf_counter() - started, 3),
    )


@contextmanager
def _urgent(overdue: int) -> Iterator[None]:
    """Let an error that stops the build say what stays public by it although its time is over.

    Raises:
        PublisherError: The same, with that.
    """
    try:
        yield
    except PublisherError as error:
        if not overdue:
            raise
        message = (
            f"{error}\n{overdue} section(s) stay public until then although the time of their "
            "personal data is over (kuntalaki 140 §): mend this today"
        )
        raise type(error)(message) from error


def _compare(
    settings: Settings,
    when: tuple[dt.date, dt.datetime | None],
    generations: Generations,
    state: State,
) -> Work:
    """Compare what there is with what the last build saw."""
    today, now = when
    files, mark = scan(settings), fingerprint(settings)
    last, overdue = state.get("today"), state.terms.overdue(today)
    # The memory and what is public do not belong together if a build was killed between the two. On
    # a day before, what has left since would have to come back.
    remembers = bool(generations.mark) and state.get("generation") == generations.mark
    afresh = not (
        remembers
        and state.get("fingerprint") == mark
        and last is not None
        and last <= today.isoformat()
        and (settings.output / _REPORT).exists()
    )
    if afresh:
        state.clear()
    known = state.known_files()
    changed = {
        file.name for file in files if known.get(file.name) != (file.size_bytes, file.mtime_ns)
    }
    changed |= state.terms.due(today) & {file.name for file in files}
    removed = known.keys() - {file.name for file in files}
    return Work(
        files=files,
        changed=[file for file in files if file.name in changed],
        removed=sorted(removed),
        fingerprint=mark,
        today=today,
        afresh=afresh,
        overdue=overdue,
        goes_back=last is not None and last > today.isoformat(),
        now=now or dt.datetime.combine(today, dt.time(), dt.UTC),
        remembers=remembers,
    )


def _publish(
    settings: Settings,
    generations: Generations,
    state: State,
    work: Work,
    how: tuple[int | None, Progress, Clock],
) -> Report:
    # What follows needs every library there is, and a build without changes none of them.
    from publisher.build.desk import desk_of
    from publisher.build.run import Run
    from publisher.build.stages import go_through

    workers, progress, clock = how
    log = RemovalLog(settings.output)
    spare, live = generations.begin(afresh=work.afresh), generations.live
    plan = _plan(settings, spare, work)
    few = len(work.changed) <= _FEW_DOCUMENTS
    desk_of(plan)  # before there are other processes, which then have it too
    with team(1 if few else workers) as members:
        run = Run(plan, state, members, clock, progress)
        quads, entries = go_through(run, work, log, live)
    changes = dict(generations.compare()) if work.afresh else run.changes
    report = make_report(
        state, quads, changes, missing_from(settings.libraries, search=settings.search)
    )
    if not (report.published or _may_be_empty(settings, report, entries, live)):
        raise NothingToPublishError(_nothing(settings, report))
    facts = {"fingerprint": work.fingerprint, "today": work.today.isoformat(), "quads": str(quads)}
    for key, value in (facts | {"generation": generations.seal()}).items():
        state.set(key, value)
    was_public = public_in(live, Iris(settings.base_iri))
    entries += removal_entries(log, state.terms.removals(), was_public, work.today)
    with clock.stage("publish"):
        generations.publish(changes, clear=work.afresh or run.has_taken_away)
    log.append(entries)
    report.save(settings.output / _REPORT)
    state.commit()  # last, since whoever finds it committed does none of this again
    return report


def _may_be_empty(
    settings: Settings, report: Report, entries: Sequence[Entry], live: Path | None
) -> bool:
    """Whether a site without any § may take the place of the public one.

    Only if that is what somebody has asked for: the last §§ were withdrawn in this build, or there
    was none before either. A folder without documents is a mistake, whatever was withdrawn.
    """
    withdrawn = any(entry.rule is Rule.WITHDRAWN for entry in entries)
    was_empty = live is not None and not read_report(settings.output / _REPORT).published
    return bool(report.documents) and (withdrawn or was_empty)


def _plan(settings: Settings, spare: Path, work: Work) -> Plan:
    """What every process is to know; of templates, only those of this fingerprint are kept."""
    templates = settings.output / _TEMPLATES
    if work.afresh:  # perhaps since the code that compiles them is another
        shutil.rmtree(templates, ignore_errors=True)
    return Plan(
        settings=settings,
        site=spare / "site",
        templates=templates / work.fingerprint,
        fingerprint=work.fingerprint,
        today=work.today,
    )


def _nothing(settings: Settings, report: Report) -> str:
    """Say why there is nothing to publish, and what to do."""
    if not report.documents:
        folders = ", ".join(str(source.path) for source in settings.sources)
        return (
            f"there is no document in {folders}; what is public stays as it was: put minutes "
            "there, or correct `path` under [[source]] in the settings"
        )
    lines = "\n".join(report.lines())
    return f"no document is fit to publish; what is public stays as it was:\n{lines}"
