// Asks a query: of the endpoint of this site where there is one, and of a worker in this browser
// otherwise. What it finds out is told to the page by events; see sparql-results.js.

const ask = document.querySelector(".ask");
const place = ask.dataset;
const form = document.getElementById("lomake");
const text = document.getElementById("teksti");
const choice = document.getElementById("esimerkki");
const error = document.getElementById("virhe");
const status = document.getElementById("tila");
const run = document.getElementById("aja");
const stop = document.getElementById("seis");
const boxes = [...document.querySelectorAll("input[name=osa]")];
const themes = new Set([...choice.options].map((option) => option.dataset.theme));

let worker = null;
let current = null; // what can be ended: a function
let parts = null;
let endpoint = null;

const absolute = (path) => new URL(place.root + path, location.href).href;

function tell(words) {
  status.textContent = words;
}

function fail(message) {
  error.textContent = message;
  error.hidden = !message;
  text.setAttribute("aria-invalid", message ? "true" : "false");
  if (message) tell("");
}

// Whether this site answers queries itself (SPARQL 1.1 Protocol); asked once.
function hasEndpoint() {
  endpoint ??= fetch(absolute("sparql?query=ASK%7B%7D"), {
    headers: { Accept: "application/sparql-results+json" },
  })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then((found) => typeof found.boolean === "boolean")
    .catch(() => false);
  return endpoint;
}

async function askEndpoint(query, limit, signal) {
  const answer = await fetch(absolute("sparql"), {
    method: "POST",
    headers: {
      "Content-Type": "application/sparql-query",
      Accept: "application/sparql-results+json, application/n-triples;q=0.5",
    },
    body: query,
    signal,
  });
  const body = await answer.text();
  if (!answer.ok) throw new Error(body.trim());
  if (!answer.headers.get("Content-Type").includes("json")) return { lines: body };
  const found = JSON.parse(body);
  if (!found.results) return { boolean: found.boolean };
  const rows = found.results.bindings;
  return { columns: found.head.vars, rows: rows.slice(0, limit), all: rows.length };
}

function askWorker(query, limit, files, signal) {
  worker ??= new Worker(place.worker, { type: "module" });
  const here = worker;
  return new Promise((done, failed) => {
    here.onmessage = ({ data }) => {
      if (data.running) tell(status.dataset.running);
      else if (data.error) failed(new Error(data.error));
      else done(data);
    };
    here.onerror = (event) => failed(new Error(event.message || status.dataset.noEngine));
    signal.addEventListener("abort", () => {
      here.terminate();
      if (worker === here) worker = null;
      failed(signal.reason);
    });
    here.postMessage({ query, limit, files, script: absolutely(place.script), wasm: absolutely(place.wasm) });
  });
}

const absolutely = (path) => new URL(path, location.href).href;

async function chosenFiles() {
  parts ??= fetch(absolute("sparql/parts.json")).then((answer) => answer.json());
  const { files } = await parts;
  const names = boxes.filter((box) => box.checked).map((box) => box.value);
  return names.flatMap((name) => files[name]).map((file) => absolute(file.href));
}

async function answer(query, limit, signal) {
  if (await hasEndpoint()) {
    tell(status.dataset.running);
    return { ...(await askEndpoint(query, limit, signal)), by: status.dataset.endpoint };
  }
  if (!place.script) throw new Error(status.dataset.noEngine);
  if (!boxes.some((box) => box.checked)) throw new Error(status.dataset.none);
  tell(status.dataset.loading);
  const files = await chosenFiles();
  return { ...(await askWorker(query, limit, files, signal)), by: status.dataset.browser };
}

async function start() {
  if (current) return;
  fail("");
  document.getElementById("tulokset").hidden = true;
  const ending = new AbortController();
  const end = (words) => ending.abort(new Error(words));
  current = () => end(status.dataset.stopped);
  const seconds = Number(document.getElementById("sekunnit").value);
  const timer = setTimeout(() => end(status.dataset.tooLong), seconds * 1000);
  stop.disabled = false;
  run.disabled = true;
  try {
    const limit = Number(document.getElementById("rivit").value);
    const found = await answer(text.value, limit, ending.signal);
    ask.dispatchEvent(new CustomEvent("pykala:results", { detail: { ...found, query: text.value } }));
  } catch (problem) {
    fail(ending.signal.aborted ? ending.signal.reason.message : problem.message);
  } finally {
    clearTimeout(timer);
    current = null;
    stop.disabled = true;
    run.disabled = false;
  }
}

function check(names) {
  for (const box of boxes) box.checked = names.includes(box.value);
}

function takeExample() {
  const option = choice.selectedOptions[0];
  if (!option?.value) return;
  text.value = option.dataset.query;
  check([option.dataset.theme]);
  fail("");
}

// A year holds what the themes hold: with both, every such triple would count twice.
function keepApart(event) {
  const isTheme = themes.has(event.target.value);
  if (!event.target.checked) return;
  for (const box of boxes) if (themes.has(box.value) !== isTheme) box.checked = false;
}

function share() {
  const names = boxes.filter((box) => box.checked).map((box) => box.value);
  const fragment = new URLSearchParams({ query: text.value, parts: names.join(",") });
  history.replaceState(null, "", `#${fragment}`);
  tell(status.dataset.shared);
  navigator.clipboard?.writeText(location.href).catch(() => {}); // the address shows it anyway
}

function takeAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.has("query")) {
    text.value = given.get("query");
    check((given.get("parts") ?? "").split(","));
  } else if (given.has("kysymys")) {
    choice.value = given.get("kysymys");
    takeExample();
    text.focus();
  }
}

choice.addEventListener("change", takeExample);
for (const box of boxes) box.addEventListener("change", keepApart);
stop.addEventListener("click", () => current?.());
document.getElementById("jaa").addEventListener("click", share);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    start();
  }
});
window.addEventListener("hashchange", takeAddress);
takeAddress();
ask.dataset.ready = "";
