"""Regular expressions of XPath, which Python would read otherwise, or not at all."""

from __future__ import annotations

import pytest

from publisher.shacl.patterns import PatternError, compile_pattern

MATCHES = [
    (r"^a$", "", "a", True),
    (r"^a$", "", "a\n", False),  # Python's $ matches before a last line feed
    (r"^a$", "m", "b\na\nc", True),
    (r"^a$", "", "b\na\nc", False),
    (r"^$", "m", "a\n", False),  # no line begins after a last line feed
    (r"a.b", "", "a\nb", False),
    (r"a.b", "s", "a\nb", True),
    (r"ABC", "i", "abc", True),
    (r"a b # c", "x", "ab#c", True),
    (r"[a b]c", "x", " c", True),
    (r"^\s$", "", "\u00a0", False),  # white space is the four characters of XML
    (r"^\s$", "", "\t", True),
    (r"^[\s]$", "", "\u2003", False),
    (r"^\S$", "", "\u00a0", True),
    (r"^\d$", "", "٣", True),
    (r"^\w$", "", "ä", True),
    (r"^\w$", "", "_", False),  # punctuation
    (r"^\w$", "", "+", True),  # a symbol
    (r"^\W$", "", "_", True),
    (r"^[^\w]$", "", "-", True),
    (r"^\p{Lu}+$", "", "ÄÖ", True),
    (r"^\p{Lu}$", "", "ä", False),
    (r"^\P{L}$", "", "1", True),
    (r"^[\p{L}\d -]+$", "", "Åbo 2-3", True),
    (r"^(a)\1$", "", "aa", True),
    (r"^(?:ab){2,3}?$", "", "abab", True),
    (r"^[a\-z]$", "", "-", True),
    (r"^[a-c-]$", "", "-", True),
    (r"^[&&~~||]$", "", "&", True),
    (r"^http[s]?://(.*)/eli/(.*)", "", "https://x/eli/y", True),
    (r"^\$\^\.\|\{\}$", "", "$^.|{}", True),
    ("a/b#c'@-%", "", "a/b#c'@-%", True),
]

REFUSED = [
    (r"\bword\b", "not known in XPath"),
    (r"\A", "not known in XPath"),
    (r"\x41", "not known in XPath"),
    (r"\i\c*", "not known in XPath"),
    (r"\p{IsBasicLatin}", "not known in XPath"),
    (r"\pL", "not known in XPath"),
    (r"(?=a)", "follows nothing"),
    (r"(?i)a", "follows nothing"),
    (r"*a", "follows nothing"),
    (r"a|+", "follows nothing"),
    (r"a{,3}", "stands for itself only"),
    (r"a{", "stands for itself only"),
    (r"a]", "stands for itself only"),
    (r"a*+", "follows nothing"),
    (r"a{2}{3}", "follows nothing"),
    (r"[a-z-[aeiou]]", "holds another"),
    (r"[]", "empty"),
    (r"[a", "not closed"),
    (r"[\d-z]", "cannot begin or end a range"),
    (r"(a)\10", "unclear"),
    (r"(a", "cannot be read"),
    ("a\\", "middle of an escape"),
    (r"[z-a]", "cannot be read"),
]


@pytest.mark.parametrize(("pattern", "flags", "text", "found"), MATCHES)
def test_finds_what_xpath_finds(pattern: str, flags: str, text: str, found: bool) -> None:  # noqa: FBT001
    assert (compile_pattern(pattern, flags)(text) is not None) == found


@pytest.mark.parametrize(("pattern", "said"), REFUSED)
def test_refuses_what_is_not_xpath(pattern: str, said: str) -> None:
    with pytest.raises(PatternError, match=said):
        compile_pattern(pattern, "")


def test_every_list_of_cases_is_whole() -> None:
    assert (len(MATCHES), len(REFUSED)) == (32, 23)
