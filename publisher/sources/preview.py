"""A press text about a meeting to come: an announcement, then a headline and prose per matter.

Seen as news of wellbeing services counties and towns, in Finnish and Swedish. Nothing has been
decided: what is read are foreseen items with proposals, and never a decision. Mostly the year of
the meeting is not printed; it is inferred from the weekday and the years in the text, and left
open where they do not settle it. Out of scope is news of what was decided, in prose without § and
labels: it proposes nothing, and nobody can tell for certain where in it a decision is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.dates import infer_day, parse_day, parse_written_day
from publisher.finnish.languages import language_of
from publisher.items.amounts import read_amounts
from publisher.items.mentions import read_citations
from publisher.items.reading import title_citations
from publisher.model import (
    DocumentKind,
    Found,
    Inference,
    Item,
    Minutes,
    Place,
    Proposal,
    Reason,
)

NAME = "preview"

# The announcement stands at the top of the text.
_ANNOUNCEMENT_LINES = 6
_ANNOUNCEMENTS = ("announcement", "of_body", "swedish")
_SENTENCE_ENDS = (".", ":", "!", "?", "…", ";")
_BULLETS = ("•", "-", "–", "*")
# A leap year has every day.
_ANY_YEAR = 2000


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether a meeting is announced at the top, and something is proposed to it below."""
    lines = _content(document, readers)
    return (
        _announcement(lines, readers) is not None
        and readers.words.patterns["proposal"].search(document.text) is not None
        and bool(_matters(lines)[1])
    )


def _content(document: SourceDocument, readers: Readers) -> list[Block]:
    return [block for block in document.blocks if readers.words.ignores(block.text) is None]


def _announcement(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Excerpt, re.Match[str]] | None:
    for block in blocks[:_ANNOUNCEMENT_LINES]:
        excerpt = Excerpt([block])
        for name in _ANNOUNCEMENTS:
            if match := readers.words.patterns[name].search(excerpt.text):
                return excerpt, match
    return None


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the foreseen items of a preview."""
    ignored = [(block, readers.words.ignores(block.text)) for block in document.blocks]
    blocks = [block for block, reason in ignored if reason is None]
    found = _announcement(blocks, readers)
    assert found is not None  # noqa: S101  (`recognises` has found it)
    line, match = found
    day = _day(line, match, document, readers)
    introduction, matters = _matters(blocks)
    minutes = Minutes(
        kind=DocumentKind.PREVIEW,
        language=language_of(document.text, readers.phrases),
        organization=_organization(line, match, readers),
        body=_body(line, match, readers),
        date=day,
        items=tuple(_item(matter, day.value if day else None, readers) for matter in matters),
    )
    unused = tuple(block for block in introduction if block.span != line.span())
    return Extraction(
        minutes=minutes,
        unused=unused,
        ignored=tuple((block, reason) for block, reason in ignored if reason is not None),
    )


def _day(
    line: Excerpt, match: re.Match[str], document: SourceDocument, readers: Readers
) -> Found[dt.date] | None:
    month, year = match["month"], match["year"]
    if month is None:
        named = parse_written_day(f"{match['day']} {match['name']} {year or _ANY_YEAR}")
        month = named.month if named else None
    if month is None:
        return None
    last = next(group for group in ("year", "name", "month") if match[group])
    span = line.span(match.start("weekday" if match["weekday"] else "day"), match.end(last))
    if year is not None:
        printed = parse_day(f"{match['day']}.{month}.{year}")
        return None if printed is None else Found(printed, span)
    if match["weekday"] is None:
        return None
    day = infer_day(int(match["day"]), int(month), match["weekday"], document.text, readers.phrases)
    return None if day is None else Found(day, span, Inference(Reason.YEAR_FROM_WEEKDAY))


def _body(line: Excerpt, match: re.Match[str], readers: Readers) -> Found[str]:
    """The body with a capital letter; it may be printed in the genitive."""
    printed = match["body"].capitalize()
    span = line.span(*match.span("body"))
    for ending, base in readers.words.base_forms.items():
        if printed.endswith(ending):
            name = printed.removesuffix(ending) + base
            return Found(name, span, Inference(Reason.BASE_FORM))
    return Found(printed, span)


def _organization(line: Excerpt, match: re.Match[str], readers: Readers) -> Found[str] | None:
    """The organisation, whose last word is printed in the genitive."""
    if not match["organization"]:
        return None
    *names, last = match["organization"].split()
    name = " ".join([*names, readers.words.base_forms[last]])
    return Found(name, line.span(*match.span("organization")), Inference(Reason.BASE_FORM))


def _matters(blocks: Sequence[Block]) -> tuple[list[Block], list[list[Block]]]:
    """Split the text at its headlines: lines that end in no punctuation, with prose after them.

    Returns:
        What stands before the first headline after the announcement, and the matters.
    """
    introduction: list[Block] = []
    matters: list[list[Block]] = []
    for index, block in enumerate(blocks):
        prose_follows = index + 1 < len(blocks) and _is_prose(blocks[index + 1])
        if index and not _goes_on(block) and prose_follows:
            matters.append([block])
        elif matters:
            matters[-1].append(block)
        else:
            introduction.append(block)
    return introduction, matters


def _goes_on(block: Block) -> bool:
    """Whether a line is prose, or a point of a list in it."""
    return _is_prose(block) or block.text.startswith(_BULLETS) or block.text[0].islower()


def _is_prose(block: Block) -> bool:
    return block.text.endswith(_SENTENCE_ENDS)


def _item(blocks: Sequence[Block], day: dt.date | None, readers: Readers) -> Item:
    """One foreseen item: headline, background, and the proposal from where it begins."""
    headline, prose = blocks[0], blocks[1:]
    pattern = readers.words.patterns["proposal"]
    begins = next(
        (index for index, block in enumerate(prose) if pattern.search(Excerpt([block]).text)),
        len(prose),
    )
    background, proposal = Excerpt(prose[:begins]), Excerpt(prose[begins:])
    places = ((Place.PREPARATION, background), (Place.PROPOSAL, proposal))
    title = Found(Excerpt([headline]).text, headline.span)
    return Item(
        title=title,
        section=None,
        case_number=None,
        classification=None,
        preparation=Found(background.prose, background.span()) if background else None,
        proposal=(
            Proposal(text=Found(proposal.prose, proposal.span()), proposer=None)
            if proposal
            else None
        ),
        citations=(
            *title_citations(title, day, readers),
            *(
                c
                for place, text in places
                for c in read_citations(text, place, day, readers.laws, readers.phrases)
            ),
        ),
        amounts=tuple(
            amount
            for place, text in places
            for amount in read_amounts(text, place, readers.phrases)
        ),
    )
