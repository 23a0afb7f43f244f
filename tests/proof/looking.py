"""The fullest page of every kind in a real browser, by the tests that look at those of the demo."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.proof.tally import Tally
from tests.site.building import REPOSITORY, Built, environment

LOOKED_AT = "the fullest page of a kind keeps to the guidelines, fits, and costs little"
_FILES = ("test_axe.py", "test_widths.py", "test_budgets.py")


def look(built: Built, tally: Tally) -> None:
    """Run the tests of `tests/browser/` over a site, of which they withdraw one §.

    Args:
        built: The site.
        tally: Told how many tests there were, and which failed or did not run.
    """
    results = built.output / "browser.xml"
    files = [str(Path("tests") / "browser" / name) for name in _FILES]
    command = [sys.executable, "-m", "pytest", "-q", "--built", str(built.settings)]
    command += ["-p", "no:cacheprovider", f"--junit-xml={results}", *files]
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if not results.exists():
        tally.add(LOOKED_AT, 0, [done.stdout[-2000:] + done.stderr[-2000:]])
        return
    for case in ET.parse(results).iter("testcase"):  # noqa: S314  (pytest has written it)
        bad = [each for each in case if each.tag in {"failure", "error", "skipped"}]
        faults = [f"{case.get('name')}: {(each.get('message') or '')[:300]}" for each in bad]
        tally.add(LOOKED_AT, 1, faults)
