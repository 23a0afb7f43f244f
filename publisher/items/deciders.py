"""Who decided a matter and who presented it, where no label says so beside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.documents.document import Block, Span
from publisher.documents.excerpt import Excerpt
from publisher.finnish.people import is_body, parse_person
from publisher.model import Found, Inference, PersonInRole, Reason
from publisher.phrases import Phrases

# A body's name, and a role that no table knows, never take more words than these.
_MOST_BODY_WORDS = 7
_MOST_ROLE_WORDS = 6
# What is shorter is no sentence, but the letter of a part of the decision.
_SHORTEST_SENTENCE = 4


def deciding_body(
    blocks: Sequence[Block], verb: re.Pattern[str], phrases: Phrases
) -> Found[str] | None:
    """Read the body that is the subject of a decision: *Kaupunginhallitus päätti hyväksyä …*.

    Args:
        blocks: The lines of the decision.
        verb: Matches a verb in the tense in which it is told.
        phrases: Know bodies.

    Returns:
        The body as printed, as an inference; None if the first sentence has another subject, as
        an officer.
    """
    first = next((block for block in blocks if len(block.text) >= _SHORTEST_SENTENCE), None)
    if first is None:
        return None
    words = first.text.split()
    for count in range(1, min(len(words), _MOST_BODY_WORDS + 1)):
        name = " ".join(words[:count])
        if verb.fullmatch(words[count].rstrip(",:;")) and is_body(name, phrases):
            span = Excerpt([first]).span(0, len(name))
            return Found(name, span, Inference(Reason.SUBJECT_OF_DECISION))
    return None


def read_presenter(
    blocks: Sequence[Block], masked: re.Pattern[str], phrases: Phrases
) -> tuple[PersonInRole | None, Sequence[Block]]:
    """Read who presented a matter: a role or a body, or a title with the name on the next line.

    Args:
        blocks: The lines under the heading of the presenter, which names nobody itself.
        masked: Matches a name that was made unreadable.
        phrases: Know titles and bodies.

    Returns:
        The presenter, and the lines that do not name one.
    """
    if not blocks:
        return None, ()
    if len(blocks) > 1 and _is_name(blocks[1], masked, phrases):
        name = parse_person(Excerpt(blocks[1:2]).text, phrases)
        span = Span(blocks[0].span.start, blocks[1].span.end)
        title = " ".join(blocks[0].text.split())
        return PersonInRole(name=name.name if name else None, title=title, span=span), blocks[2:]
    text = Excerpt(blocks[:1])
    found = parse_person(text.text, phrases)
    if found is not None:
        span = text.span(found.start, found.end)
        return PersonInRole(name=found.name, title=found.title, span=span), blocks[1:]
    if is_body(text.text, phrases) or (len(blocks) == 1 and _may_be_role(text.text)):
        return PersonInRole(name=None, title=text.text, span=text.span()), blocks[1:]
    return None, blocks


def _is_name(block: Block, masked: re.Pattern[str], phrases: Phrases) -> bool:
    """Whether a line is a name alone, printed or masked."""
    if masked.fullmatch(block.text):
        return True
    person = parse_person(Excerpt([block]).text, phrases)
    return person is not None and person.name is not None and person.title is None


def _may_be_role(text: str) -> bool:
    """Whether a line alone under the heading may be a role whose word no table knows."""
    return len(text.split()) <= _MOST_ROLE_WORDS and not text.endswith((".", ":", ","))
