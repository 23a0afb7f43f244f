// Oxigraph over files of this site, in a thread of its own: it can be ended at any time.

let engine = null;
let loaded = { key: "", store: null };

// Some servers unpack what is packed, and some do not: its first bytes tell (RFC 1952, 2.3.1).
async function unpacked(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new Response(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

async function start(script, wasm) {
  const [library, packed] = await Promise.all([import(script), fetch(wasm)]);
  const program = await (await unpacked(packed)).arrayBuffer();
  await library.default({ module_or_path: program });
  return library;
}

async function fill({ script, wasm, files }) {
  engine ??= start(script, wasm);
  const key = files.join("\n");
  const fetched = loaded.key === key && loaded.store ? [] : files.map((href) => fetch(href).then(unpacked));
  const library = await engine;
  if (loaded.key === key && loaded.store) return loaded.store;
  const store = new library.Store();
  for (const [number, href] of files.entries()) {
    const data = new Uint8Array(await (await fetched[number]).arrayBuffer());
    const format = href.includes(".nq") ? "application/n-quads" : "application/n-triples";
    store.load(data, { format, lenient: true, no_transaction: true });
  }
  loaded = { key, store };
  return store;
}

// A term as SPARQL 1.1 Query Results JSON has it.
function plain(term) {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.termType === "Literal") {
    const shown = { type: "literal", value: term.value };
    if (term.language) shown["xml:lang"] = term.language;
    else shown.datatype = term.datatype.value;
    return shown;
  }
  return { type: "literal", value: term.toString() };
}

function written(found, limit) {
  if (typeof found === "boolean") return { boolean: found };
  if (typeof found === "string") {
    const { head, results } = JSON.parse(found);
    if (!results) return { boolean: JSON.parse(found).boolean };
    return { columns: head.vars, rows: results.bindings.slice(0, limit), all: results.bindings.length };
  }
  const columns = ["subject", "predicate", "object"];
  const rows = found.slice(0, limit).map((quad) =>
    Object.fromEntries(columns.map((name) => [name, plain(quad[name])])),
  );
  return { columns, rows, all: found.length };
}

// Of a query that makes triples there is no table of results.
function evaluate(store, query) {
  const how = { use_default_graph_as_union: true };
  const bare = query.replace(/^(?:\s|#[^\n]*\n|(?:prefix|base)[^>]*>)*/i, "");
  if (/^(?:construct|describe)/i.test(bare)) return store.query(query, how);
  return store.query(query, { ...how, results_format: "application/sparql-results+json" });
}

self.onmessage = async ({ data }) => {
  try {
    const store = await fill(data);
    self.postMessage({ running: true });
    self.postMessage(written(evaluate(store, data.query), data.limit));
  } catch (problem) {
    self.postMessage({ error: String(problem?.message ?? problem) });
  }
};
