"""What the settings say of the accessibility of the site, which its statement tells readers."""

from __future__ import annotations

from typing import get_args

from publisher.settings.model import Accessibility, Conformance
from publisher.settings.section import Section


def read_accessibility(section: Section) -> Accessibility:
    """Read ``[accessibility]``.

    Args:
        section: The table.

    Returns:
        What it says; what is wrong with it is noted in the section.
    """
    assessed = section.day("assessed")
    if assessed is None and not section.has("assessed"):
        section.reject("assessed", "is missing: the day of your assessment: assessed = 2026-04-15")
    choices: dict[str, Conformance] = {one: one for one in get_args(Conformance)}
    if not section.has("conformance"):
        section.reject("conformance", 'is missing: what it found: conformance = "partial"')
    conformance = choices.get(section.choice("conformance", choices) or "", "partial")
    issues = section.label("issues")
    if conformance == "partial" and issues is None:
        section.reject("issues", 'is missing: say what is not accessible: issues = { fi = "…" }')
    if conformance == "full" and issues is not None:
        section.reject("issues", 'contradicts conformance = "full": leave one of them out')
    section.close()
    return Accessibility(assessed=assessed, conformance=conformance, issues=issues)
