"""Several documents that tell of one § or one foreseen meeting: which of them speaks for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum
from typing import get_args

import msgspec

from publisher.mapping.preview import foreseen_items
from publisher.mapping.scope import Record, Scope
from publisher.model import DocumentKind, Language

# Texts about minutes and agendas, which are written before them or for readers in a hurry.
_ABOUT_RECORDS = frozenset({DocumentKind.DIGEST, DocumentKind.PREVIEW})
# A meeting is an event in Popolo (schema:Event); what is done there, as a §, is none.
_EVENT = "Event"
# Later minutes tell of an earlier handling in their own words and under their own title.
_FACTS_RETOLD = frozenset({"outcome"})
_COUNTS = {
    "votesFor": "yes",
    "votesAgainst": "no",
    "votesAbstention": "blank",
    "absentVotes": "absent",
}
# Line breaks, hyphens and quotation marks differ between the layouts of one text.
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_DIGEST_BYTES = 8


class Standing(IntEnum):
    """What a document is to what it tells of; the lower ones speak before the higher."""

    RECORD = 0
    TEXT_ABOUT_IT = 1
    LATER_MINUTES = 2


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What a document tells of a § or of a foreseen meeting, in short.

    Attributes:
        sha256: Of the document.
        standing: What it is to the § or meeting.
        language: In which it tells.
        rank: Place of that language: those of the settings come first, in their order.
        can_add: Whether it can stand beside what is told in another language, as minutes of a §
            can.
        facts: Digests of what another document must not contradict, by name; what it does not
            say is not there.
        triples: How much it tells.
    """

    sha256: str
    standing: Standing
    language: str
    rank: int
    can_add: bool = False
    facts: dict[str, str]
    triples: int = 0


class Why(StrEnum):
    """Why a document does not speak for a § that it tells of."""

    SAME_DOCUMENT = "same-document"
    SAME_FACTS = "same-facts"
    NO_RECORD = "no-record"
    RETOLD = "retold"
    CONTRADICTION = "contradiction"
    CHANGED = "changed"
    ADDS_LANGUAGE = "adds-language"


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """That a document does not speak for something.

    Attributes:
        iri: For what.
        why: The reason.
        documents: Who speaks for it instead; of a contradiction, everybody who told of it.
        facts: What they contradict each other in.
    """

    iri: str
    why: Why
    documents: tuple[str, ...]
    facts: tuple[str, ...] = ()


class Second(msgspec.Struct, frozen=True):
    """The document that gave a record its texts in a second language.

    Attributes:
        name: Of the document; empty if there is none.
        sha256: Of its bytes, likewise.
    """

    name: str = ""
    sha256: str = ""


class Contest(msgspec.Struct, frozen=True, kw_only=True):
    """Something that more than one document tells of, or told of until now.

    Attributes:
        iri: A § or a foreseen meeting.
        tellings: By name of the document.
        published: The documents whose record is in the store now, by name, each with the one that
            gave it a second language.
    """

    iri: str
    tellings: dict[str, Telling]
    published: dict[str, Second]


def telling(record: Record, kind: DocumentKind, scope: Scope) -> Telling:
    """What a document tells of a § or a foreseen meeting, in short.

    Args:
        record: What was read, after the privacy stage: a §, a foreseen meeting, or a meeting by
            the front page of its minutes.
        kind: Of the document.
        scope: The document and its language.

    Returns:
        Its triples are still to be counted. Texts are compared by letters and digits alone, and
        only with texts in the same language.
    """
    languages = [*scope.mapper.languages, *get_args(Language)]
    is_section = _EVENT not in record["type"]
    facts = {
        f"{name} ({language})": _digest(text)
        for name, texts in _texts(record)
        for language, text in texts.items()
    }
    if number := record.get("caseNumberAsPrinted"):
        facts["case number"] = _digest(number)
    if outcome := record.get("decision", {}).get("outcome"):
        facts["outcome"] = _digest(outcome)
    if is_section:
        facts |= {name: _digest(value) for name, value in _said_in_any_language(record)}
    if scope.retold:
        standing = Standing.LATER_MINUTES
        facts = {name: digest for name, digest in facts.items() if name in _FACTS_RETOLD}
    else:
        standing = Standing.TEXT_ABOUT_IT if kind in _ABOUT_RECORDS else Standing.RECORD
    return Telling(
        sha256=scope.sha256,
        standing=standing,
        language=scope.language,
        rank=languages.index(scope.language),
        can_add=is_section and standing is Standing.RECORD,
        facts=facts,
    )


