"""Downloads and indexes of a build: which have to be made anew, and which are no more."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import msgspec

from publisher.build.downloads import Shard, remove_shard, write_shard
from publisher.build.indexes import Indexed, remove_index, write_index
from publisher.build.model import Batch, Plan
from publisher.build.run import Run
from publisher.build.writing import SiteWriter
from publisher.examples.reading import read_themes


def downloads(run: Run) -> None:
    """Put the downloads of every touched organisation and year together, and index its §§."""
    touched = run.state.touched_shards()
    shards: list[tuple[str, int | None]] = [*touched]
    shards += [(slug, None) for slug in run.state.touched_registers()]
    for batch in run.team.each(functools.partial(_make, run.plan), _tasks(run, touched, shards)):
        run.take(batch)
        _remember(run, batch)
    for slug, year in shards:
        shard = _shard(run, slug, year)
        if not shard.sections and not shard.pages:
            _remove_shard(run, slug, year)


def _tasks(
    run: Run, touched: Sequence[tuple[str, int]], shards: Sequence[tuple[str, int | None]]
) -> Iterator[tuple[bool, Shard]]:
    """What is to be made: shards, each with whether it is its index; these first, as they last."""
    if run.desk.indexer is not None:
        for slug, year in touched:
            if (shard := _shard(run, slug, year)).sections:
                yield True, shard
    for each in shards:
        shard = _shard(run, *each)
        if shard.sections or shard.pages:
            yield False, shard


def _make(plan: Plan, task: tuple[bool, Shard]) -> Batch:
    is_index, shard = task
    return write_index(plan, shard) if is_index else write_shard(plan, shard)


def _remember(run: Run, batch: Batch) -> None:
    if batch.indexed:
        indexed = msgspec.json.decode(batch.indexed, type=Indexed)
        run.state.set_index(indexed.organization, indexed.year, batch.indexed)
    else:
        figures = msgspec.json.decode(batch.figures)
        run.state.set_download(figures["organization"], figures["year"], batch.figures)


def _shard(run: Run, slug: str, year: int | None) -> Shard:
    census = run.state.census
    if year is None:
        pages = census.register(slug)
        return Shard(
            organization=slug,
            year=None,
            pages=pages,
            provenance=census.provenance_of_meetings(slug),
            popolo=census.pages(slug) if pages else None,
        )
    return Shard(
        organization=slug,
        year=year,
        sections=census.sections(slug, year),
        meetings=census.meetings_of(slug, year),
    )


def _remove_shard(run: Run, slug: str, year: int | None) -> None:
    writer = SiteWriter(run.plan.site)
    themes = [theme.name for theme in read_themes(run.plan.settings.base_iri)]
    remove_shard(run.plan.site, writer, slug, year, themes)
    if year is not None:
        remove_index(run.plan.site, writer, slug, year)
        run.state.forget_index(slug, year)
    run.note_changes(writer.changes)
    run.state.forget_download(slug, year)
