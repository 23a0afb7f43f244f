"""The open interface of CaseM (CloudNC): an item as a list of named properties.

Seen as ``…/api/opennc/v1/…`` of several municipalities. Title, § and case number are properties of
their own; proposal and decision are HTML. Neither the organisation nor the day is among them, and
the body only as the subject of what was decided or proposed. The attachments come one by one. What
was handled before may come as a list inside the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.deciders import deciding_body
from publisher.items.heading import Heading, read_case_number
from publisher.items.parts import cut, split_parts
from publisher.items.reading import HandlingReading, read_handling, read_item
from publisher.items.stretches import Unopened
from publisher.labels import Label
from publisher.layouts.unopened import split_at_decisions
from publisher.model import DocumentKind, Found, Minutes, PersonInRole

NAME = "opennc"

_NAME = re.compile(r"[A-Z][A-Za-z]{2,40}(?:\.[A-Z][A-Za-z]{2,40})*")
_FEWEST_KNOWN = 2
_DECISION = Label.DECISION
_NAMES = "the name of a property"
_NO_MATTER = "a property that says nothing of the matter"
_BEFORE = "tells of an earlier handling, and not of which body"


class _Property(msgspec.Struct, frozen=True, kw_only=True):
    """The name of a property, and the lines of its value."""

    name: Block
    blocks: tuple[Block, ...]


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether it is JSON that holds at least two properties that the interface has."""
    if document.media_type != "application/json":
        return False
    known = readers.words.patterns["known"]
    names = {one.name.text for one in _properties(document.blocks)}
    return sum(known.fullmatch(name) is not None for name in names) >= _FEWEST_KNOWN


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the properties of an item."""
    properties = _Properties(_properties(document.blocks), readers)
    heading = properties.heading()
    background, quoted = _background(properties.background(), readers)
    reading = read_item([*background, *properties.lines()], heading, readers, quoted)
    item = msgspec.structs.replace(
        reading.item,
        presenter=next(properties.people("presenter"), None),
        preparers=(*properties.people("preparer"), *reading.item.preparers),
    )
    minutes = Minutes(
        kind=DocumentKind.MINUTES_ITEM if item.decision else DocumentKind.AGENDA_ITEM,
        language=language_of(document.text, readers.phrases),
        organization=None,
        body=properties.body(),
        date=None,
        items=(item,),
    )
    return Extraction(
        minutes=minutes,
        unused=reading.unused,
        ignored=(*properties.ignored, *reading.ignored),
    )


def _background(
    blocks: Sequence[Block], readers: Readers
) -> tuple[list[Block], list[HandlingReading]]:
    """The background, and the earlier handlings that are pasted into it.

    A handling that was pasted ends with the first paragraph of its decision.
    """
    own, handlings = split_at_decisions(blocks, readers.words)
    background, quoted = [*own], list[HandlingReading]()
    for lines in handlings:
        decided = next(
            (part.blocks for part in split_parts(lines, readers.words) if part.label is _DECISION),
            (),
        )
        told = tuple(line for line in lines if decided and line.paragraph <= decided[0].paragraph)
        background += lines[len(told) :]
        if told:
            body = deciding_body(decided, readers.words.patterns["decides"], readers.phrases)
            one = Unopened(body=body, date=None, section=None, blocks=told)
            quoted.append(read_handling(one, readers))
    return background, quoted


def _properties(blocks: Sequence[Block]) -> Iterator[_Property]:
    """The properties in order: a name before a tab, or alone at the beginning of a paragraph."""
    name: Block | None = None
    lines: list[Block] = []
    paragraph = -1
    for block in blocks:
        first, tab, _ = block.text.partition("\t")
        begins = block.paragraph != paragraph and _NAME.fullmatch(first) is not None
        paragraph = block.paragraph
        if not begins:
            lines.append(block)
            continue
        if name is not None:
            yield _Property(name=name, blocks=tuple(lines))
        name = cut(block, 0, len(first))
        lines = [cut(block, len(first) + 1, len(block.text))] if tab else []
    if name is not None:
        yield _Property(name=name, blocks=tuple(lines))


class _Properties:
    """The properties of an item, by what they hold.

    Attributes:
        ignored: The lines that are left out, and why.
    """

    def __init__(self, properties: Iterable[_Property], readers: Readers) -> None:
        self._patterns = readers.words.patterns
        self._labels = readers.words.labels
        self._readers = readers
        self._all = list(properties)
        self.ignored: list[tuple[Block, str]] = []

    def _named(self, meaning: str) -> Iterator[_Property]:
        pattern = self._patterns[meaning]
        return (one for one in self._all if pattern.fullmatch(one.name.text))

    def _single(self, meaning: str) -> Block | None:
        return next((block for one in self._named(meaning) for block in one.blocks), None)

    def heading(self) -> Heading:
        """Title, § and case number."""
        title, section, case = map(self._single, ("title", "section", "case"))
        number = read_case_number([case] if case else [], self._readers.phrases)[0]
        printed = section is not None and section.text.isdecimal()
        return Heading(
            body=None,
            day=None,
            section=Found(int(section.text), section.span) if section and printed else None,
            case_number=number.number or (Found(case.text, case.span) if case else None),
            classification=number.classification,
            title=Found(" ".join(title.text.split()), title.span) if title else None,
            length=0,
        )

    def body(self) -> Found[str] | None:
        """The body that is the subject of the decision, or else of the proposal."""
        verb, phrases = self._patterns["decides"], self._readers.phrases
        for meaning in ("decided", "proposed"):
            for one in self._named(meaning):
                lines = [block for block in one.blocks if not block.text.endswith(":")]
                if (body := deciding_body(lines, verb, phrases)) is not None:
                    return body
        return None

    def people(self, meaning: str) -> Iterator[PersonInRole]:
        """The people of a property: name, title, phone and e-mail, parted by a sign."""
        for one in self._named(meaning):
            for block in one.blocks:
                fields = self._patterns["person_field"].split(block.text)
                name, title = (*(field.strip() or None for field in fields), None, None)[:2]
                if name is not None:
                    span = cut(block, 0, len(fields[0])).span
                    yield PersonInRole(name=name, title=title, span=span)

    def background(self) -> list[Block]:
        """The lines of the background."""
        described = list(self._named("preparation"))
        self.ignored.extend((one.name, _NAMES) for one in described)
        return [block for one in described for block in one.blocks]

    def lines(self) -> Iterator[Block]:
        """The lines of the item below its background: each property under its label."""
        read = {"title", "section", "case", "preparation", "presenter", "preparer"}
        for one in self._all:
            if any(self._patterns[name].fullmatch(one.name.text) for name in read):
                continue
            if self._labels.match(one.name.text) is not None:
                yield one.name
                yield from one.blocks
            else:
                before = self._patterns["earlier"].match(one.name.text)
                reason = _BEFORE if before else _NO_MATTER
                self.ignored.extend((block, reason) for block in one.blocks)
