"""The words of the site, from `site/messages.toml` into the templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import escape

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError

Words = Mapping[str, str]
"""Key to text, in one language."""

# A place in a template where a text of the table stands: {{ m.key }}.
_PLACE = re.compile(r"\{\{ m\.([a-z0-9_]+) \}\}")


def read_messages(languages: Sequence[str], file: Path | None = None) -> dict[str, Words]:
    """Read the words of the site.

    Args:
        languages: Of which words are needed.
        file: The table; `site/messages.toml` unless another is given.

    Returns:
        The words by language; every language has the same keys.

    Raises:
        TableError: If a text is missing in a language; all that are missing are named.
    """
    file = file or asset_dir("site") / "messages.toml"
    table = read_toml(file, dict[str, dict[str, str]])
    missing = [f"{key}.{code}" for key in table for code in languages if not table[key].get(code)]
    if missing:
        message = f"{file.name}: write the missing texts {', '.join(missing)}"
        raise TableError(message)
    return {code: {key: texts[code] for key, texts in table.items()} for code in languages}


def fill(template: str, words: Words) -> str:
    """Put the words into the source of a template, escaped, before it is compiled.

    So a word costs nothing when a page is made, and a key without a text is found at start-up.

    Args:
        template: With ``{{ m.key }}`` where a text belongs.
        words: The texts of one language.

    Returns:
        The template in that language.

    Raises:
        TableError: If the template uses a key that the table lacks.

    Examples:
        >>> fill("<h2>{{ m.laws }}</h2>", {"laws": "Lait & asetukset"})
        '<h2>Lait &amp; asetukset</h2>'
    """
    missing = sorted({key for key in _PLACE.findall(template) if key not in words})
    if missing:
        message = f"site/messages.toml: a template needs the keys {', '.join(missing)}"
        raise TableError(message)
    return _PLACE.sub(lambda place: str(escape(words[place[1]])), template)
