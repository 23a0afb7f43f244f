"""What one document withheld, so that no other document of the same §§ brings it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from publisher.model import Term
from publisher.privacy.cleaning import Mode
from publisher.privacy.known_names import Name
from publisher.privacy.policy import Detector, Policy
from publisher.privacy.retention import Retention


class Private(msgspec.Struct, frozen=True, kw_only=True):
    """What was withheld in a document.

    It stays in the memory of one process: nothing writes it anywhere.

    Attributes:
        names: Of people.
        strings: What else, each with its kind.
        terms: Until when personal data of each of its §§ may stay, by number.
        staying: Names that may stand in some text of the document, even if they had to go from
            another.
    """

    names: frozenset[Name]
    strings: frozenset[tuple[str, str]]
    terms: Mapping[int, Term]
    staying: frozenset[Name] = frozenset()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.names)} names, {len(self.strings)} strings)"


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """What a document goes by since another one of the same §§ has passed the privacy stage.

    Attributes:
        detectors: Find what else was withheld there, whatever stands near it.
        barred: Names that stay nowhere.
        withheld: Names that stay only if the document shows their bearers in a public role.
        terms: Of the §§, by number.
    """

    detectors: tuple[Detector, ...] = ()
    barred: tuple[Name, ...] = ()
    withheld: tuple[Name, ...] = ()
    terms: Mapping[int, Term] = msgspec.field(default_factory=dict)


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for one document, beside what it says itself.

    Attributes:
        mode: Which names stay.
        clock: Of retention; None where nothing leaves, as nothing is published.
        elsewhere: Empty if no other document tells of its §§.
    """

    mode: Mode
    clock: Retention | None = None
    elsewhere: Elsewhere = Elsewhere()


def told_by(private: Private, policy: Policy, *, speaks: bool) -> Elsewhere:
    """What a document of the same §§ has to go by after another one.

    Args:
        private: What was withheld in the other one.
        policy: Says what the kinds of that are.
        speaks: Whether the other one speaks for the §§. It alone then says who took part in them,
            and a name that it withholds stays nowhere; otherwise those keep their names whom the
            document itself shows in a public role.

    Returns:
        These names, what else was withheld, and the terms of the §§.
    """
    known = {detector.kind: detector for detector in policy.detectors}
    found = tuple(
        Detector(
            kind=kind,
            pattern=any_blank([text]),
            mark=None,
            blocks=False,
            needs=None,
            private_person=known[kind].private_person,
            wording=known[kind].wording,
        )
        for kind, text in sorted(private.strings)
    )
    names = tuple(sorted(private.names, key=lambda name: (name.surname, name.given)))
    return Elsewhere(
        detectors=found,
        barred=names if speaks else (),
        withheld=() if speaks else names,
        terms=private.terms,
    )


def any_blank(texts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some texts, however their words are parted."""
    spelled = (r"\s+".join(map(re.escape, text.split())) for text in texts)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(spelled)})(?!\w)")
