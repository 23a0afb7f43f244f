"""Until when personal data stay on the network (kuntalaki 140 §, hyvinvointialuelaki 145 §)."""

from __future__ import annotations

from publisher.mapping.scope import Record
from publisher.model import Term


def retention(term: Term | None) -> Record:
    """What a record says of personal data in it.

    Args:
        term: Of a § or of the minutes of a meeting; None if it is not known.

    Returns:
        The last day of personal data, if there are any, and the first one without them (also
        dcterms:modified) once they are gone.
    """
    if term is None or not term.personal:
        return {}
    record: Record = {"retentionEnd": term.until.isoformat()}
    if term.removed_on is None:
        return record
    removed_on = term.removed_on.isoformat()
    return record | {"personalDataRemoved": removed_on, "modified": removed_on}
