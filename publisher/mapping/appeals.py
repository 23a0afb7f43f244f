"""How a decision can be appealed (kuntalaki 134-141 §, hyvinvointialuelaki 139-146 §)."""

from __future__ import annotations

from publisher.mapping.scope import Record, Scope
from publisher.model import AppealKind, Item
from publisher.rdf.iris import part_of


def appeal_instruction(scope: Scope, section: str, item: Item) -> Record | None:
    """The instruction for appeal beside a decision, or that none is allowed.

    Args:
        scope: Whose and in which language.
        section: IRI of the §.
        item: As read.

    Returns:
        The instruction (pk:AppealInstruction) with its remedy; None if the minutes have none, or
        only its heading.
    """
    appeal = item.appeal
    if appeal is None or appeal.kind is None:
        return None
    kind = appeal.kind.value
    at_meeting = item.decision is not None and item.decision.checked_at_meeting is not None
    return {
        "id": part_of(section, "muutoksenhaku"),
        "type": ["LegislativeProcessWork", "AppealInstruction"],
        "workType": scope.mapper.codes.concept("work", _WORKS[kind]),
        "remedy": scope.mapper.codes.concept("remedy", kind.value),
        "derivedFrom": scope.evidence([appeal.kind.span]),
    } | _period(scope, kind, checked_at_meeting=at_meeting)


_WORKS = {
    AppealKind.PROHIBITED: "no-appeal-notice",
    AppealKind.RECTIFICATION: "review-instruction",
    AppealKind.MUNICIPAL_APPEAL: "appeal-instruction",
    AppealKind.ADMINISTRATIVE_APPEAL: "appeal-instruction",
}


def _period(scope: Scope, kind: AppealKind, *, checked_at_meeting: bool) -> Record:
    """How many days there are; the last one, and the posting that it is counted from, if known.

    A § that was checked in the meeting may have been posted before the rest of the minutes.
    """
    deadlines = scope.mapper.deadlines
    days = deadlines.days(kind.value)
    if days is None:
        return {}
    posted = None if checked_at_meeting else scope.posted
    end = posted and deadlines.end(kind.value, posted)
    if not posted or not end:
        return {"appealPeriodDays": days}
    return {
        "appealPeriodDays": days,
        "postedDate": posted.isoformat(),
        "appealPeriodEnd": end.isoformat(),
    }
