// Asks Pagefind, over the indexes that the limits leave, and puts the answers of several ways to
// take the same words together.

const MOST_QUESTIONS = 8;

// Every way to choose one of each list of alternatives, the likeliest first.
function ways(lists) {
  let found = [[]];
  for (const list of lists) found = found.flatMap((way) => list.map((each) => [...way, each]));
  return found.slice(0, MOST_QUESTIONS);
}

export class Index {
  constructor(place, token, there) {
    this.place = place;
    this.token = token;
    this.there = there;
    this.pagefind = import(`${place.pagefind}pagefind.js`);
    this.instances = new Map();
  }

  async chosen(limits) {
    const { parts } = await this.there;
    return parts.filter(
      (part) =>
        (!limits.organisaatio || part.organization === limits.organisaatio) &&
        (!limits.vuosi || String(part.year) === limits.vuosi) &&
        (!limits.toimielin || part.bodies.includes(limits.toimielin)) &&
        (!limits.tulos || part.outcomes.includes(limits.tulos)),
    );
  }

  // One Pagefind for each choice of indexes: an index that has joined one cannot leave it.
  instance(folders) {
    const key = folders.map(([path]) => path).join(" ");
    if (!this.instances.has(key)) this.instances.set(key, this.join(folders));
    return this.instances.get(key);
  }

  async join(folders) {
    const { createInstance } = await this.pagefind;
    const settings = { ranking: { metaWeights: { lemmas: 5, title: 5, body: 0, printed: 0.5 } } };
    const path = new URL(this.place.pagefind).pathname;
    const found = createInstance({ basePath: path, metaCacheTag: "1", ...settings });
    await Promise.all(
      folders.map(([folder, tag]) => {
        const below = new URL(folder, this.place.root).pathname;
        return found.mergeIndex(below, { metaCacheTag: tag, ...settings });
      }),
    );
    return found;
  }

  // The §§ in which the words stand, best first; each can be loaded.
  async ask(lists, limits) {
    const parts = await this.chosen(limits);
    if (!parts.length || !lists.length) return [];
    const found = await this.instance(parts.flatMap((part) => part.folders));
    const filters = [
      ...(limits.toimielin ? [this.token(`body:${limits.toimielin}`)] : []),
      ...(limits.tulos ? [this.token(`outcome:${limits.tulos}`)] : []),
    ];
    const best = new Map();
    for (const way of ways(lists)) {
      const question = [...new Set([...way.map((each) => each.term), ...filters])].join(" ");
      const { results } = await found.search(question);
      for (const result of results) {
        if (!best.has(result.id) || best.get(result.id).score < result.score) {
          best.set(result.id, result);
        }
      }
    }
    return [...best.values()].sort((one, other) => other.score - one.score);
  }
}
