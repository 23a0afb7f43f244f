"""One record of a § whose minutes are published in two languages, out of the records of both."""

from __future__ import annotations

from publisher.mapping.scope import Record
from publisher.rdf.iris import part_of

# What a text that prepares the matter is by itself; what it refers to is told by the first record.
_OF_PREPARATION = ("id", "type", "workType", "text", "derivedFrom")


def with_second_language(record: Record, other: Record) -> Record:
    """Add the texts of a record to one of the same § in another language (D-022).

    Title, preparation, proposal and decision have a text in each language, and the act an
    expression. Whatever else the other record says stays away: nothing printed tells that the
    second attachment of one document is the second of the other.

    Args:
        record: That of the document which speaks for the §.
        other: That of a document in another language.

    Returns:
        A new record; each part says from which characters of both documents it was read.
    """
    merged = _joined(record, other, "label")
    for part in ("preparation", "proposal"):
        if part in record and part in other:
            merged[part] = _joined(record[part], other[part], "text")
    if "preparation" in other and "preparation" not in record:
        merged["preparation"] = {term: other["preparation"][term] for term in _OF_PREPARATION}
    if "decision" in record and "decision" in other:
        merged["decision"] = _decision(record["decision"], other["decision"])
    return merged


def _joined(node: Record, other: Record, term: str) -> Record:
    """A node with its text in both languages, and the evidence of both."""
    return {
        **node,
        term: {**node.get(term, {}), **other.get(term, {})},
        "derivedFrom": list(dict.fromkeys([*node["derivedFrom"], *other["derivedFrom"]])),
    }


def _decision(decision: Record, other: Record) -> Record:
    act = decision["act"]
    expressions = [*act["realizedBy"]]
    pages = {expression["embodiedBy"]["id"] for expression in expressions}
    expressions += [_apart(expression, pages) for expression in other["act"]["realizedBy"]]
    return {
        **decision,
        "derivedFrom": [*decision["derivedFrom"], *other["derivedFrom"]],
        "act": {**act, "realizedBy": expressions},
    }


def _apart(expression: Record, pages: set[str]) -> Record:
    """An expression whose format is not that of another one, though one page may show both."""
    made = expression["embodiedBy"]
    if made["id"] not in pages:
        return expression
    (language,) = expression["text"]
    return {**expression, "embodiedBy": {**made, "id": part_of(made["id"], language)}}
