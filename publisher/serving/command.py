"""`pykala serve`: from the options of the command line to a server."""

from __future__ import annotations

import argparse

from publisher.serving.app import Serving, serve
from publisher.serving.sparql.question import Limits
from publisher.settings import Settings

_MEGABYTE = 1_000_000


def run(settings: Settings, options: argparse.Namespace) -> None:
    """Serve what is published until interrupted.

    Args:
        settings: Say where it is.
        options: As `publisher.arguments` has them.

    Raises:
        SettingsError: If there is no site, or the port cannot be had.
    """
    published = settings.output / "published"
    limits = Limits(
        time_s=options.time_limit,
        memory_bytes=options.memory_limit * _MEGABYTE,
        answer_bytes=options.answer_limit * _MEGABYTE,
        services=tuple(options.allow_service),
    )
    serve(
        published / "site",
        published / "store",
        base_iri=settings.base_iri,
        languages=settings.languages,
        host=options.host,
        port=options.port,
        serving=Serving(
            limits=limits,
            log_requests=options.log,
            log_literals=settings.privacy.mode != "strict",
        ),
    )
