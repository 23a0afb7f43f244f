"""Laws that a § names: which provision of which act, and by which term the § says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publisher.mapping.scope import Record, Scope
from publisher.model import Citation, Place
from publisher.rdf.iris import CASES, EU_ACTS, FINLEX, part_of
from publisher.statutes import Statutes

# How `publisher.model.Citation.work` begins for acts of the EU.
_EU = "EU "


def statute_of(scope: Scope, citation: Citation) -> str | None:
    """The Finnish act that is cited; None if it is none, or nobody can be sure which one.

    Where acts of one name are in force, the one for such bodies is meant: *rahoituslaki* is
    617/2021 in the minutes of a county and 1705/2009 in those of a committee for education.
    """
    if citation.statute is not None:
        return citation.statute
    fitting = [act for act in citation.candidates if _fits(scope, act)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(scope: Scope, act: str) -> bool:
    statute = scope.mapper.statutes.get(act)
    name = (scope.body.name_fi or scope.body.name_sv or "").casefold()
    domain = statute.domain if statute is not None else ()
    return any(word == scope.organization.kind or word in name for word in domain)


def provision_iri(statutes: Statutes, act: str, citation: Citation) -> str | None:
    """The Finlex IRI of what is cited of an act, as deep as it is known to go.

    Args:
        statutes: Which provisions the acts have.
        act: The act, as ``410/2015``.
        citation: What is cited of it.

    Returns:
        The act, chapter, section, subsection or item; None if a chapter or section is named that
        the act does not have: what does not exist is never linked.
    """
    number, year = act.split("/")
    path: str | None = ""
    if citation.section is not None:
        section = statutes.section(act, citation.section, citation.chapter)
        path = section.path_to(citation.subsection, citation.item) if section else None
    elif citation.chapter is not None:
        path = statutes.chapter_path(act, citation.chapter)
    if path is None:
        return None
    return f"{FINLEX}{year}/{number}" + (f"/{path}" if path else "")


def cited_iri(scope: Scope, citation: Citation) -> str | None:
    """The IRI of what is cited, if it is certain: in Finlex, or in the ELI of the EU."""
    act = statute_of(scope, citation)
    if act is not None:
        return provision_iri(scope.mapper.statutes, act, citation)
    if citation.work is None:
        return None
    if citation.work.startswith(_EU):
        return f"{EU_ACTS}{citation.work.removeprefix(_EU)}/oj"
    return f"{CASES}{citation.work}"


def cited_provisions(scope: Scope, found: Iterable[Citation], places: Sequence[Place]) -> list[str]:
    """The IRIs of the laws cited in some parts of the item, sorted, each once.

    Decisions of courts are no laws, and are named by the citation alone.
    """
    iris = {cited_iri(scope, citation) for citation in found if citation.place in places}
    return sorted(iri for iri in iris if iri is not None and not iri.startswith(CASES))


def citations(scope: Scope, iri: str, found: Iterable[Citation]) -> list[Record]:
    """Every law named in the item, as printed and as linked."""
    return [
        _citation(scope, part_of(iri, f"viittaus-{number}"), citation)
        for number, citation in enumerate(found, start=1)
    ]


def _citation(scope: Scope, iri: str, citation: Citation) -> Record:
    record: Record = {
        "id": iri,
        "type": "Citation",
        "asPrinted": scope.text(citation.as_printed.value),
        "derivedFrom": scope.evidence([citation.as_printed.span]),
    }
    if (cited := cited_iri(scope, citation)) is not None:
        record["cited"] = cited
        if (act := statute_of(scope, citation)) is not None:
            record["citedAct"] = scope.mapper.iris.law(act)
    named = {"citedSubsection": citation.subsection, "citedItem": citation.item}
    return record | {term: number for term, number in named.items() if number is not None}
