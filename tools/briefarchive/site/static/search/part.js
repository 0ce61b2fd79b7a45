// Queries one part of the index through Pagefind, which ignores words that a part does not know.
import { isLatin } from "./query.js";
import { passagesOf, soundsLike } from "./passages.js";
import { folded } from "./segmenter.js";

const MOST_CHECKED = 20;
const INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxzcsryw]";
const FINALS =
  "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|er|in|un|ia|ie|iu|ua|uo|ue|ui|a|o|e|i|u|v";
const SYLLABLES = new RegExp(`(?:${INITIALS})?(?:${FINALS})`, "gu");
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}]+/gu;

export class Part {
  // *briefs* is the filter that excludes index pages.
  constructor(engine, number, briefs) {
    this.engine = engine;
    this.number = number;
    this.briefs = briefs;
    this.known = new Map();
  }

  loadFilters() {
    return this.engine.filters();
  }

  async search(term, { filters = {}, sort = "" } = {}) {
    const options = { filters, sort: sort ? { date: sort === "newest" ? "desc" : "asc" } : {} };
    const answer = await this.engine.search(term, options);
    const results = answer.results.map((result) => ({
      key: `${this.number}/${result.id}`,
      score: result.score,
      words: result.words,
      data: () => result.data(),
    }));
    return { results, filters: answer.filters };
  }

  async keys(term, options) {
    return new Set((await this.search(term, options)).results.map((result) => result.key));
  }

  // Briefs with every clause.
  async all(clauses, options, simplify) {
    const tokens = clauses.flatMap((clause) => clause.tokens.map(simplify));
    const main = await this.search(tokens.length ? tokens.join(" ") : null, options);
    const only = { filters: this.briefs }; // whether a word is known does not depend on other filters
    let { results } = main;
    const missing = [];
    for (const clause of clauses) {
      const exact = await this.keys(exactly(clause.tokens, simplify), only);
      if (clause.exact) {
        const also = await this.overlooked(clause, clauses, results, exact, only, simplify);
        results = results.filter((result) => exact.has(result.key) || also.includes(result));
        if (!exact.size && !also.length) missing.push(clause.text);
      } else if (exact.size && clause.short) {
        results = results.filter(({ key }) => exact.has(key));
      } else if (!exact.size && (await this.isStrange(clause, only, simplify))) {
        missing.push(clause.text);
      }
    }
    if (missing.length) results = [];
    return {
      missing,
      results: results.map((result) => ({ ...result, clauses })),
      filters: main.filters,
      counted: results.length === main.results.length,
    };
  }

  // An exact search misses pages with a word both with and without an accent, so the consecutive words are compared.
  async overlooked(clause, clauses, results, exact, only, simplify) {
    const left = results.filter(({ key }) => !exact.has(key));
    if (clause.tokens.length < 2 || !left.length) return [];
    const phrase = clause.tokens.map(simplify).join(" ");
    const alone = clauses.length === 1 ? results : (await this.search(phrase, only)).results;
    const inRow = new Set(alone.filter(({ words }) => hasRow(words, clause.tokens.length)).map(({ key }) => key));
    const inOrder = left.filter(({ key }) => inRow.has(key));
    if (clause.open) return inOrder;
    const candidates = inOrder.slice(0, MOST_CHECKED);
    const checked = await Promise.all(candidates.map(async (result) => {
      const data = await result.data();
      return passagesOf(data.content).some((passage) => hasWords(passage, clause, simplify)) ? result : null;
    }));
    return checked.filter(Boolean);
  }

  // Whether no brief has a word: Pagefind then returns matches of a prefix, one of which is examined.
  isStrange(clause, only, simplify) {
    const [token] = clause.tokens.map(simplify);
    if (!this.known.has(token)) this.known.set(token, this.lookForStrange(clause, only, simplify));
    return this.known.get(token);
  }

  async lookForStrange(clause, only, simplify) {
    const alone = await this.search(clause.tokens.map(simplify).join(" "), only);
    const datas = await Promise.all(alone.results.slice(0, 1).map((result) => result.data()));
    const wanted = folded(simplify(clause.tokens[0])).replace(NOT_A_WORD, "");
    const wordsOf = ({ content, meta }) => folded(simplify([content, ...Object.values(meta)].join(" "))).split(NOT_A_WORD);
    return !datas.some((data) => wordsOf(data).some((word) => word.startsWith(wanted)));
  }

  // An unknown word may be pinyin.
  async bySound(clauses, strange, options, simplify) {
    const nothing = { results: [], missing: strange, filters: {}, counted: true };
    const unheard = clauses.filter(({ text }) => strange.includes(text));
    if (!unheard.every(({ exact, tokens }) => !exact && isLatin(tokens[0]))) return nothing;
    const asSound = (clause) => (sound) => ({ ...clause, tokens: [soundsLike(sound)], short: false });
    const heard = clauses.flatMap((clause) =>
      unheard.includes(clause) ? syllables(clause.tokens[0]).map(asSound(clause)) : [clause],
    );
    const sounds = heard.filter((clause) => !clauses.includes(clause)).map(({ tokens }) => tokens[0]);
    const main = await this.search(heard.flatMap(({ tokens }) => tokens.map(simplify)).join(" "), options);
    // Either all results have the syllables, or all only have a common prefix.
    const datas = await Promise.all(main.results.slice(0, 1).map((result) => result.data()));
    if (!datas.some(({ meta }) => sounds.every((sound) => (meta.hidden || "").includes(sound)))) return nothing;
    const results = main.results.map((result) => ({ ...result, clauses: heard }));
    return { ...main, results, missing: [], counted: true };
  }
}

export const exactly = (tokens, simplify) => `"${tokens.map(simplify).join(" ")}"`;

function hasRow(words, length) {
  const places = new Set(words);
  return words.some((place) => Array.from({ length }, (_, step) => place + step).every((one) => places.has(one)));
}

// The consecutive words: folded, with an optional plural.
function hasWords(passage, clause, simplify) {
  const bare = (token) => folded(simplify(token)).replace(NOT_A_WORD, "").replace(/s$/u, "");
  const wanted = clause.tokens.map(bare);
  const words = passage.tokens.map(({ token }) => bare(token));
  return words.some((_, start) => wanted.every((word, step) => words[start + step] === word));
}

// A long word in pieces of at most four syllables, as in the index.
function syllables(word) {
  const parts = folded(word).match(SYLLABLES) || [];
  if (parts.join("") !== folded(word) || parts.length <= 4) return [word];
  const pieces = [];
  for (let start = 0; start < parts.length; start += 4) pieces.push(parts.slice(start, start + 4).join(""));
  return pieces;
}

