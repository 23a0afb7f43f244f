"""Labels that are parted from their text by no more than a blank.

The pages pad a label to a column; a crawler that squeezes blanks glues the text to it: *Esittelijä
Maaseutujohtaja Aino Aalto*, *Päätösehdotus Lautakunta päättää valita*. As a sentence may begin with
the same word, such a label counts only before what no sentence goes on with: somebody with a title,
a body in the basic form, or a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.people import parse_people, parse_person
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.phrases import Phrases

_WITH_PEOPLE = frozenset({Label.PREPARERS, Label.PRESENTER})
# The name of a body takes no more words.
_MOST_BODY_WORDS = 6


def part_labels(blocks: Iterable[Block], readers: Readers) -> Iterator[Block]:
    """Part labels from what is glued to them.

    Args:
        blocks: Lines of an item.
        readers: Know labels, titles and bodies; if the system has it, ``proposed`` is the pattern
            of a proposal that begins with its verb.

    Yields:
        Every line; one with a glued label as two, the label and the rest.
    """
    labels = readers.words.labels
    for block in blocks:
        first = block.text.split(None, 1)[0].casefold()
        match = labels.glued.match(block.text) if first in labels.glued_beginnings else None
        if match is None or not block.text[0].isupper():
            yield block
            continue
        label = labels.meanings[" ".join(match["label"].casefold().split())]
        rest = cut(block, match.end(), len(block.text))
        if label in _WITH_PEOPLE:
            rest = _without_conjunction(rest, readers.phrases)
        if _follows(rest.text, label, readers):
            yield cut(block, *match.span("label"))
            yield rest
        else:
            yield block


def _without_conjunction(line: Block, phrases: Phrases) -> Block:
    """A line without the conjunction that leads to the next one."""
    before, _, last = line.text.rpartition(" ")
    return cut(line, 0, len(before)) if last in phrases.conjunctions else line


def _follows(text: str, label: Label, readers: Readers) -> bool:
    """Whether a text may only stand beside a label of that meaning."""
    people = parse_people(text.rstrip(":"), readers.phrases) or []
    if label in _WITH_PEOPLE:
        return bool(people)
    person = parse_person(text.rstrip(":"), readers.phrases)
    if not text[0].isupper():
        return False
    if (person is not None and person.title) or _begins_with_body(text, readers.phrases):
        return True
    if label is Label.PROPOSAL:
        proposed = readers.words.patterns.get("proposed")
        return proposed is not None and proposed.match(text) is not None
    return any(phrase.pattern.search(text) for phrase in readers.phrases.outcomes)


def _begins_with_body(text: str, phrases: Phrases) -> bool:
    words = text.casefold().split(maxsplit=_MOST_BODY_WORDS)[:_MOST_BODY_WORDS]
    return any(word.rstrip(":").endswith(phrases.body_endings) for word in words)
