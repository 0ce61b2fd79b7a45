// Suggestions: the nearest known names and words.
import { folded } from "./segmenter.js";

const FARTHEST = 2;

// Terms whose name in any language starts with *text*, contains it as a word, or resembles it; the nearest first.
export function nearestTerms(text, rows, most = 3) {
  const wanted = folded(text);
  if (!wanted) return [];
  const near = rows.map((row) => {
    const [id, label, count, , ...names] = row;
    const distances = [id, label, ...names].map((name) => nearness(wanted, folded(name)));
    return { row, count, distance: Math.min(...distances) };
  });
  const found = near.filter(({ distance }) => distance < 4);
  found.sort((one, other) => one.distance - other.distance || other.count - one.count);
  return found.slice(0, most).map(({ row }) => row);
}

// The years nearest to the first one in *text*, in their order.
export function nearestNumbers(text, rows, most = 3) {
  const wanted = parseInt(text.replace(/^\D+/u, ""), 10);
  const away = ([id]) => Math.abs(Number(id) - wanted);
  const near = [...rows].sort((one, other) => away(one) - away(other)).slice(0, most);
  return near.sort(([one], [other]) => Number(one) - Number(other));
}

function nearness(wanted, name) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 1.5;
  const allowed = wanted.length > 7 ? FARTHEST : wanted.length > 3 ? 1 : 0;
  const steps = distance(wanted, name, allowed);
  return steps <= allowed ? 2 + steps / 2 : Infinity;
}

// The known word that *wanted* misspells; of equally near ones, the most frequent. Most unknown words are spelt correctly:
// “lending” does not misspell “landing”. So two letters can be swapped or one doubled; if either word is long and both have
// the same start, a letter can be missing or added, and only in a very long one replaced.
export function nearestWord(wanted, lists) {
  let best = "";
  let least = Infinity;
  for (const words of lists) {
    for (const word of words) {
      const known = folded(word);
      const steps = known === wanted ? Infinity : slip(wanted, known);
      if (steps < least) [best, least] = [word, steps];
    }
  }
  return best;
}

function slip(wanted, word) {
  const longer = Math.max(wanted.length, word.length);
  const allowed = longer > 9 ? 2 : longer > 7 ? 1 : 0;
  if (Math.abs(wanted.length - word.length) > FARTHEST) return Infinity;
  if (isSwapped(wanted, word) || undoubled(wanted) === undoubled(word)) return 1;
  if (!allowed || wanted[0] !== word[0]) return Infinity;
  const steps = distance(wanted, word, allowed, 2);
  return steps <= allowed ? steps : Infinity;
}

// Whether two neighbouring letters are swapped.
function isSwapped(one, other) {
  if (one.length !== other.length) return false;
  const place = [...one].findIndex((letter, number) => letter !== other[number]);
  const swapped = one.slice(0, place) + one[place + 1] + one[place] + one.slice(place + 2);
  return place >= 0 && place + 1 < one.length && swapped === other;
}

const undoubled = (word) => word.replace(/(.)\1/gu, "$1");

// The edit distance (optimal string alignment), counted up to *most*. A replaced letter counts as *exchanged*.
function distance(one, other, most, exchanged = 1) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = null;
  let above = Array.from({ length: other.length + 1 }, (_, number) => number);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      line[column] = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (same ? 0 : exchanged));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) line[column] = Math.min(line[column], before[column - 2] + 1);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return above[other.length];
}
