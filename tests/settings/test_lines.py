"""Every key of any TOML has its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from publisher.settings.lines import KeyPath, find_lines, line_of

HARD = '''\
# a comment with [brackets] and = "quotes
a = """
[not.a.table]
b = 1 \\" "" \\"""" # end
"quoted key".'sub.key' = 1979-05-27 07:32:00Z
list = [ # comment ]
  "x", 'y # z',
  [1, 2], { k = [3,
  4], l.m = '' },
]
raw = \'\'\'
'' ] } \'\'\'\'\'

[t.u]
x = { } # nothing
[[v]]
w = true
[v.sub]
x = -1e5
[[v.deep]]
y = "\\\\"
[[v.deep]]
y = "\\""
[[v]]
  w   =   inf
[ t . "ö" ]
z=0x1F
'''

# Key and line.
EXPECTED: list[tuple[KeyPath, int]] = [
    (("a",), 2),
    (("quoted key",), 5),
    (("quoted key", "sub.key"), 5),
    (("list",), 6),
    (("list", 0), 7),
    (("list", 1), 7),
    (("list", 2), 8),
    (("list", 2, 1), 8),
    (("list", 3, "k", 1), 9),
    (("list", 3, "l", "m"), 9),
    (("raw",), 11),
    (("t",), 14),
    (("t", "u", "x"), 15),
    (("v", 0), 16),
    (("v", 0, "w"), 17),
    (("v", 0, "sub", "x"), 19),
    (("v", 0, "deep", 0, "y"), 21),
    (("v", 0, "deep", 1), 22),
    (("v", 0, "deep", 1, "y"), 23),
    (("v", 1, "w"), 25),
    (("t", "ö"), 26),
    (("t", "ö", "z"), 27),
]


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


def test_finds_the_line_of_every_kind_of_key() -> None:
    lines = find_lines(HARD)
    assert [(path, lines.get(path)) for path, _ in EXPECTED] == EXPECTED
    assert len(EXPECTED) == 22


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_finds_just_the_keys_that_the_standard_library_finds(line_end: str) -> None:
    text = HARD.replace("\n", line_end)
    assert set(paths(tomllib.loads(text))) - {()} == set(find_lines(text))


def test_a_missing_key_has_the_line_of_its_table() -> None:
    lines = find_lines(HARD)
    assert line_of(lines, ("v", 1, "none")) == 24
    assert line_of(lines, ("none", "none")) == 1


def test_finds_just_the_keys_of_every_beginning_that_is_toml() -> None:
    seen = 0
    for end in range(len(HARD)):
        try:
            expected = set(paths(tomllib.loads(HARD[:end]))) - {()}
        except tomllib.TOMLDecodeError:
            continue
        assert expected == set(find_lines(HARD[:end]))
        seen += 1
    assert seen == 111
