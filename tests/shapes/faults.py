"""Valid records with one fault each, always the same ones, made of the valid examples.

Every record gets a host and digests of its own, so that many can be proven as one graph in which no
two share a node, and a fault of one cannot be mended by another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox

HERE: Final = Path(__file__).parent
EXAMPLES: Final = sorted(HERE.glob("*/valid/*.ttl"))
BASE: Final = "https://data.example.fi/"
DIGEST: Final = re.compile(r"(?<=^ni:///sha-256;)\w{5}")
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NO_ADDRESS: Final = "no address"
ODD: Final = ox.NamedNode(f"{BASE}odd")

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Record: TypeAlias = Sequence[ox.Triple]
Change: TypeAlias = Callable[[Record, ox.Triple], Record]
"""From a valid record and one of its triples to a record with a fault."""

Values: TypeAlias = Callable[[Term], Sequence[Term]]


class Faulty(NamedTuple):
    """A record and what is wrong with it.

    Attributes:
        host: Where the addresses of its nodes begin.
        example: The valid example that it is made of.
        fault: What was done to it.
        triples: The record.
    """

    host: str
    example: str
    fault: str
    triples: Record


def _having(values: Values) -> Change:
    """Give the subject of the triple other values in the place of the one there."""

    def change(record: Record, triple: ox.Triple) -> Record:
        new = [ox.Triple(triple.subject, triple.predicate, each) for each in values(triple.object)]
        return [*(each for each in record if each != triple), *new]

    return change


def _and_also(values: Values) -> Change:
    return _having(lambda term: [term, *values(term)])


def _with_an_odd_property(record: Record, triple: ox.Triple) -> Record:
    return [*record, ox.Triple(triple.subject, ODD, ox.Literal("odd"))]


def _at_an_odd_address(record: Record, triple: ox.Triple) -> Record:
    old = triple.subject
    new = ox.NamedNode(f"{_text(old)}/Odd!")
    return [
        ox.Triple(
            new if each.subject == old else each.subject,
            each.predicate,
            new if each.object == old else each.object,
        )
        for each in record
    ]


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _like(term: Term, text: str) -> ox.Literal:
    """A text in the language of another, or a plain one."""
    language = term.language if isinstance(term, ox.Literal) else None
    return ox.Literal(text, language=language) if language else ox.Literal(text)


def _nothing(_: Term) -> Sequence[Term]:
    return []


def _another(term: Term) -> Sequence[Term]:
    """One that is as good as the first."""
    if isinstance(term, ox.NamedNode):
        return [ox.NamedNode(re.sub(r"([0-9a-z])$", r"\g<1>2", term.value))]
    if isinstance(term, ox.Literal) and term.language:
        return [_like(term, "muu")]
    datatype = term.datatype if isinstance(term, ox.Literal) else None
    # No date may be ill-typed: on one, rdflib stops with an AttributeError in YEAR().
    # And Jena warns of an ill-typed time on the stream of its report.
    well_typed = {
        f"{XSD}boolean": "true",
        f"{XSD}date": "2026-03-18",
        f"{XSD}dateTime": "2026-03-18T17:30:00+02:00",
        f"{XSD}time": "17:30:00",
    }
    return [ox.Literal(well_typed.get(datatype.value, "2") if datatype else "2", datatype=datatype)]


def _two_others(term: Term) -> Sequence[Term]:
    return [*_another(term), *_another(_another(term)[0]), ox.NamedNode(f"{BASE}muu")]


def _of_another_type(term: Term) -> Sequence[Term]:
    plain = isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}string"
    return [ox.Literal(45)] if plain else [ox.Literal(_text(term))]


def _of_another_kind(term: Term) -> Sequence[Term]:
    return [ox.Literal(BASE)] if isinstance(term, ox.NamedNode) else [ODD]


def _without_an_address(_: Term) -> Sequence[Term]:
    return [ox.BlankNode("somewhere")]


def _marred(term: Term) -> Sequence[Term]:
    if isinstance(term, ox.NamedNode):
        return [ox.NamedNode(f"{term.value}/Odd!")]
    return [_like(term, f"{_text(term)} x!")]


def _empty(term: Term) -> Sequence[Term]:
    return [_like(term, "")]


def _zero(_: Term) -> Sequence[Term]:
    return [ox.Literal("0", datatype=ox.NamedNode(f"{XSD}decimal"))]


def _in_german(term: Term) -> Sequence[Term]:
    return [ox.Literal(_text(term), language="de")]


def _saying(text: str) -> Values:
    return lambda term: [_like(term, f"{_text(term)} {text}")]


FAULTS_OF_NODES: Final[dict[str, Change]] = {
    "an odd property": _with_an_odd_property,
    "an odd address": _at_an_odd_address,
}
FAULTS_OF_VALUES: Final[dict[str, Change]] = {
    "missing": _having(_nothing),
    "another beside it": _and_also(_another),
    "two others beside it": _and_also(_two_others),
    "another type": _having(_of_another_type),
    "another kind": _having(_of_another_kind),
    NO_ADDRESS: _having(_without_an_address),
    "marred": _having(_marred),
    "empty": _having(_empty),
    "zero": _having(_zero),
    "another language": _having(_in_german),
    "an identity code": _having(_saying("131052-308T")),
    "a telephone number": _having(_saying("040 123 4567")),
    "an account": _having(_saying("FI21 1234 5600 0007 85")),
    "a birthday": _having(_saying("s. 1.2.1956")),
    "an e-mail address": _having(_saying("aino@example.fi")),
}


def faulty_records(most: int, triples_each: int) -> Iterator[Faulty]:
    """Make records with one fault each.

    Args:
        most: How many at most; each example gives as many as any other, as long as it has some,
            and those that it gives are taken evenly from its own.
        triples_each: How many triples the records of one example may have together.

    Yields:
        The records.
    """
    room = {path: min(len(_cases(path)), triples_each // len(_read(path))) for path in EXAMPLES}
    share = _share(sorted(room.values()), most)
    place = 0
    for path in EXAMPLES:
        cases, count = _cases(path), min(share, room[path])
        for number in range(min(count, most - place)):
            triple, fault, change = cases[number * len(cases) // count]
            triples = [_moved(each, place) for each in change(_read(path), triple)]
            yield Faulty(_host(place), f"{path.parts[-3]}/{path.stem}", fault, triples)
            place += 1


def _share(sizes: Sequence[int], most: int) -> int:
    """How many of each, if the few of the small are made up for by the large."""
    for number, size in enumerate(sizes):
        share = -(-most // (len(sizes) - number))
        if size > share:
            return share
        most -= size
    return max(sizes)


@cache
def _cases(path: Path) -> Sequence[tuple[ox.Triple, str, Change]]:
    valid = _read(path)
    return [
        (triple, fault, change)
        for triple in valid
        for fault, change in {
            **FAULTS_OF_VALUES,
            **(FAULTS_OF_NODES if triple.predicate == RDF_TYPE else {}),
        }.items()
        if set(change(valid, triple)) != set(valid)
    ]


@cache
def _read(path: Path) -> Record:
    return [quad.triple for quad in ox.parse(path=path)]


def _moved(triple: ox.Triple, place: int) -> ox.Triple:
    subject, value = _apart(triple.subject, place), _apart(triple.object, place)
    return ox.Triple(subject, triple.predicate, value)  # type: ignore[arg-type]


def _host(place: int) -> str:
    return f"https://r{place}.example.fi/"


def _apart(term: Term, place: int) -> Term:
    """The same node of another record."""
    match term:
        case ox.NamedNode():
            moved = term.value.replace(BASE, _host(place))
            return ox.NamedNode(DIGEST.sub(f"{place:05}", moved))
        case ox.BlankNode():
            return ox.BlankNode(f"{term.value}{place}")
        case _:
            return term
