// What readers keep, in this browser only: a list for each archive, of which one host may have several.
import { element } from "./elements.js";
import { say } from "./say.js";

const opener = document.querySelector("[data-basket]");

// The page of the reading list, and the root of the site.
export const readingList = new URL(opener?.dataset.basket ?? "reading-list.html", location.href);
export const site = new URL(".", readingList);
// How the files of references end that this site has.
export const suffixes = (opener?.dataset.formats ?? "").split(" ").filter(Boolean);

const NAME = `basket ${site.pathname}`;
const BRIEF = /^archive\/\d{4}\/[\w-]+\.html$/u;
const SOURCE = /^publishers\/[\w-]+\.html#[^\s#]+$/u;

export const isBrief = ({ address }) => BRIEF.test(address);

// Each has the address of its page on the site, its title, and the language of that; a source, a file that has it.
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    return Array.isArray(found) ? found.filter((one) => BRIEF.test(one?.address) || SOURCE.test(one?.address)) : [];
  } catch {
    return []; // storage is closed, or somebody else has written there
  }
}

// The bookmark beside a brief or a source.
export function keepButton(address, title) {
  const made = element("button", { type: "button", className: "keep", ariaLabel: say.keep(title) });
  made.dataset.keep = address;
  return made;
}

// Tells whether the browser lets the site keep something.
export function store(list) {
  try {
    localStorage.setItem(NAME, JSON.stringify(list));
  } catch {
    return false;
  }
  dispatchEvent(new Event("kept"));
  return true;
}
