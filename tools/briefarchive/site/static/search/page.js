// The search page. Its address contains the query, so that results can be linked and gone back to.
import { NO_ROOM, indexAt } from "./client.js";
import { drawFilters } from "./filters.js";
import { briefItem, element, pageItem, suggestionItem } from "./results.js";
import { say } from "./words.js";

const WAIT = 200;
const PAGE = 10;

const form = document.querySelector("form.search-page");
const box = form.querySelector("input[name=q]");
const sort = document.querySelector("select[name=sort]");
const narrow = document.querySelector("form.filters");
const fold = narrow.querySelector("details");
const place = Object.fromEntries([...document.querySelectorAll("[data-place]")].map((one) => [one.dataset.place, one]));
const indexRoot = new URL(form.dataset.search, location.href);
const root = new URL("..", indexRoot);
const index = indexAt(indexRoot.href);
const isWide = matchMedia("(min-width: 981px)");

let facets = {};
let state = { q: "", sort: "", filters: {} };
// The index defines the filters; without an index, a query gets a message.
const ready = index.facets().then((found) => (facets = found)).catch(() => {}).then(() => (state = fromAddress()));
let asked = 0;

function fromAddress() {
  const given = new URLSearchParams(location.search);
  const named = Object.keys(facets).map((name) => [name, given.getAll(name)]);
  const filters = Object.fromEntries(named.filter(([, values]) => values.length));
  return { q: given.get("q") || "", sort: given.get("sort") || "", filters };
}

function addressOf({ q, sort: order, filters }) {
  const given = new URLSearchParams();
  if (q) given.set("q", q);
  if (order) given.set("sort", order);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => given.append(name, value));
  return `${location.pathname}${given.size ? `?${given}` : ""}`;
}

async function go(change, { replace = false } = {}) {
  await ready;
  state = { ...state, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", addressOf(state));
  return show();
}

// On phones the filters are folded, and their counts are fetched when they are opened.
const isNarrowing = () => isWide.matches || fold.open;

async function show() {
  const number = (asked += 1);
  place.results.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => tell(say.searching), 2 * WAIT);
  try {
    const [answer, names] = await Promise.all([
      index.ask(state.q, { filters: state.filters, sort: state.sort, limit: PAGE, facets: isNarrowing(), whole: true }),
      index.names(),
    ]);
    clearTimeout(slow);
    if (number === asked) draw(answer, names);
  } catch (error) {
    clearTimeout(slow);
    if (number === asked) tell(NO_ROOM.test(error.message) ? say.full : say.absent);
  }
}

// Shows the status above the results and announces it; without a text, there was no query.
function tell(text) {
  place.status.textContent = text;
  place.told.textContent = text;
  place.found.hidden = !text;
  place.ways.hidden = Boolean(text);
}

function draw(answer, names) {
  const { idle, total, results, pages } = answer;
  place.results.setAttribute("aria-busy", "false");
  place.help.open = idle && isWide.matches;
  const unknown = answer.unknown.map(told);
  const sentences = [total ? say.results(total) : say.nothing, ...unknown, answer.or ? say.or : "", answer.cut ? say.cut : ""];
  tell(idle ? "" : sentences.filter(Boolean).join(" "));
  sort.value = state.sort;
  sort.closest("p").hidden = total < 2;
  place.chosen.replaceChildren(...chips(names));
  place.named.replaceChildren(...pages.filter(({ exact }) => exact).map((page) => pageItem(page, root)));
  place.others.replaceChildren(...pages.filter(({ exact }) => !exact).map((page) => pageItem(page, root)));
  place.results.replaceChildren(...results.map(entryOf));
  place.near.replaceChildren(...answer.near.map(entryOf));
  place.suggestions.replaceChildren(...answer.suggestions.map((one) => suggestionItem(one, root, linkOf)));
  for (const name of ["chosen", "named", "others", "results", "near", "suggestions"]) {
    const around = place[name].closest("section section") || place[name];
    around.hidden = !place[name].children.length;
  }
  place.nothing.hidden = idle || total > 0;
  showMore(total);
  const number = Object.values(state.filters).flat().length;
  place.number.textContent = number ? `(${number})` : "";
  narrow.hidden = !total && !number;
  if (isNarrowing()) drawFilters(place.filters, facets, { answer, names, chosen: state.filters, toggle });
  dispatchEvent(new Event("drawn")); // adds the buttons of the basket
}

const entryOf = (result) => briefItem(result, root);

const told = ({ name, text, label }) =>
  label ? say.noBrief(label) : name ? say.unknownTerm(facets[name].noun, text) : say.missing(text);

function linkOf(one) {
  const written = new RegExp(`${one.name}:("[^"]*"|\\S+)`, "u");
  const q = one.kind === "filter" ? state.q.replace(written, `${one.name}:${one.id}`) : one.query;
  return addressOf({ ...state, q });
}

function chips(names) {
  return Object.entries(state.filters).flatMap(([name, values]) => values.map((value) => {
    const label = names[name]?.[value] || value;
    const chip = element("button", { type: "button", class: "btn", "aria-label": say.remove(label) }, label);
    chip.addEventListener("click", () => toggle(name, value, false).then(() => box.focus()));
    return element("li", {}, chip);
  }));
}

function toggle(name, value, on) {
  const values = (state.filters[name] || []).filter((one) => one !== value);
  const filters = { ...state.filters, [name]: on ? [...values, value] : values };
  if (!filters[name].length) delete filters[name];
  return go({ filters });
}

function showMore(total) {
  const left = total - place.results.children.length;
  place.more.textContent = say.more(Math.min(left, PAGE));
  place.more.hidden = left <= 0;
}

async function more() {
  const focused = document.activeElement === place.more; // the button and its focus will disappear
  const first = place.results.children.length;
  const number = asked;
  place.more.hidden = true;
  const answer = await index.ask(state.q, { filters: state.filters, sort: state.sort, from: first, limit: PAGE, whole: true });
  if (number !== asked) return;
  place.results.append(...answer.results.map(entryOf));
  showMore(answer.total);
  dispatchEvent(new Event("drawn"));
  if (focused) place.results.children[first]?.querySelector("a").focus();
}

let waiting = 0;
const typed = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => go({ q: box.value }, { replace: true }), WAIT);
};
box.addEventListener("input", typed);
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" && box.getAttribute("aria-expanded") !== "true") {
    const first = document.querySelector("[data-place=named] a, [data-place=results] a");
    if (first) {
      event.preventDefault();
      first.focus();
    }
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  go({ q: box.value });
});
narrow.addEventListener("submit", (event) => event.preventDefault());
sort.addEventListener("change", () => go({ sort: sort.value }));
place.more.addEventListener("click", more);
fold.addEventListener("toggle", () => isNarrowing() && ready.then(show));
isWide.addEventListener("change", show);
addEventListener("popstate", () => {
  state = fromAddress();
  box.value = state.q;
  show();
});
box.addEventListener("focus", async () => {
  const before = box.value;
  const [{ completeFilters }] = await Promise.all([import("./completion.js"), ready]);
  const look = completeFilters(box, place.options, Object.keys(facets), index.complete, typed);
  if (box.value !== before) look(); // typed in the meantime
}, { once: true });

box.value = new URLSearchParams(location.search).get("q") || "";
if (location.search) place.ways.hidden = true;
else box.focus();
ready.then(show);
