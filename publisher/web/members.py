"""Who belongs to a body, as the lists of its meetings show it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from publisher.rdf.iris import concept_iri, membership_of
from publisher.web.popolo.facts import read_facts
from publisher.web.rows import MemberRow


def memberships(rows: Sequence[MemberRow]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The memberships that lists of attendance show (org:Membership).

    The party is that of the newest list that prints one. Minutes do not print since when and until
    when somebody is a member, so that none has a date.

    Args:
        rows: Of one body, by role and person, the newest appearance of each last.

    Returns:
        The memberships as records, and as the page of the body lists them: by the name that was
        printed last.
    """
    roles = {concept_iri(role): role for role in read_facts().membership.roles}
    records: list[dict[str, Any]] = []
    listed: list[dict[str, Any]] = []
    members = (row for row in rows if row.role in roles)
    for (concept, person), group in itertools.groupby(members, lambda row: (row.role, row.person)):
        seen = list(group)
        role, last = roles[concept], seen[-1]
        iri = membership_of(last.page, role, person)
        record = {"member": person, "memberOf": last.page, "memberRole": role}
        party = next((row.group for row in reversed(seen) if row.group is not None), None)
        if party is not None:
            record["onBehalfOf"] = party
        records.append({"id": iri, "type": "Membership", **record})
        named = {"iri": iri, "name": last.name, "person": person, "role": role}
        listed.append({**named, "group": party})
    return records, sorted(listed, key=lambda one: (one["role"], one["name"]))
