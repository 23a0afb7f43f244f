"""The text of a document, cut where something was read from it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from publisher.model import Found, Handling, Item, Minutes


class Passage(NamedTuple):
    """A text of a document.

    Attributes:
        text: What it says.
        in_meeting: Whether it tells what was done in the meeting.
    """

    text: str
    in_meeting: bool


def background(item: Item) -> Iterator[Found[str]]:
    """Every text of an item but what tells of its meetings."""
    handlings: tuple[Handling, ...] = (item, *item.earlier)
    for handling in handlings:
        texts = (handling.preparation, handling.proposal.text if handling.proposal else None)
        yield from (text for text in texts if text is not None)
    single = (item.title, item.appeal.text if item.appeal else None)
    yield from (text for text in single if text is not None)
    yield from (one.title for one in (*item.attachments, *item.background_material))
    yield from item.notified


def told(item: Item) -> Iterator[Found[str]]:
    """Every text that tells what happened in a meeting, of this handling and of those before."""
    handlings: tuple[Handling, ...] = (item, *item.earlier)
    for handling in handlings:
        texts = (handling.discussion, handling.decision.text if handling.decision else None)
        yield from (text for text in texts if text is not None)


def texts_read(minutes: Minutes) -> Iterator[Passage]:
    """Every text of every item."""
    for item in minutes.items:
        yield from (Passage(text.value, in_meeting=False) for text in background(item))
        yield from (Passage(text.value, in_meeting=True) for text in told(item))


def recusal_grounds(minutes: Minutes) -> Iterator[str]:
    """Every text that says why somebody was recused."""
    for item in minutes.items:
        handlings: tuple[Handling, ...] = (item, *item.earlier)
        for recusal in (recusal for handling in handlings for recusal in handling.recusals):
            if recusal.ground is not None:
                yield recusal.ground.value


def texts_of_classes(minutes: Minutes, tops: Container[str]) -> Iterator[str]:
    """Every text of the §§ whose function class is, or stands below, one of some top classes."""
    for item in minutes.items:
        classification = item.classification
        if classification is not None and classification.value.split(".")[0] in tops:
            yield from (text.value for text in (*background(item), *told(item)))


def passages(minutes: Minutes, text: str) -> list[Passage]:
    """Cut a document into passages.

    What was read stands as it was read, so that it need not be searched again when it is cleaned;
    everything else stands as in the document.

    Args:
        minutes: What was read.
        text: All of the document.

    Returns:
        All that is not blank, each part once, in order.
    """
    return [passage for passage in _cut(minutes, text) if passage.text.strip()]


def _cut(minutes: Minutes, text: str) -> Iterator[Passage]:
    position = 0
    read = [(found, False) for item in minutes.items for found in background(item)]
    read += [(found, True) for item in minutes.items for found in told(item)]
    for found, in_meeting in sorted(read, key=lambda each: (each[0].span.start, -each[0].span.end)):
        start, end = found.span.start, found.span.end
        if start < position:  # a part of what was read before
            continue
        is_whole = text[start:end].split() == found.value.split()
        yield Passage(text[position:start], in_meeting=False)
        yield Passage(found.value if is_whole else text[start:end], in_meeting=in_meeting)
        position = end
    yield Passage(text[position:], in_meeting=False)
