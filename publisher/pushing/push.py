"""Bringing what is published into a store elsewhere: what changed, and nothing but what changed.

First goes what is no longer published, then what changed is replaced, then what is new is added.
Every graph that is written is read back and held against ours before it is remembered; in the end
all graphs are counted.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from publisher.calling.credentials import Credentials
from publisher.calling.patience import FIRST_WAIT_S, Pause
from publisher.errors import RemoteError
from publisher.pushing.canonical import Fingerprint, fingerprint
from publisher.pushing.couriers import READS, Couriers
from publisher.pushing.memory import Memory
from publisher.pushing.published import Published
from publisher.pushing.remote import Remote, remote
from publisher.pushing.targets import Target
from publisher.pushing.together import THREADS, together
from publisher.rdf.iris import VOCABULARIES
from publisher.settings import Settings

Progress = Callable[[str, int, int], object]
"""Is told of a stage how much of it is done, and how much there is."""

# What takes triples away is not done side by side: Virtuoso would stop with deadlocks.
_ONE_AT_A_TIME = 1
# Small graphs go together in one update.
_BATCH_GRAPHS = 50
# After so many graphs that did not arrive, the store and we do not understand each other.
_MOST_FAILURES = 10


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to push, and where to.

    Attributes:
        settings: Whose site.
        target: The store.
        credentials: Who we are to it.
        send: Whether to do it; otherwise only what would be done is found out.
        verify: Whether to read back also what the store holds according to our memory.
        pause: Waits for some seconds.
    """

    settings: Settings
    target: Target
    credentials: Credentials
    send: bool
    verify: bool = False
    pause: Pause = time.sleep

    def connect(self) -> Remote:
        """A connection to the store."""
        return remote(self.target, self.credentials, pause=self.pause)


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, or would be.

    Attributes:
        added: How many graphs the store did not hold.
        changed: How many it held otherwise.
        removed: How many are no longer published.
        unchanged: How many it held as they are.
        size: How many bytes of N-Triples were sent.
        seconds: How long it took.
        sent: Whether it was done.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    size: int
    seconds: float
    sent: bool


def push(job: Job, progress: Progress) -> Done:
    """Bring what is published into a store.

    Args:
        job: What to push, and where to.
        progress: Is told how far it is.

    Returns:
        What was done.

    Raises:
        SettingsError: If another push is at work in the same folder.
        StoreError: If nothing is published, or something else since this began.
        RemoteError: If the store refuses, cannot be reached in several attempts, or holds anything
            else in the end; what was done before stays, and the next push goes on from there.
    """
    begun = time.monotonic()
    published = Published(job.settings.output)
    couriers = Couriers(published, job.connect, job.pause)
    with (
        Memory.opened(job.settings.output, job.target.graphs) as memory,
        contextlib.closing(couriers),
    ):
        pusher = _Pusher(job, published, memory, couriers, progress)
        memory.want(pusher.fingerprints())
        pusher.look()
        old = memory.old()
        if job.send:
            pusher.remove(old)
        pusher.check()
        plan = memory.plan()
        size = pusher.write() if job.send else 0
        if job.send and (old or plan.change or plan.add):
            pusher.count()
    return Done(
        added=plan.add,
        changed=plan.change,
        removed=len(old),
        unchanged=plan.keep,
        size=size,
        seconds=time.monotonic() - begun,
        sent=job.send,
    )


