"""Who belongs to a body, as the lists of its meetings show it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.rdf.iris import concept_iri, membership_of
from publisher.settings import Kind
from publisher.web.council_terms import CouncilTerm, CouncilTerms
from publisher.web.popolo.facts import read_facts
from publisher.web.rows import MemberRow


def memberships(rows: Sequence[MemberRow]) -> list[dict[str, Any]]:
    """The memberships that lists of attendance show (org:Membership).

    The party is that of the newest list that prints one. Minutes do not print since when and until
    when somebody is a member, so that none has a date.

    Args:
        rows: Of one body, by role and person, the newest appearance of each last.

    Returns:
        The memberships as records.
    """
    records: list[dict[str, Any]] = []
    for role, seen in _members(rows):
        last = seen[-1]
        record = {"member": last.person, "memberOf": last.page, "memberRole": role}
        if (party := _party(seen)) is not None:
            record["onBehalfOf"] = party
        iri = membership_of(last.page, role, last.person)
        records.append({"id": iri, "type": "Membership", **record})
    return records


def members_by_term(
    rows: Sequence[MemberRow], terms: CouncilTerms, kind: Kind
) -> list[dict[str, Any]]:
    """The members as the page of a body lists them.

    Args:
        rows: As of `memberships`.
        terms: Of the councils.
        kind: Of the organisation.

    Returns:
        Terms in which somebody was on a list, newest first, with the members of each by role and
        by the name that was printed last in it. The term is None before and after those known.
        A member is marked as the newest in the newest term of each.
    """
    by_term: dict[CouncilTerm | None, list[dict[str, Any]]] = {}
    for role, seen in _members(rows):
        last = seen[-1]
        iri = membership_of(last.page, role, last.person)
        of_term = _by_term(seen, terms, kind)
        for term, lists in of_term.items():
            one = {
                "iri": iri,
                "name": lists[-1].name,
                "person": last.person,
                "role": role,
                "group": _party(lists),
                "newest": lists[-1] is last,
            }
            by_term.setdefault(term, []).append(one)
    newest_first = sorted(
        by_term.items(), key=lambda each: each[0].first if each[0] else dt.date.min, reverse=True
    )
    return [
        {
            "first": term and term.first.isoformat(),
            "last": term and term.last.isoformat(),
            "members": sorted(members, key=lambda one: (one["role"], one["name"], one["iri"])),
        }
        for term, members in newest_first
    ]


def _members(rows: Sequence[MemberRow]) -> Iterator[tuple[str, list[MemberRow]]]:
    """The appearances of each member, with the compact IRI of the role."""
    roles = {concept_iri(role): role for role in read_facts().membership.roles}
    members = (row for row in rows if row.role in roles)
    for (concept, _), group in itertools.groupby(members, lambda row: (row.role, row.person)):
        yield roles[concept], list(group)


def _by_term(
    seen: Sequence[MemberRow], terms: CouncilTerms, kind: Kind
) -> Mapping[CouncilTerm | None, list[MemberRow]]:
    found: dict[CouncilTerm | None, list[MemberRow]] = {}
    for row in seen:
        found.setdefault(terms.of(dt.date.fromisoformat(row.date), kind), []).append(row)
    return found


def _party(seen: Sequence[MemberRow]) -> str | None:
    return next((row.group for row in reversed(seen) if row.group is not None), None)
