// Queries the index: translates a query into searches by Pagefind, and their matches into results.
import { Part, exactly } from "./part.js";
import { clauseOf, parse } from "./query.js";
import { folded, wordsApart } from "./segmenter.js";
import { HAN } from "./characters.js";
import { joined, same, united } from "./merging.js";
import { chosenFilters } from "./terms.js";
import { briefView, indexPageView, withNames } from "./views.js";

const SHOWN = { countries: 0.5, topics: 0.5, written: 0.1, id: 0.1, date: 0.1, count: 0, evidence: 0, also: 0 };
const RANKING = { metaWeights: { title: 5, cut: 5, hidden: 0.3, ...SHOWN } };
const MOST_PAGES = 2;
const MOST_TRIED = 6;
const MOST_NEAR = 3;
const HAN_SIGN = new RegExp(`[${HAN}]`, "u");

// *read* returns the JSON of a file in the folder, *open* the engine of a part. Parts are in order of time.
export async function openIndex({ read, open }) {
  const { parts, tag, facets = [], onAll = [] } = await read("index.json");
  const engines = await Promise.all(parts.map((part) => open(part, { ranking: RANKING, metaCacheTag: tag })));
  const kinds = facets.map(({ kind }) => kind).filter(Boolean);
  const briefs = { none: kinds.map((kind) => ({ "@page": kind })) };
  const asked = engines.map((engine, number) => new Part(engine, number, briefs));
  return new Index(asked, parts, (name) => read(`${name}?v=${tag}`), { facets, kinds, briefs, onAll });
}

class Index {
  constructor(parts, names, read, { facets, kinds, briefs, onAll }) {
    this.parts = parts;
    this.folders = names;
    this.read = read;
    this.kept = new Map();
    this.ofKind = Object.fromEntries(facets.map((facet) => [facet.kind, facet]));
    this.filters = Object.fromEntries(facets.filter(({ filter }) => filter).map((facet) => [facet.filter, facet]));
    this.kinds = kinds;
    this.briefs = briefs;
    this.onAll = onAll;
  }

  // The facets that are filters, by the names of the filters.
  facets() {
    return this.filters;
  }

  // Files that are read once, by name, from the folder or from each part.
  table(name) {
    if (!this.kept.has(name)) this.kept.set(name, this.read(name));
    return this.kept.get(name);
  }

  async tables(name) {
    return Promise.all(this.folders.map((part) => this.table(`${part}/${name}`)));
  }

  terms() {
    return this.table("tables/terms.json");
  }

  // The names of filters' values, by filter and id.
  async names() {
    const terms = await this.terms();
    const byId = (rows) => Object.fromEntries(rows.map(([id, label]) => [id, label]));
    return Object.fromEntries(Object.entries(terms).map(([name, rows]) => [name, byId(rows)]));
  }

  // The ids and names that can complete a filter.
  async complete(name, text) {
    const rows = (await this.terms())[name] || [];
    const { nearestTerms } = await import("./suggestions.js");
    const near = text ? nearestTerms(text, rows, 8) : [...rows].sort((one, other) => other[2] - one[2]).slice(0, 8);
    return near.map(([id, label, count]) => ({ id, label, count }));
  }

