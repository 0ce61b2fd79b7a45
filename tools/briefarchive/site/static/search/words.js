// What the search says, by language of the page; another language needs another column.
const WORDS = {
  en: {
    briefs: (count) => (count === 1 ? "1 brief" : `${count} briefs`),
    results: (count) => (count === 1 ? "1 result" : `${count} results`),
    filed: (count) => (count === 1 ? "1 brief filed under it" : `${count} briefs filed under it`),
    passages: (count) => `Found in ${count} passages`,
    sources: (count) => (count === 1 ? "1 source" : `${count} sources`),
    nothing: "Nothing was found.",
    all: (count) => (count === 1 ? "See the brief that was found" : `All ${count} results`),
    searching: "Searching …",
    inSource: "In a source: ",
    inLanguage: (name) => `in ${name}`,
    alsoIn: "also in",
    moreTerms: (count) => `and ${count} more`,
    ofKind: (kind, count) => `${kind} ${count}`,
    evidence: (sources, kinds) => `${sources}: ${kinds}`,
    keep: (title) => `Keep: ${title}`,
    sameAs: (said, name) => `${said} → ${name}`,
    missing: (text) => `No brief has “${text}”.`,
    unknownTerm: (kind, text) => `There is no ${kind} “${text}” here.`,
    noBrief: (label) => `${label}: no brief yet.`,
    beside: "See also:",
    either: "One by one:",
    or: "“OR” is taken for a word, and all words must be there. Ask for one thing after the other.",
    mean: "Did you mean",
    unquoted: "Without quotation marks:",
    fewer: (text) => `Without “${text}”:`,
    page: (noun) => `The page of the ${noun}`,
    cut: "The query is long; only its beginning was looked for.",
    more: (count) => `Show ${count} more`,
    allValues: (count) => `All ${count}`,
    allValuesOf: (count, filter) => `All ${count}: ${filter}`,
    remove: (name) => `${name}: take this filter away`,
    counts: "The numbers count results. A text and its translation are two of them.",
    noCounts: "Numbers are not known for this query.",
    here: (shown, all) => `${shown} of ${all} on this page`,
    absent:
      "There is no index beside this page. “briefs build” makes it. Pages that are opened from a folder cannot use it: " +
      "run “python3 -m http.server” in the site’s folder, and open the address that it tells.",
    full: "The browser has no room for the search. Close other pages of this site, and load this one again.",
  },
};

const language = globalThis.document?.documentElement.lang.split("-")[0] || "en";
export const say = WORDS[language] || WORDS.en;
