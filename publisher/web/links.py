"""From IRIs to the documents about them: references that hold at any address of the site."""

from __future__ import annotations

import msgspec

from publisher.rdf.iris import EU_ACTS, VOCABULARIES, vocabulary_iri


class Links(msgspec.Struct, frozen=True):
    """Makes references for the pages of one language.

    Attributes:
        base: Where our IRIs begin, with a final slash.
        suffix: Of the HTML documents, for example ``.sv.html``.
    """

    base: str
    suffix: str

    def link(self, iri: str, root: str) -> str:
        """The reference of the HTML document about a thing.

        Args:
            iri: Of the thing. An act, and its expression, is shown on the page of its §; our
                vocabularies, whose IRIs begin elsewhere, are shown on every site.
            root: From the referring page to the root of the site, for example ``../../``.

        Returns:
            A relative reference; an IRI that is not ours as it is.

        Examples:
            >>> links = Links("https://data.example.fi/", ".sv.html")
            >>> links.link("https://data.example.fi/eli/tuulikoski/valtuusto/2024/58", "../")
            '../eli/dl/tuulikoski/valtuusto/2024/58.sv.html'
        """
        if iri.startswith(VOCABULARIES):
            path, hash_sign, name = iri.removeprefix(VOCABULARIES).partition("#")
            known = vocabulary_iri(path) is not None
            return f"{root}{path}{self.suffix}{hash_sign}{name}" if known else iri
        if not iri.startswith(self.base):
            return iri
        path, hash_sign, name = iri[len(self.base) :].partition("#")
        if path.startswith("eli/") and not path.startswith("eli/dl/"):
            path = "eli/dl/" + "/".join(path.split("/")[1:5])
        path = path or "index"
        file = path if "." in path.rpartition("/")[2] else f"{path}{self.suffix}"
        return f"{root}{file}{hash_sign}{name}"

    def data_file(self, iri: str, root: str, ending: str) -> str:
        """The reference of one of the data documents about a thing of ours."""
        return f"{root}{iri.removeprefix(self.base)}.{ending}"


def fragment(iri: str) -> str:
    """The name of a part inside the page of its thing."""
    return iri.partition("#")[2]


def code(concept: str) -> str:
    """The last part of a concept's IRI, compact or whole, which names it in its code list."""
    return concept.rpartition("#")[2].rpartition(":")[2]


def register(iri: str) -> str:
    """The register in which a law or a decision of a court is found by its IRI."""
    return "EUR-Lex" if iri.startswith(EU_ACTS) else "Finlex"


def statute(iri: str) -> str:
    """The number of an act from the IRI of our page about it: ``410/2015`` of ``laki/2015/410``."""
    _, year, number = iri.rsplit("/", 2)
    return f"{number}/{year}"
