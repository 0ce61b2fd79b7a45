// The views of found documents for the search page.
import { excerpt, fragmentOf, hiddenNames, matcher, passagesOf, wantedTexts, wholeText } from "./passages.js";
import { folded } from "./segmenter.js";
import { PASSAGE } from "./characters.js";
import { runsOf } from "./squares.js";

const MOST_MARKED = 5;

// A brief: its title and best passage with highlights, and why it was found.
export async function briefView(result, simplify) {
  const { clauses } = result;
  const data = await result.data();
  const marked = new Set(result.words);
  const look = matcher(clauses, simplify);
  const passages = passagesOf(data.content);
  const found = passages.map((passage) => look.inPassage(passage, marked));
  const best = bestPassage(passages, found);
  const reasons = reasonsOf(data.meta.hidden, passages, found, clauses, look);
  const heard = reasons.find(({ number }) => number > 0 && passages[number].kind !== "name");
  const place = best ?? heard?.number ?? (passages[1].tokens.length ? 1 : Math.min(2, passages.length - 1));
  const pieces = excerpt(passages[place], found[place], { whole: passages[place].kind === "summary" });
  const having = passages.filter((passage, number) => isRead(passage) && found[number].clauses.some(Boolean));
  return {
    id: data.meta.id,
    address: addressOf(data),
    title: titlePieces(data.meta.title, passages[0], found[0]),
    lang: data.filters.lang?.[0] || "",
    date: data.meta.date,
    written: data.meta.written,
    countries: data.meta.countries,
    topics: data.meta.topics,
    status: data.filters.status?.[0] || "",
    terms: { country: data.filters.country || [], topic: data.filters.topic || [] },
    also: otherLanguages(data),
    evidence: runsOf(data.meta.evidence),
    excerpt: pieces,
    where: passages[place].kind,
    reasons: reasons.filter(({ name }) => name).map(({ said, name }) => ({ said, name })),
    fragment: place ? fragmentOf(wantedTexts(pieces, passages[place].kind)) : "",
    passages: having.length,
    fragmentOfAll: fragmentOf(having.slice(0, MOST_MARKED).flatMap((passage) =>
      wantedTexts(excerpt(passage, found[passage.number]), passage.kind))),
  };
}

// The same brief in other languages: `ǁzh 2014/2014-10-17-swap-zh`.
function otherLanguages({ meta }) {
  const pairs = (meta.also || "").split(PASSAGE).filter(Boolean).map((pair) => pair.trim().split(" "));
  return pairs.map(([lang, path]) => ({ lang, address: `archive/${path}.html` }));
}

// A brief with the names of its terms, its language and its publisher classes, and the addresses of the terms. A term that
// all briefs have is left out.
export function withNames(result, terms, onAll) {
  const nameOf = (name, id) => terms[name]?.find(([known]) => known === id)?.[1] ?? id;
  const own = `${result.countries} · ${result.topics}`.split(" · ");
  const linked = (name) => (terms[name] || []).filter(([id]) => result.terms[name].includes(id) && !onAll.includes(id));
  const inOrder = ([, one], [, other]) => own.indexOf(one) - own.indexOf(other);
  return {
    ...result,
    terms: ["country", "topic"].flatMap((name) =>
      linked(name).filter(([, text]) => own.includes(text)).sort(inOrder).map(([, text, , address]) => ({ text, address }))),
    language: nameOf("lang", result.lang),
    statusName: nameOf("status", result.status),
    evidence: result.evidence.map((run) => ({ ...run, name: nameOf("evidence", run.teller) })),
  };
}

// Whether a passage is part of the text or a source rather than a title or name.
const isRead = ({ kind }) => kind !== "title" && kind !== "name";

// An index page, if its names have every clause; *exact* is whether its name is the query.
export async function indexPageView(result, clauses, called, simplify) {
  const data = await result.data();
  const marked = new Set(result.words);
  const look = matcher(clauses, simplify);
  const passages = passagesOf(data.content);
  const names = passages.map(wholeText);
  const spelt = hiddenNames(data.meta.hidden).map((group) => group.names.join(" "));
  const has = clauses.every(
    (_, number) =>
      passages.some((passage) => look.inPassage(passage, marked).clauses[number]) ||
      spelt.some((text) => look.inText(number, text)),
  );
  if (!has) return null;
  const isCalled = (name) => folded(simplify(name)) === simplify(called);
  const exact = names.find((name) => folded(name) === called) || names.find(isCalled);
  const { title, count } = data.meta;
  return {
    kind: data.filters["@page"][0],
    title,
    count: Number(count),
    address: addressOf(data),
    exact: Boolean(exact),
    named: exact && folded(exact) !== folded(title) ? exact : "",
  };
}

const addressOf = (data) => data.raw_url.replace(/^\//u, "");

function bestPassage(passages, found) {
  const worth = passages.map((passage, number) => {
    if (!isRead(passage)) return 0;
    const clauses = found[number].clauses.filter(Boolean).length;
    return clauses ? clauses * 4 + (passage.kind === "source" ? 0 : 1) : 0;
  });
  const most = Math.max(0, ...worth);
  return most ? worth.indexOf(most) : null;
}

// Why a brief was found though its text lacks a word: by another name or another spelling.
function reasonsOf(hidden, passages, found, clauses, look) {
  const groups = hiddenNames(hidden);
  return clauses.flatMap((clause, number) => {
    if (found.some(({ clauses: has }) => has[number])) return [];
    const having = groups.filter(({ names }) => names.some((name) => look.inText(number, name)));
    const group = having.find((one) => one.number !== null) || having[0];
    if (!group) return [];
    const { label, number: place } = group;
    return [place === null ? { said: clause.text, name: label } : { said: clause.text, number: place }];
  });
}

function titlePieces(title, passage, found) {
  if (!found.tokens.size && !found.letters.size) return [{ text: title, mark: false }];
  const pieces = excerpt(passage, found);
  const text = pieces.map((piece) => piece.text).join("");
  // Titles are not shortened.
  return text.startsWith("…") || text.endsWith("…") ? [{ text: title, mark: false }] : pieces;
}
