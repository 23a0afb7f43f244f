"""What one document withheld, so that no other document of the same §§ brings it back."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from publisher.model import Term
from publisher.privacy.known_names import Name
from publisher.privacy.policy import Detector, Policy


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


def knowing(policy: Policy, private: Private, *, speaks: bool) -> Policy:
    """The policy for a document, after another one of the same §§ has passed the privacy stage.

    Args:
        policy: For any document.
        private: What was withheld in the other one.
        speaks: Whether the other one speaks for the §§. It alone then says who took part in them,
            and a name that it withholds stays nowhere; otherwise those keep their names whom the
            document itself shows in a public role.

    Returns:
        The policy with these names, and with what else was withheld, whatever stands near it; and
        with the terms of its §§.
    """
    known = {detector.kind: detector for detector in policy.detectors}
    found = tuple(
        Detector(
            kind=kind,
            pattern=re.compile(rf"(?i)(?<!\w){_any_blank(text)}(?!\w)"),
            mark=None,
            blocks=False,
            needs=None,
            private_person=known[kind].private_person,
            wording=known[kind].wording,
        )
        for kind, text in sorted(private.strings)
    )
    names = tuple(sorted(private.names, key=lambda name: (name.surname, name.given)))
    return msgspec.structs.replace(
        policy,
        detectors=(*policy.detectors, *found),
        barred=names if speaks else (),
        withheld=() if speaks else names,
        terms=private.terms,
    )


def _any_blank(text: str) -> str:
    """A pattern for a text, however its words are parted."""
    return r"\s+".join(map(re.escape, text.split()))
