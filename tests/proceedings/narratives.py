"""Texts of meetings as tests hold them: lines, what stands at a span, and texts gone wrong."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from publisher.documents.document import Span
from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks


def excerpt(text: str) -> Excerpt:
    """The lines of a text, as they are cut out of a document that holds nothing else."""
    return Excerpt(split_blocks(text))


def printed(text: str, span: Span) -> str:
    """What stands at a place, on one line, with words put together that a hyphen breaks."""
    return " ".join(excerpt(text[span.start : span.end]).text.split())


def torn(samples: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts of pieces of the samples, some of them missing, doubled or out of order."""
    pieces = sorted({piece for sample in samples for piece in sample.split(" ")})
    whole = st.sampled_from(samples)
    words = st.lists(st.sampled_from(pieces), max_size=40).map(" ".join)
    cut = st.tuples(whole, st.integers(0, 400), st.integers(0, 400)).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[0][drawn[2] :]
    )
    return st.lists(st.one_of(whole, words, cut), max_size=4).map("\n\n".join)
