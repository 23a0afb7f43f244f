"""Labels that are parted from their text by no more than a blank.

The pages pad a label to a column; a crawler that squeezes blanks glues the text to it: *Esittelijä
Maaseutujohtaja Aino Aalto*, *Päätösehdotus Lautakunta päättää valita*. As a sentence may begin with
the same word, such a label counts only before what no sentence goes on with: somebody with a title,
a body in the basic form, or a decision. Before the discussion, and what comes after the decision,
it counts if a sentence begins behind it, and something was proposed or decided above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.name_words import is_capitalised, is_title
from publisher.finnish.people import parse_people, parse_person
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.phrases import Phrases

_WITH_PEOPLE = frozenset({Label.PREPARERS, Label.PRESENTER})
_WITH_TEXT = frozenset({Label.BACKGROUND, Label.HANDLING, Label.NOTIFICATION, Label.APPEAL})
_TELLS = frozenset({Label.PROPOSAL, Label.DECISION})
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
    told = False
    for block in blocks:
        if block.text.split(None, 1)[0].rstrip(":").casefold() not in labels.glued_beginnings:
            yield block
            continue
        parted = _part(block, readers, told=told)
        known = labels.match(parted[0].text)
        told = told or (known is not None and known.label in _TELLS)
        yield from parted


def _part(block: Block, readers: Readers, *, told: bool) -> Sequence[Block]:
    """A line that may begin with a label: the label and the rest, if that is glued to it."""
    labels = readers.words.labels
    match = labels.glued.match(block.text)
    if match is None or not block.text[0].isupper():
        return (block,)
    label = labels.meanings[" ".join(match["label"].casefold().split())]
    rest = cut(block, match.end(), len(block.text))
    if label in _WITH_PEOPLE:
        rest = _without_conjunction(rest, readers.phrases)
    if (label in _WITH_TEXT and not told) or not _follows(rest.text, label, readers):
        return (block,)
    return cut(block, *match.span("label")), rest


def _without_conjunction(line: Block, phrases: Phrases) -> Block:
    """A line without the conjunction that leads to the next one."""
    before, _, last = line.text.rpartition(" ")
    return cut(line, 0, len(before)) if last in phrases.conjunctions else line


def _follows(text: str, label: Label, readers: Readers) -> bool:
    """Whether a text may only stand beside a label of that meaning."""
    if label in _WITH_PEOPLE:
        return bool(parse_people(text.rstrip(":"), readers.phrases))
    if not text[0].isupper():
        return False
    if label in _WITH_TEXT:
        return label is not Label.APPEAL or _names_appeal(text, readers.phrases)
    person = parse_person(text.rstrip(":"), readers.phrases)
    if (person is not None and person.title) or _begins_with_body(text, readers.phrases):
        return True
    if label is Label.PROPOSAL:
        proposed = readers.words.patterns.get("proposed")
        return proposed is not None and proposed.match(text) is not None
    return _tells(text, readers.phrases)


def _tells(text: str, phrases: Phrases) -> bool:
    """Whether a text tells what was decided, or what somebody with a title did before that."""
    title, name = [*text.split(maxsplit=2)[:2], ""][:2]
    if is_title(title, phrases) and is_capitalised(name):
        return True
    return any(phrase.pattern.search(text) for phrase in phrases.outcomes)


def _names_appeal(text: str, phrases: Phrases) -> bool:
    return any(pattern.search(text) for pattern, _ in (*phrases.appeals, *phrases.appeal_headings))


def _begins_with_body(text: str, phrases: Phrases) -> bool:
    words = text.casefold().split(maxsplit=_MOST_BODY_WORDS)[:_MOST_BODY_WORDS]
    return any(word.rstrip(":").endswith(phrases.body_endings) for word in words)
