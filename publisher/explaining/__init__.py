"""Which characters of a document gave which value: for whoever asks why a reading is as it is.

The document is shown as it stands, private data and all, to its owner and to nobody else.
"""

from __future__ import annotations

from publisher.explaining.explanation import Entry, Explanation, Group, explain
from publisher.explaining.names import Names, ViewLanguage, read_names
from publisher.explaining.page import page_record
from publisher.explaining.showing import totals
from publisher.explaining.terminal import Told, Tone, coloured, told

__all__ = [
    "Entry",
    "Explanation",
    "Group",
    "Names",
    "Told",
    "Tone",
    "ViewLanguage",
    "coloured",
    "explain",
    "page_record",
    "read_names",
    "told",
    "totals",
]