  // The data for a page of results. *filters* are values by name in addition to those in the query. *whole* results include
  // the names of their terms.
  async ask(query, { filters = {}, sort = "", from = 0, limit = 10, facets = false, whole = false } = {}) {
    if (facets) await Promise.all(this.parts.map((part) => part.loadFilters()));
    const asked = this.parse(query);
    const isNarrowed = asked.fields.length > 0 || Object.keys(filters).length > 0;
    const { chosen, unknown } = chosenFilters(asked.fields, filters, isNarrowed ? await this.terms() : {}, this.filters);
    const simplify = await this.simplifier([...asked.clauses, ...asked.negated]);
    const idle = !asked.clauses.length && !asked.negated.length && !isNarrowed;
    const answer = { idle, total: 0, results: [], near: [], pages: [], facets: {}, sort, cut: asked.cut, or: asked.sides.length > 0 };
    if (idle || unknown.length) return { ...answer, ...(await this.explained(unknown)) };
    const options = { filters: { all: [...chosen.all, this.briefs] }, sort: sort || (asked.clauses.length ? "" : "newest") };
    const found = await this.found(asked, options, simplify);
    const total = found.results.length;
    const near = total ? null : await this.nearly(asked, found.missing, options, simplify);
    const missing = total ? [] : await this.missing(asked, found.missing, simplify);
    const results = await this.shown(found.results.slice(from, from + limit), simplify);
    return {
      ...answer,
      total,
      results: whole ? await this.named(results) : results,
      near: whole ? await this.named(near?.results || []) : near?.results || [],
      pages: from ? [] : await this.pages(found.results[0]?.clauses || asked.clauses, asked, simplify),
      facets: facets ? await this.counts(found, asked, options, simplify) : {},
      sort: options.sort,
      unknown: missing.map(({ text, label }) => ({ text, label })),
      suggestions: total ? [] : await this.suggestions(query, asked, { missing, near }, options),
    };
  }

  parse(query) {
    return parse(query, Object.keys(this.filters));
  }

  shown(results, simplify) {
    return Promise.all(results.map((result) => briefView(result, simplify)));
  }

  async named(results) {
    const terms = await this.terms();
    return results.map((result) => withNames(result, terms, this.onAll));
  }

  async keys(term, filters) {
    const all = await Promise.all(this.parts.map((part) => part.keys(term, { filters })));
    return new Set(all.flatMap((keys) => [...keys]));
  }

  // Sorts *results* by date.
  async dated(results, { filters, sort }) {
    const all = joined(await Promise.all(this.parts.map((part) => part.all([], { filters, sort }, same))), sort);
    const place = new Map(all.results.map(({ key }, number) => [key, number]));
    return [...results].sort((one, other) => place.get(one.key) - place.get(other.key));
  }

  async simplifier(clauses) {
    if (!clauses.some(({ text }) => HAN_SIGN.test(text))) return same;
    const map = Object.assign({}, ...(await this.tables("variants.json")));
    return (text) => text.replace(/[^\0-\u2fff]/gu, (sign) => (Object.hasOwn(map, sign) ? map[sign] : sign));
  }

  // Briefs that match the query in any spelling.
  async found(asked, options, simplify) {
    const attempts = [{ clauses: asked.clauses, form: same }];
    // Hyphenated words can be written as one, and traditional characters as simplified ones.
    if (asked.clauses.some((clause) => clause.joined)) {
      const clauses = asked.clauses.map((clause) => (clause.joined ? clauseOf(clause.joined) : clause));
      attempts.push({ clauses, form: same });
    }
    if (asked.clauses.some(({ tokens }) => tokens.some((token) => simplify(token) !== token))) {
      attempts.push({ clauses: asked.clauses, form: simplify });
    }
    const answers = [];
    for (const { clauses, form } of attempts) {
      answers.push(await this.all(clauses, options, form));
    }
    let found = united(answers);
    if (options.sort && answers.length > 1) found = { ...found, results: await this.dated(found.results, options) };
    for (const clause of asked.negated) {
      const having = (form) => this.keys(exactly(clause.tokens, form), options.filters);
      const forms = await Promise.all([same, simplify].map(having));
      const left = found.results.filter(({ key }) => !forms.some((keys) => keys.has(key)));
      found = { ...found, results: left, counted: found.counted && left.length === found.results.length };
    }
    return found;
  }

  // The results with each value of each filter. If any of several values will do, a chosen one does not limit the others.
  async counts(found, asked, options, simplify) {
    const counts = found.counted ? { ...found.filters } : {};
    const { all } = options.filters;
    for (const { filter } of Object.values(this.filters).filter(({ isSingle }) => isSingle)) {
      const others = all.filter((one) => !one[filter]?.any);
      if (others.length === all.length) continue;
      const without = await this.found(asked, { ...options, filters: { all: others } }, simplify);
      if (without.counted) counts[filter] = without.filters[filter];
    }
    return counts;
  }

