"""Who belongs to which body, as lists of attendance show it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.rdf.iris import concept_iri, membership_of, post_of
from publisher.web.popolo.classes import Node, Speaker, party, sources
from publisher.web.popolo.facts import read_facts
from publisher.web.popolo.records import MeetingRecord

_Seen = tuple[str, str]
"""Day and IRI of a meeting."""


class Memberships:
    """Collects memberships and posts from meetings, however many of these there are."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], tuple[_Seen, _Seen]] = {}
        # The party that the newest list with one prints.
        self._parties: dict[tuple[str, str, str], tuple[_Seen, str]] = {}

    def note(self, meeting: MeetingRecord) -> None:
        """Note who was on the list of a meeting as a member, whether present or not."""
        when = (meeting.date, meeting.id)
        for one in meeting.participation:
            if one.presence is None or one.person is None or not _is_member(one.role):
                continue
            key = (meeting.body, one.role, one.person)
            first, last = self._seen.get(key, (when, when))
            self._seen[key] = (min(first, when), max(last, when))
            if one.in_name_of is not None:
                self._parties[key] = max(self._parties.get(key, (when, "")), (when, one.in_name_of))

    def memberships(self, speaker: Speaker) -> Iterator[Node]:
        """Those who were members of bodies (Membership), in the order of their IRIs.

        Minutes do not print since when and until when somebody is a member, so that there is no
        ``start_date``; the days of the first and the last list with the name have keys of ours.
        """
        for (body, role, person), (first, last) in sorted(self._seen.items()):
            post = {"post_id": post_of(body, role)} if _is_post(role) else {}
            group = self._party((body, role, person), speaker)
            yield {
                "id": membership_of(body, role, person),
                "label": speaker.label(role),
                "role": concept_iri(role),
                "person_id": person,
                "organization_id": body,
                **post,
                **group,
                "first_seen": first[0],
                "last_seen": last[0],
                "sources": [link for _, iri in sorted({first, last}) for link in sources(iri)],
            }

    def _party(self, key: tuple[str, str, str], speaker: Speaker) -> Node:
        if key not in self._parties:
            return {}
        _, concept = self._parties[key]
        return {"on_behalf_of_id": concept_iri(concept), "on_behalf_of": party(concept, speaker)}

    def posts(self, speaker: Speaker) -> Iterator[Node]:
        """The posts that somebody was seen in (Post), in the order of their IRIs."""
        posts = {(body, role) for body, role, _ in self._seen if _is_post(role)}
        for body, role in sorted(posts):
            yield {
                "id": post_of(body, role),
                "label": speaker.label(role),
                "role": concept_iri(role),
                "organization_id": body,
                "sources": sources(body),
            }


def _is_member(role: str) -> bool:
    return role in read_facts().membership.roles


def _is_post(role: str) -> bool:
    return role in read_facts().post.roles
