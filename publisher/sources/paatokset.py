"""The pages of ``paatokset.hel.fi``: one handling of a case, with the words of the page around it.

Above the handling stand the title of the case, which is not that of the item, the case number, a
notice, perhaps the list of all handlings of the case with the numbers and days of their meetings,
and *4. / 61 §*. The words of the page are Finnish, Swedish or English, whatever the language of
the decision is. What the page unfolds stands between buttons, whose closing words alone remain in
text made from it: first the proposal, or that the decision is as proposed, then the reasons. In
scope: decisions of bodies and officers, and proposals that are not decided yet. The page does not
tell which of the listed days is that of this handling, so there is none. Text made from a page may
have lost all that stands between the titles and the decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.people import is_body
from publisher.items.deciders import deciding_body
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.layouts.decision_first import read_headed
from publisher.layouts.headed import by_headings
from publisher.layouts.unfolded import unfold
from publisher.model import DocumentKind, Found, Minutes

NAME = "paatokset"

# What a site prints above a decision never takes more lines than these.
_OPENING_LINES = 200
# The title of the case and that of the item, perhaps with a word of the page.
_MOST_TITLES = 3
_ABOVE = "page furniture: above the case number, with the title of the case"
_LISTED = "lists every handling of the case, of which the page does not tell which one this is"
_AGAIN = "names the body again"
# What the page says in one word beside the case or the decision, by the name of its pattern.
_LABELS = (
    ("topic", "page furniture: class of the case"),
    ("secret", "says that the case or the decision is secret"),
    ("law", "says by which law it is secret"),
)
_OFFICER = "the officer who decided, who is no body"
_FIRST_PARTS = frozenset({Label.DECISION, Label.PROPOSAL, Label.HANDLING})


class _Opening(msgspec.Struct, frozen=True, kw_only=True):
    """The lines before the first heading.

    Attributes:
        heading: §, title and case number.
        body: As printed, in the language of the page.
        is_proposal: Whether the page says that nothing was decided yet.
        is_secret: Whether it says so of the decision; it may also say so of the case, above it.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
        length: How many lines there are.
    """

    heading: Heading
    body: Found[str] | None
    is_proposal: bool
    is_secret: bool
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]
    length: int


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether the opening of a page of this site stands above the first heading."""
    return _find_opening(document.blocks, by_headings(readers)) is not None


