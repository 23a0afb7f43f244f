// Asks sources with Comunica and prints what it makes of their answers.
//
// Standard input has {"queries": {name: {"query", "sources"}}}, standard output {name: answer}: the
// text of rows or of a truth value as SPARQL 1.1 Query Results JSON, that of triples as N-Triples,
// and {"error": message} for what fails.
"use strict";

const { readFileSync } = require("node:fs");
const { QueryEngine } = require("@comunica/query-sparql");

const SYNTAXES = {
  bindings: "application/sparql-results+json",
  boolean: "application/sparql-results+json",
  quads: "application/n-triples",
};

async function ask(engine, { query, sources }) {
  const result = await engine.query(query, { sources });
  const { data } = await engine.resultToString(result, SYNTAXES[result.resultType]);
  const pieces = [];
  for await (const piece of data) {
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces).toString("utf-8");
}

async function main() {
  const { queries } = JSON.parse(readFileSync(0, "utf-8"));
  const engine = new QueryEngine();
  const answers = {};
  for (const [name, asked] of Object.entries(queries)) {
    try {
      answers[name] = await ask(engine, asked);
    } catch (error) {
      answers[name] = { error: error.message };
    }
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
