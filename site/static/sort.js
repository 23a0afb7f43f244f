// Lets readers put the rows of a table in another order: by the words, numbers or days of a column.
// The heads of columns become buttons, and aria-sort says which column the order follows.

const language = document.documentElement.lang;
const words = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

// What a cell is sorted by: the day it names, else the number that it is, else its words.
function key(cell) {
  const time = cell.querySelector("time[datetime]");
  if (time) return time.getAttribute("datetime");
  const text = cell.textContent.trim();
  return cell.classList.contains("n") ? text.replace(/\s/g, "") : text;
}

function sort(table, column, descending) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => [key(row.cells[column]), row]);
  rows.sort(([a], [b]) => words.compare(a, b) * (descending ? -1 : 1));
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
