"""Which body a printed name or abbreviation means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from publisher.settings.model import Body, BodyEnding, BodyIndex, Organization, Words
from publisher.slugs import slugify

# A name of a body that no table has: a capital first, then letters, blanks, hyphens and commas.
_FULL_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:[ ,-]+[^\W\d_]+)*")
_LONGEST_NAME_WORDS = 12

# Between a name in the nominative and in the genitive up to so many letters change at the end
# (Kaskinen, Kaskisten), and so many stay at the beginning at least.
_CHANGED_LETTERS = 3
_KEPT_LETTERS = 3
# The longest new end: Parainen, Parais-ten.
_LONGEST_END = 5


def resolve_body(organization: Organization, printed: str) -> Body | None:
    """Find the body that minutes mean.

    A full name may be in any case of letters, in Finnish or Swedish (there also in the definite
    form), with the organisation's name before it. An abbreviation that differs only in capitals
    counts if a single body has it. A full name that no table has is a body of that name if it ends
    like one.

    Args:
        organization: Whose minutes they are.
        printed: A name or abbreviation as printed, alone.

    Returns:
        The body, or ``None`` if the text names none or the abbreviation is unknown.
    """
    text = " ".join(printed.split()).strip(" .,:;")
    index = organization.index
    for name in _without_organization(organization, text):
        if body := index.by_name.get(name_key(name, organization.words)):
            return body
    listed = index.by_abbreviation.get(text) or index.by_abbreviation.get(text.casefold())
    return listed or _unlisted(organization, text)


def index_bodies(bodies: Iterable[Body], words: Words) -> BodyIndex:
    """Order bodies by how they are printed; of two with one name or abbreviation the first wins."""
    by_name: dict[str, Body] = {}
    exact: dict[str, Body] = {}
    folded: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        for name in (body.name_fi, body.name_sv, *body.other_names):
            if name:
                by_name.setdefault(name_key(name, words), body)
        for abbreviation in body.abbreviations:
            exact.setdefault(abbreviation, body)
            folded[abbreviation.casefold()].add(body.slug)
    alone = {
        abbreviation.casefold(): body
        for abbreviation, body in exact.items()
        if len(folded[abbreviation.casefold()]) == 1
    }
    return BodyIndex(by_name=by_name, by_abbreviation=alone | exact)


def ending_of(name: str, words: Words) -> BodyEnding | None:
    """How the name of a body ends.

    The last word decides; in Swedish also the first ones, as in *Nämnden för minoritetsspråk*.

    Args:
        name: A full name in any case of letters.
        words: The endings to look for.

    Returns:
        The longest ending that fits; ``None`` if it is no name of a body.
    """
    folded = name.casefold()
    for ending in words.endings:
        if folded.endswith(ending.ending) or (ending.definite and folded.endswith(ending.definite)):
            return ending
        if ending.beginning and folded.startswith(f"{ending.beginning} "):
            return ending
    return None


def definite_form(name: str, words: Words) -> str:
    """A Swedish name of a body in the definite form, as minutes print it."""
    for ending in words.endings:
        if ending.definite and name.casefold().endswith(ending.ending):
            return name[: len(name) - len(ending.ending)] + _like(name, ending.definite)
    return name


def name_key(name: str, words: Words) -> str:
    """What two ways of printing the same full name share."""
    return definite_form(" ".join(name.split()).casefold(), words)


def _unlisted(organization: Organization, text: str) -> Body | None:
    *_, name = _without_organization(organization, text)
    ending = ending_of(name, organization.words)
    if ending is None or name.casefold() in {ending.ending, ending.definite}:
        return None
    if not (name[0].isupper() or name != text) or not _FULL_NAME.fullmatch(name):
        return None
    if len(name.split()) > _LONGEST_NAME_WORDS:
        return None
    name = name[0].upper() + (name[1:].lower() if name.isupper() else name[1:])
    if ending.language == "sv":
        name = definite_form(name, organization.words)
    return Body(
        slug=slugify(name),
        name_fi=name if ending.language == "fi" else None,
        name_sv=name if ending.language == "sv" else None,
        classification=ending.classification,
    )


def _without_organization(organization: Organization, text: str) -> Iterator[str]:
    """The text, and the text without the organisation's name in front if it has it there."""
    yield text
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        front = [word.strip(",") for word in words[:count]]
        wider = words[count].casefold() in organization.words.regions
        if not wider and _names_organization(organization, front):
            yield " ".join(words[count:])
            return


def _names_organization(organization: Organization, words: list[str]) -> bool:
    """Whether words are the organisation's name, in the nominative or the genitive."""
    label = organization.name
    names = [label.fi, label.sv or label.fi, *organization.also_printed]
    return any(_is_name(words, name.split(), organization.words) for name in names)


def _is_name(printed: list[str], name: list[str], words: Words) -> bool:
    if len(printed) == len(name) + 1 and printed[-1].casefold() in words.forms:
        printed = printed[:-1]
    if len(name) == len(printed) + 1 and name[-1].casefold() in words.forms:
        name = name[:-1]
    pairs = zip(printed, name, strict=False)
    return len(printed) == len(name) and all(_inflects(word, base) for word, base in pairs)


def _inflects(word: str, base: str) -> bool:
    """Whether a word looks like a form of a name: Virolahden of Virolahti, Iin of Ii."""
    word, base = word.casefold(), base.casefold()
    kept = 0
    while kept < min(len(word), len(base)) and word[kept] == base[kept]:
        kept += 1
    needed = max(len(base) - _CHANGED_LETTERS, min(_KEPT_LETTERS, len(base)))
    return kept >= needed and len(word) - kept <= _LONGEST_END


def _like(name: str, ending: str) -> str:
    return ending.upper() if name.isupper() else ending
