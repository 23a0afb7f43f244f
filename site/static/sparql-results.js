// Shows the answer to a query as a table, and offers it as CSV.

const ask = document.querySelector(".ask");
const { root, base, ending } = ask.dataset;
const results = document.getElementById("tulokset");
const status = document.getElementById("tila");
const link = document.getElementById("csv");
const LABEL = "Label"; // of another column of that name without it
const NUMBERS = /#(?:integer|decimal|double|float|nonNegativeInteger)$/;

function declared(query) {
  const found = query.matchAll(/prefix\s+([\w-]*):\s*<([^>]*)>/gi);
  return [...found].map(([, name, namespace]) => [name, namespace]);
}

function shortened(iri, prefixes) {
  for (const [name, namespace] of prefixes) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[\w-]+$/.test(local)) return `${name}:${local}`;
  }
  return iri;
}

// Where the page about a thing of this site is; a code list stands below every site.
function page(iri) {
  const vocabularies = "https://w3id.org/pykala/";
  if (iri.startsWith(vocabularies)) {
    const [path, hash] = iri.slice(vocabularies.length).split("#");
    return `${root}${path}.html${hash ? `#${hash}` : ""}`;
  }
  if (!iri.startsWith(base)) return iri;
  const [path, hash] = iri.slice(base.length).split("#");
  const document = path.replace(/^eli\/(?!dl\/)([^/]+\/[^/]+\/\d+\/\d+).*/, "eli/dl/$1");
  const name = document.split("/").pop().includes(".") ? document : `${document}${ending}`;
  return `${root}${name}${hash ? `#${hash}` : ""}`;
}

function cell(tag, term, label, prefixes) {
  const made = document.createElement(tag);
  if (tag === "th") made.scope = "row";
  if (!term) {
    made.textContent = label?.value ?? "";
  } else if (term.type === "uri") {
    const anchor = document.createElement("a");
    anchor.textContent = label?.value ?? shortened(term.value, prefixes);
    if (/^https?:/.test(term.value)) anchor.href = page(term.value);
    made.append(anchor);
  } else {
    const isDay = term.datatype?.endsWith("#date");
    const shown = isDay ? made.appendChild(document.createElement("time")) : made;
    shown.textContent = term.value;
    if (term["xml:lang"]) made.lang = term["xml:lang"];
    if (NUMBERS.test(term.datatype ?? "")) made.className = "n";
  }
  return made;
}

function table(columns, rows, query) {
  const prefixes = declared(query);
  const isLabel = (name) => name.endsWith(LABEL) && columns.includes(name.slice(0, -LABEL.length));
  const shown = columns.filter((name) => !isLabel(name));
  const heads = shown.map((name) => {
    const head = document.createElement("th");
    head.scope = "col";
    head.textContent = name;
    return head;
  });
  results.querySelector("thead tr").replaceChildren(...heads);
  const lines = rows.map((row) => {
    const line = document.createElement("tr");
    line.append(
      ...shown.map((name, number) =>
        cell(number ? "td" : "th", row[name], row[`${name}${LABEL}`], prefixes),
      ),
    );
    return line;
  });
  results.querySelector("tbody").replaceChildren(...lines);
}

// SPARQL 1.1 Query Results CSV, 3.
function asCsv(columns, rows) {
  const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => columns.map((name) => quoted(row[name]?.value ?? "")).join(","));
  return [columns.map(quoted).join(","), ...lines, ""].join("\r\n");
}

function rowsOf(found) {
  if (found.lines !== undefined) {
    const rows = found.lines.split("\n").filter(Boolean);
    return { columns: ["triple"], rows: rows.map((value) => ({ triple: { type: "literal", value } })) };
  }
  if (found.boolean !== undefined) {
    const value = found.boolean ? status.dataset.yes : status.dataset.no;
    return { columns: ["ask"], rows: [{ ask: { type: "literal", value } }] };
  }
  return found;
}

ask.addEventListener("pykala:results", ({ detail }) => {
  const { columns, rows } = rowsOf(detail);
  const all = detail.all ?? rows.length;
  table(columns, rows, detail.query);
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([asCsv(columns, rows)], { type: "text/csv" }));
  const cut = rows.length < all ? ` ${status.dataset.cut} ${rows.length}.` : "";
  status.textContent = `${detail.by} ${status.dataset.count} ${all}.${cut}`;
  results.hidden = false;
});