def _texts(record: Record) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What the § is called, what was proposed and what was decided, as language maps."""
    yield "title", record.get("label", {})
    yield "proposal", record.get("proposal", {}).get("text", {})
    act = record.get("decision", {}).get("act", {})
    for expression in act.get("realizedBy", ()):
        yield "decision", expression["text"]
    for item in foreseen_items(record):
        yield f"title of matter {item['order']}", item.get("label", {})
        yield f"proposal in matter {item['order']}", item.get("proposal", {}).get("text", {})


def _said_in_any_language(record: Record) -> Iterator[tuple[str, str]]:
    """Whether the § is secret, and the numbers of each vote, if as many votes are told of."""
    yield "publicity", record.get("publicity", "")
    held = record.get("vote", ())
    for number, vote in enumerate(held, start=1):
        for term, name in _COUNTS.items():
            if term in vote:
                yield f"{name} of vote {number}/{len(held)}", str(vote[term])


def _digest(text: str) -> str:
    letters = _BETWEEN_WORDS.sub("", text.casefold())
    return hashlib.blake2b(letters.encode(), digest_size=_DIGEST_BYTES).hexdigest()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks for a § or a foreseen meeting.

    Attributes:
        kept: Name of the document; None if only the owner can tell.
        second: The one that adds a second language to it; None if there is none.
        losses: Of every document but the one that speaks, by name.
    """

    kept: str | None
    second: str | None = None
    losses: dict[str, Loss]


def settle(iri: str, tellings: Mapping[str, Telling]) -> Verdict:
    """Decide which of several documents speaks for what all of them tell of.

    The minutes and the agenda are what the law knows (kuntalaki 107 § and 140 §), and stand before
    texts about them, and all of these before later minutes that retell them. Of documents that
    contradict each other in nothing, the one in the first language of the settings that tells most
    speaks; if they do contradict each other, none (D-007). Of the minutes of a § in another
    language, those that tell most add it (D-022).

    Args:
        iri: What they tell of.
        tellings: By name of the document; at least one.

    Returns:
        Who speaks, and why the others do not. It does not depend on the order of the documents.
    """
    best = min(told.standing for told in tellings.values())
    leading = {name: told for name, told in tellings.items() if told.standing is best}
    documents = {told.sha256: told for told in leading.values()}
    if facts := _contradictions(documents.values()):
        why = Why.RETOLD if best is Standing.LATER_MINUTES else Why.CONTRADICTION
        loss = Loss(iri=iri, why=why, documents=tuple(sorted(leading)), facts=tuple(facts))
        return Verdict(kept=None, losses=dict.fromkeys(tellings, loss))
    kept = _first(leading)
    others = {
        name: told
        for name, told in leading.items()
        if told.can_add and told.language != leading[kept].language
    }
    second = _first(others) if others else None
    losses = {}
    for name, told in tellings.items():
        if name == second:
            losses[name] = Loss(iri=iri, why=Why.ADDS_LANGUAGE, documents=(kept,))
        elif name != kept:
            winner = second if second is not None and name in others else kept
            why = _why(told, tellings[winner])
            losses[name] = Loss(iri=iri, why=why, documents=(winner,))
    return Verdict(kept=kept, second=second, losses=losses)


def _first(tellings: Mapping[str, Telling]) -> str:
    """The document in the first language of the settings that tells most."""
    return min(tellings, key=lambda name: (tellings[name].rank, -tellings[name].triples, name))


def _contradictions(tellings: Iterable[Telling]) -> list[str]:
    """The names of the facts in which documents differ that both state them."""
    said: dict[str, set[str]] = {}
    for told in tellings:
        for name, digest in told.facts.items():
            said.setdefault(name, set()).add(digest)
    return [name for name, digests in said.items() if len(digests) > 1]


def _why(told: Telling, kept: Telling) -> Why:
    if told.standing is Standing.LATER_MINUTES:
        return Why.RETOLD
    if told.sha256 == kept.sha256:
        return Why.SAME_DOCUMENT
    return Why.SAME_FACTS if told.standing is kept.standing else Why.NO_RECORD


def sentences(losses: Iterable[Loss]) -> Iterator[str]:
    """Say why a document does not speak for some of what it tells of, and what to do.

    Args:
        losses: Of one document, in order, without those of what it only retells.

    Yields:
        A sentence for each reason and other document; each names one thing, and counts the rest.
    """
    grouped: dict[tuple[Why, tuple[str, ...]], list[Loss]] = {}
    for loss in losses:
        grouped.setdefault((loss.why, loss.documents), []).append(loss)
    for (why, documents), some in grouped.items():
        more = f" and {len(some) - 1} more" if len(some) > 1 else ""
        yield _SENTENCES[why].format(
            documents=" and ".join(documents),
            iri=f"{some[0].iri}{more}",
            facts=", ".join(some[0].facts),
        )


_SENTENCES = {
    Why.SAME_DOCUMENT: "it is the same document as {documents}: take one of them away",
    Why.SAME_FACTS: "{documents} says the same of {iri}, and is published instead",
    Why.NO_RECORD: (
        "{documents} is the record of {iri} and is published instead of this text about it"
    ),
    Why.CONTRADICTION: (
        "{documents} say different things of the same § ({iri}; they differ in: {facts}), and only "
        "you can tell which is right, so none is published: keep one of them in the folder"
    ),
    Why.CHANGED: "{documents} changed while it was read: build again",
    Why.ADDS_LANGUAGE: "its texts stand beside those of {documents}, as a second language of {iri}",
}
