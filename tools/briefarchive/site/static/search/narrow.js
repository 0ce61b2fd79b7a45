// Filters the list of an index page by what is typed, and sorts it, without the search engine.
import { parse } from "./query.js";
import { folded, segmented } from "./segmenter.js";
import { completeList, entriesNow, hideEmptySections, noteInAddress, sortable } from "./sort.js";
import { say } from "./words.js";

const WAIT = 120;
const PLAIN = /[^\p{L}\p{N}\p{M}]/gu;

const place = document.querySelector(".narrow-list");
const box = place?.querySelector("input"); // absent on short lists
const status = place?.querySelector("[role=status]");
const texts = new Map();

const plain = (token) => folded(token).replace(PLAIN, "");

function tokensOf(entry) {
  if (!texts.has(entry)) texts.set(entry, segmented(entry.textContent).split(" ").map(plain));
  return texts.get(entry);
}

function has(tokens, { tokens: wanted, exact, unspaced }) {
  const sought = wanted.map(plain);
  const begins = (step) => !exact || (!unspaced && step === sought.length - 1);
  const fits = (token, step) => token === sought[step] || (begins(step) && token.startsWith(sought[step]));
  return tokens.some((_, start) =>
    sought.every((word, step) => start + step < tokens.length && fits(tokens[start + step], step)),
  );
}

async function show() {
  if (box.value.trim()) await completeList();
  const { clauses, negated } = parse(box.value);
  const entries = entriesNow();
  let shown = 0;
  for (const entry of entries) {
    const tokens = tokensOf(entry);
    entry.hidden = !(clauses.every((clause) => has(tokens, clause)) && !negated.some((clause) => has(tokens, clause)));
    shown += Number(!entry.hidden);
  }
  hideEmptySections();
  noteInAddress("filter", box.value.trim());
  status.replaceChildren(...(box.value.trim() ? [say.here(shown, entries.length)] : []), ...(shown ? [] : searchLink()));
}

// Words that no entry has may stand in a text.
function searchLink() {
  const search = document.querySelector(".find")?.action;
  if (!search) return [];
  const href = `${search}?q=${encodeURIComponent(box.value)}`;
  return [" ", Object.assign(document.createElement("a"), { href, textContent: say.search })];
}

if (box) {
  let waiting = 0;
  box.value = new URLSearchParams(location.search).get("filter") ?? "";
  if (box.value) show();
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, WAIT);
  });
}
sortable(box ? show : hideEmptySections);