class _Pusher:
    """One push."""

    def __init__(
        self,
        job: Job,
        published: Published,
        memory: Memory,
        couriers: Couriers,
        progress: Progress,
    ) -> None:
        self._job = job
        self._published = published
        self._memory = memory
        self._progress = progress
        self._couriers = couriers
        self._old: set[str] = set()
        self._failures: dict[str, str] = {}

    def fingerprints(self) -> Iterator[tuple[str, Fingerprint]]:
        """What there is to be, graph by graph."""
        graphs = list(self._published.graphs())
        for number, graph in enumerate(graphs, start=1):
            yield graph, fingerprint(self._published.n_triples(graph))
            self._progress("graphs", number, len(graphs))

    def look(self) -> None:
        """Ask the store what it holds."""
        ours = (self._job.settings.base_iri, VOCABULARIES)
        self._memory.find(self._couriers.connection.counts(), ours)

    def check(self) -> None:
        """Read back what we cannot know of, or all that seems right if that is asked for.

        What turns out to differ is then to be changed.
        """
        graphs = self._memory.unsure()
        if self._job.verify:
            graphs += self._memory.same()
        done = 0
        for found in together(self._batches(graphs), self._couriers.check):
            right = [graph for graph in found.graphs if graph not in found.failures]
            self._memory.done(right)
            self._memory.differ(found.failures)
            done += len(found.graphs)
            self._progress("checked", done, len(graphs))

    def write(self) -> int:
        """Change what the store holds otherwise, and add what it does not hold.

        Returns:
            How many bytes of N-Triples were sent.

        Raises:
            RemoteError: If the store does not let us, or takes too little of it.
        """
        size = self._write("changed", self._memory.other(), _ONE_AT_A_TIME)
        return size + self._write("added", self._memory.lost())

    def count(self) -> None:
        """Count in the end.

        Raises:
            RemoteError: If anything is then not as it is to be.
            StoreError: If that is not what is public any more.
        """
        for number in range(READS):
            if number:
                self._job.pause(FIRST_WAIT_S)
            self.look()
            old, wrong = self._memory.old(), self._memory.wrong()
            if self._failures.keys() >= {*old, *wrong}:
                break
        self._published.require_public()
        for graph in (*old, *wrong):
            self._failures.setdefault(graph, "the store counts other triples than were sent")
        if self._failures:
            raise RemoteError(_failed(self._failures, old))

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove what is no longer published.

        Args:
            graphs: Their IRIs.

        Raises:
            RemoteError: If the store does not let us.
        """
        self._old = set(graphs)
        removed = together(graphs, self._couriers.remove, _ONE_AT_A_TIME)
        for number, (graph, refusal) in enumerate(removed, 1):
            if refusal:
                self._failures[graph] = refusal
            else:
                self._memory.removed([graph])
            self._progress("removed", number, len(graphs))

    def _write(self, stage: str, graphs: Sequence[str], threads: int = THREADS) -> int:
        done = size = 0
        for sent in together(self._begun(graphs), self._couriers.deliver, threads):
            self._memory.done(graph for graph in sent.graphs if graph not in sent.failures)
            self._failures |= sent.failures
            size += sent.size
            done += len(sent.graphs)
            self._progress(stage, done, len(graphs))
            if len(self._failures) >= _MOST_FAILURES:
                raise RemoteError(
                    _failed(self._failures, sorted(self._old & self._failures.keys()))
                )
        return size

    def _begun(self, graphs: Sequence[str]) -> Iterator[Sequence[str]]:
        """Batches that are about to be written, which is remembered."""
        for batch in self._batches(graphs):
            self._memory.begin(batch)
            yield batch

    def _batches(self, graphs: Sequence[str]) -> Iterator[Sequence[str]]:
        """Graphs that go together: one by one where each is a request of its own."""
        most = _BATCH_GRAPHS if self._job.target.protocol == "update" else 1
        for start in range(0, len(graphs), most):
            yield graphs[start : start + most]


def _failed(failures: Mapping[str, str], old: Sequence[str]) -> str:
    """Say which graphs are not as they are to be, those first that must not be there at all."""
    names = dict.fromkeys([*old, *failures])
    first = next(iter(names))
    gone = f"{len(old)} of them are no longer published and have to go; " if old else ""
    return (
        f"{len(names)} graphs in the store are not as they are to be: {gone}<{first}>: "
        f"{failures[first]}; docs/push.md says what stores change; run the same command again"
    )
