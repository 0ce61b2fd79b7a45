// The passages of a document: the positions of a query's words, and the excerpt to show.
import { folded, restored, unitsOf } from "./segmenter.js";
import { isArabic, withoutArticle } from "./query.js";
import { PASSAGE, PINYIN } from "./characters.js";

const PASSAGE_KINDS = ["text", "source", "name"];
const BEFORE = 70;
const LONGEST = 240;
const CONTEXT = 2;

// Passage 0 is the title, 1 the summary; then come the text, the sources and the names of people.
export function passagesOf(content) {
  const passages = [];
  let tokens = [];
  content.split(/\s+/u).forEach((token, place) => {
    if (/^¶+$/u.test(token)) {
      const kind = PASSAGE_KINDS[token.length - 1];
      const own = kind === "text" ? ["title", "summary"][passages.length] : "";
      passages.push({ number: passages.length, kind: own || kind, tokens });
      tokens = [];
    } else if (token) {
      tokens.push({ token, place });
    }
  });
  return passages;
}

// Names by which a document is found but does not show; spellings have the number of their passage.
export function hiddenNames(hidden = "") {
  return hidden.split(" | ").filter(Boolean).map((group) => {
    const [label, names = ""] = group.split(" = ");
    const number = label.startsWith(PASSAGE) ? Number(label.slice(PASSAGE.length)) : null;
    return { label, number, names: names.split(" ; ") };
  });
}

// Finds clauses in documents. `marked` are the positions of words that the engine found; `simplify` maps characters.
export function matcher(clauses, simplify) {
  const wanted = clauses.map((clause) => ({ clause, tokens: clause.tokens.map((token) => plain(token, simplify)) }));

  // The positions of a clause in *tokens*: lists of indices.
  function places({ clause, tokens: sought }, tokens, marked) {
    const found = [];
    for (let start = 0; start + sought.length <= tokens.length; start += 1) {
      const isHere = (token, step) => isIt(token, tokens[start + step], clause, marked, step === sought.length - 1);
      const here = sought.every(isHere);
      if (here) found.push(sought.map((_, step) => start + step));
    }
    return found;
  }

  function isIt(sought, { token, place }, clause, marked, last) {
    const word = plain(token, simplify);
    if (word === sought || (isArabic(word) && withoutArticle(word).startsWith(sought))) return true;
    const begins = word.startsWith(sought);
    if (clause.unspaced && !/^[a-z]/u.test(sought)) return begins && (!clause.exact || (clause.open && last));
    return (marked === null || marked.has(place)) && (alike(sought, word) || (begins && !clause.exact));
  }

  return {
    // Whether the passage has each clause, and the tokens, or first letters of tokens, to highlight.
    inPassage(passage, marked) {
      const found = wanted.map((one) => places(one, passage.tokens, marked));
      const isLetter = ({ clause }) => clause.unspaced && !clause.exact;
      return {
        clauses: found.map((list) => list.length > 0),
        tokens: new Set(found.filter((_, number) => !isLetter(wanted[number])).flat(2)),
        letters: new Set(found.filter((_, number) => isLetter(wanted[number])).flat(2)),
      };
    },
    // Whether a segmented text has the clause with that number.
    inText(number, text) {
      const tokens = text.split(" ").filter(Boolean).map((token) => ({ token, place: -1 }));
      return places(wanted[number], tokens, null).length > 0;
    },
  };
}

const plain = (token, simplify) => folded(simplify(token)).replace(/[^\p{L}\p{N}\p{M}]/gu, "");

// Whether two words have the same stem and different endings.
function alike(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const [short, long] = [one.length, other.length].sort((a, b) => a - b);
  return shared >= 3 && shared >= short - 2 && long - shared <= 7;
}

