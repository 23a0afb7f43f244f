"""Which provision the ground of a recusal is: as cited, or by the name that lawyers give it."""

from __future__ import annotations

import datetime as dt

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.mentions import read_citations
from publisher.model import Citation, Found, Place, Recusal


def with_provision(recusal: Recusal, day: dt.date | None, readers: Readers) -> Recusal:
    """Add the provision that the ground of a recusal is.

    Args:
        recusal: As read from the minutes.
        day: Of the meeting; None if unknown.
        readers: Know laws and phrases.

    Returns:
        The recusal with the first law cited in the ground (*hallintolaki 28 § 1 mom. 4 kohta*), or
        with the section that stands there without its act, or with what the name of the ground
        stands for (*intressijäävi*); unchanged if the ground is none of these.
    """
    if recusal.ground is None:
        return recusal
    provision = _cited(recusal.ground, day, readers) or _named(recusal.ground, readers)
    return msgspec.structs.replace(recusal, provision=provision)


def _cited(ground: Found[str], day: dt.date | None, readers: Readers) -> Citation | None:
    line = Excerpt([Block(text=ground.value, span=ground.span, paragraph=0)])
    every = read_citations(line, Place.DECISION, day, readers.laws, readers.phrases)
    return next((one for one in every if one.section is not None and one.statute), None)


def _named(ground: Found[str], readers: Readers) -> Citation | None:
    """A section without its act, or what a name stands for: both of the same act."""
    words = readers.phrases.grounds
    if bare := words.bare.search(ground.value):
        return _citation(ground, ground.value, bare.start(), readers)
    for pattern, provision in words.named:
        if pattern.search(ground.value):
            return _citation(ground, provision, 0, readers)
    return None


def _citation(ground: Found[str], text: str, place: int, readers: Readers) -> Citation:
    """The provision that is named from a place of a text on, printed as the ground."""
    provision = readers.laws.provisions_at(text, place)[0]
    return Citation(
        as_printed=ground,
        statute=readers.phrases.grounds.act,
        chapter=None,
        section=provision.section,
        subsection=provision.subsection,
        item=provision.item,
        place=Place.DECISION,
    )
