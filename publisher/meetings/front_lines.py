"""The front page of minutes parted at its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from publisher.documents.document import Block
from publisher.items.parts import cut
from publisher.meetings.words import FrontHeading, MeetingWords

_SIGNED = re.compile(r"§\s?\d|\d\s?§")
_SECTION_ALONE = re.compile(r"§\s?\d{1,4}|\d{1,4}\s?§")
# When and where minutes are checked and displayed is printed with the same words as for a meeting.
_OWN_TIMES: Final = frozenset(
    {FrontHeading.CHECKERS, FrontHeading.SIGNATURES, FrontHeading.DISPLAY, FrontHeading.EXTRACT}
)
_TIMES: Final = frozenset({FrontHeading.TIME, FrontHeading.PLACE, FrontHeading.DATE})


class FrontSection(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, and what stands under it.

    Attributes:
        heading: What it means; None before the first one.
        labels: Its words, maybe on two lines.
        blocks: The lines, or parts of lines.
    """

    heading: FrontHeading | None
    labels: tuple[Block, ...]
    blocks: tuple[Block, ...]


def split_front(blocks: Sequence[Block], words: MeetingWords) -> list[FrontSection]:
    """Part lines at the headings of a front page.

    Args:
        blocks: The lines, without the heads of pages.
        words: Know the headings.

    Returns:
        The sections in order; a line that holds two headings is in two of them.
    """
    splitter = _Splitter(words)
    index = 0
    while index < len(blocks):
        index += splitter.add(blocks[index], blocks[index + 1 : index + 2])
    return splitter.finish()


class _Splitter:
    """Adds one line after the other to the section that it belongs to."""

    def __init__(self, words: MeetingWords) -> None:
        self._words = words
        self._done: list[FrontSection] = []
        self._heading: FrontHeading | None = None
        self._labels: list[Block] = []
        self._blocks: list[Block] = []

    def finish(self) -> list[FrontSection]:
        """All sections."""
        self._open(None, [])
        return self._done

    def add(self, block: Block, after: Sequence[Block]) -> int:
        """Add a line; how many lines that takes, since a heading may have two."""
        if self._heading is FrontHeading.CONTENTS and self._is_item(block):
            self._blocks.append(block)
            return 1
        if after and after[0].paragraph == block.paragraph:
            whole = f"{block.text} {after[0].text}".rstrip(" :")
            meaning = self._meaning(whole)
            if meaning is not None and self._opens(meaning, whole):
                self._open(meaning, [block, after[0]])
                return 2
        if self._heading is None and self._words.headings.day_line.match(block.text):
            self._open(FrontHeading.TIME, [])
        match = self._words.headings.first.match(block.text)
        if match is not None:
            meaning = self._meaning(match["heading"])
            if meaning is not None and self._opens(meaning, match["heading"]):
                self._open(meaning, [cut(block, *match.span("heading"))])
                block = cut(block, match.end(), len(block.text))
        self._add_rest(block)
        return 1

    def _is_item(self, block: Block) -> bool:
        """Whether a line of the list of items is a number, a title, or both."""
        alone = bool(self._blocks) and _SECTION_ALONE.fullmatch(self._blocks[-1].text)
        return bool(alone) or bool(_SIGNED.match(block.text))

    def _meaning(self, text: str) -> FrontHeading | None:
        return self._words.headings.meanings.get(_plain(text))

    def _opens(self, meaning: FrontHeading, text: str) -> bool:
        """Whether words are a heading where they stand."""
        if self._heading in _OWN_TIMES and meaning in _TIMES:
            return _plain(text) not in self._words.headings.not_of_meeting
        if self._heading is FrontHeading.CHECKERS and meaning is FrontHeading.SIGNATURES:
            return all(section.heading is not FrontHeading.SIGNATURES for section in self._done)
        return True

    def _open(self, heading: FrontHeading | None, labels: list[Block]) -> None:
        if self._labels or self._blocks:
            self._done.append(
                FrontSection(
                    heading=self._heading, labels=tuple(self._labels), blocks=tuple(self._blocks)
                )
            )
        self._heading, self._labels, self._blocks = heading, labels, []

    def _add_rest(self, block: Block) -> None:
        """Add what is left of a line, parted at the headings inside it."""
        headings = self._words.headings
        pattern = headings.after_time if self._heading is FrontHeading.TIME else headings.inside
        listed = self._heading is FrontHeading.CONTENTS and _SIGNED.search(block.text)
        match = None if listed else pattern.search(block.text)
        while match is not None:
            meaning = self._meaning(match["heading"])
            self._keep(cut(block, 0, match.start()))
            self._open(meaning, [cut(block, *match.span("heading"))])
            block = cut(block, match.end(), len(block.text))
            match = headings.inside.search(block.text)
        self._keep(block)

    def _keep(self, block: Block) -> None:
        start = len(block.text) - len(block.text.lstrip(" :\t"))
        end = len(block.text.rstrip())
        if start < end:
            self._blocks.append(cut(block, start, end))


def _plain(heading: str) -> str:
    """A heading in small letters and with single blanks."""
    return " ".join(heading.casefold().split())
