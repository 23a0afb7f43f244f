import re

import pytest

from publisher.assets import asset_dir

CSS = (asset_dir("site") / "static" / "pykala.css").read_text("utf-8")
LAYOUT = (asset_dir("site") / "templates" / "layout.html.j2").read_text("utf-8")
MAX_BYTES = 20_000

# WCAG 2.2, 1.4.3 for text and 1.4.11 for what is not text.
TEXT, OTHER = 4.5, 3.0
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "soft", "pine") for ground in ("paper", "card")],
    *[(ink, ground, TEXT) for ink in ("ink", "soft", "pine") for ground in ("pine-ground", "mark")],
    ("paper", "pine", TEXT),
    *[(name, f"{name}-ground", TEXT) for name in ("yes", "no", "wait", "info", "plan")],
    *[(name, "paper", OTHER) for name in ("yes", "no", "wait", "info", "plan", "focus")],
    *[("focus", ground, OTHER) for ground in ("card", "pine-ground", "mark")],
]


def palette(theme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return (
        found
        if theme == "light"
        else found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, glossary)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(theme: str) -> None:
    colours = palette(theme)
    assert len(colours) == 19
    weak = {}
    for ink, ground, least in PAIRS:
        low, high = sorted((luminance(colours[ink]), luminance(colours[ground])))
        contrast = (high + 0.05) / (low + 0.05)
        if contrast < least:
            weak[ink, ground] = round(contrast, 2)
    assert weak == {}


def test_both_themes_have_every_colour() -> None:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    names = [set(re.findall(r"--([a-z-]+): #", block)) for block in (light, dark)]
    assert names[0] == names[1]


def test_the_browser_gets_the_colour_of_the_paper() -> None:
    found = dict(re.findall(r'content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"', LAYOUT))
    assert {theme: colour for colour, theme in found.items()} == {
        theme: palette(theme)["paper"] for theme in ("light", "dark")
    }


def test_the_style_sheet_is_small_and_asks_nobody_else() -> None:
    assert len(CSS.encode()) < MAX_BYTES
    assert not re.search(r"@import|url\((?!'data:)", CSS)
    assert not re.search(r"animation|transition", CSS)


def test_every_outcome_has_a_shape_of_its_own() -> None:
    shapes = dict(re.findall(r"^\.o-([a-z-]+) \{ (--shape: .*?); \}$", CSS, re.MULTILINE))
    assert len(shapes) == 9
    assert len(set(shapes.values())) == len(shapes)