  // Briefs of all parts with every clause. Only if there are none are words also tried as pinyin.
  async all(clauses, options, simplify) {
    const plainly = await Promise.all(this.parts.map((part) => part.all(clauses, options, simplify)));
    const found = joined(plainly, options.sort);
    if (found.results.length || !found.missing.length) return found;
    const sounds = this.parts.map((part) => part.bySound(clauses, found.missing, options, simplify));
    const heard = joined(await Promise.all(sounds), options.sort);
    return heard.results.length ? heard : found;
  }

  // Index pages; those whose name is the query come first.
  async pages(clauses, asked, simplify) {
    if (!clauses.length || asked.fields.length || asked.negated.length) return [];
    const tokens = clauses.flatMap((clause) => clause.tokens);
    const filters = { "@page": { any: this.kinds } };
    const search = async (text) => joined(await Promise.all(this.parts.map((part) => part.search(text, { filters }))), "");
    // US is found before all names that begin with these letters.
    const short = clauses.length === 1 && clauses[0].short ? await search(exactly(tokens, simplify)) : null;
    const { results } = short?.results.length ? short : await search(tokens.map(simplify).join(" "));
    const called = folded(asked.clauses.map(({ text }) => text).join(" "));
    const best = results.slice(0, MOST_PAGES);
    const pages = await Promise.all(best.map((result) => indexPageView(result, clauses, called, simplify)));
    const found = pages.filter(Boolean).map((page) => ({ ...page, facet: this.ofKind[page.kind] }));
    return found.sort((one, other) => other.exact - one.exact);
  }

  // Hints for filter values without briefs: related terms for a known country or topic, suggestions for any other.
  async explained(unknown) {
    if (!unknown.length) return { unknown, suggestions: [] };
    const [terms, absent] = await Promise.all([this.terms(), this.table("tables/absent.json")]);
    const { nearestNumbers, nearestTerms } = await import("./suggestions.js");
    const told = unknown.map((one) => ({ ...one, row: calledSo(one.text, absent[one.name] || [], { orId: true }) }));
    const isYear = ({ name, text }) => this.filters[name].isNumber && /^[\d–-]+$/u.test(text);
    const near = (one) => (isYear(one) ? nearestNumbers : nearestTerms)(one.text, terms[one.name]);
    const suggestions = told.flatMap((one) =>
      one.row
        ? beside(one.row)
        : near(one).map(([id, label]) => ({ kind: "filter", name: one.name, text: one.text, id, label })),
    );
    const labelled = told.map(({ row, ...one }) => ({ ...one, label: isYear(one) ? one.text : row?.[1] }));
    return { unknown: labelled, suggestions };
  }

  // Words that no brief has; the name of a country or topic without briefs comes with its row.
  async missing(asked, texts, simplify) {
    if (!texts.length) return [];
    const absent = Object.values(await this.table("tables/absent.json")).flat();
    const called = (text) => calledSo(simplify(text), absent);
    const whole = asked.clauses.map(({ text }) => text).join(" ");
    const row = called(whole);
    if (row) return [{ text: whole, label: row[1], row }];
    return texts.map((text) => ({ text, row: called(text) })).map((one) => ({ ...one, label: one.row?.[1] }));
  }

  // If no brief has all words, the briefs that have all but one, or all known ones.
  async nearly(asked, missing, options, simplify) {
    const { clauses } = asked;
    if (clauses.length < 2) return null;
    const left = missing.length
      ? [clauses.filter(({ text }) => !missing.includes(text))]
      : clauses.slice(0, MOST_TRIED).map((clause) => clauses.filter((one) => one !== clause));
    const tried = [];
    for (const some of left.filter((one) => one.length)) {
      const { results } = await this.found({ ...asked, clauses: some }, options, simplify);
      if (results.length) tried.push({ some, results });
    }
    if (!tried.length) return null;
    const { some, results } = tried.reduce((best, one) => (one.results.length < best.results.length ? one : best));
    const leftOut = clauses.filter((one) => !some.includes(one));
    const shown = await this.shown(results.slice(0, MOST_NEAR), simplify);
    return { without: leftOut.map(({ text }) => text), results: shown };
  }

