"""What holds for the IRIs of a site: each answers in every format, where its part can be read."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urldefrag

import pyoxigraph as ox

from publisher.serving.dereferencing import Document, SeeOther, dereference
from publisher.serving.negotiation import MEDIA_TYPES
from tests.site.site_files import SiteFiles

# What only the records of builds name, below the base: the graph of provenance, and its making.
UNDESCRIBED = ("lataukset#alkupera", "lataukset#koonti")


def own_iris(quads: Iterable[ox.Quad], base: str) -> set[str]:
    """Every IRI below the base that stands in quads, also as the name of a graph."""
    return {
        term.value
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(base)
    }


def answer(iri: str, accept: str, site: SiteFiles) -> str | None:
    """The document that answers for an IRI of ours; None if nothing does."""
    path = unquote(urldefrag(iri)[0].removeprefix(site.base))
    match dereference(f"/{path}", accept, site.has):
        case SeeOther(document) | Document(document):
            return document
        case _:
            return None


def is_thing(iri: str, site: SiteFiles) -> bool:
    """Whether an IRI is neither that of a file nor the base, which is the front page."""
    return iri != site.base and not site.has(unquote(urldefrag(iri)[0].removeprefix(site.base)))


def unread(iri: str, site: SiteFiles) -> list[str]:
    """Where a reader does not find what an IRI names: the pages that lack its part."""
    found, fragment = answer(iri, "text/html", site), urldefrag(iri)[1]
    if found is None:
        return [f"{iri}: nothing answers"]
    if not fragment:
        return []
    documents = [found]
    if is_thing(iri, site):
        documents = list(site.versions(site.page_of(found)[0]).values())
    return [
        f"{iri}: no such part in {name}" for name in documents if not _has(name, fragment, site)
    ]


def _has(name: str, fragment: str, site: SiteFiles) -> bool:
    return site.has(name) and fragment in site.ids(name)


def unanswered(iri: str, site: SiteFiles) -> list[str]:
    """What is wrong with the answers to an IRI of ours, in every format and language."""
    if not is_thing(iri, site):
        return unread(iri, site)
    answers = {end: answer(iri, names[0], site) for end, names in MEDIA_TYPES.items()}
    missing = [end for end, name in answers.items() if name is None or not name.endswith(f".{end}")]
    if missing:
        return [f"{iri}: not as {', '.join(missing)}"]
    faults = unread(iri, site)
    told = f"<{iri}>" in site.text(str(answers["nt"]))
    if not told and iri.removeprefix(site.base) not in UNDESCRIBED:
        faults.append(f"{iri}: {answers['nt']} does not tell of it")
    return faults
