// What somebody types, as the terms of the index: words become their base forms.
//
// The words of all §§ stand in files by their first two letters (publisher/search/word_files.py). A
// form that stands in no § has the base form that its ending leads to, if that one is known; a
// compound is taken to pieces that are known. Of what remains, the beginning is asked for.

const WORD = /[\p{L}\p{N}]+(?:[./-][\p{L}\p{N}]+)*/gu;
const SHORTEST_PART = 3;
const SHORTEST_BEGINNING = 5;
const LONGEST_ENDING = 5;
// Of the ways to take a word, so many: each is a question of its own.
const MOST_WAYS = 3;
// What tokens begin with, so that a word which begins like it would be taken for one.
const OPENS = "xq";

// As publisher/search/tokens.py writes them.
export function token(text) {
  const written = [...text].map((char) =>
    /[a-z]/.test(char) ? char : "q" + [...char.codePointAt(0).toString(16)].map(letter).join(""),
  );
  return `${OPENS}${written.join("")}qx`;
}

const letter = (digit) => "abcdefghijklmnop"[parseInt(digit, 16)];
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

function beginning(word) {
  const letters = [...plain(word)].slice(0, 2).map((char) => (/[a-z]/.test(char) ? char : "_"));
  return letters.join("").padEnd(2, "_");
}

// How a form with such an ending becomes its base form: "3tu" takes three letters and adds "tu".
function candidates(endings, form) {
  for (let length = Math.min(LONGEST_ENDING, form.length - 1); length > 0; length -= 1) {
    const ways = endings[form.slice(-length)];
    if (ways !== undefined) {
      return ways.split(" ").map((way) => {
        const taken = parseInt(way, 10);
        return form.slice(0, form.length - taken) + way.slice(String(taken).length);
      });
    }
  }
  return [];
}

export class Words {
  constructor(place, there) {
    this.place = place;
    this.there = there;
    this.files = new Map();
    this.lore = fetch(place.lore).then((answer) => answer.json());
    // By base form, the forms that stand in texts; only of files that have been loaded.
    this.forms = new Map();
  }

  // A file of words: base forms by form, and by form without marks.
  file(name) {
    if (!this.files.has(name)) this.files.set(name, this.load(name));
    return this.files.get(name);
  }

  async load(name) {
    const { words } = await this.there;
    const there = words.includes(name);
    const table = there ? await (await fetch(`${this.place.words}${name}.json`)).json() : {};
    const exact = new Map();
    const unmarked = new Map();
    const add = (form, lemma) => {
      for (const [map, key] of [[exact, form], [unmarked, plain(form)]]) {
        if (!map.has(key)) map.set(key, new Set());
        map.get(key).add(lemma);
      }
    };
    for (const [lemma, forms] of Object.entries(table)) {
      const known = this.forms.get(lemma) ?? new Set([lemma]);
      for (const form of forms) {
        add(form, lemma);
        known.add(form);
      }
      this.forms.set(lemma, known);
      if (beginning(lemma) === name) add(lemma, lemma);
    }
    return { exact, unmarked };
  }

  // The base forms of a word that are known; none if there are none.
  async lemmas(word) {
    const { exact, unmarked } = await this.file(beginning(word));
    const { endings } = await this.lore;
    const known = exact.get(word) ?? unmarked.get(plain(word));
    if (known) return [...known];
    const led = Object.values(endings).flatMap((each) => candidates(each, word));
    const found = led.flatMap((each) => [...(exact.get(each) ?? [])]);
    return [...new Set(found)];
  }

  // An unknown compound as its known parts, each by its base forms; null if it is none.
  async parts(word) {
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
      const first = await this.lemmas(word.slice(0, at));
      if (!first.length) continue;
      const last = await this.lemmas(word.slice(at));
      if (last.length) return [first, last];
    }
    return null;
  }

  // The longest beginning of a word that some word of the site begins with, if it is long enough to
  // mean something: what is derived from one verb begins alike.
  async nearest(word) {
    const { exact } = await this.file(beginning(word));
    const forms = [...exact.keys()];
    const shortest = Math.max(SHORTEST_BEGINNING, word.length / 2);
    for (let length = word.length; length >= shortest; length -= 1) {
      const begun = word.slice(0, length);
      if (forms.some((form) => form.startsWith(begun))) return begun;
    }
    return word;
  }

  // What a word is asked as: lists of alternatives, all of which have to be met.
  async asked(word) {
    if (OPENS.startsWith(word) || word.startsWith(OPENS)) return [[]];
    if (/[^\p{L}]/u.test(word)) return [[{ term: word, said: word }]];
    const lemmas = await this.lemmas(word);
    const found = lemmas.length ? [lemmas] : ((await this.parts(word)) ?? []);
    if (!found.length) {
      const begun = await this.nearest(word);
      return [[{ term: begun, said: begun }]];
    }
    return found.map((each) =>
      each.slice(0, MOST_WAYS).map((lemma) => ({ term: token(lemma), said: lemma })),
    );
  }

  // The alternatives for each word of a text; words that say nothing are left out if others stay.
  async read(text) {
    const words = text.toLowerCase().match(WORD) ?? [];
    const { stop } = await this.lore;
    const telling = words.filter((word) => !stop.includes(word));
    const lists = await Promise.all((telling.length ? telling : words).map((each) => this.asked(each)));
    return lists.flat();
  }
}