  // Suggestions if nothing was found.
  async suggestions(query, asked, { missing, near }, options) {
    const made = [];
    const { nearestTerms, nearestWord } = await import("./suggestions.js");
    if (asked.clauses.some(({ quoted, tokens }) => quoted && tokens.length > 1)) {
      made.push({ kind: "query", reason: "unquoted", query: without(query, /["“”„«»]/gu) });
    }
    const unspaced = asked.clauses.filter((clause) => clause.unspaced && !clause.quoted);
    const apart = unspaced.reduce((parted, { text }) => parted.replace(text, wordsApart(text)), query);
    if (apart !== query) made.push({ kind: "query", reason: "apart", query: apart });
    for (const side of asked.sides) made.push({ kind: "query", reason: "either", query: side });
    made.push(...missing.flatMap(({ row }) => (row ? beside(row) : [])));
    const lists = await this.tables("words.json");
    // A word that briefs have may be misspelt all the same: “chian” begins “Chiang”.
    const doubted = missing.length ? missing.filter((one) => !one.row) : asked.clauses;
    for (const { text } of doubted.filter((one) => !/\s/u.test(one.text))) {
      const meant = nearestWord(folded(text), lists);
      if (meant) made.push({ kind: "query", reason: "nearest", query: query.replace(text, meant) });
    }
    const terms = await this.terms();
    const whole = asked.clauses.map(({ text }) => text).join(" ");
    // What has no page can only be a filter: “corrected” is a status.
    for (const { filter, kind } of Object.values(this.filters)) {
      const row = kind ? null : calledSo(whole, terms[filter], { orId: true });
      if (row) made.push({ kind: "term", reason: "nearest", query: `${filter}:${row[0]}` });
    }
    const guessed = Object.values(this.filters).filter(({ hasAbsent }) => hasAbsent);
    for (const { filter: name, noun } of missing.some(({ row }) => row) ? [] : guessed) {
      const [nearest] = nearestTerms(whole, terms[name], 1);
      if (nearest) made.push({ kind: "page", name, noun, id: nearest[0], label: nearest[1], address: nearest[3] });
    }
    if (near && !asked.sides.length) {
      const fewer = near.without.reduce(without, query);
      made.push({ kind: "query", reason: "fewer", without: near.without.join(" "), query: fewer });
    }
    if (!asked.clauses.length && asked.fields.length === 2) { // each finds something, so only together they do not
      const [one, other] = asked.fields.map(({ text }) => text);
      made.push(...[[one, other], [other, one]].map(([query, left]) => ({ kind: "term", reason: "fewer", without: left, query })));
    }
    const useful = await Promise.all(made.map((one) => one.kind !== "query" || this.finds(one.query, options)));
    return made.filter((one, number) => useful[number]);
  }

  // Whether a suggested query would find anything.
  async finds(query, options) {
    const asked = this.parse(query);
    const simplify = await this.simplifier(asked.clauses);
    return asked.clauses.length > 0 && (await this.found(asked, options, simplify)).results.length > 0;
  }
}

// The row with this name in any language. A code is also a word, so it only counts if codes are expected.
function calledSo(text, rows, { orId = false } = {}) {
  const wanted = folded(text);
  return wanted && rows.find(([id, label, , ...names]) =>
    (orId && folded(id) === wanted) || folded(label) === wanted || names.includes(wanted));
}

const beside = ([, , neighbours]) => neighbours.map(([label, address]) => ({ kind: "beside", label, address }));

const without = (query, text) => query.replace(text, " ").replace(/"\s*"/gu, " ").replace(/\s+/gu, " ").trim();
