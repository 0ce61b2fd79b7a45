// The basket: what a reader has saved in this browser.
import { button, element } from "./elements.js";
import { kept, readingList, site, store } from "./kept.js";
import { panel } from "./panel.js";
import { exportButtons, exportOf } from "./references.js";
import { say } from "./say.js";

// A source's reference is taken from the file of the page on which it was saved.
function describe(chosen) {
  const entry = chosen.closest(".entry, .src, article");
  const title = entry.querySelector(".title a, cite, h1");
  const found = { address: chosen.dataset.keep, title: title.textContent.trim() };
  if (title.lang) found.lang = title.lang;
  const file = exportOf(document);
  if (entry.matches(".src") && file) found.file = file;
  return found;
}

function keepOrSay(list) {
  if (!store(list)) panel(say.readingList(), [element("p", { textContent: say.cannotKeep() })]);
}

// Saves or removes the item of a button.
export function keep(chosen) {
  const list = kept();
  const rest = list.filter((one) => one.address !== chosen.dataset.keep);
  keepOrSay(rest.length < list.length ? rest : [...list, describe(chosen)]);
}

function row(item, remove) {
  const link = element("a", { href: new URL(item.address, site).href, textContent: item.title ?? item.address });
  if (item.lang) link.lang = item.lang;
  const away = button("×", remove);
  away.ariaLabel = say.remove(link.textContent);
  return element("li", {}, link, away);
}

export function openBasket() {
  const place = element("div", { className: "basket" });
  const status = element("p", { role: "status" });
  let former = null; // for undoing

  function change(list) {
    former = list.length < kept().length ? kept() : null;
    keepOrSay(list);
    draw();
    place.querySelector("button, a")?.focus();
  }

  function draw() {
    const list = kept();
    const rows = list.map((item) => row(item, () => change(list.filter((one) => one !== item))));
    const undo = former ? [button(say.undo(), () => change(former))] : [];
    if (!list.length) {
      place.replaceChildren(element("p", { textContent: say.emptyBasket() }), element("p", { className: "acts" }, ...undo));
      return;
    }
    const page = element("a", { className: "btn", href: readingList.href, textContent: say.open() });
    place.replaceChildren(
      element("ol", {}, ...rows),
      element("p", { className: "acts" }, page, ...exportButtons(kept, status), button(say.clear(), () => change([])), ...undo),
      status,
    );
  }

  draw();
  panel(say.readingList(), [place]);
}
