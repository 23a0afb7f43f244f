"""What proves that labels are those of minutes: what stands under them is said in minutes only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.parts import Part, split_parts
from publisher.labels import Label


def is_told(blocks: Iterable[Block], readers: Readers) -> bool:
    """Whether something is proposed or decided under a label, in the words of minutes.

    Args:
        blocks: Any lines.
        readers: Know the labels and what outcomes are called; the table has the patterns
            ``proposed``, of what only a proposal says, and ``happened``, of what became of one.

    Returns:
        False also if there are labels, but rules or a plan stand under them.
    """
    patterns = readers.words.patterns
    is_proposed = False
    for label, text in _texts(split_parts(blocks, readers.words)):
        if label is Label.PROPOSAL and patterns["proposed"].search(text):
            return True
        outcomes = readers.phrases.outcomes if label is Label.DECISION else ()
        if any(phrase.pattern.search(text) for phrase in outcomes):
            return True
        if is_proposed and label is Label.DECISION and patterns["happened"].search(text):
            return True
        is_proposed = is_proposed or (label is Label.PROPOSAL and bool(text))
    return False


def _texts(parts: Iterable[Part]) -> Iterator[tuple[Label | None, str]]:
    """The labels and the texts under them; whoever presents may stand between the two."""
    before: Label | None = None
    for part in parts:
        label = part.label
        if label is Label.PRESENTER and before is Label.PROPOSAL:
            label = Label.PROPOSAL
        before = label if not part.blocks else None
        yield label, Excerpt(part.blocks).text
