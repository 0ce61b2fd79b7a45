// Splits queries into words as search/segmentation.py splits texts, and restores texts.
import {
  ELISIONS, GLUE, JOINTS, LETTERS, MARKS, OWN_SIGNS, PUNCTUATION, RUN_END, UNSEEN, UNSPACED,
} from "./characters.js";

const inClass = (signs) => signs.replace(/[\\\]^-]/g, "\\$&");
const UNIT = `[${UNSPACED}][${MARKS}]*`;
const RUN = new RegExp(`((?:${UNIT})+)`, "u");
const WHOLE_RUN = new RegExp(`^(?:${UNIT})+$`, "u");
const UNITS = new RegExp(UNIT, "gu");
const SIGN = inClass(PUNCTUATION);
const SPOKEN = `[^\\s${SIGN}]`;
const CUT = "\0";
const CUTS = [
  `(${SPOKEN}[${SIGN}]*[${inClass(JOINTS)}][${SIGN}]*)(?=${SPOKEN})`,
  `(${SPOKEN}{2}\\.)(?=${SPOKEN}{2})`,
  `(${SPOKEN},)(?=[^\\s0-9${SIGN}])`,
  `(${SPOKEN}[${ELISIONS}])(?=${SPOKEN}{3})`,
].map((pattern) => new RegExp(pattern, "gu"));
const AROUND = `[${SIGN}\\${GLUE}$€£¥₽₩]+`;
const ENDS = new RegExp(`^${AROUND}|${AROUND}$`, "gu");
const UNSEEN_SIGNS = new RegExp(`[${UNSEEN}]`, "gu");
const OWN = new RegExp(`[${inClass(Object.keys(OWN_SIGNS).join(""))}]`, "gu");

export function normalized(text) {
  const seen = text.normalize("NFC").replace(UNSEEN_SIGNS, "").replaceAll(CUT, "");
  return seen.replace(OWN, (sign) => OWN_SIGNS[sign]);
}

export function segmented(text) {
  return normalized(text).split(/\s+/u).filter(Boolean).flatMap(wordsOf).join(" ");
}

// Without punctuation and glue, as in queries.
export function words(text) {
  const cut = segmented(text);
  return cut ? cut.split(" ").map((word) => word.replace(ENDS, "")).filter(Boolean) : [];
}

export function folded(word) {
  const plain = word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^\0-\x7f]/gu, (sign) => (Object.hasOwn(LETTERS, sign) ? LETTERS[sign] : sign));
}

// *text* with spaces between the words of Chinese, Japanese or Thai, if the browser knows these words.
export function wordsApart(text) {
  if (!Intl.Segmenter) return text;
  const parts = new Intl.Segmenter("zh", { granularity: "word" });
  const apart = (run) => Array.from(parts.segment(run), ({ segment }) => segment).join(" ");
  return text.split(RUN).map((part) => (isRun(part) ? apart(part) : part)).join("");
}

export const unitsOf = (run) => run.match(UNITS) || [];
export const isRun = (word) => WHOLE_RUN.test(word);

function wordsOf(chunk) {
  const pieces = chunk.split(RUN).filter(Boolean);
  return pieces.flatMap((piece, number) => {
    const parts = isRun(piece) ? pairs(piece) : cut(piece);
    const end = number === pieces.length - 1 ? "" : GLUE;
    return parts.map((part, place) => part + (place === parts.length - 1 ? end : isRun(piece) ? "" : GLUE));
  });
}

function pairs(run) {
  const units = unitsOf(run);
  return [...units.slice(1).map((unit, number) => units[number] + unit), units.at(-1) + RUN_END];
}

function cut(piece) {
  return CUTS.reduce((text, pattern) => text.replace(pattern, `$1${CUT}`), piece).split(CUT);
}

// Restores a segmented text in pieces: the text of each token, whether a space precedes it, and whether it continues
// with a letter that the previous token already contains.
export function restored(tokens) {
  let last = null;
  let space = false;
  return tokens.map((token) => {
    const glued = token.endsWith(GLUE);
    const word = glued ? token.slice(0, -1) : token;
    const ends = word.endsWith(RUN_END);
    const bare = ends ? word.slice(0, -1) : word;
    const units = isRun(bare) && (ends || unitsOf(bare).length === 2) ? unitsOf(bare) : [];
    const goesOn = units.length > 0 && last !== null && units[0] === last;
    const whole = units.length ? bare : word;
    const piece = { text: goesOn ? units.slice(1).join("") : whole, space: space && !goesOn, goesOn };
    last = units.length && !ends ? units.at(-1) : null;
    space = last === null && !glued;
    return piece;
  });
}
