"""The function classes that an organisation prints with its cases, as a scheme of concepts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any

from publisher.function_classes import class_codes, main_class
from publisher.rdf.iris import Iris, function_class
from publisher.web.listings import texts
from publisher.web.meetings import Derived, Record
from publisher.web.messages import read_messages
from publisher.web.rows import ClassRow


def scheme(
    iris: Iris, organization: str, names: Mapping[str, str], rows: Sequence[ClassRow]
) -> Derived:
    """A scheme with a concept for each code that is printed, and the cases of each.

    The concepts have no labels, since minutes print none and the same code means different things
    in different organisations.

    Args:
        iris: Of the site.
        organization: The slug.
        names: Of the organisation, by language.
        rows: The §§ of the organisation that print a class with the number of their case.
    """
    page = iris.function_classes(organization)
    found = _cases(iris, organization, rows)
    concepts = [_concept(page, code, found.keys()) for code in sorted(found)]
    record: Record = {
        "id": page,
        "type": "ConceptScheme",
        "name": _name(names),
        "schemeOf": iris.organization(organization),
        "included": concepts,
    }
    classes = [
        {
            "iri": concept["id"],
            "notation": concept["notation"],
            "main": concept.get("broadMatch"),
            "cases": _newest_first(found[concept["notation"]]),
        }
        for concept in concepts
    ]
    return record, {"classes": classes}


def _name(names: Mapping[str, str]) -> dict[str, str]:
    """What the scheme is called, in every language that the organisation has a name in."""
    words = read_messages(tuple(names))
    return {code: words[code]["classes_of"].format(name=name) for code, name in names.items()}


def _concept(page: str, code: str, printed: Collection[str]) -> Record:
    """The concept of a code, below the longest code above it that is printed as well."""
    concept: Record = {
        "id": function_class(page, code),
        "type": ["Concept", "ProcessType"],
        "inScheme": page,
        "notation": code,
    }
    above = [other for other in printed if code.startswith(f"{other}.")]
    if above:
        concept["broader"] = function_class(page, max(above, key=len))
    main = main_class(code)
    if main is not None:
        concept["broadMatch"] = f"tehtavaluokka:{main}"
    return concept


def _cases(
    iris: Iris, organization: str, rows: Sequence[ClassRow]
) -> dict[str, dict[str, dict[str, Any]]]:
    """The cases of each code by IRI, as their handlings with the code print them."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row.date, row.handling, row.label)):
        iri = iris.case(organization, row.number)
        for code in class_codes(row.printed):
            cases = found.setdefault(code, {})
            first = cases.get(iri, {"iri": iri, "number": row.number})
            cases[iri] = {**first, "label": texts(row.label), "date": row.date}
    return found


def _newest_first(cases: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Cases by the day of their newest handling, those of one day by IRI."""
    by_iri = sorted(cases.values(), key=itemgetter("iri"))
    return sorted(by_iri, key=itemgetter("date"), reverse=True)
