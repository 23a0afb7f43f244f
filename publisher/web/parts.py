"""The parts of a § in the order and groups in which its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publisher.web.links import fragment


def section_parts(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of §§ takes beside the record.

    Args:
        record: Of a §.

    Returns:
        Its heading, its people with the recused ones apart and the author of the proposal, and its
        citations and sums, each shown once.
    """
    people = record.get("participation", [])
    proposal = record.get("proposal", {})
    author = proposal.get("creator")
    return {
        "heading": record.get("label"),
        "recusals": [one for one in people if "Recusal" in one["type"]],
        "people": [one for one in people if "Recusal" not in one["type"]],
        "author": next((one for one in people if author and one.get("person") == author), None),
        "citations": _grouped(record.get("citation", []), ("asPrinted", "cited")),
        "amounts": _grouped(record.get("amount", []), ("value", "currency")),
    }


def _grouped(nodes: Iterable[dict[str, Any]], terms: tuple[str, ...]) -> list[dict[str, Any]]:
    """Nodes that show the same, as one with the fragments of all."""
    groups: dict[str, dict[str, Any]] = {}
    for node in nodes:
        key = repr([node.get(term) for term in terms])
        group = groups.setdefault(key, {**node, "fragments": []})
        group["fragments"].append(fragment(node["id"]))
    return list(groups.values())
