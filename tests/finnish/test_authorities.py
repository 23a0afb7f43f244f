"""Acts of the EU and decisions of courts, as running text names them."""

from __future__ import annotations

import pytest

from publisher.finnish.authorities import find_authorities
from tests.quality.extracting import readers

# The text, the printed mention, and its address in ELI or in the yearbook of a court.
NAMED = [
    (
        "asetuksen (EU) 2016/679 6 artiklan 1 kohdan c alakohta",
        "asetuksen (EU) 2016/679 6 artiklan 1 kohdan c alakohta",
        "EU reg/2016/679",
    ),
    ("asetuksen (EY) N:o 1370/2007 nojalla", "asetuksen (EY) N:o 1370/2007", "EU reg/2007/1370"),
    ("asetus (EU) 1303/2013", "asetus (EU) 1303/2013", "EU reg/2013/1303"),
    ("förordning (EU) nr 651/2014", "förordning (EU) nr 651/2014", "EU reg/2014/651"),
    ("direktiivin 2014/24/EU mukaan", "direktiivin 2014/24/EU", "EU dir/2014/24"),
    ("luontodirektiivin (92/43/ETY)", "luontodirektiivin (92/43/ETY)", "EU dir/1992/43"),
    ("direktivet 2000/60/EG", "direktivet 2000/60/EG", "EU dir/2000/60"),
    (
        "EU:n yleisen tietosuoja-asetuksen 6 artiklan",
        "EU:n yleisen tietosuoja-asetuksen 6 artiklan",
        "EU reg/2016/679",
    ),
    ("EU:s allmänna dataskyddsförordning", "EU:s allmänna dataskyddsförordning", "EU reg/2016/679"),
    ("KHO:2019:54", "KHO:2019:54", "kho/2019/54"),
    ("ECLI:FI:KHO:2019:54", "ECLI:FI:KHO:2019:54", "kho/2019/54"),
    ("HFD 2020:5", "HFD 2020:5", "kho/2020/5"),
    ("KKO:2015:4", "KKO:2015:4", "kko/2015/4"),
    ("KHO 12.3.2014 taltio 123", "KHO 12.3.2014 taltio 123", None),
    ("KHO 12.3.2014/123", "KHO 12.3.2014/123", None),
    ("EUT C-123/20", "C-123/20", None),
]
NOT_NAMED = ["EU:n asetus", "KHO päätti 12.3.2014", "KHO 2019", "dnro AC-123/20", "vitamiini C-12"]


@pytest.mark.parametrize(("text", "printed", "work"), NAMED)
def test_an_authority_is_found(text: str, printed: str, work: str | None) -> None:
    (found,) = find_authorities(text, readers().phrases.authorities)
    assert (text[found.start : found.end], found.work) == (printed, work)


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_none_is_none(text: str) -> None:
    assert list(find_authorities(text, readers().phrases.authorities)) == []


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(NAMED), len(NOT_NAMED)) == (16, 5)
