"""Headers and footers, told by what pages have in common."""

from __future__ import annotations

import pytest

from publisher.documents.furniture import PrintedLine, find_furniture

_AS_WORDS = str.maketrans("0123456789", "abcdefghij")


def pages(*texts: str) -> list[list[PrintedLine]]:
    """Pages from their lines; those after a line of dashes stand at the bottom."""
    printed = []
    for text in texts:
        top, _, bottom = text.partition("---\n")
        head = [PrintedLine(line, 0.05 + 0.02 * n) for n, line in enumerate(top.splitlines())]
        foot = [PrintedLine(line, 0.9 + 0.02 * n) for n, line in enumerate(bottom.splitlines())]
        printed.append(head + foot)
    return printed


CASES = {
    "no page": ((), []),
    "one page": (("Kunta 1\nAsia",), [(0, 0)]),
    "two pages": (("Kunta 1\nAsia", "Kunta 2\nToinen"), [(1, 0), (1, 0)]),
    "nothing in common": (("yksi\nkaksi", "kolme\nneljä"), [(0, 0), (0, 0)]),
    "nothing else": (("Kunta 1", "Kunta 2"), [(0, 0), (0, 0)]),
    "an empty page": (("Kunta\nAsia", "", "Kunta\nb"), [(1, 0), (0, 0), (1, 0)]),
    "a footer": (("a\n---\n1 (2)", "b\n---\n2 (2)"), [(0, 1), (0, 1)]),
    "a cover": (("Kansi", "Kunta\na", "Kunta\nb"), [(0, 0), (1, 0), (1, 0)]),
    "left and right pages": (
        ("v 1\na", "1 o\nb", "v 2\nc", "2 o\nd", "v 3\ne"),
        [(1, 0)] * 5,
    ),
    "a header of one part of the document": (
        ("a", "b", "c", "d", "e", "f", "g", "Liite\nh", "Liite\ni", "Liite\nj"),
        [(0, 0)] * 7 + [(1, 0)] * 3,
    ),
    "numbers that count the pages": (
        ("7\na", "8\nb", "9\nc"),
        [(1, 0)] * 3,
    ),
    "numbers of a table": (("12 50\na", "7 88\nb", "92 1\nc"), [(0, 0)] * 3),
    "the same figures": (("12.5.2025\na", "12.5.2025\nb"), [(1, 0)] * 2),
    "headings of items": (("Kunta\n§ 1\na", "Kunta\n§ 2\nb"), [(1, 0)] * 2),
    "a heading that is repeated": (("Kunta\n§ 1\na", "Kunta\n§ 1\nb"), [(2, 0)] * 2),
    "a label further down": (("Kunta\na\nPäätös\nc", "Kunta\nb\nPäätös\nd"), [(1, 0)] * 2),
    "a label elsewhere": (("Kunta\nPäätös\nc", "Kunta\nb\nPäätös"), [(1, 0)] * 2),
    "capitals and blanks": (("KUNTA  1\na", "Kunta 1\nb"), [(1, 0)] * 2),
}


@pytest.mark.parametrize("name", CASES)
def test_counts_the_lines_of_headers_and_footers(name: str) -> None:
    texts, expected = CASES[name]
    assert find_furniture(pages(*texts)) == expected


def test_what_is_repeated_in_the_middle_is_no_footer() -> None:
    page = [PrintedLine("a", 0.3), PrintedLine("Päätös", 0.5)]
    other = [PrintedLine("b", 0.3), PrintedLine("Päätös", 0.5)]
    assert find_furniture([page, other]) == [(0, 0), (0, 0)]


def test_takes_time_in_proportion_to_the_pages() -> None:
    """Ten thousand pages, nearly every line of which is repeated on all of them."""
    repeated = pages("\n".join(f"{'x' * n} 1" for n in range(1, 10)) + "\n---\nsivu 7")[0]
    found = find_furniture(
        [
            [*repeated[:9], PrintedLine(str(number).translate(_AS_WORDS), 0.5), *repeated[9:]]
            for number in range(10_000)
        ]
    )
    assert found == [(9, 1)] * 10_000
