"""The parts of a § in the order and groups in which its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publisher.web.formatting import grouped
from publisher.web.links import fragment


def section_parts(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of §§ takes beside the record.

    Args:
        record: Of a §.

    Returns:
        Its heading and the text of its decision in every language, its people with the recused
        ones apart and the author of the proposal, its motions, votes and dissents with who took
        part in them, and its citations and sums, each shown once.
    """
    people = record.get("participation", [])
    own = [one for one in people if "concerns" not in one]
    proposal = record.get("proposal", {})
    author = proposal.get("creator")
    return {
        "heading": record.get("label"),
        "decided": _decided(record),
        "recusals": [one for one in own if "Recusal" in one["type"]],
        "people": [one for one in own if "Recusal" not in one["type"]],
        "author": next((one for one in own if author and one.get("person") == author), None),
        "motions": _with_people(record.get("counterProposal", []), people),
        "votes": [_vote(vote) for vote in record.get("vote", [])],
        "dissents": _with_people(record.get("dissent", []), people),
        "citations": _cited(record.get("citation", [])),
        "amounts": _grouped(record.get("amount", []), ("value", "currency", "direction")),
        "has_parts": any(term in record for term in _PARTS),
        "adopted": _adopted(record),
        "evidence": _evidence(record),
    }


def _adopted(record: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    """What the decision adopts, as fragments; of a counter-proposal with its number."""
    adopted = record.get("decision", {}).get("act", {}).get("adopts", [])
    motions = [one["id"] for one in record.get("counterProposal", [])]
    return [
        (fragment(iri), motions.index(iri) + 1 if iri in motions else None)
        for iri in adopted
        if iri in motions or iri == record.get("proposal", {}).get("id")
    ]


def _decided(record: Mapping[str, Any]) -> dict[str, str]:
    """The text of the decision in every language."""
    act = record.get("decision", {}).get("act", {})
    texts = (expression["text"] for expression in act.get("realizedBy", ()))
    return {language: text for each in texts for language, text in each.items()}


# What a § may hold beside proposal and decision.
_PARTS = (
    *("participation", "preparation", "counterProposal", "vote", "dissent", "attachment"),
    *("backgroundMaterial", "earlierHandling", "appealInstruction", "citation", "amount"),
)


# The terms of parts that were read from the document, in the order of the page.
_READ = (
    *("preparation", "proposal", "counterProposal", "vote", "dissent", "decision"),
    *("participation", "attachment", "backgroundMaterial", "earlierHandling"),
    *("appealInstruction", "citation", "amount"),
)


def _evidence(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """From which characters of each document the parts of a § were read.

    Returns:
        For each document its IRI, the places of the heading, and every part that was read from it:
        its term, its number if there are several of its term, its fragment, and its places.
    """
    parts = []
    for term in _READ:
        found = record.get(term, ())
        nodes = [found] if isinstance(found, dict) else found
        numbers = range(1, len(nodes) + 1) if len(nodes) > 1 else [None]
        for number, node in zip(numbers, nodes, strict=False):
            if spans := _spans(node):
                parts.append((spans, {"term": term, "number": number, "node": node}))
    heading = _spans(record)
    return [
        {
            "source": source,
            "heading": _places(heading.get(source, ())),
            "parts": [
                {**part, "fragment": fragment(part["node"]["id"]), "places": _places(spans[source])}
                for spans, part in parts
                if source in spans
            ],
        }
        for source in record.get("derivedFrom", ())
        if "#" not in source
    ]


def _spans(node: Mapping[str, Any]) -> dict[str, set[tuple[int, int]]]:
    """Stretches of characters by document (RFC 5147)."""
    found: dict[str, set[tuple[int, int]]] = {}
    for iri in node.get("derivedFrom", ()):
        document, _, place = iri.partition("#char=")
        if place:
            start, _, end = place.partition(",")
            found.setdefault(document, set()).add((int(start), int(end)))
    return found


def _places(spans: Iterable[tuple[int, int]]) -> str:
    """Stretches in the order of the document: ``20–45, 1 400–1 409``."""
    return ", ".join(f"{grouped(start)}–{grouped(end)}" for start, end in sorted(spans))


def _with_people(
    works: Iterable[dict[str, Any]], people: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Motions or dissents, each with those who took part in making it."""
    by_work: dict[str, list[dict[str, Any]]] = {}
    for one in people:
        by_work.setdefault(one.get("concerns", ""), []).append(one)
    return [{**work, "people": by_work.get(work["id"], [])} for work in works]


# Of each side of a vote: its option, the class of its count, its meaning as printed and linked.
_SIDES = (
    ("aani:jaa", "YesCount", "yesMeansAsPrinted", "yesMeans"),
    ("aani:ei", "NoCount", "noMeansAsPrinted", "noMeans"),
    ("aani:tyhja", "AbstainCount", "", ""),
    ("aani:poissa", "AbsentCount", "", ""),
)


def _vote(vote: Mapping[str, Any]) -> dict[str, Any]:
    """A vote with a row for each side of which anything is known, and the lengths of its bar."""
    counts = {one["type"]: one for one in vote.get("count", [])}
    voters = vote.get("individualVote", [])
    sides = [
        {
            "option": option,
            "count": counts.get(counted),
            "meaning": vote.get(printed),
            "means": vote.get(linked, []),
            "voters": [one for one in voters if one["voteOption"] == option],
        }
        for option, counted, printed, linked in _SIDES
    ]
    known = ("votesFor", "votesAgainst")
    bar = [vote[term] for term in known] if all(term in vote for term in known) else []
    told = [
        one for one in sides if any(one[key] for key in ("count", "meaning", "means", "voters"))
    ]
    return {**vote, "sides": told, "bar": bar if any(bar) else []}


def _cited(nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Citations that are printed alike as one, with all that they link to, each once."""
    same = _grouped(nodes, ("asPrinted", "cited"))
    groups: dict[str, dict[str, Any]] = {}
    for node in same:
        key = repr((node["asPrinted"], node.get("citedAct")))
        group = groups.setdefault(key, {**node, "fragments": [], "targets": []})
        group["fragments"] += node["fragments"]
        group["targets"] += [node["cited"]] if "cited" in node else []
    return list(groups.values())


def _grouped(nodes: Iterable[dict[str, Any]], terms: tuple[str, ...]) -> list[dict[str, Any]]:
    """Nodes that show the same, as one with the fragments of all."""
    groups: dict[str, dict[str, Any]] = {}
    for node in nodes:
        key = repr([node.get(term) for term in terms])
        group = groups.setdefault(key, {**node, "fragments": []})
        group["fragments"].append(fragment(node["id"]))
    return list(groups.values())
