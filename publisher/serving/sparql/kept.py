"""Answers that are kept for those who ask the same, as long as the data are the same.

Most of what a public endpoint is asked it has been asked before: by pages that show an answer, by
programs that look again, by many who follow one link.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from publisher.serving.sparql.question import Question

_ROOM_BYTES = 64_000_000
_LARGEST_BYTES = 256_000
# What an answer takes beside its own content, more or less.
_OVERHEAD_BYTES = 2_000


class Whole(NamedTuple):
    """A whole answer.

    Attributes:
        tag: What tells it from others (RFC 9110, 8.8.3).
        headers: Of HTTP.
        content: As it is sent.
    """

    tag: bytes
    headers: list[tuple[bytes, bytes]]
    content: bytes


class Kept:
    """Whole answers to questions about one version of the data, in memory alone.

    When there is no room any more, those go that have not been asked for longest.
    """

    def __init__(self) -> None:
        self._version = ""
        self._answers: OrderedDict[Question, Whole] = OrderedDict()
        self._left = _ROOM_BYTES

    def get(self, version: str, question: Question) -> Whole | None:
        """The answer to a question, if it is kept."""
        if version != self._version:
            self._version, self._left = version, _ROOM_BYTES
            self._answers.clear()
        found = self._answers.get(question)
        if found is not None:
            self._answers.move_to_end(question)
        return found

    def put(self, version: str, question: Question, answer: Whole) -> None:
        """Keep an answer, unless it is large, or about other data than are asked about now."""
        size = _size(question, answer)
        if version != self._version or size > _LARGEST_BYTES or question in self._answers:
            return
        self._answers[question] = answer
        self._left -= size
        while self._left < 0:
            oldest, its_answer = self._answers.popitem(last=False)
            self._left += _size(oldest, its_answer)


def _size(question: Question, answer: Whole) -> int:
    return len(question.query) + len(answer.content) + _OVERHEAD_BYTES
