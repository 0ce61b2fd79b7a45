// Parses a query: words, “phrases”, -words and filters such as country:RU.
import { folded, isRun, normalized, unitsOf, words } from "./segmenter.js";
import { ARABIC_ARTICLES, RUN_END } from "./characters.js";

const MOST_SIGNS = 500;
const MOST_CLAUSES = 24;
const SHORT = 3;
const QUOTES = /[“”„‟«»„「」『』〝〞＂]/gu;
const SPACES = /[、。，；！？（）《》〈〉【】〔〕・…·]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/gu;
const PART = /(?<=^|\s)(-?)([a-z]+):(?:"([^"]*)"|([^\s"]*))|(?<=^|\s)(-?)"([^"]*)"|"([^"]*)"|([^\s"]+)/gu;
const CYRILLIC_ENDING =
  /^([\u0400-\u052f]{4,}?)(?:[аяыи]ми|[ое]го|[ое]му|[аеиояыью][вйхм]|[аеоуыияю][еюя]|[аеийоуыьэюя])$/iu;
const ARABIC = /^[\u0620-\u065f\u066e-\u06d3]+$/u;

// {clauses, negated, fields, cut, sides}: what must match, what must not, filters by name, whether it was too long, and
// the texts around an OR, which is a word like any other. *filters* are the names that can precede a colon.
export function parse(text, filters = []) {
  const query = tidy(text);
  const found = { clauses: [], negated: [], fields: [], cut: text.trim().length > MOST_SIGNS, sides: sidesOf(query) };
  for (const part of query.matchAll(PART)) {
    const [whole, notField, field, fieldQuoted, fieldBare, notQuoted, quoted, joined, bare] = part;
    if (field !== undefined && filters.includes(field)) {
      const value = (fieldQuoted ?? fieldBare).trim();
      if (value) found.fields.push({ name: field, value, not: notField === "-", text: whole });
    } else {
      const phrase = quoted ?? joined;
      const word = phrase ?? bare ?? whole.replaceAll('"', " ");
      const not = notQuoted === "-" || (phrase === undefined && /^-[^-]/u.test(word));
      const clause = clauseOf(not && phrase === undefined ? word.slice(1) : word, phrase !== undefined);
      if (clause) (not ? found.negated : found.clauses).push(clause);
    }
  }
  found.cut ||= found.clauses.length > MOST_CLAUSES;
  found.clauses = found.clauses.slice(0, MOST_CLAUSES);
  return found;
}

// The texts around each OR between words; none without one, or if it is within quotation marks.
function sidesOf(query) {
  const sides = query.split(/\s+OR\s+/u).map((side) => side.trim());
  const whole = sides.every((side) => side && (side.match(/"/gu) || []).length % 2 === 0);
  return sides.length > 1 && whole ? sides : [];
}

function tidy(text) {
  const query = normalized(text.slice(0, MOST_SIGNS).replace(FULL_WIDTH, (sign) => sign.normalize("NFKC")))
    .replace(QUOTES, '"')
    .replace(SPACES, " ");
  // An unbalanced quotation mark is ignored.
  return (query.match(/"/gu) || []).length % 2 ? query.replace(/"(?=[^"]*$)/u, " ") : query;
}

// A clause is one or more consecutive words. `exact` means whole words rather than prefixes.
export function clauseOf(text, quoted = false) {
  const tokens = words(text);
  // The end of the query need not be the end of a run of letters in the text.
  if (tokens.at(-1)?.endsWith(RUN_END)) {
    const last = tokens.pop().slice(0, -1);
    const before = tokens.at(-1);
    if (!(before && isRun(before) && before.endsWith(last))) tokens.push(last);
  }
  if (!tokens.length) return null;
  const [first] = tokens;
  const unspaced = tokens.some((token) => isRun(token.replace(RUN_END, "")));
  // A single letter at the end starts a pair in the index.
  const open = unspaced && isRun(tokens.at(-1)) && unitsOf(tokens.at(-1)).length === 1;
  if (tokens.length > 1) {
    return { text, tokens, quoted, exact: true, unspaced, open, joined: joinedForm(text, unspaced, quoted) };
  }
  // Numbers match exactly: 40 does not find 400.
  const number = /^\d+$/u.test(first);
  if (!quoted && !unspaced && !number) {
    return { text, tokens: [shortened(first)], quoted, exact: false, short: first.length <= SHORT };
  }
  return { text, tokens, quoted, exact: quoted || number || unitsOf(first).length > 1, unspaced };
}

// Also search for co-operation as cooperation.
function joinedForm(text, unspaced, quoted) {
  return unspaced || quoted || /\s/u.test(text.trim()) ? "" : text.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

// Strip Russian endings and Arabic articles; the rest finds all forms as a prefix.
function shortened(word) {
  const stem = CYRILLIC_ENDING.exec(word);
  if (stem) return stem[1];
  return isArabic(word) ? withoutArticle(word) : word;
}

export const isArabic = (word) => ARABIC.test(word);

export function withoutArticle(word) {
  const article = ARABIC_ARTICLES.find((one) => word.startsWith(one)) || "";
  return word.length - article.length >= 3 ? word.slice(article.length) : word;
}

export const isLatin = (word) => /^[a-z]{2,}$/u.test(folded(word));
