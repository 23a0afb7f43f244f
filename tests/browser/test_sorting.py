"""The rows of a table in the order that a reader asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import window
from tests.browser.probing import visit
from tests.browser.samples import Sample

SORTABLE = ("body", "organization", "person")
# Cells of a column of numbers as the languages of the site write them, from the least.
NUMBERS = ["–", "-3", "7", "12,30", "12,5", "92,9 %", "1\u202f200", "1\u202f200 000"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with window(browser) as opened:
        yield opened.context.new_page()
        assert opened.complaints == []


def cells(page: Page, column: int) -> list[str]:
    table = page.locator("table.sortable").first
    return [
        text.strip() for text in table.locator(f"tbody tr > :nth-child({column})").all_inner_texts()
    ]


@pytest.mark.parametrize("kind", SORTABLE)
def test_a_column_orders_the_rows_and_then_the_other_way_round(
    page: Page, address: str, samples: dict[str, Sample], kind: str
) -> None:
    visit(page, address + samples[kind].files["fi"])
    heads = page.locator("table.sortable").first.locator("thead th")
    for number in range(heads.count()):
        head = heads.nth(number)
        before = sorted(cells(page, number + 1))
        assert len(before) > 2
        head.get_by_role("button").click()
        ascending = cells(page, number + 1)
        assert (head.get_attribute("aria-sort"), sorted(ascending)) == ("ascending", before)
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert cells(page, number + 1) != ascending or len(set(ascending)) == 1
        assert page.locator("table.sortable [aria-sort]").count() == 1
    assert heads.count() > 1


def test_numbers_are_ordered_as_numbers(
    page: Page, address: str, samples: dict[str, Sample]
) -> None:
    visit(page, address + samples["organization"].files["fi"])
    column: int = page.evaluate(
        """(numbers) => {
          const body = document.querySelector("table.sortable").tBodies[0];
          const [row] = body.rows;
          const place = Array.from(row.cells).findIndex((cell) => cell.classList.contains("n"));
          body.replaceChildren(...numbers.map((number) => {
            const copy = row.cloneNode(true);
            copy.cells[place].textContent = number;
            return copy;
          }));
          return place + 1;
        }""",
        [*NUMBERS[::2], *NUMBERS[::-2]],
    )
    page.locator("table.sortable thead th").nth(column - 1).get_by_role("button").click()
    assert cells(page, column) == NUMBERS
