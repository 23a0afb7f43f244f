// Rows of results: made of the template of the page, and of text only.

const BORDER = "xqqx";
const AROUND = 110;
const PAGE_LANGUAGES = new Set(["fi", "sv", "en"]);

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

// Whether a word of a text is one that was asked for, or has it as a part.
function matcher(wanted) {
  const exact = new Set();
  const stems = [];
  for (const { said, forms } of wanted) {
    exact.add(said);
    for (const form of forms) exact.add(form);
    const stem = said.slice(0, Math.max(4, said.length - 2));
    if (stem.length >= 4) stems.push(stem);
  }
  return (word) => exact.has(word) || stems.some((stem) => word.includes(stem));
}

// Where the words stand, as pairs of places; all of them in order.
function places(text, matches) {
  const found = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (matches(match[0].toLowerCase())) found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

function append(node, text, found, from, until) {
  let at = from;
  for (const [start, end] of found) {
    if (start < at || end > until) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    node.append(text.slice(at, start), mark);
    at = end;
  }
  node.append(text.slice(at, until));
}

// The part of a text in which most of the words stand, from word to word.
function excerpt(node, text, found) {
  let best = 0;
  let most = 0;
  for (const [start] of found) {
    const here = new Set(
      found
        .filter(([other]) => other >= start && other < start + 2 * AROUND)
        .map(([other, end]) => text.slice(other, end).toLowerCase().slice(0, 5)),
    ).size;
    if (here > most) [best, most] = [start, here];
  }
  const from = best <= AROUND ? 0 : text.indexOf(" ", best - AROUND) + 1;
  const cut = text.indexOf(" ", best + 2 * AROUND);
  const until = cut < 0 ? text.length : cut;
  if (from) node.append("… ");
  append(node, text, found, from, until);
  if (until < text.length) node.append(" …");
}

export class Rows {
  constructor(place, list, template) {
    this.place = place;
    this.list = list;
    this.template = template;
    const language = document.documentElement.lang;
    this.day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      dateStyle: language === "en" ? "long" : "short",
      timeZone: "UTC",
    });
  }

  // Names of bodies and outcomes are those of the lists from which they are chosen.
  named(list, value, otherwise) {
    const option = [...document.getElementById(list).options].find((each) => each.value === value);
    return option ? option.textContent : otherwise;
  }

  row(data, wanted) {
    const { meta } = data;
    const row = this.template.content.cloneNode(true);
    const part = (selector) => row.querySelector(selector);
    const matches = matcher(wanted);
    part("time").textContent = this.day.format(new Date(meta.date));
    part("time").dateTime = meta.date;
    part(".who").textContent = `${this.named("toimielin", meta.body, meta.printed)} § ${meta.number}`;
    const link = part("a");
    link.href = new URL(data.raw_url + this.place.ending, this.place.root);
    append(link, meta.title, places(meta.title, matches), 0, meta.title.length);
    const languages = meta.language.split(" ");
    if (languages.length === 1 && PAGE_LANGUAGES.has(languages[0])) {
      link.lang = languages[0];
      part(".excerpt").lang = languages[0];
    }
    const badge = part(".badge");
    if (meta.outcome) {
      badge.classList.add(`o-${meta.outcome}`);
      badge.textContent = this.named("tulos", meta.outcome, meta.outcome);
    } else {
      badge.parentNode.remove();
    }
    const [text] = unescaped(data.raw_content).split(BORDER);
    const body = text.startsWith(meta.title) ? text.slice(meta.title.length) : text;
    excerpt(part(".excerpt"), body.trim(), places(body.trim(), matches));
    return row;
  }

  add(found, wanted) {
    for (const data of found) this.list.append(this.row(data, wanted));
  }

  clear() {
    this.list.replaceChildren();
  }
}
