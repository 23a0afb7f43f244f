"""How a decision can be appealed (kuntalaki 134-141 §, hyvinvointialuelaki 139-146 §)."""

from __future__ import annotations

from publisher.mapping.scope import Record, Scope
from publisher.model import Appeal, AppealKind
from publisher.rdf.iris import part_of


def appeal_instruction(scope: Scope, section: str, appeal: Appeal | None) -> Record | None:
    """The instruction for appeal beside a decision, or that none is allowed.

    Args:
        scope: Whose and in which language.
        section: IRI of the §.
        appeal: As read.

    Returns:
        The instruction (pk:AppealInstruction) with its remedy; None if the minutes have none, or
        only its heading.
    """
    if appeal is None or appeal.kind is None:
        return None
    kind = appeal.kind.value
    return {
        "id": part_of(section, "muutoksenhaku"),
        "type": ["LegislativeProcessWork", "AppealInstruction"],
        "workType": scope.mapper.codes.concept("work", _WORKS[kind]),
        "remedy": scope.mapper.codes.concept("remedy", kind.value),
        "derivedFrom": scope.evidence([appeal.kind.span]),
    } | _period(kind)


_WORKS = {
    AppealKind.PROHIBITED: "no-appeal-notice",
    AppealKind.RECTIFICATION: "review-instruction",
    AppealKind.MUNICIPAL_APPEAL: "appeal-instruction",
    AppealKind.ADMINISTRATIVE_APPEAL: "appeal-instruction",
}
# Days from notice: kuntalaki 138 § and hyvinvointialuelaki 143 §; laki oikeudenkäynnistä
# hallintoasioissa (808/2019) 13 §.
_DAYS = {
    AppealKind.RECTIFICATION: 14,
    AppealKind.MUNICIPAL_APPEAL: 30,
    AppealKind.ADMINISTRATIVE_APPEAL: 30,
}


def _period(kind: AppealKind) -> Record:
    return {"appealPeriodDays": _DAYS[kind]} if kind in _DAYS else {}
