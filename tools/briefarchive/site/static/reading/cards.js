// A card beside a citation mark or a link. Pointer and keyboard focus show it; a click on a mark or on the card, or a tap
// on a link in the text, pins it. Escape, “Close” or a click elsewhere closes it and restores the focus.
import { button, copyOf, element } from "./elements.js";
import { say } from "./say.js";

const WAIT = 180;
const TRIGGERS = "a.ref, .prose a.internal, .brief .kicker a, .facts a, .src > div > p a[href*='publishers/']";
const FOCUSED = `${TRIGGERS}, svg a`; // the pointer shows the title of a part of a picture, the keyboard does not

// The entry in the list of sources, or the header of the linked page, which is fetched once.
const fetched = new Map();

async function contentOf(link) {
  if (link.ownerSVGElement) return element("p", { textContent: link.ariaLabel });
  if (link.matches(".ref")) {
    const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return source && element("ol", {}, shortened(source));
  }
  const address = link.href.replace(/#.*$/u, "");
  if (!fetched.has(address)) fetched.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : "")));
  const page = new DOMParser().parseFromString(await fetched.get(address), "text/html");
  const head = page.querySelector(".b-head, .p-head");
  if (!head) return null;
  for (const one of head.querySelectorAll("[href]")) one.href = new URL(one.getAttribute("href"), address).href;
  const evidence = page.querySelector(".evid .evbar");
  const event = head.querySelector(".dates .event");
  return element("div", { className: "c-page" }, ...(event ? [shortened(event)] : []), shortened(head), ...(evidence ? [shortened(evidence)] : []));
}

function isOnThisPage(link) {
  return link.hash !== "" && link.href.replace(/#.*$/u, "") === location.href.replace(/#.*$/u, "");
}

function shortened(node) {
  const copied = copyOf(node);
  for (const one of copied.querySelectorAll(".corr, .acts, .dates, .keep")) one.remove();
  return copied;
}

export function card() {
  const box = element("div", { className: "card", popover: "manual", tabIndex: -1 });
  document.body.append(box);
  let owner = null;
  let pinned = false;
  let timer = 0;
  let asked = 0;
  let returning = false;

  const isOpen = () => box.matches(":popover-open");

  function forget(focusBack) {
    const link = owner;
    owner = null;
    pinned = false;
    link?.removeAttribute("aria-expanded");
    if (!focusBack || !link) return;
    returning = true;
    link.focus({ preventScroll: true });
    returning = false;
  }

  function hide(focusBack) {
    clearTimeout(timer);
    asked += 1;
    if (isOpen()) box.hidePopover();
    forget(focusBack);
  }

  function place(link) {
    const at = link.getBoundingClientRect();
    const height = box.offsetHeight + 8;
    const below = at.bottom + height < innerHeight || at.top < height;
    const start = getComputedStyle(link).direction === "rtl" ? at.right + 24 - box.offsetWidth : at.left - 24;
    const x = Math.max(8, Math.min(start, innerWidth - box.offsetWidth - 16));
    box.style.setProperty("--x", `${x}px`);
    box.style.setProperty("--y", `${(below ? at.bottom + 8 : at.top - height) + scrollY}px`);
  }

  function setPinned(link) {
    pinned = true;
    box.hidePopover();
    box.popover = "auto"; // closes on a click elsewhere
    box.role = "dialog";
    box.classList.add("pinned");
    link.setAttribute("aria-expanded", "true");
    box.showPopover();
    box.focus({ preventScroll: true });
  }

  async function show(link, pin) {
    clearTimeout(timer);
    if (pinned && !pin) return;
    if (pin && link === owner && isOpen()) {
      setPinned(link);
      return;
    }
    const number = (asked += 1);
    const content = await contentOf(link).catch(() => null);
    if (number !== asked) return;
    if (!content) {
      if (pin && !link.matches(".ref")) location.href = link.href;
      return;
    }
    hide(false);
    const way = element("a", { href: link.href.baseVal ?? link.href, textContent: link.matches(".ref") ? say.inList() : say.open() });
    box.replaceChildren(content, element("p", { className: "c-bar" }, way, button(say.close(), () => hide(true))));
    box.popover = "manual";
    box.role = "note";
    box.ariaLabel = link.ariaLabel || link.textContent;
    box.classList.remove("pinned");
    owner = link;
    box.showPopover();
    if (pin) setPinned(link);
    place(link);
  }

  box.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && pinned && !isOpen()) {
      forget(box.contains(document.activeElement) || document.activeElement === document.body);
    }
  });
  box.addEventListener("click", (event) => {
    const way = event.target.closest("a");
    if (way && isOnThisPage(way)) hide(false);
    else if (!event.target.closest("a, button, summary") && owner && !pinned) show(owner, true);
  });

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = box.contains(event.target) ? null : event.target.closest(TRIGGERS);
    clearTimeout(timer);
    if (link && link !== owner) timer = setTimeout(show, WAIT, link, false);
    else if (!link && owner && !pinned && !box.contains(event.target)) timer = setTimeout(hide, WAIT + 60, false);
  });
  document.addEventListener("focusin", (event) => {
    if (returning || box.contains(event.target)) return;
    const link = event.target.closest(FOCUSED);
    if (link?.matches(":focus-visible")) show(link, false);
    else if (!link && !pinned && isOpen()) hide(false);
  });

  let touched = false;
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || box.contains(event.target)) return;
    const note = event.target.closest(".rn, .sn");
    const number = note?.querySelector("b")?.textContent;
    const marks = note ? [...note.closest("p").querySelectorAll(".ref")] : [];
    const link = note ? marks.find((one) => one.textContent === number) : event.target.closest(TRIGGERS);
    if (!link || !(link.matches(".ref") || touched)) return;
    event.preventDefault();
    if (pinned && link === owner) hide(true);
    else show(link, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) hide(pinned);
  });
}
