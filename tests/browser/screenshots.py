"""Pictures of every kind of page: ``python -m tests.browser.screenshots --output docs/design``."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.chromium import chromium, window
from tests.browser.probing import visit
from tests.browser.samples import Sample, choose, withdraw_one
from tests.browser.server import serving
from tests.needs import with_libraries
from tests.site.building import WITH_ENDPOINT, build_demo

_PROGRAM = "chromium"
_COLOURS = 64


class View(NamedTuple):
    """How a page is looked at.

    Attributes:
        device: Stands in the names of files.
        width: Of the window in pixels.
        height: Likewise.
        theme: The colours that the reader prefers.
    """

    device: str
    width: int
    height: int
    theme: str


VIEWS = tuple(
    View(device, width, height, theme)
    for device, width, height in (("phone", 390, 844), ("desktop", 1280, 900))
    for theme in ("light", "dark")
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the demo with its libraries, and take a picture of every kind of page in every view.

    Args:
        arguments: Of the command line.

    Returns:
        The exit code: 0 if all were taken, 2 without Chromium.
    """
    options = _parser().parse_args(arguments)
    path = shutil.which(_PROGRAM)
    if path is None:
        sys.stderr.write(f"there is no {_PROGRAM} on this machine: install it\n")
        return 2
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pykala-screenshots-") as name:
        site = withdraw_one(build_demo(Path(name), replacing=with_libraries() | WITH_ENDPOINT))
        samples = choose(site)
        with serving(site) as address, chromium(path) as browser:
            taken = take(browser, address, samples, options.output, whole=options.whole)
    sys.stdout.write(f"{len(taken)} pictures, {sum(taken):,} bytes, in {options.output}\n")
    return 0


def take(
    browser: Browser, address: str, samples: dict[str, Sample], folder: Path, *, whole: bool = False
) -> list[int]:
    """Take a picture of every sample in every view.

    Args:
        browser: With which they are taken.
        address: Of the site.
        samples: The pages.
        folder: Where the pictures go, as PNG named by kind, device and theme.
        whole: Whether whole pages are taken, and not their first screen.

    Returns:
        The size of each picture in bytes.
    """
    sizes = []
    for view in VIEWS:
        with window(
            browser,
            viewport={"width": view.width, "height": view.height},
            color_scheme=view.theme,
            reduced_motion="reduce",
        ) as opened:
            page = opened.context.new_page()
            for name, sample in samples.items():
                visit(page, address + sample.files["fi"])
                path = folder / f"{name}-{view.device}-{view.theme}.png"
                sizes.append(_write(path, page.screenshot(full_page=whole)))
    return sizes


def _write(path: Path, picture: bytes) -> int:
    """Write a picture with few colours, of which pages have few; its size in bytes comes back."""
    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path.stat().st_size


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.browser.screenshots", description=__doc__
    )
    parser.add_argument("--output", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--whole", action="store_true", help="whole pages, not the first screen")
    return parser


if __name__ == "__main__":
    sys.exit(main())
