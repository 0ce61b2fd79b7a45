// Draws results. Contributors' words are texts of nodes, never markup.
import { say } from "./words.js";

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
export function speech(lang) {
  const base = (lang || "").split("-")[0];
  if (!base || base === document.documentElement.lang.split("-")[0]) return {};
  return { lang, dir: RIGHT_TO_LEFT.has(base) ? "rtl" : "ltr" };
}

// Pieces of a text: marked where they were found, and with a language where their script is another one's.
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

// A brief in the list of results.
export function briefItem(result, root) {
  const own = speech(result.lang);
  const link = linkTo(result, root);
  const about = [result.countries, result.topics].filter(Boolean).join(" · ");
  const where = result.where === "source" ? [element("span", { class: "found-in" }, say.inSource)] : [];
  const passage = element("p", { class: "passage", dir: "auto", ...(result.where === "source" ? {} : own) });
  passage.append(...where, ...drawn(result.excerpt, result.where === "source" ? "" : result.lang));
  const reasons = result.reasons.map(({ said, name }) => element("li", { dir: "auto" }, say.sameAs(said, name)));
  return element("li", {},
    element("time", { datetime: result.date }, result.written),
    element("div", {},
      element("p", { class: "brief-title" }, link),
      ...(about ? [element("p", { class: "brief-countries" }, about)] : []),
      passage,
      ...(reasons.length ? [element("ul", { class: "reasons" }, ...reasons)] : []),
    ));
}

// A page of an index in the list of results.
export function pageItem({ facet, title, count, address, named }, root) {
  const also = element("span", { class: "also", dir: "auto" }, "(", ...drawn([{ text: named, mark: false }]), ")");
  const counted = facet.hasSources ? say.sources(count) : say.briefs(count);
  return element("li", {},
    element("span", { class: "page-kind" }, facet.noun[0].toUpperCase() + facet.noun.slice(1)), " ",
    element("a", { href: new URL(address, root).href, dir: "auto" }, ...drawn([{ text: title, mark: false }])),
    ...(named ? [" ", also] : []),
    " ", element("span", { class: "count" }, counted));
}

// What one may do where nothing was found.
export function suggestionItem(one, root, linkOf) {
  const link = (text, href) => element("a", { href, dir: "auto" }, text);
  if (one.kind === "page") {
    return element("li", {}, `${say.page(one.noun)} `, link(one.label, new URL(one.address, root).href));
  }
  if (one.kind === "filter") {
    return element("li", {}, `${say.mean} `, link(`${one.name}:${one.id}`, linkOf(one)), ` (${one.label})?`);
  }
  if (one.kind === "beside") {
    return element("li", {}, `${say.beside} `, link(one.label, new URL(one.address, root).href));
  }
  const before = { either: say.either, unquoted: say.unquoted, nearest: say.mean, fewer: one.without && say.fewer(one.without) }[one.reason];
  return element("li", {}, `${before} `, link(one.query, linkOf(one)));
}
