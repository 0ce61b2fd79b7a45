// The page of results. What is asked stands in its address, so that it can be linked and gone back to.
import { NO_ROOM, indexAt } from "./client.js";
import { briefItem, element, pageItem, suggestionItem } from "./results.js";
import { say } from "./words.js";

const WAIT = 200;
const PAGE = 5;
const NEXT = 10;
const MOST_VALUES = 12;

const form = document.querySelector("form.search-page");
const box = form.querySelector("input[name=q]");
const sort = document.querySelector("select[name=sort]");
const narrow = document.querySelector("details.narrow");
const place = Object.fromEntries([...document.querySelectorAll("[data-place]")].map((one) => [one.dataset.place, one]));
const indexRoot = new URL(form.dataset.index, location.href);
const root = new URL("..", indexRoot);
const index = indexAt(indexRoot.href);

let facets = {};
let state = { q: "", sort: "", filters: {} };
// What filters there are, the index knows; without one, whoever asks is told so.
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

async function show() {
  const number = (asked += 1);
  place.results.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => (place.status.textContent = say.searching), 2 * WAIT);
  try {
    const [answer, names] = await Promise.all([
      index.ask(state.q, { filters: state.filters, sort: state.sort, limit: PAGE, facets: narrow.open }),
      narrow.open || Object.keys(state.filters).length ? index.names() : {},
    ]);
    if (number !== asked) return;
    clearTimeout(slow);
    draw(answer, names);
  } catch (error) {
    clearTimeout(slow);
    if (number === asked) place.status.textContent = NO_ROOM.test(error.message) ? say.full : say.absent;
  }
}

function draw(answer, names) {
  const { idle, total, results, pages } = answer;
  place.results.setAttribute("aria-busy", "false");
  place.help.open = idle && place.help.open;
  const unknown = answer.unknown.map(told);
  const sentences = [total ? say.results(total) : say.nothing, ...unknown, answer.or ? say.or : "", answer.cut ? say.cut : ""];
  place.status.textContent = idle ? "" : sentences.filter(Boolean).join(" ");
  sort.value = state.sort;
  sort.closest("p").hidden = total < 2;
  narrow.hidden = !total && !Object.keys(state.filters).length;
  place.chosen.replaceChildren(...chips(names));
  place.named.replaceChildren(...pages.filter(({ exact }) => exact).map((page) => pageItem(page, root)));
  place.others.replaceChildren(...pages.filter(({ exact }) => !exact).map((page) => pageItem(page, root)));
  place.results.replaceChildren(...results.map((result) => briefItem(result, root)));
  place.near.replaceChildren(...answer.near.map((result) => briefItem(result, root)));
  place.suggestions.replaceChildren(...answer.suggestions.map((one) => suggestionItem(one, root, linkOf)));
  for (const name of ["named", "others", "results", "near", "suggestions"]) {
    const around = place[name].closest("section") || place[name];
    around.hidden = !place[name].children.length;
  }
  place.nothing.hidden = idle || total > 0;
  place.more.hidden = results.length >= total;
  if (narrow.open) drawFilters(answer.facets, names);
}

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
    const chip = element("button", { type: "button", "aria-label": say.remove(label) }, label, " ×");
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

function drawFilters(counts, names) {
  const counted = Object.keys(counts).length > 0;
  const focused = document.activeElement?.dataset?.filter;
  const sets = Object.values(facets).map(({ filter: name, label, isNumber }) => {
    const chosen = state.filters[name] || [];
    const known = counted ? counts[name] || {} : Object.fromEntries(chosen.map((value) => [value, 0]));
    const values = Object.entries(known).filter(([value, count]) => count || chosen.includes(value));
    const byNumber = ([one, many], [other, few]) => few - many || one.localeCompare(other);
    values.sort(isNumber ? ([one], [other]) => other.localeCompare(one) : byNumber);
    const shown = values.filter(([value], number) => number < MOST_VALUES || chosen.includes(value));
    if (!shown.length) return null;
    return element("fieldset", {}, element("legend", {}, label), ...shown.map(([value, count]) => {
      const tick = element("input", { type: "checkbox", "data-filter": `${name}:${value}` });
      tick.checked = chosen.includes(value);
      tick.addEventListener("change", () => toggle(name, value, tick.checked));
      const number = element("span", { class: "count" }, String(count));
      return element("label", { dir: "auto" }, tick, " ", names[name]?.[value] || value, " ", number);
    }));
  });
  const languages = Object.values(counts.lang || {}).filter(Boolean).length;
  const said = counted ? (languages > 1 ? say.counts : "") : say.noCounts;
  const hint = said ? [element("p", { class: "hint" }, said)] : [];
  place.filters.replaceChildren(...sets.filter(Boolean), ...hint);
  if (focused) place.filters.querySelector(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
}

async function more() {
  const focused = document.activeElement === place.more; // the button goes, and the focus with it
  const first = place.results.children.length;
  const number = asked;
  place.more.hidden = true;
  const answer = await index.ask(state.q, { filters: state.filters, sort: state.sort, from: first, limit: NEXT });
  if (number !== asked) return;
  place.results.append(...answer.results.map((result) => briefItem(result, root)));
  place.more.hidden = first + answer.results.length >= answer.total;
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
sort.addEventListener("change", () => go({ sort: sort.value }));
place.more.addEventListener("click", more);
// Who reads on need not ask for more.
addEventListener("scroll", () => {
  const look = ([{ isIntersecting }]) => isIntersecting && !place.more.hidden && more();
  new IntersectionObserver(look).observe(place.more);
}, { once: true });
narrow.addEventListener("toggle", () => narrow.open && show());
addEventListener("popstate", () => {
  state = fromAddress();
  box.value = state.q;
  show();
});
box.addEventListener("focus", async () => {
  const before = box.value;
  const [{ completeFilters }] = await Promise.all([import("./completion.js"), ready]);
  const look = completeFilters(box, place.options, Object.keys(facets), index.complete, typed);
  if (box.value !== before) look(); // It was typed while these were fetched.
}, { once: true });

box.value = new URLSearchParams(location.search).get("q") || "";
if (!location.search) box.focus();
ready.then(show);
