// Draws results. Contributors' words are always text nodes, never markup.
import { countOf, strip } from "./squares.js";
import { say } from "./words.js";

const MOST_TERMS = 9;
const EAST_ASIAN = "[\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uac00-\\ud7af]+";
const several = (letters) => `[${letters}]+(?:[\\s.,–-]*[${letters}]+)*`;
const RUNS = new RegExp(`(${EAST_ASIAN})|(${several("\\u0400-\\u052f")})|(${several("\\u0600-\\u06ff")})`, "gu");
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ps", "ug", "ur", "yi"]);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== "" && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Language and direction of a brief that is not in the language of the page.
function speech(lang) {
  const base = (lang || "").split("-")[0];
  if (!base || base === document.documentElement.lang.split("-")[0]) return {};
  return { lang, dir: RIGHT_TO_LEFT.has(base) ? "rtl" : "ltr" };
}

// Pieces of a text, highlighted where they match, with language marks on other scripts.
export function drawn(pieces, lang = "") {
  return pieces.map(({ text, mark }) => {
    const parts = inScripts(text, lang);
    return mark ? element("mark", {}, ...parts) : fragment(parts);
  });
}

function fragment(parts) {
  const made = document.createDocumentFragment();
  made.append(...parts);
  return made;
}

function inScripts(text, lang) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(RUNS)) {
    const tag = match[1] ? eastAsian(match[1]) : match[2] ? "und-Cyrl" : "und-Arab";
    if (isOf(tag, lang)) continue;
    parts.push(text.slice(end, match.index), element("span", { lang: tag, dir: match[3] ? "rtl" : "" }, match[0]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

const eastAsian = (run) => (/[\u3040-\u30ff]/u.test(run) ? "ja" : /[\uac00-\ud7af]/u.test(run) ? "ko" : "zh");

function isOf(tag, lang) {
  const base = lang.split("-")[0];
  if (tag === "und-Cyrl") return ["ru", "uk", "bg", "sr", "kk", "mn"].includes(base);
  if (tag === "und-Arab") return RIGHT_TO_LEFT.has(base);
  return ["zh", "ja", "ko"].includes(base);
}

const linkTo = (result, root) =>
  element(
    "a",
    { href: new URL(result.address + result.fragment, root).href, ...speech(result.lang) },
    ...drawn(result.title, result.lang),
  );

// A brief in the short list below a box.
export function shortBriefItem(result, root) {
  const passage = element("small", { dir: "auto" }, ...drawn(result.excerpt, result.lang));
  return element("li", {}, linkTo(result, root), passage);
}

// A brief in the list of results, like in other lists (components/entry.html).
export function briefItem(result, root) {
  const side = element("p", {}, ...evidence(result.evidence));
  const body = [title(result, root), passage(result), ...reasons(result), ...terms(result, root), ...inPlace(result, root)];
  return element("li", { class: "entry" }, date(result), element("div", {}, ...body), side);
}

function date({ date: day }) {
  const [year] = day.split("-");
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", timeZone: "UTC" });
  const written = element("b", {}, form.format(new Date(day)));
  return element("time", { datetime: day }, written, ` ${Number(year)}`);
}

function title(result, root) {
  const made = element("p", { class: "title" }, linkTo(result, root));
  const mark = (kind, ...said) => made.append(" ", element("span", { class: `mark m-${kind}` }, ...said));
  if (result.status !== "published") mark(result.status, result.statusName);
  if (speech(result.lang).lang) mark("language", say.inLanguage(result.language));
  for (const { lang, address } of result.also) {
    const named = element("span", { lang }, ownName(lang));
    made.append(" ", element("a", { class: "mark m-language", href: new URL(address, root).href, hreflang: lang }, `${say.alsoIn} `, named));
  }
  return made;
}

// The name of a language in that language.
function ownName(lang) {
  const [base] = lang.split("-");
  return new Intl.DisplayNames([base], { type: "language" }).of(base);
}

function passage(result) {
  const isOfSource = result.where === "source";
  const made = element("p", { dir: "auto", ...(isOfSource ? {} : speech(result.lang)) });
  if (isOfSource) made.append(element("span", { class: "found-in" }, say.inSource));
  made.append(...drawn(result.excerpt, isOfSource ? "" : result.lang));
  return made;
}

function reasons(result) {
  const items = result.reasons.map(({ said, name }) => element("li", { dir: "auto" }, say.sameAs(said, name)));
  return items.length ? [element("ul", { class: "reasons" }, ...items)] : [];
}

function terms(result, root) {
  const links = result.terms.slice(0, MOST_TERMS).map(({ text, address }) =>
    element(address ? "a" : "span", { href: address && new URL(address, root).href }, text));
  const left = result.terms.length - links.length;
  if (left) links.push(element("span", {}, say.moreTerms(left)));
  return links.length ? [element("p", { class: "terms" }, ...links.flatMap((link) => [link, " "]))] : [];
}

function inPlace(result, root) {
  if (result.passages < 2) return [];
  const href = new URL(result.address + result.fragmentOfAll, root).href;
  return [element("p", { class: "inplace" }, element("a", { href }, say.passages(result.passages)))];
}

function evidence(runs) {
  if (!runs.length) return [];
  const counts = new Map();
  for (const { name, count } of runs) counts.set(name, (counts.get(name) ?? 0) + count);
  const sources = say.sources(countOf(runs));
  const told = [...counts].map(([name, count]) => say.ofKind(name, count)).join(say.comma);
  return [sources, strip(runs, say.evidence(sources, told))];
}

// An index page in the list of results.
export function pageItem({ facet, title: name, count, address, named }, root) {
  const also = element("span", { class: "quiet", dir: "auto" }, "(", ...drawn([{ text: named, mark: false }]), ")");
  return element("li", { class: "direct" },
    element("span", { class: "quiet" }, facet.noun[0].toUpperCase() + facet.noun.slice(1)), " ",
    element("a", { href: new URL(address, root).href, dir: "auto" }, ...drawn([{ text: name, mark: false }])),
    ...(named ? [" ", also] : []),
    " ", element("span", { class: "quiet" }, facet.hasSources ? say.sources(count) : say.filed(count)));
}

// Suggestions if nothing was found.
export function suggestionItem(one, root, linkOf) {
  const link = (text, href) => element("a", { href, dir: "auto" }, text);
  if (one.kind === "page") {
    return element("li", {}, `${say.page} `, link(one.label, new URL(one.address, root).href));
  }
  if (one.kind === "filter") {
    return element("li", {}, `${say.mean} `, link(`${one.name}:${one.id}`, linkOf(one)), ` (${one.label})`);
  }
  if (one.kind === "beside") {
    return element("li", {}, `${say.beside} `, link(one.label, new URL(one.address, root).href));
  }
  const { either, apart, unquoted, mean: nearest } = say;
  const before = { either, apart, unquoted, nearest, fewer: one.without && say.fewer(one.without) }[one.reason];
  return element("li", {}, `${before} `, link(one.query, linkOf(one)));
}
