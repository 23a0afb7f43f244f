"""What a build says of itself: every document's fate, what was withheld, which pages changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from publisher.build.model import Change, Fate
from publisher.build.state import State
from publisher.errors import SettingsError

_HTML = re.compile(r"(\.[a-z]{2})?\.html$")
_KINDS = (
    *("section", "meeting", "case", "person", "law"),
    *("classes", "body", "year", "office", "organization", "quality"),
)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The report of one build; names documents, and never quotes them.

    Attributes:
        documents: Every document with fate, reason and notes, by name.
        fates: How many documents had each fate; the numbers add up to all documents.
        withheld: How much was private, by kind.
        pages: How many pages there are, by kind.
        quads: In the store.
        missing: What the site was made without, and what to do.
        files: How many files of the site were added, changed and removed.
        changed: The pages that changed, by path without suffix.
        stages: Seconds by stage; processor time of all processes for work done in batches.
        seconds: From beginning to end.
        published: Whether there is something public now.
    """

    documents: list[dict[str, object]]
    fates: dict[str, int]
    withheld: dict[str, int]
    pages: dict[str, int]
    quads: int
    missing: list[str] = []
    files: dict[str, int] = {}
    changed: list[str] = []
    stages: dict[str, float] = {}
    seconds: float = 0.0
    published: bool = True

    def save(self, path: Path) -> None:
        """Write the report for later, without what differs from run to run."""
        lasting = msgspec.structs.asdict(self)
        for transient in ("stages", "seconds", "files", "changed"):
            del lasting[transient]
        path.write_bytes(msgspec.json.format(msgspec.json.encode(lasting), indent=2) + b"\n")

    def without_changes(self) -> Report:
        """The report of a build that found nothing to do."""
        return msgspec.structs.replace(self, files={change.value: 0 for change in Change})

    def lines(self) -> Iterator[str]:
        """The report for a reader: totals, then every document that is not simply published."""
        total = sum(self.fates.values())
        parts = [f"{count} {fate}" for fate, count in self.fates.items() if count]
        yield f"{total} documents: {', '.join(parts) or 'none'}"
        if self.withheld:
            kinds = ", ".join(f"{kind} {count}" for kind, count in self.withheld.items())
            yield f"withheld for privacy: {kinds}"
        yield "pages: " + ", ".join(f"{kind} {count}" for kind, count in self.pages.items())
        yield f"store: {self.quads} quads"
        yield from (f"made without {what}" for what in self.missing)
        changes = ", ".join(f"{count} {change}" for change, count in self.files.items() if count)
        if self.files:
            yield f"files of the site: {changes or 'nothing changed'}"
        for document in self.documents:
            if document["fate"] != Fate.PUBLISHED.value:
                yield f"{document['fate']}: {document['document']}: {document['reason']}"
        notes = Counter(note for document in self.documents for note in _notes(document))
        for note, count in sorted(notes.items()):
            yield f"note on {count} document(s): {note}"


def read_report(path: Path) -> Report:
    """Read the report of the last build.

    Raises:
        SettingsError: If there is none, or it is damaged.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except FileNotFoundError:
        message = f"{path}: there is no report yet: run `pykala build` first"
        raise SettingsError(message) from None
    except msgspec.MsgspecError:
        message = f"{path}: the report is damaged: delete it and run `pykala build` again"
        raise SettingsError(message) from None


def _notes(document: Mapping[str, object]) -> list[str]:
    notes = document["notes"]
    return notes if isinstance(notes, list) else []


def make_report(
    state: State, quads: int, changes: Mapping[str, Change], missing: list[str]
) -> Report:
    """Gather the report of a build.

    Args:
        state: After the build.
        quads: In the store.
        changes: What happened to files of the site, by path.
        missing: What the site was made without.

    Returns:
        The report, still without times.
    """
    documents = list(state.census.documents())
    fates = Counter(str(document["fate"]) for document in documents)
    withheld: Counter[str] = Counter()
    for document in documents:
        counts: Any = document["withheld"]
        withheld.update(counts)
    by_change = Counter(changes.values())
    pages = state.census.counts()
    # The record is in the page, so that a page changes whenever anything of it does.
    changed = {_HTML.sub("", path) for path in changes if path.endswith(".html")}
    return Report(
        documents=documents,
        fates={fate.value: fates[fate.value] for fate in Fate},
        withheld=dict(sorted(withheld.items())),
        pages={kind: pages[kind] for kind in _KINDS},
        quads=quads,
        missing=missing,
        files={change.value: by_change[change] for change in Change},
        changed=sorted(changed),
        published=any(fates[f.value] for f in (Fate.PUBLISHED, Fate.PUBLISHED_IN_PART)),
    )
