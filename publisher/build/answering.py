"""The downloads and the answers to the example queries, for which nobody writes to the store."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from publisher.build.run import Run
from publisher.build.shards import downloads
from publisher.examples.answers import Answer, answer_all
from publisher.examples.reading import Example, read_examples


def download_and_answer(run: Run) -> list[Answer]:
    """Put the downloads together, and ask all examples of the store as it is by now.

    The other processes are let go, if there are any: what is left is not for them.

    Args:
        run: The build, whose records are all in the store.

    Returns:
        The answers in the order of the examples.

    Raises:
        PublisherError: Whatever a download or an example raises.
    """
    examples = read_examples(run.plan.settings.base_iri)
    if run.team.alone:
        return _at_once(run, examples)
    # A store that nobody needs would only take memory while all cores make downloads.
    with run.clock.stage("downloads"), run.store.lent():
        downloads(run)
    run.team.dismiss()
    with run.clock.stage("examples"):
        return answer_all(run.store.queries, examples)


def _at_once(run: Run, examples: Sequence[Example]) -> list[Answer]:
    """Ask on a thread while this one makes the downloads, which only read files of pages.

    Oxigraph answers without holding the interpreter, so that the two take two cores.
    """
    failed = threading.Event()
    wanted = itertools.takewhile(lambda _: not failed.is_set(), examples)
    with ThreadPoolExecutor(1) as beside:  # is left when the thread has ended, whatever happens
        asked = beside.submit(answer_all, run.store.queries, wanted)
        try:
            with run.clock.stage("downloads"):
                downloads(run)
            with run.clock.stage("examples"):
                return asked.result()
        except BaseException:  # an interruption, too, waits for one query and not for all
            failed.set()
            raise
        finally:
            del asked  # its error knows this frame: in a circle, they would keep the store open
