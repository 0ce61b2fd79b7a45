// Sorts the list of an index page as the reader chooses; `?sort=` stores the choice.
const MOST_PAGES = 20; // of longer lists only the current page is sorted and filtered
const BLOCKS = "section.group, section.letter, .all-briefs tbody tr";
const LISTS = ".group > ol, .group > ul, .letter > ul, .tree ul, .all-briefs tbody";

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, ignorePunctuation: true });
const textOf = (entry, selector) => entry.querySelector(selector)?.textContent.trim() ?? "";
// The first number of a text, without the separators of its thousands.
const numberIn = (text) => /\d+(?:[.,\s]\d{3})*/u.exec(text)?.[0].replace(/\D/gu, "");

// The sort key of an entry. Entries without one come last in either order.
const KEYS = {
  date: (entry) => entry.dataset.date ?? entry.querySelector("time")?.dateTime,
  published: (entry) => entry.querySelector("td:last-child time")?.dateTime,
  title: (entry) => textOf(entry, ".title a, cite, td:nth-child(2) a"),
  name: (entry) => textOf(entry, ":scope > :is(a, span)"),
  terms: (entry) => textOf(entry, "td:nth-child(3)"),
  sources: (entry) => Number(entry.dataset.sources ?? numberIn(textOf(entry, ":scope > p"))),
  count: (entry) => Number(textOf(entry, ":scope > .count").replace(/\D/gu, "")),
  kind: (entry) => textOf(entry, "[data-part=kind]"),
  country: (entry) => textOf(entry, "[data-part=country]"),
};
const PARTS = new Set(["kind", "country"]); // shown as headings

const chooser = document.querySelector(".list-sort");
let whole = null; // a promise, from when all pages are asked for

const listsNow = () => [...document.querySelectorAll(LISTS)];

// The entries of a page's list.
export const entriesNow = () => listsNow().flatMap((list) => [...list.children]);

// Hides headings without entries.
export function hideEmptySections() {
  document.querySelectorAll("section.group, section.letter").forEach((section) => {
    section.hidden = !section.querySelector("li:not([hidden])");
  });
}

function compare(a, b) {
  return typeof a === "string" ? collator.compare(a, b) : a - b;
}

function sorted(entries, key, descending) {
  const pairs = entries.map((entry) => [KEYS[key](entry), entry]);
  pairs.sort(([a], [b]) => Number(!a) - Number(!b) || (descending ? compare(b, a) : compare(a, b)));
  return pairs.map(([, entry]) => entry);
}

// Adds the other pages of a long list before and after this one.
async function fetchOthers({ first, page, pages }) {
  const numbers = Array.from({ length: Number(pages) }, (_, index) => index + 1);
  const found = await Promise.all(
    numbers.map(async (number) => {
      if (number === Number(page)) return document;
      const answer = await fetch(number === 1 ? first : first.replace(/\.html$/u, `--${number}.html`));
      if (!answer.ok) throw new Error(answer.statusText);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    }),
  );
  const blocks = found.map((one) => [...one.querySelectorAll(BLOCKS)]);
  const marker = document.createComment("");
  blocks[Number(page) - 1][0].before(marker);
  marker.after(...blocks.flat());
  marker.remove();
  for (const section of document.querySelectorAll("section.group, section.letter")) {
    const next = section.nextElementSibling;
    if (next && textOf(section, "h2") && textOf(section, "h2") === textOf(next, "h2")) {
      next.querySelector(LISTS).prepend(...section.querySelector(LISTS).children);
      section.remove();
    }
  }
  document.querySelectorAll("nav.pager").forEach((pager) => pager.remove());
  dispatchEvent(new Event("drawn")); // adds the buttons of the basket
}

// Adds the other pages of a long list to this one. Returns whether all are here: not of a very long list, nor without a
// connection.
export async function completeList() {
  const { pages = 1 } = chooser?.dataset ?? {};
  if (pages > MOST_PAGES) return false;
  whole ??= pages > 1 ? fetchOthers(chooser.dataset).then(() => true, () => { whole = null; return false; }) : true;
  return whole;
}

// Inserts a section like the first one before it.
function addSection(title, entries) {
  const like = document.querySelector("section.group:not(.sorted), section.letter:not(.sorted)");
  const section = like.cloneNode(false);
  section.classList.add("sorted");
  const list = like.querySelector(LISTS).cloneNode(false);
  list.append(...entries);
  if (title) section.append(Object.assign(like.querySelector("h2").cloneNode(false), { textContent: title }));
  section.append(list);
  like.before(section);
}

// Stores the choice in the address, so that it can be shared or gone back to.
export function noteInAddress(name, value) {
  const address = new URL(location.href);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, "", address);
}

// Sets up the choice; `after` is called when the list has changed.
export function sortable(after) {
  if (!chooser || (entriesNow().length < 2 && !chooser.dataset.pages)) return;
  const select = chooser.querySelector("select");
  const status = chooser.querySelector("[role=status]");
  const headers = [...document.querySelectorAll(".all-briefs th[data-sort]")];
  const usual = select.options[0].value;
  let current = usual;
  let before = null; // each list with its entries in the original order

  // The option for an order or its reverse.
  function optionFor(value) {
    const values = [...select.options].map((one) => one.value);
    return [value, value.replace("-", ""), `-${value}`].find((one) => values.includes(one));
  }

  function arrange(value) {
    before ??= listsNow().map((list) => [list, [...list.children]]);
    for (const [list, entries] of before) list.append(...entries);
    document.querySelectorAll("section.sorted").forEach((section) => section.remove());
    if (value === usual) return;
    const descending = value.startsWith("-");
    const key = value.replace("-", "");
    if (document.querySelector(".tree, .all-briefs") || (before.length === 1 && !PARTS.has(key))) {
      for (const [list, entries] of before) list.append(...sorted(entries, key, descending));
      return;
    }
    const entries = sorted(before.flatMap(([, some]) => some), key, descending);
    if (!PARTS.has(key)) {
      addSection("", entries);
      return;
    }
    for (const [title, some] of Map.groupBy(entries, KEYS[key])) addSection(title || chooser.dataset.rest, some);
  }

  async function sort(value) {
    const isSorted = value === usual || await completeList();
    arrange(value);
    current = value;
    select.value = optionFor(value) ?? "";
    for (const header of headers) {
      const way = { [header.dataset.sort]: false, [`-${header.dataset.sort}`]: true }[value];
      if (way === undefined) header.removeAttribute("aria-sort");
      else header.setAttribute("aria-sort", way ? "descending" : "ascending");
    }
    status.textContent = isSorted ? "" : chooser.dataset.partly;
    noteInAddress("sort", value === usual ? "" : value);
    after();
  }

  for (const header of headers) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: header.textContent });
    button.addEventListener("click", () => {
      const { sort: key, first } = header.dataset;
      sort(current === (first ?? key) ? (first ? key : `-${key}`) : (first ?? key));
    });
    header.replaceChildren(button);
  }
  select.addEventListener("change", () => sort(select.value));
  const wanted = new URLSearchParams(location.search).get("sort");
  if (wanted && wanted !== usual && optionFor(wanted)) sort(wanted);
}
