"""Labels and their text on one line, where a page parts them only by their type.

*Beslut Förslaget godkändes.* is a label in bold and its text; so is *Direktör Bo Exempels förslag
Styrelsen besluter*. A source that is known to print so may have them parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.people import is_body, parse_person
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.layouts.references import read_references
from publisher.model import Handling

# What stands above a text takes no more lines.
_HEAD_LINES = 10


def part_labels(
    blocks: Iterable[Block], readers: Readers, inline: Sequence[re.Pattern[str]] = ()
) -> Iterator[Block]:
    """Part labels from their text.

    Args:
        blocks: Lines.
        readers: Know the labels, people and bodies.
        inline: Match labels with a single blank after them; a group ``owner`` must name somebody
            or a body.

    Yields:
        Every line; one with a label and its text as two.
    """
    for block in blocks:
        end = _label_end(block.text, readers, inline)
        heading = cut(block, 0, len(block.text[:end].rstrip()))
        rest = block.text[end:]
        if heading.text and rest.strip():
            yield heading
            yield cut(block, len(block.text) - len(rest.lstrip()), len(block.text))
        else:
            yield block


def _label_end(text: str, readers: Readers, inline: Sequence[re.Pattern[str]]) -> int:
    """Where a label at the beginning of a line ends; 0 if there is none."""
    if (label := readers.words.labels.match(text)) is not None:
        return label.end
    for pattern in inline:
        match = pattern.match(text)
        owner = match.groupdict().get("owner") if match else None
        if match and (owner is None or _names_somebody(owner, readers)):
            return match.end()
    return 0


def _names_somebody(owner: str, readers: Readers) -> bool:
    person = parse_person(owner, readers.phrases)
    return is_body(owner, readers.phrases) or (person is not None and person.title is not None)


def part_words(blocks: Iterable[Block], words: re.Pattern[str]) -> Iterator[Block]:
    """Part the first lines at words that stand above a text, several of which may share a line.

    Args:
        blocks: Lines.
        words: Matches one of them.

    Yields:
        Every line; of the first lines, those that begin with such a word as several, each word and
        what follows it as lines of their own. A word counts where it comes first.
    """
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        edges = _edges(block.text, words, seen) if index < _HEAD_LINES else []
        if not edges:
            yield block
            continue
        for start, end in pairwise([*edges, len(block.text)]):
            piece = block.text[start:end]
            if piece.strip():
                left = start + len(piece) - len(piece.lstrip())
                yield cut(block, left, start + len(piece.rstrip()))


def _edges(text: str, words: re.Pattern[str], seen: set[str]) -> list[int]:
    """Where the words of a line begin and end that have not been seen; none unless one is first."""
    edges: list[int] = []
    for match in words.finditer(text):
        if match[0] not in seen and (edges or match.start() == 0):
            seen.add(match[0])
            edges.extend(match.span())
    return edges


def take_history(
    blocks: Sequence[Block], readers: Readers
) -> tuple[tuple[Handling, ...], tuple[Block, ...], tuple[Block, ...]]:
    """Read the lists of earlier handlings, each under its label.

    Args:
        blocks: Lines, each label as a line of its own.
        readers: Know the labels.

    Returns:
        The handlings, the lines that list them, and the other lines.
    """
    references: list[Handling] = []
    taken: list[Block] = []
    others: list[Block] = []
    position = 0
    while position < len(blocks):
        match = readers.words.labels.match(blocks[position].text)
        if match is None or match.label is not Label.HISTORY:
            others.append(blocks[position])
            position += 1
            continue
        found, rest = read_references(blocks[position + 1 :], readers.phrases)
        end = len(blocks) - len(rest)
        references.extend(found)
        taken.extend(blocks[position:end])
        position = end
    return tuple(references), tuple(taken), tuple(others)
