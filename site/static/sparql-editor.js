// Completes prefixes, classes and properties in the query, out of what is counted in this site's data.

const { root } = document.querySelector(".ask").dataset;
const text = document.getElementById("teksti");
const list = document.getElementById("ehdotukset");
const MOST = 12;

let terms = null;
let active = -1;

text.setAttribute("aria-autocomplete", "list");
text.setAttribute("aria-controls", list.id);

async function read() {
  const { terms: counted, prefixes } = await (await fetch(`${root}sparql/parts.json`)).json();
  const names = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
  const compact = ([iri, count]) => {
    const found = names.find(([, namespace]) => iri.startsWith(namespace));
    return found ? { word: `${found[0]}:${iri.slice(found[1].length)}`, count } : null;
  };
  const used = [counted.classes, counted.properties].flatMap((each) => Object.entries(each));
  const words = used.map(compact).filter(Boolean).sort((a, b) => b.count - a.count);
  const bare = names.map(([name]) => ({ word: `${name}:`, count: 0 }));
  return { words: [...words, ...bare], prefixes };
}

const before = () => text.value.slice(0, text.selectionStart).match(/(?:^|[\s({^/|!])([A-Za-z][\w-]*:?[\w-]*)$/)?.[1];

function close() {
  list.hidden = true;
  active = -1;
  list.replaceChildren();
  text.removeAttribute("aria-activedescendant");
}

function mark(number) {
  const options = [...list.children];
  active = (number + options.length) % options.length;
  for (const [at, option] of options.entries()) {
    option.setAttribute("aria-selected", String(at === active));
  }
  options[active].scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", options[active].id);
}

async function suggest() {
  const begun = before();
  if (!begun || begun.length < 2 || text.selectionStart !== text.selectionEnd) return close();
  terms ??= read();
  const { words } = await terms;
  const wanted = begun.toLowerCase();
  const fits = ({ word }) => {
    const low = word.toLowerCase();
    return low !== wanted && (low.startsWith(wanted) || low.split(":")[1].startsWith(wanted));
  };
  const found = [...new Set(words.filter(fits).map(({ word }) => word))].slice(0, MOST);
  if (!found.length || before() !== begun) return close();
  list.replaceChildren(
    ...found.map((word, number) => {
      const option = document.createElement("li");
      option.id = `ehdotus-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = word;
      return option;
    }),
  );
  active = -1;
  text.removeAttribute("aria-activedescendant");
  list.hidden = false;
}

async function take(option) {
  const word = option.textContent;
  const { prefixes } = await terms;
  const end = text.selectionStart;
  const from = end - before().length;
  text.setRangeText(word, from, end, "end");
  const name = word.split(":")[0];
  if (!new RegExp(`prefix\\s+${name}:`, "i").test(text.value)) {
    text.setRangeText(`PREFIX ${name}: <${prefixes[name]}>\n`, 0, 0, "preserve");
  }
  close();
  text.focus();
}

text.addEventListener("input", suggest);
text.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => {
  event.preventDefault(); // or the text would lose the caret first
  const option = event.target.closest("[role=option]");
  if (option) take(option);
});
text.addEventListener("keydown", (event) => {
  if (list.hidden || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown") mark(active + 1);
  else if (event.key === "ArrowUp") mark(active < 0 ? list.children.length - 1 : active - 1);
  else if (event.key === "Escape") close();
  else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) take(list.children[active]);
  else return;
  event.preventDefault();
});
