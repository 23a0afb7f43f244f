"""The labels that a system knows, out of the shared table and its own."""

from __future__ import annotations

import pytest

from publisher.errors import TableError
from publisher.labels import Label, read_labels


def test_a_system_has_the_shared_labels_its_own_and_the_set_that_it_names() -> None:
    labels = read_labels({"background": ["Taustaa"], "owned": "bare"}, "a table")
    found = [labels.match(line) for line in ("Päätös", "Taustaa:", "Kunnanjohtajan ehdotus")]
    assert [match and match.label for match in found] == [
        Label.DECISION,
        Label.BACKGROUND,
        Label.PROPOSAL,
    ]
    assert read_labels({}, "a table").match("Kunnanjohtajan ehdotus") is None


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"owned": "none of them"}, "a table: owned = 'none of them' is in no table: write one of"),
        ({"vote": ["Vote"]}, "a table: 'vote' is no label: write one of"),
    ],
)
def test_a_mistake_in_a_table_is_told(own: dict[str, object], told: str) -> None:
    with pytest.raises(TableError, match=told):
        read_labels(own, "a table")
