"""A document is cut so that nothing of it is searched twice, and nothing not at all."""

from __future__ import annotations

from pathlib import Path

from publisher.documents.reading import read_file
from publisher.privacy.passages import passages
from tests.quality.extracting import readers

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_passages_of_every_example_are_all_of_it() -> None:
    files = [
        path
        for folder in ("metsalahti", "jokiranta")
        for path in sorted((EXAMPLES / folder).rglob("*"))
        if path.suffix in {".txt", ".html"}
    ]
    kinds = []
    for path in files:
        document = read_file(path, path.name)
        found = passages(readers().sources.read(document).minutes, document.text)
        assert " ".join(part.text for part in found).split() == document.text.split(), path.name
        kinds += [passage.in_meeting for passage in found]
    assert len(files) == 26
    assert kinds.count(True) >= 20
    assert kinds.count(False) >= 100
