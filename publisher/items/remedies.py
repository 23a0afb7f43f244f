"""How a decision can be appealed, out of the instructions beside it (*muutoksenhaku*).

Kuntalaki (410/2015) 134-137 § and hyvinvointialuelaki (611/2021) 139-142 §: a request for
rectification, a municipal appeal, an appeal by other acts, or none at all. Instructions name the
others as well (*oikaisuvaatimus … ei saa hakea muutosta valittamalla*), so the first line that
names any decides: their heading, as a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.documents.excerpt import Excerpt
from publisher.model import Appeal, AppealKind, Found
from publisher.phrases import Phrases


def read_appeal(text: Excerpt, phrases: Phrases) -> Appeal | None:
    """Read appeal instructions.

    Args:
        text: Their lines, with the label.
        phrases: Know the kinds of appeal.

    Returns:
        The text with its kind, which is None if no line names one; None if there is no text.
    """
    if not text:
        return None
    return Appeal(text=Found(text.prose, text.span()), kind=_kind(text, phrases))


def _kind(text: Excerpt, phrases: Phrases) -> Found[AppealKind] | None:
    """The kind that the first line with any names; only without one, that of a heading."""
    return _first(text, phrases.appeals) or _first(text, phrases.appeal_headings)


def _first(
    text: Excerpt, kinds: Sequence[tuple[re.Pattern[str], AppealKind]]
) -> Found[AppealKind] | None:
    start = 0
    for line in text.text.split("\n"):
        for pattern, kind in kinds:
            if match := pattern.search(line):
                return Found(kind, text.span(start + match.start(), start + match.end()))
        start += len(line) + 1
    return None
