"""The pictures of pages are of the sizes and themes that their names say, and small."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.samples import Sample
from tests.browser.screenshots import take

# All of them together stay below four megabytes in the repository.
MOST_BYTES = 80_000


def test_a_page_is_taken_on_every_device_in_every_theme(
    browser: Browser, address: str, samples: dict[str, Sample], tmp_path: Path
) -> None:
    sizes = take(browser, address, {"index": samples["index"]}, tmp_path)
    assert max(sizes) < MOST_BYTES
    found = {}
    for path in tmp_path.iterdir():
        with Image.open(path) as image:
            corner = image.convert("RGB").getpixel((0, 0))
            assert isinstance(corner, tuple)
            found[path.name] = (image.size, min(corner) > 200)
    assert found == {
        "index-phone-light.png": ((390, 844), True),
        "index-phone-dark.png": ((390, 844), False),
        "index-desktop-light.png": ((1280, 900), True),
        "index-desktop-dark.png": ((1280, 900), False),
    }
