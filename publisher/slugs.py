"""Segments of IRIs made from names."""

from __future__ import annotations

import re
import unicodedata

# What never appears in a slug; runs of it become one hyphen.
_OTHER = re.compile(r"[^a-z0-9]+")

# Letters that Unicode does not take apart (æ, ø, ð …) but that names in Finland's languages use.
_WHOLE_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ŧ": "t", "ł": "l"}
)


def slugify(text: str) -> str:
    """Write a name as a segment of an IRI.

    Small letters; å and ä become a, ö becomes o, as Finnish municipalities have it in their own
    domain names; other letters lose their marks (Unicode NFKD); everything else becomes a hyphen.

    Args:
        text: A name in any of the site's languages.

    Returns:
        Letters a-z, digits and single hyphens; empty if the name has no letter or digit.

    Examples:
        >>> slugify("Perusturva- ja terveyslautakunta")
        'perusturva-ja-terveyslautakunta'
        >>> slugify("Åbolands nämnd / Čálliid lávdegoddi")
        'abolands-namnd-calliid-lavdegoddi'
        >>> slugify("KH-2024:17")
        'kh-2024-17'
    """
    folded = text.casefold().translate(_WHOLE_LETTERS)
    marked = unicodedata.normalize("NFKD", folded)
    bare = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return _OTHER.sub("-", bare).strip("-")
