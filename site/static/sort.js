// Lets readers put the rows of a table in another order: by the words, numbers or days of a column.
// The heads of columns become buttons, and aria-sort says which column the order follows.

const language = document.documentElement.lang;
const words = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

// The number of a cell, as all languages of the site write numbers; NaN if there is none.
function number(text) {
  const plain = text.replace(/\s/g, "").replace("\u2212", "-").replace(",", ".");
  return plain === "" ? NaN : Number(plain.replace(/%$/, ""));
}

// What a cell is sorted by: the day it names, else its words, and the number that it is.
function key(cell) {
  const time = cell.querySelector("time[datetime]");
  const text = time ? time.getAttribute("datetime") : cell.textContent.trim();
  return { text, number: cell.classList.contains("n") && !time ? number(text) : NaN };
}

function compare(a, b) {
  if (Number.isNaN(a.number) && Number.isNaN(b.number)) return words.compare(a.text, b.text);
  if (Number.isNaN(a.number)) return -1;
  return Number.isNaN(b.number) ? 1 : a.number - b.number;
}

function sort(table, column, descending) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => [key(row.cells[column]), row]);
  rows.sort(([a], [b]) => compare(a, b) * (descending ? -1 : 1));
  body.append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = Array.from(table.tHead.rows[0].cells);
  if (table.tBodies[0].rows.length < 3) continue;
  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort(table, column, descending);
    });
  }
}
