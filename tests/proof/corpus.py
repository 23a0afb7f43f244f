"""The site that is proven: the demo, with any number of generated §§ beside its own."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmark.corpus import organization_settings, write_minutes
from tests.benchmark.watching import Watched, watch
from tests.site.building import REPOSITORY, TODAY, Built, copy_demo

# What `pykala libraries` installs for the demo: the engine that answers queries in the browser.
LIBRARIES = REPOSITORY / "var" / "demo" / "libraries"


def write_settings(folder: Path, count: int) -> Built:
    """Write minutes and settings: those of the demo, so that there is a page of every kind.

    Args:
        folder: An empty one.
        count: How many §§ are generated.

    Returns:
        What a build of them will have made.
    """
    settings = copy_demo(folder)
    write_minutes(settings.parent, count)
    text = settings.read_text("utf-8")
    text = text.replace('output = "../var/demo"', f'output = "../var"\nlibraries = "{LIBRARIES}"')
    settings.write_text("\n".join([text, *organization_settings()]), "utf-8")
    return Built(settings, folder / "var")


def build(built: Built) -> Watched:
    """Build through the front door.

    Returns:
        How long it took, and how much memory.

    Raises:
        CommandError: If it did not end well.
    """
    arguments = ["build", built.settings.name, "--today", TODAY, "--json"]
    return watch([sys.executable, "-m", "publisher", *arguments], built.folder)
