// What readers save, in this browser only: one list per archive, because a host may have several.
import { element } from "./elements.js";
import { say } from "./say.js";

const opener = document.querySelector("[data-basket]");

// The page of the reading list, and the root of the site.
export const readingList = new URL(opener?.dataset.basket ?? "reading-list.html", location.href);
export const site = new URL(".", readingList);
// The suffixes of the site's files of references.
export const suffixes = (opener?.dataset.formats ?? "").split(" ").filter(Boolean);

const NAME = `basket ${site.pathname}`;
const BRIEF = /^archive\/\d{4}\/[\w-]+\.html$/u;
const SOURCE = /^publishers\/[\w-]+\.html#[^\s#]+$/u;

export const isBrief = ({ address }) => BRIEF.test(address);

// Each item has the address of its page, its title, and the title's language; a source, a file that contains it.
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    return Array.isArray(found) ? found.filter((one) => BRIEF.test(one?.address) || SOURCE.test(one?.address)) : [];
  } catch {
    return []; // storage is disabled, or contains something else
  }
}

// The bookmark beside a brief or a source.
export function keepButton(address, title) {
  const made = element("button", { type: "button", className: "keep", ariaLabel: say.keep(title) });
  made.dataset.keep = address;
  return made;
}

// Returns whether the browser allows the site to store the list.
export function store(list) {
  try {
    localStorage.setItem(NAME, JSON.stringify(list));
  } catch {
    return false;
  }
  dispatchEvent(new Event("kept"));
  return true;
}
