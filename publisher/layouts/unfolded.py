"""What a page unfolds between buttons, in text that has lost the buttons that open it.

The word of the button that closes a part stays behind, the heading on the one that opens it does
not. So what stands above the first button ends in the proposal, or in the sentence that the
decision is as proposed; what stands between the others is background.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.documents.document import Block, Span
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.deciders import deciding_body
from publisher.layouts.decision_first import split_history
from publisher.layouts.headed import HeadedPart, split_headed


def unfold(blocks: Sequence[Block], readers: Readers) -> list[Block]:
    """Order the lines of a page whose parts can be unfolded.

    Args:
        blocks: The lines after the opening.
        readers: As `by_headings` gives them. The table also has the patterns ``close``,
            ``as_proposed``, ``lost_proposal``, ``decided``, ``proposed`` and ``motion``.

    Returns:
        The lines without words of the page: background without a heading first, then the parts
        under their headings, the earlier handlings last.
    """
    main, *unfolded = _chunks(blocks, readers)
    background, complete = _complete(split_headed(main, readers), readers, closed=bool(unfolded))
    headed: list[Block] = []
    history: list[Block] = []
    for chunk in unfolded:
        own, before = split_history(chunk, readers)
        for part in split_headed(own, readers):
            (background if part.label is None else headed).extend(part.lines())
        history.extend(before)
    return [*background, *complete, *headed, *history]


def _chunks(blocks: Sequence[Block], readers: Readers) -> list[list[Block]]:
    """The lines between the buttons, without other words of the page."""
    chunks: list[list[Block]] = [[]]
    for block in blocks:
        if readers.words.patterns["close"].fullmatch(block.text):
            chunks.append([])
        elif readers.words.ignores(block.text) is None:
            chunks[-1].append(block)
    return chunks


def _complete(
    parts: Sequence[HeadedPart], readers: Readers, *, closed: bool
) -> tuple[list[Block], list[Block]]:
    """Put what stands under no heading of its own where it belongs.

    Args:
        parts: What stands above the first button.
        readers: Know the headings.
        closed: Whether there is a button.

    Returns:
        Background, and the parts: nothing comes after the sentence that the decision is as
        proposed, and the proposal has its heading again.
    """
    as_proposed = readers.words.patterns["as_proposed"]
    said = next((b for part in parts for b in part.blocks if as_proposed.fullmatch(b.text)), None)
    if said is None:
        lines = _with_proposal(parts, readers) if closed else [b for p in parts for b in p.lines()]
        return [], lines
    background: list[Block] = []
    lines = []
    for part in parts:
        own = part.lines()
        end = own.index(said) + 1 if said in own else len(own)
        lines.extend(own[:end])
        background.extend(own[end:])
    return background, lines


def _with_proposal(parts: Sequence[HeadedPart], readers: Readers) -> list[Block]:
    """The lines of the parts, with a heading above the proposal that the last of them ends in.

    The proposal begins like the decision, in the present tense: *Kaupunginhallitus päättää …*. A
    line that is announced by a colon belongs to the decision, and under a heading where motions
    are told it may be one of those, unless it follows the sentence that tells what was decided.
    """
    patterns = readers.words.patterns
    body = deciding_body(parts[0].blocks, patterns["decided"], readers.phrases)
    *others, last = parts
    lines = [line for part in others for line in part.lines()]
    if body is None:
        return [*lines, *last.lines()]
    own = last.lines()
    moved = next((i for i, block in enumerate(own) if patterns["motion"].search(block.text)), None)
    start = next(
        (
            i
            for i in range(2, len(own))
            if _proposes(own[i - 1 : i + 1], body.value, readers)
            and (moved is None or i <= moved or _has_decided(own[i - 1], body.value, readers))
        ),
        len(own),
    )
    heading = [_lost_heading(block, readers) for block in own[start : start + 1]]
    return [*lines, *own[:start], *heading, *own[start:]]


def _proposes(blocks: Sequence[Block], body: str, readers: Readers) -> bool:
    before, block = blocks
    return _has_verb(block, body, readers.words.patterns["proposed"]) and not before.text.endswith(
        ":"
    )


def _has_decided(block: Block, body: str, readers: Readers) -> bool:
    """Whether a line tells what the body decided."""
    return _has_verb(block, body, readers.words.patterns["decided"])


def _has_verb(block: Block, body: str, verb: re.Pattern[str]) -> bool:
    """Whether a line begins with the body and a verb in some tense."""
    subject, _, rest = Excerpt([block]).text.partition(f"{body} ")
    return not subject and verb.fullmatch(rest.partition(" ")[0]) is not None


def _lost_heading(block: Block, readers: Readers) -> Block:
    """A heading above a line that the text does not hold; it takes no characters."""
    start = block.span.start
    text = readers.words.patterns["lost_proposal"].pattern
    return Block(text=text, span=Span(start, start), paragraph=block.paragraph)
