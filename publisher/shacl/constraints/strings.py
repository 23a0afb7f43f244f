"""Constraints on the characters and the language of a value.

https://www.w3.org/TR/shacl/#core-components-string
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.constraints.declaration import Builder, Declaration
from publisher.shacl.graph import DataGraph
from publisher.shacl.patterns import Search, compile_pattern
from publisher.shacl.shape import Constraint, Finding, SetConstraint, Test, ValueConstraint
from publisher.shacl.vocabulary import Term, sh

_MIN_LENGTH: Final = sh("minLength")
_MAX_LENGTH: Final = sh("maxLength")
_PATTERN: Final = sh("pattern")
_FLAGS: Final = sh("flags")
_LANGUAGE_IN: Final = sh("languageIn")
_UNIQUE_LANG: Final = sh("uniqueLang")

_TEXTS: Final = (ox.NamedNode, ox.Literal)


def build_min_length(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:minLength`` (https://www.w3.org/TR/shacl/#MinLengthConstraintComponent)."""
    least = shape.count(_MIN_LENGTH)
    yield ValueConstraint(
        sh("MinLengthConstraintComponent"),
        lambda _, value: isinstance(value, _TEXTS) and len(value.value) >= least,
    )


def build_max_length(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:maxLength`` (https://www.w3.org/TR/shacl/#MaxLengthConstraintComponent)."""
    most = shape.count(_MAX_LENGTH)
    yield ValueConstraint(
        sh("MaxLengthConstraintComponent"),
        lambda _, value: isinstance(value, _TEXTS) and len(value.value) <= most,
    )


def _found_by(search: Search) -> Test:
    return lambda _, value: isinstance(value, _TEXTS) and search(value.value) is not None


def build_pattern(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:pattern`` (https://www.w3.org/TR/shacl/#PatternConstraintComponent).

    Args:
        shape: The shape.

    Yields:
        The constraint; each blank node violates it.

    Raises:
        TableError: If it is no regular expression of XPath, or one that is not supported.
    """
    flags = shape.graph.one(shape.node, _FLAGS)
    options = "" if flags is None else shape.graph.text(shape.node, _FLAGS, flags)
    for value in shape.values(_PATTERN):
        pattern = shape.graph.text(shape.node, _PATTERN, value)
        try:
            search = compile_pattern(pattern, options)
        except ValueError as error:
            wrong = f"{pattern!r} cannot be used: {error}"
            raise TableError(shape.complaint(_PATTERN, wrong)) from error
        yield ValueConstraint(sh("PatternConstraintComponent"), _found_by(search))


def build_language_in(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:languageIn`` (https://www.w3.org/TR/shacl/#LanguageInConstraintComponent).

    A language stands for its varieties too, ``sv`` for ``sv-FI``, and ``*`` for all: the basic
    filtering of RFC 4647 (3.3.1) that SPARQL's ``langMatches`` does.

    Args:
        shape: The shape.

    Yields:
        The constraint.
    """
    members = shape.graph.members(shape.node, _LANGUAGE_IN, shape.only(_LANGUAGE_IN))
    ranges = [shape.graph.text(shape.node, _LANGUAGE_IN, member).lower() for member in members]
    starts = tuple("" if wanted == "*" else f"{wanted}-" for wanted in ranges)

    def test(_: DataGraph, value: Term) -> bool:
        tag = value.language if isinstance(value, ox.Literal) else None
        return tag is not None and f"{tag.lower()}-".startswith(starts)

    yield ValueConstraint(sh("LanguageInConstraintComponent"), test)


def build_unique_lang(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:uniqueLang`` (https://www.w3.org/TR/shacl/#UniqueLangConstraintComponent)."""
    shape.only_with_path(_UNIQUE_LANG)

    def check(_: DataGraph, __: Term, values: Collection[Term]) -> Collection[Finding]:
        if len(values) < 2:
            return ()
        tags = [v.language.lower() for v in values if isinstance(v, ox.Literal) and v.language]
        return [Finding() for count in Counter(tags).values() if count > 1]

    if shape.graph.boolean(shape.node, _UNIQUE_LANG):
        yield SetConstraint(sh("UniqueLangConstraintComponent"), check)


def refuse_lone_flags(shape: Declaration) -> Iterator[Constraint]:
    """Refuse ``sh:flags`` without a pattern.

    Args:
        shape: The shape.

    Yields:
        Nothing: the flags are read with their pattern.

    Raises:
        TableError: If there is no pattern that they could be for.
    """
    if not shape.values(_PATTERN):
        raise TableError(shape.complaint(_FLAGS, "is given without sh:pattern: add the pattern"))
    yield from ()


BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    _MIN_LENGTH: build_min_length,
    _MAX_LENGTH: build_max_length,
    _PATTERN: build_pattern,
    _FLAGS: refuse_lone_flags,
    _LANGUAGE_IN: build_language_in,
    _UNIQUE_LANG: build_unique_lang,
}
