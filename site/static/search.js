// The page of the search: the address says what is asked, so that it can be linked to and gone back
// to. Nothing is loaded before there is a question.
// It is no module, so that it also runs, and says what it takes, where a page is read from a disk.

(() => {
  const form = document.getElementById("lomake");
  const status = document.getElementById("tila");
  const help = document.getElementById("ohje");
  const results = document.getElementById("tulokset");
  const more = document.getElementById("lisaa");
  const FIELDS = ["q", "organisaatio", "toimielin", "vuosi", "tulos"];
  const ROWS = 10;

  const absolute = (path) => new URL(path, location.href).href;
  const place = Object.fromEntries(
    Object.entries(form.dataset).map(([key, path]) => [key, key === "ending" ? path : absolute(path || "./")]),
  );

  let loaded = null; // the parts of the search, once they are wanted
  let asked = 0; // the number of the last question: answers to others come too late
  let rest = []; // results that are not shown yet
  let wanted = [];

  async function load() {
    const [{ Words, token }, { Index }, { Rows }] = await Promise.all(
      [place.terms, place.engine, place.rows].map((path) => import(path)),
    );
    const list = results.querySelector("ol");
    const there = fetch(place.parts).then((answer) => answer.json());
    return {
      words: new Words(place, there),
      index: new Index(place, token, there),
      rows: new Rows(place, list, document.getElementById("rivi")),
    };
  }

  function tell(words) {
    status.textContent = words;
  }

  // An organisation and one of another's bodies would leave nothing.
  function keepTogether(field) {
    const { organisaatio: organization, toimielin: body } = form.elements;
    const owner = body.value.split("/")[0];
    if (!organization.value || !body.value || owner === organization.value) return;
    if (field === organization) body.value = "";
    else organization.value = owner;
  }

  function address() {
    const given = FIELDS.map((name) => [name, form.elements[name].value.trim()]);
    const query = new URLSearchParams(given.filter(([, value]) => value));
    return `${location.pathname}${query.size ? `?${query}` : ""}`;
  }

  function takeAddress() {
    const query = new URLSearchParams(location.search);
    for (const name of FIELDS) form.elements[name].value = query.get(name) ?? "";
    keepTogether(form.elements.toimielin);
  }

  async function show(own) {
    const { rows } = await loaded;
    const found = await Promise.all(rest.slice(0, ROWS).map((result) => result.data()));
    if (own !== asked) return;
    rest = rest.slice(ROWS);
    rows.add(found, wanted);
    more.hidden = !rest.length;
  }

  async function search() {
    asked += 1;
    const own = asked;
    const text = form.elements.q.value.trim();
    help.hidden = Boolean(text);
    if (!text) {
      results.hidden = true;
      tell("");
      return;
    }
    if (location.protocol === "file:") {
      tell(status.dataset.noServer);
      return;
    }
    tell(status.dataset.running);
    loaded ??= load();
    const { words, index, rows } = await loaded;
    const lists = await words.read(text);
    const limits = Object.fromEntries(FIELDS.slice(1).map((name) => [name, form.elements[name].value]));
    const found = await index.ask(lists, limits);
    if (own !== asked) return;
    wanted = lists.flat().map(({ said }) => ({ said, forms: [...(words.forms.get(said) ?? [])] }));
    rest = found;
    rows.clear();
    await show(own);
    if (own !== asked) return;
    results.hidden = !found.length;
    if (!found.length) tell(status.dataset.none);
    else if (found.length === 1) tell(status.dataset.one);
    else tell(status.dataset.many.replace("{n}", found.length));
  }

  async function start() {
    form.dataset.state = "running";
    try {
      await search();
    } catch (problem) {
      loaded = null;
      results.hidden = true;
      tell(status.dataset.failed);
      throw problem;
    } finally {
      form.dataset.state = "done";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (address() !== location.pathname + location.search) history.pushState(null, "", address());
    start();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "q") return;
    keepTogether(event.target);
    history.pushState(null, "", address());
    start();
  });
  more.addEventListener("click", async () => {
    const list = results.querySelector("ol");
    const first = list.children.length;
    await show(asked);
    list.children[first]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    takeAddress();
    start();
  });
  takeAddress();
  start();
})();
