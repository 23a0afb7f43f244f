"""`pykala push`: what was asked for, and what to tell of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from publisher.calling.credentials import Credentials, read_secret
from publisher.errors import SettingsError
from publisher.pushing.push import Done, Job, Progress, push
from publisher.pushing.targets import Protocol, Target, known_target, other_target, require_safe
from publisher.settings import Settings

SECRET_ENV = "PYKALA_STORE_SECRET"  # noqa: S105  (the name of a variable)


def run(settings: Settings, options: argparse.Namespace, progress: Progress) -> Iterator[str]:
    """Push, and tell in lines for people what was done.

    Args:
        settings: Whose site.
        options: Of the command line.
        progress: As of `push`.

    Yields:
        Lines.

    Raises:
        SettingsError: If the options or the secret are wrong, or as of `push`.
        StoreError: As of `push`.
        RemoteError: As of `push`.
        TableError: If the table of stores is wrong.
    """
    target = read_target(options)
    secret = read_secret(options.secret_file, SECRET_ENV, option="--secret-file")
    if secret:
        require_safe(target)
    elif options.user is not None:
        message = f"--user {options.user}: its password is missing: set {SECRET_ENV}"
        raise SettingsError(message)
    credentials = Credentials(secret, options.user, digest=target.digest)
    job = Job(
        settings=settings,
        target=target,
        credentials=credentials,
        send=options.yes,
        verify=options.verify,
    )
    yield from lines(push(job, progress))


def read_target(options: argparse.Namespace) -> Target:
    """The store that the command line names.

    Args:
        options: Of the command line.

    Raises:
        SettingsError: If they are wrong.
        TableError: If the table of stores is wrong.
    """
    if options.kind is None:
        if options.query is None:
            message = "say which program the store is (--for), or where it is asked (--query)"
            raise SettingsError(message)
        protocol: Protocol = options.protocol or "graph-store"
        return other_target(options.store, options.query, protocol, digest=options.digest)
    if options.query or options.protocol or options.digest:
        message = f"--for {options.kind} says that already: leave out --query, --protocol, --digest"
        raise SettingsError(message)
    return known_target(options.store, options.kind)


def lines(done: Done) -> Iterator[str]:
    """Tell what was done, or would be.

    Args:
        done: By a push.

    Yields:
        Lines.
    """
    would = "" if done.sent else "would be "
    yield (
        f"graphs: {done.added} {would}added, {done.changed} {would}changed, "
        f"{done.removed} {would}removed, {done.unchanged} the same"
    )
    written = done.added + done.changed
    todo = written + done.removed
    if done.sent:
        yield (
            f"sent {done.size} bytes and took {done.seconds:.1f} s, "
            f"{written / max(done.seconds, 0.001):.0f} graphs a second"
        )
    elif todo:
        yield f"nothing was sent; to send {todo} of them, add --yes"
