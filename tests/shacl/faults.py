"""Small graphs with faults, the same for the same seed."""

from __future__ import annotations

import random
from typing import Final

PREFIXES: Final = """\
@prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

_THINGS: Final = [f"ex:thing{number}" for number in range(7)]
_VALUES: Final = {
    "pKind": ["ex:kind0", "ex:kind1", "ex:thing1", '"kind"', "_:k"],
    "pNumber": [
        *("1", "3", "5", "7", "9", "10", "0", '"4"', "2.5", "4.0e0"),
    ],
    "pRatio": ["0.5", "0.75", "2.5", "2.51", "1", "1.5e0"],
    "pDay": [
        *('"2020-01-01"^^xsd:date', '"2019-12-31"^^xsd:date', '"2025-12-31"^^xsd:date'),
        *('"2026-01-01"^^xsd:date', '"2022-05-05"'),
    ],
    "pMoment": [
        *('"2020-01-01T00:00:00Z"^^xsd:dateTime', '"2021-01-01T00:00:00+02:00"^^xsd:dateTime'),
        *('"2020-01-01T01:00:00+02:00"^^xsd:dateTime', '"2021-01-01"^^xsd:date'),
    ],
    "pClock": ['"10:00:00"^^xsd:time', '"25:00:00"^^xsd:time', '"10:00:00"'],
    "pLast": ['"2020-01-01"^^xsd:date', '"2022-02-02"^^xsd:date', '"2025-12-31"^^xsd:date'],
    "pLabel": ['"aa"@fi', '"bb"@fi', '"c"@sv', '"ddddddd"@fi', '"ee"@en', '"ff"', '"gg"@sv-fi'],
    "pCode": ['"ab"', '"abc"', '"ABC"', '"abcd"', '"ab"@fi', "ex:ab", '"zz"'],
    "pSame": ['"ab"', '"abc"', '"other"'],
    "pLink": [*_THINGS[:5], "ex:kind0", "_:blank", '"text"'],
    "pFlag": ["true", "false", '"yes"^^xsd:boolean', '"true"'],
    "pYear": ['"2020"^^xsd:gYear', "2020"],
    "pBad": [
        *('"2021-13-01"^^xsd:date', '"2021-12-01"^^xsd:date', '"x"^^xsd:integer', '"1"^^xsd:byte'),
        *('"a"^^xsd:decimal', '"256"^^xsd:unsignedByte', '"INF"^^xsd:double', '"-1"'),
    ],
    "pMixed": ['"a"', '"abcd"', "12", "12345", "true", "ex:mixed", '"abcdef"'],
}


def faulty_graph(seed: int) -> str:
    """Write a graph of some seventy triples in Turtle."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    lines = [PREFIXES, "ex:Special <http://www.w3.org/2000/01/rdf-schema#subClassOf> ex:Thing ."]
    for thing in _THINGS[: chance.randint(2, 6)]:
        lines.append(f"{thing} a {chance.choice(['ex:Thing', 'ex:Special', 'ex:Other'])} .")
        for name, values in _VALUES.items():
            lines += [
                f"{thing} ex:{name} {value} ."
                for value in chance.sample(values, chance.choice([0, 1, 1, 1, 2]))
            ]
    for kind in ("ex:kind0", "ex:kind1"):
        lines.append(f"{kind} a {chance.choice(['ex:Kind', 'ex:Kind', 'ex:Thing'])} .")
        lines += [
            f"{kind} ex:{p} {v} ."
            for p, v in (("pCode", '"ab"'), ("pOdd", "1"))
            if chance.random() < 0.7
        ]
    return "\n".join(lines)
