// The reading list: what a reader has saved, or what a link contains, with references from the archive's pages.
import { button, copyOf, element } from "./elements.js";
import { isBrief, keepButton, kept, readingList, site, store } from "./kept.js";
import { exportButtons, exportOf } from "./references.js";
import { say } from "./say.js";

const MOST = 300;
const BRIEF_ID = /^(\d{4})-\d{2}-\d{2}-[a-z0-9-]+$/u;
const SOURCE_ID = /^([\w-]+)\/([^\s#/]+)$/u; // a publisher and a key

const place = document.querySelector("[data-place=list]");
const status = element("p", { role: "status" });
const pages = new Map();
let former = []; // the basket before the last change
let undone = [];
let turn = 0;

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // it is not one of our ids
  }
}

// The ids in the address; anything else is ignored.
function sentItems() {
  const ids = location.hash.slice(1).split(",").slice(0, MOST).map(decoded);
  return ids.flatMap((id) => {
    const year = BRIEF_ID.exec(id)?.[1];
    const [, publisher, key] = SOURCE_ID.exec(id) ?? [];
    if (year) return [{ address: `archive/${year}/${id}.html` }];
    return publisher ? [{ address: `publishers/${publisher}.html#${key}` }] : [];
  });
}

function linkTo(items) {
  const ids = items.map(({ address }) => {
    const [path, key] = address.split(".html#");
    const name = path.replace(/^.*\/|\.html$/gu, "");
    return key ? `${name}/${encodeURIComponent(key)}` : name;
  });
  return `${readingList.href.replace(/#.*$/u, "")}#${ids.join(",")}`;
}

// A page of the site with absolute URLs; if it has moved, the current page.
function fetchPage(address) {
  if (!pages.has(address)) pages.set(address, read(address));
  return pages.get(address);
}

async function read(address) {
  const url = new URL(address, site);
  const answer = await fetch(url);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of page.querySelectorAll("[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), url).href);
  const moved = page.querySelector("meta[http-equiv=refresh]") && page.querySelector("a")?.href;
  if (moved?.startsWith(site.href)) return fetchPage(moved.slice(site.href.length));
  return { page, address };
}

async function briefEntry(item) {
  const found = await fetchPage(item.address);
  const heading = found?.page.querySelector("article h1");
  if (!heading) return null;
  const link = element("a", { href: new URL(found.address, site).href, textContent: heading.textContent, lang: heading.lang });
  const title = element("p", { className: "title" }, link);
  if (found.page.querySelector(".withdrawal")) title.append(" ", element("span", { className: "mark m-withdrawn", textContent: say.withdrawn() }));
  const cited = found.page.querySelector(".citation-text");
  const event = [...found.page.querySelectorAll(".dates .event")].map(copyOf); // references have other dates
  const reference = cited ? [element("p", { className: "reference" }, ...copyOf(cited).childNodes)] : [];
  const known = { ...item, address: found.address, title: heading.textContent };
  return { known, entry: element("li", { className: "entry" }, ...event, title, ...reference, keepButton(found.address, heading.textContent)) };
}

// A source is on one of its publisher's pages; a file says on which, if it is not the first.
async function findSource(item) {
  const [page, anchor] = item.address.split("#");
  const sourceOn = (fetched) => fetched?.page.getElementById(anchor)?.closest("[data-source]"); // it may be a former key
  const first = await fetchPage(page);
  if (!first || sourceOn(first)) return { ...first, source: sourceOn(first) };
  const answer = await fetch(new URL(page.replace(/\.html$/u, "--places.json"), site));
  const places = answer.ok ? await answer.json() : {};
  const number = Object.hasOwn(places, anchor) ? Number(places[anchor]) : 0;
  const other = number > 1 ? await fetchPage(page.replace(/\.html$/u, `--${number}.html`)) : null;
  return { ...other, source: sourceOn(other) };
}

// A reference names the publisher, which its own page does not repeat for each source.
function withPublisher(text, page, address) {
  const name = page.querySelector("h1");
  const last = [...text.querySelectorAll(":scope > :is(cite, .rom, .tr, i)")].at(-1);
  if (!name || !last || address.startsWith("publishers/_")) return text;
  last.after(", ", element("span", { textContent: name.textContent, lang: name.lang }));
  return text;
}

async function sourceEntry(item) {
  const { page, source } = await findSource(item);
  const text = source?.querySelector(":scope > div > p");
  if (!text) return null;
  const title = text.querySelector("cite").textContent;
  const known = { file: exportOf(page), ...item, title };
  return { known, entry: element("li", { className: "src" }, element("div", {}, withPublisher(copyOf(text), page, item.address)), keepButton(item.address, title)) };
}

async function entryOf(item) {
  const made = await (isBrief(item) ? briefEntry(item) : sourceEntry(item)).catch(() => null);
  return made ?? { known: item, entry: element("li", { className: "lost", textContent: say.lost(item.title ?? item.address) }) };
}

function section(title, made) {
  if (!made.length) return [];
  const heading = element("h2", {}, `${title} `, element("span", { className: "n", textContent: String(made.length) }));
  return [heading, element("ol", { className: "reading" }, ...made.map(({ entry }) => entry))];
}

function actions(items, isSent) {
  const known = new Set(kept().map(({ address }) => address));
  const rest = items.filter(({ address }) => !known.has(address));
  const copyLink = button(say.copyLink(), async () => {
    await navigator.clipboard.writeText(linkTo(items));
    status.textContent = say.copied();
  });
  return element(
    "p",
    { className: "acts" },
    button(say.print(), () => print()),
    ...(navigator.clipboard ? [copyLink] : []),
    ...exportButtons(() => items, status),
    ...(isSent && rest.length ? [button(say.keepAll(), () => store([...kept(), ...rest]))] : []),
    ...(!isSent && undone.length ? [button(say.undo(), () => store(undone))] : []),
  );
}

async function draw() {
  const number = (turn += 1);
  const sent = sentItems();
  const items = sent.length ? sent : kept();
  place.setAttribute("aria-busy", "true");
  const made = await Promise.all(items.map(entryOf));
  if (number !== turn) return;
  place.removeAttribute("aria-busy");
  const known = made.map((one) => one.known);
  place.replaceChildren(
    ...(sent.length ? [element("p", { className: "plainp", textContent: say.sentList() })] : []),
    ...(items.length ? [] : [element("p", { textContent: say.emptyBasket() })]),
    actions(known, sent.length > 0),
    status,
    ...section(say.briefs(), made.filter((one) => isBrief(one.known))),
    ...section(say.sources(), made.filter((one) => !isBrief(one.known))),
  );
  dispatchEvent(new Event("drawn"));
}

function redraw() {
  const list = kept();
  undone = list.length < former.length ? former : [];
  former = list;
  draw();
}

former = kept();
addEventListener("hashchange", draw);
addEventListener("storage", redraw);
addEventListener("kept", redraw);
draw();
