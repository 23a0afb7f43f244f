"""A § about somebody private, its last day on the network, and where its words stand meanwhile."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.build.corpora import DOCUMENTS, Folder, Section

# The board meets on a Monday; seven days and fourteen later is a Monday too.
LAST = "2026-02-09"
AFTER = "2026-02-10"
PRIVATE = Section(
    number=21,
    title="Rantatontin vuokraaminen",
    presenter="Kaupunginjohtaja Helka Saarenketo",
    decision="Tontti vuokrataan Aatos Aurinkoiselle, joka rakentaa sille rantasaunan.",
)
PLAIN = Section(number=22, title="Latukone", decision="Hankitaan murtomaakone.")
PAGE = "eli/dl/lumivaara/kaupunginhallitus/2026/21"
PLAIN_PAGE = "eli/dl/lumivaara/kaupunginhallitus/2026/22"
TEXTS = {"lumivaara/kh-21.txt": PRIVATE.text(), "lumivaara/kh-22.txt": PLAIN.text(), **DOCUMENTS}


def every_byte(folder: Folder) -> dict[str, bytes]:
    """All files below the work folder; what is compressed, and the terms of the store, in clear."""
    found: dict[str, bytes] = {"store": "\n".join(folder.quads()).encode()}
    for path in sorted(folder.output.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            plain = gzip.decompress(content) if path.suffix == ".gz" else content
            found[path.relative_to(folder.output).as_posix()] = plain
    return found


def where(folder: Folder, *words: str) -> set[str]:
    """In which sorts of files any of some words stands."""
    encoded = [word.encode() for word in words]
    names = (
        name
        for name, content in every_byte(folder).items()
        if any(word in content for word in encoded)
    )
    return {"".join(Path(name).suffixes) or name for name in names}
