// Reading aids: cards, permanent links, highlighted contents, shortcuts, dark mode. Without it, links still work.
import { card } from "./cards.js";
import { element } from "./elements.js";
import { keepButton, kept, site } from "./kept.js";
import { fillInReports } from "./report.js";
import { say } from "./say.js";

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Shows for a moment what was done.
function toast(text) {
  const note = element("p", { className: "toast", popover: "manual", role: "status" });
  document.body.append(note);
  note.showPopover();
  note.textContent = text;
  setTimeout(() => note.remove(), 2000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelected(text);
  }
  toast(say.copied());
}

// Scripts can only use the clipboard on https sites, and with the reader's permission.
function copySelected(text) {
  const before = document.activeElement;
  const area = element("textarea", { value: text, className: "vh" });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
}

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function changeAppearance() {
  root.dataset.theme = isDark() ? "light" : "dark";
  try {
    localStorage.setItem("appearance", root.dataset.theme);
  } catch {
    // storage is disabled; the choice lasts as long as the page
  }
  showAppearance();
}

function showAppearance() {
  for (const button of all("[data-appearance]")) button.setAttribute("aria-pressed", String(isDark()));
}

function goToSection(step) {
  const headings = all("main h2").filter((one) => one.offsetParent && !one.closest("aside")); // not those beside the text
  const top = (heading) => heading.getBoundingClientRect().top;
  const next = step > 0 ? headings.find((one) => top(one) > 95) : headings.findLast((one) => top(one) < 60);
  next?.scrollIntoView();
}

async function openBasket() {
  const { openBasket: open } = await import("./basket.js");
  open();
}

async function showKeys() {
  const { panel } = await import("./panel.js");
  const rows = [["/", say.search()], ["n p", say.sections()], ["b", say.readingList()], ["t", say.appearance()], ["Esc", say.close()]];
  const row = ([key, text]) => element("div", { className: "row" }, text, element("kbd", { textContent: key }));
  panel(say.keys(), rows.map(row));
}

const KEYS = {
  "/": () => document.querySelector("main input[name=q], .find input")?.focus(),
  b: openBasket,
  t: changeAppearance,
  "?": showKeys,
  n: () => goToSection(1),
  p: () => goToSection(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
  // A picture is one tab stop; arrow keys move between its links.
  const link = event.target.closest("svg a");
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (link && step) {
    const links = all("a", link.ownerSVGElement);
    links[links.indexOf(link) + step]?.focus();
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  const number = event.target.closest("a.pn, a.headerlink");
  if (number) copy(number.href);
  const button = event.target.closest("button");
  if (!button) return;
  if ("appearance" in button.dataset) changeAppearance();
  if ("basket" in button.dataset) openBasket();
  if ("keep" in button.dataset) import("./basket.js").then(({ keep }) => keep(button));
  if ("print" in button.dataset) print();
  if ("copy" in button.dataset) copy(button.closest("dd").querySelector(".citation-text").textContent.trim());
});

// A source's place on the first page of its publisher, which stays valid as the list grows. It follows from the link to
// the page or from the page itself.
function addressOfSource(source) {
  if (source.dataset.source) return source.dataset.source;
  const link = source.querySelector(":scope > div > p > a[href*='publishers/']");
  const { href } = link ?? new URL(`#${source.id}`, location.origin + location.pathname);
  return href.slice(site.href.length).replace(/(?:--\d+)?(?:\.html)?#/u, ".html#");
}

// Adds the buttons of entries and sources, because the basket needs scripts.
function addKeepButtons() {
  for (const side of all(".entry > p:not([class])")) {
    const link = side.parentElement.querySelector(".title a");
    if (!link || side.querySelector("[data-keep]")) continue;
    side.append(keepButton(link.href.slice(site.href.length), link.textContent));
  }
  for (const source of all("[data-source]")) {
    if (source.querySelector("[data-keep]")) continue;
    source.append(keepButton(addressOfSource(source), source.querySelector("cite").textContent));
  }
}

// The basket is loaded when it is used; until then only its count is shown.
function showKept() {
  const addresses = new Set(kept().map((one) => one.address));
  for (const button of all("[data-keep]")) button.setAttribute("aria-pressed", String(addresses.has(button.dataset.keep)));
  for (const count of all("[data-kept]")) {
    count.textContent = String(addresses.size);
    count.hidden = !addresses.size;
  }
}

function followContents() {
  const links = all(".toc a[href^='#']");
  const seen = new IntersectionObserver((entries) => {
    const shown = entries.find((one) => one.isIntersecting);
    if (!shown) return;
    for (const link of links) {
      if (decodeURIComponent(link.hash.slice(1)) === shown.target.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-10% 0px -75%" });
  for (const link of links) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) seen.observe(target);
  }
}

// A shelf too wide for the screen is scrolled to the last coloured column; the style sheet begins with the last one.
function showLastLit() {
  for (const pan of all(".fig-shelf .pan")) {
    const lit = all(".shelf a", pan).at(-1)?.getBoundingClientRect().right;
    const left = lit - pan.getBoundingClientRect().right + 12;
    if (left < 0) pan.scrollBy({ left, behavior: "instant" });
  }
}

// The script of the search boxes is loaded when a reader starts to type.
for (const form of all("form[data-index]")) {
  form.addEventListener("focusin", () => import("../search/box.js"), { once: true });
}
addEventListener("storage", showKept);
addEventListener("kept", showKept);
addEventListener("drawn", () => {
  addKeepButtons();
  showKept();
});
showAppearance();
addKeepButtons();
showKept();
showLastLit();
followContents();
fillInReports();
card();
