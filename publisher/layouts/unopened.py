"""Handlings without a line that opens them: each ends with its decision.

A form prints the text of a matter once, then, for one body after the other, what was proposed to it
and what it decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Words
from publisher.items.parts import split_parts
from publisher.labels import Label, LabelMatch

_DECIDES = frozenset({Label.PROPOSAL, Label.DECISION})
# Labels with which a handling may begin before its proposal.
_FIRST_LEADS = frozenset({Label.PRESENTER, Label.HANDLING})
_LEADS = frozenset({Label.BACKGROUND, Label.PREPARERS, Label.PRESENTER})


def split_at_decisions(
    blocks: Sequence[Block], words: Words
) -> tuple[tuple[Block, ...], tuple[tuple[Block, ...], ...]]:
    """Part lines after each decision.

    Args:
        blocks: Lines of one matter.
        words: Know the labels.

    Returns:
        The lines before the first handling, which tell of the matter, and the handlings in order.
        A handling begins with its proposal, or with its background, its preparers or its presenter
        where these stand between a decision and the proposal after it.
    """
    starts: list[int] = []
    leads: int | None = None
    decided = False
    for index, match in _labels(blocks, words):
        if match.label in _DECIDES:
            if not starts or decided:
                starts.append(index if leads is None else leads)
            leads, decided = None, match.label is Label.DECISION
        elif leads is None and _may_lead(match.label, is_first=not starts, is_decided=decided):
            leads = index
    if not starts:
        return tuple(blocks), ()
    ends = [*starts[1:], len(blocks)]
    return tuple(blocks[: starts[0]]), tuple(
        tuple(blocks[start:end]) for start, end in zip(starts, ends, strict=True)
    )


def _may_lead(label: Label, *, is_first: bool, is_decided: bool) -> bool:
    """Before the first handling, its background and preparers are those of the matter."""
    return label in _FIRST_LEADS if is_first else is_decided and label in _LEADS


def text_under(label: Label, blocks: Sequence[Block], words: Words) -> Excerpt:
    """What stands under all labels of one meaning."""
    parts = split_parts(blocks, words)
    return Excerpt(block for part in parts if part.label is label for block in part.blocks)


def _labels(blocks: Sequence[Block], words: Words) -> Iterator[tuple[int, LabelMatch]]:
    for index, block in enumerate(blocks):
        if (match := words.labels.match(block.text)) is not None:
            yield index, match
