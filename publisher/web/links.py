"""From IRIs to the documents about them: references that hold at any address of the site."""

from __future__ import annotations

from collections.abc import Callable

Link = Callable[[str], str]
"""From an IRI to a reference that stands on one page."""


def linker(base: str, root: str, suffix: str) -> Link:
    """Make the function that turns an IRI into the reference of its HTML document.

    Args:
        base: Where our IRIs begin.
        root: From the page to the root of the site.
        suffix: Of HTML documents in the language of the page.
    """

    def link(iri: str) -> str:
        if not iri.startswith(base):
            return iri
        path, hash_sign, fragment = iri[len(base) :].partition("#")
        if path.startswith("eli/") and not path.startswith("eli/dl/"):
            # An act or its expression is shown on the page of its §.
            path = "eli/dl/" + "/".join(path.split("/")[1:5])
        path = path or "index"
        file = path if "." in path.rpartition("/")[2] else f"{path}{suffix}"
        return f"{root}{file}{hash_sign}{fragment}"

    return link


def data_file(base: str, root: str, iri: str, ending: str) -> str:
    """The reference of one of the data documents about a thing of ours."""
    return f"{root}{iri.removeprefix(base)}.{ending}"


def organization_of(base: str, path: str) -> str:
    """The organisation that a thing belongs to, from the path of the thing."""
    return base + path.removeprefix("eli/dl/").partition("/")[0]


def fragment(iri: str) -> str:
    """The name of a part inside the page of its thing."""
    return iri.partition("#")[2]


def code(concept: str) -> str:
    """The last part of a concept's IRI, compact or whole, for the style sheet."""
    return concept.rpartition("#")[2].rpartition(":")[2]


def statute(iri: str) -> str:
    """The number of an act from the IRI of our page about it: ``410/2015`` of ``laki/2015/410``."""
    _, year, number = iri.rsplit("/", 2)
    return f"{number}/{year}"
