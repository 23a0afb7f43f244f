"""What may be mentioned in any part of an item: attachments and laws."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.authorities import find_authorities
from publisher.finnish.laws import LawMention, LawReader
from publisher.finnish.provisions import Provision
from publisher.model import Attachment, Citation, Found, Place
from publisher.phrases import Phrases


def read_citations(
    text: Excerpt, place: Place, day: dt.date | None, laws: LawReader, phrases: Phrases
) -> Iterator[Citation]:
    """Read every law that is named, one citation for each provision, and what else is law.

    Args:
        text: A part of the item.
        place: Which part.
        day: Of the meeting; decides which of several acts of one name is meant.
        laws: Knows the acts.
        phrases: Knows the words for the ground of competence, for acts of the EU and for decisions
            of courts.

    Yields:
        The citations in order: the laws, then the others. A law that no table knows counts only
        with a section, and is kept as printed. Of a range only those sections between its ends
        count that the act has.
    """
    grounds = [match.span() for match in phrases.laws.competence.finditer(text.text)]
    for mention in laws.find(text.text):
        where = Place.COMPETENCE if _inside(mention.start, grounds) else place
        for provision in mention.provisions or (None,):
            acts = laws.resolve(mention, provision, day)
            if _counts(provision, acts, laws):
                yield _citation(text, mention, provision, acts, where)
    for found in find_authorities(text.text, phrases.authorities):
        where = Place.COMPETENCE if _inside(found.start, grounds) else place
        yield Citation(
            as_printed=_printed(text, found.start, found.end),
            statute=None,
            chapter=None,
            section=None,
            place=where,
            work=found.work,
        )


def _counts(provision: Provision | None, acts: tuple[str, ...], laws: LawReader) -> bool:
    if provision is not None and provision.unprinted:
        return len(acts) == 1 and laws.has(acts[0], provision)
    return provision is not None or bool(acts)


def _citation(
    text: Excerpt,
    mention: LawMention,
    provision: Provision | None,
    acts: tuple[str, ...],
    place: Place,
) -> Citation:
    cited = provision or Provision()
    return Citation(
        as_printed=_printed(text, mention.start, mention.end),
        statute=acts[0] if len(acts) == 1 else None,
        chapter=cited.chapter,
        section=cited.section,
        subsection=cited.subsection,
        item=cited.item,
        place=place,
        candidates=acts if len(acts) > 1 else (),
    )


def _printed(text: Excerpt, start: int, end: int) -> Found[str]:
    return Found(" ".join(text.text[start:end].split()), text.span(start, end))


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def read_attachments(
    text: Excerpt, blocks: Sequence[Block], phrases: Phrases
) -> Iterator[Attachment]:
    """Read the attachments that a text names, in lines of their own or in a sentence.

    Yields:
        Each attachment; the same title may come more than once.
    """
    label: re.Match[str] | None = None
    for block in blocks:
        excerpt = Excerpt([block])
        if label is not None:
            yield Attachment(title=Found(excerpt.text, block.span), number=label["number"])
            label = None
            continue
        label = _full(phrases.attachment_labels, excerpt.text)
        if label is None and (line := _full(phrases.attachment_lines, excerpt.text)):
            span = excerpt.span(*line.span("title"))
            yield Attachment(
                title=Found(line["title"], span), number=line.groupdict().get("number")
            )
    for pattern in phrases.attachment_inline:
        for match in pattern.finditer(text.text):
            title = " ".join(match["title"].split())
            if title[0].isupper():
                yield Attachment(title=Found(title, text.span(*match.span("title"))), number=None)


def _full(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def once(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Each attachment once, in the order of the document.

    A title that is the beginning of another one is the same attachment, cut short by a sentence,
    unless it has a number of its own.
    """
    found: dict[str, Attachment] = {}
    for attachment in attachments:
        found.setdefault(attachment.title.value.casefold(), attachment)
    kept = [
        attachment
        for title, attachment in found.items()
        if attachment.number is not None
        or not any(other != title and other.startswith(title) for other in found)
    ]
    return tuple(sorted(kept, key=lambda attachment: attachment.title.span))
