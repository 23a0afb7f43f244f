"""The downloads of a build: which of them have to be made anew, and which are no more."""

from __future__ import annotations

import functools

import msgspec

from publisher.build.downloads import Shard, paths, write_shard
from publisher.build.run import Run
from publisher.build.writing import SiteWriter
from publisher.examples.reading import read_themes


def downloads(run: Run) -> None:
    """Put the downloads of every touched organisation and year together."""
    shards: list[tuple[str, int | None]] = [*run.state.touched_shards()]
    shards += [(slug, None) for slug in run.state.touched_registers()]
    tasks = (_shard(run, slug, year) for slug, year in shards)
    there = (shard for shard in tasks if shard.sections or shard.pages)
    for batch in run.team.each(functools.partial(write_shard, run.plan), there):
        run.take(batch)
        figures = msgspec.json.decode(batch.figures)
        run.state.set_download(figures["organization"], figures["year"], batch.figures)
    for slug, year in shards:
        shard = _shard(run, slug, year)
        if not shard.sections and not shard.pages:
            _remove_shard(run, slug, year)


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
    return Shard(organization=slug, year=year, sections=census.sections(slug, year))


def _remove_shard(run: Run, slug: str, year: int | None) -> None:
    writer = SiteWriter(run.plan.site)
    themes = [theme.name for theme in read_themes(run.plan.settings.base_iri)]
    for path in paths(slug, year, themes):
        writer.remove(path)
    run.note_changes(writer.changes)
    run.state.forget_download(slug, year)