def _find_opening(blocks: Sequence[Block], readers: Readers) -> _Opening | None:
    return _read_opening(blocks, readers) or _read_titles(blocks, readers)


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the handling that a page shows."""
    headed = by_headings(readers)
    opening = _find_opening(document.blocks, headed)
    assert opening is not None  # noqa: S101  (`recognises` has found it)
    after = document.blocks[opening.length :]
    reading = read_headed(unfold(after, headed), opening.heading, headed)
    is_proposal = opening.is_proposal or reading.is_proposal
    minutes = Minutes(
        kind=DocumentKind.AGENDA_ITEM if is_proposal else DocumentKind.MINUTES_ITEM,
        language=reading.language,
        organization=None,
        body=opening.body or reading.body,
        date=None,
        items=(msgspec.structs.replace(reading.item, secret=opening.is_secret),),
    )
    ignored = [(block, readers.words.ignores(block.text)) for block in after]
    return Extraction(
        minutes=minutes,
        unused=(*opening.unused, *reading.unused),
        ignored=(
            *opening.ignored,
            *((block, reason) for block, reason in ignored if reason is not None),
            *reading.ignored,
        ),
    )


# Opening ------------------------------------------------------------------------------------------


class _Lines:
    """The lines of an opening, sorted into what they are; positions count among them."""

    def __init__(self, blocks: Sequence[Block], readers: Readers) -> None:
        self.patterns = readers.words.patterns
        self.phrases = readers.phrases
        self.blocks = blocks
        self.anchor = 0
        self.case = self._first([self.patterns["case"]])
        self.listed = [i for i in range(len(blocks)) if self._is_listed(i)]
        self.anchor = self.case[0] if self.case else min(self.listed, default=len(blocks))
        self.point = self._first([self.patterns["point"], *self.phrases.section])
        self.decider = self._first([self.patterns["decider"]])
        self.ignored = [
            (i, reason)
            for i, block in enumerate(blocks)
            if (reason := readers.words.ignores(block.text)) is not None
        ]
        taken = {self.anchor, *self.listed, *(i for i, _ in self.ignored)}
        taken |= {line[0] for line in (self.point, self.decider) if line}
        rest = [i for i in range(self.anchor, len(blocks)) if i not in taken]
        self.secret = [i for i in rest if self._match("secret", i)]
        self.labels = [
            (i, reason) for i in rest for name, reason in _LABELS if self._match(name, i)
        ]
        self.texts = [i for i in rest if i not in dict(self.labels)]

    def _match(self, name: str, index: int) -> re.Match[str] | None:
        return self.patterns[name].fullmatch(self.blocks[index].text)

    def _first(self, patterns: Sequence[re.Pattern[str]]) -> tuple[int, re.Match[str]] | None:
        """The first line from the anchor on that one of the patterns matches."""
        for index in range(self.anchor, len(self.blocks)):
            for pattern in patterns:
                if match := pattern.fullmatch(self.blocks[index].text):
                    return index, match
        return None

    def _is_listed(self, index: int) -> bool:
        match = self._match("handling", index)
        return match is not None and (match["meeting"] is None or self.names_body(match["body"]))

    def names_body(self, text: str) -> bool:
        """Whether a text names a body, in any language of the page."""
        return bool(self.patterns["body"].fullmatch(text)) or is_body(text, self.phrases)

    def is_of_page(self) -> bool:
        """Whether these lines can only stand on a page of this site."""
        if self.case is None:
            return bool(self.listed and self.texts)
        if self.point is not None:
            return True
        return bool(self.texts) and bool(
            self.listed
            or any(i > self.anchor for i, _ in self.ignored)
            or self.names_body(self.blocks[self.texts[-1]].text)
        )


def _read_opening(blocks: Sequence[Block], readers: Readers) -> _Opening | None:
    """Read the lines up to the first heading below the case number, or below the list."""
    patterns = [readers.words.patterns[name] for name in ("case", "handling")]
    lines = blocks[:_OPENING_LINES]
    begins = (
        i for i, block in enumerate(lines) if any(one.fullmatch(block.text) for one in patterns)
    )
    begin = next(begins, len(lines))
    heading = next((i for i in range(begin, len(lines)) if _opens_content(lines[i], readers)), None)
    if heading is None:
        return None
    opening = _Lines(lines[:heading], readers)
    return _opening(opening) if opening.is_of_page() else None


def _read_titles(blocks: Sequence[Block], readers: Readers) -> _Opening | None:
    """Read titles, of the case and of the item, right above what a body decided as proposed."""
    labels = [readers.words.labels.match(block.text) for block in blocks[: _MOST_TITLES + 1]]
    length = next((i for i, label in enumerate(labels) if label is not None), 0)
    label = labels[length] if length else None
    if label is None or label.label is not Label.DECISION:
        return None
    after = blocks[length + 1 :]
    patterns = readers.words.patterns
    adopted = any(patterns["as_proposed"].fullmatch(block.text) for block in after)
    told = any(
        (one := readers.words.labels.match(b.text)) and one.label is Label.HANDLING for b in after
    )
    if deciding_body(after, patterns["decided"], readers.phrases) is None or not (adopted or told):
        return None
    title = Excerpt(blocks[length - 1 : length])
    return _Opening(
        heading=Heading(title=Found(title.text, title.span())),
        body=None,
        is_proposal=False,
        is_secret=False,
        unused=(),
        ignored=tuple((block, _ABOVE) for block in blocks[: length - 1]),
        length=length,
    )


def _opens_content(block: Block, readers: Readers) -> bool:
    match = readers.words.labels.match(block.text)
    return match is not None and match.label in _FIRST_PARTS


def _opening(lines: _Lines) -> _Opening:
    blocks = lines.blocks
    body = _body_line(lines)
    title = _title_line(lines, body)
    texts = [i for i in lines.texts if i not in {body, title}]
    again = [i for i in texts if lines.names_body(blocks[i].text)]
    officer = [] if body is not None or title is None else [i for i in texts if i > title]
    return _Opening(
        heading=_heading(lines, title),
        body=None if body is None else _body(lines, body),
        is_proposal=any(
            lines.patterns["motion_only"].fullmatch(blocks[i].text) for i, _ in lines.ignored
        ),
        is_secret=any(i > (title or 0) for i in lines.secret),
        unused=tuple(blocks[i] for i in texts if i not in {*officer, *again}),
        ignored=(
            *((block, _ABOVE) for block in blocks[: lines.anchor]),
            *((blocks[i], reason) for i, reason in lines.ignored if i > lines.anchor),
            *((blocks[i], _LISTED) for i in lines.listed if i >= lines.anchor),
            *((blocks[i], reason) for i, reason in lines.labels),
            *((blocks[i], _AGAIN) for i in again),
            *((blocks[i], _OFFICER) for i in officer),
        ),
        length=len(blocks),
    )


def _body_line(lines: _Lines) -> int | None:
    """The line that names the body: after the word for who decides, or the last one."""
    if lines.decider is not None:
        index, match = lines.decider
        index = index if match["body"] else next((i for i in lines.texts if i > index), index)
        return index if lines.names_body(_body(lines, index).value) else None
    *others, last = lines.texts or [0]
    return last if others and lines.names_body(lines.blocks[last].text) else None


def _body(lines: _Lines, index: int) -> Found[str]:
    """The body on a line, which may begin with the word for who decides."""
    match = lines.patterns["decider"].fullmatch(lines.blocks[index].text)
    begin = match.start("body") if match else 0
    excerpt = Excerpt([cut(lines.blocks[index], begin, len(lines.blocks[index].text))])
    return Found(excerpt.text, excerpt.span())


def _title_line(lines: _Lines, body: int | None) -> int | None:
    """The title: below the § or the list, but above the § where a word stands before the body."""
    texts = [i for i in lines.texts if i != body]
    number = lines.point[0] if lines.point else max(lines.listed, default=lines.anchor)
    below = next((i for i in texts if i > number), None)
    above = next((i for i in reversed(texts) if i < number), None)
    first, second = (below, above) if lines.decider is None else (above, below)
    return second if first is None else first


def _heading(lines: _Lines, title: int | None) -> Heading:
    number = _group(lines, lines.point, "section")
    excerpt = Excerpt([] if title is None else [lines.blocks[title]])
    return Heading(
        section=None if number is None else Found(int(number.value), number.span),
        case_number=_group(lines, lines.case, "case"),
        classification=_group(lines, lines.case, "class"),
        title=Found(excerpt.text, excerpt.span()) if excerpt else None,
    )


def _group(lines: _Lines, line: tuple[int, re.Match[str]] | None, group: str) -> Found[str] | None:
    if line is None or not line[1][group]:
        return None
    index, match = line
    return Found(match[group], cut(lines.blocks[index], *match.span(group)).span)