// The best passage, shortened unless it is wanted *whole*, in highlighted and other pieces.
export function excerpt(passage, found, { whole = false } = {}) {
  const pieces = restored(passage.tokens.map(({ token }) => token)).map((piece, number) => ({
    ...piece,
    mark: found.tokens.has(number),
  }));
  pieces.forEach((piece, number) => {
    // A pair only adds its second letter if the first is already there, which is highlighted as well.
    if (piece.mark && piece.goesOn && number) pieces[number - 1].alsoMark = true;
    if (found.letters.has(number)) {
      if (piece.goesOn && number) pieces[number - 1].alsoMark = true;
      else piece.markFirst = true;
    }
  });
  const marks = [...found.tokens, ...found.letters].sort((a, b) => a - b);
  const [from, to] = whole ? [0, pieces.length] : windowOf(pieces, marks);
  const shown = merged(pieces, from, to);
  if (from > 0) shown.unshift({ text: "… ", mark: false });
  if (to < pieces.length) shown.push({ text: " …", mark: false });
  return shown;
}

const lengthOf = (piece) => piece.text.length + Number(piece.space);

function windowOf(pieces, marks) {
  let from = marks[0] ?? 0;
  let before = 0;
  while (from > 0 && (before < BEFORE || pieces[from].goesOn)) {
    from -= 1;
    before += lengthOf(pieces[from]);
    if (before > 2 * BEFORE) break;
  }
  let to = from;
  let length = 0;
  while (to < pieces.length && length < LONGEST) {
    length += lengthOf(pieces[to]);
    to += 1;
  }
  while (from > 0 && length < LONGEST - BEFORE) {
    from -= 1;
    length += lengthOf(pieces[from]);
  }
  return [from, to];
}

function merged(pieces, from, to) {
  const shown = [];
  const add = (text, mark) => {
    if (!text) return;
    if (shown.at(-1)?.mark === mark) shown.at(-1).text += text;
    else shown.push({ text, mark });
  };
  for (let number = from; number < to; number += 1) {
    const piece = pieces[number];
    const mark = piece.mark;
    // Spaces within a highlighted phrase are highlighted, too.
    if (piece.space && number > from) add(" ", mark && pieces[number - 1].mark);
    const text = unitsOf(piece.text).join("") === piece.text ? unitsOf(piece.text) : [...piece.text];
    if (piece.markFirst) add(text.shift(), true);
    const last = piece.alsoMark && !mark ? text.pop() : "";
    add(text.join(""), mark);
    add(last ?? "", true);
  }
  return shown.flatMap(bareMark).filter(({ text }) => text);
}

// The highlight ends with the word and does not include punctuation.
function bareMark(piece) {
  if (!piece.mark) return [piece];
  const [, before, text, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(piece.text);
  return [{ text: before, mark: false }, { text, mark: true }, { text: after, mark: false }];
}

export function wholeText(passage) {
  const pieces = restored(passage.tokens.map(({ token }) => token));
  return pieces.map((piece) => (piece.space ? " " : "") + piece.text).join("");
}

// The texts that a browser looks for to scroll to a passage on its page.
export function wantedTexts(pieces, kind) {
  const marks = pieces.map((piece, number) => [piece, number]).filter(([piece]) => piece.mark);
  if (!marks.length) return [];
  const [first, number] = marks[0];
  const sentence = (pieces[number - 1]?.text || "").replace(/^… /u, "").split(/(?<=[.!?;:])\s/u).at(-1);
  const before = sentence.split(/\s+/u).slice(-CONTEXT - 1).join(" ");
  // Sources differ between the page and the index; only the words that were found are the same.
  const around = kind === "source" ? [] : [`${before}${first.text}`.trim()];
  return [...new Set([...around, ...marks.map(([piece]) => piece.text.trim())])].filter(Boolean).slice(0, 4);
}

// The fragment with which a browser opens a page at these texts (URL Fragment Text Directives).
export function fragmentOf(texts) {
  const wanted = [...new Set(texts)];
  return wanted.length ? `#:~:${wanted.map((text) => `text=${encoded(text)}`).join("&")}` : "";
}

// Hyphens, commas and ampersands have a meaning in the directive.
const encoded = (text) => encodeURIComponent(text).replace(/-/g, "%2D");

export const soundsLike = (word) => PINYIN + folded(word);
