// The basket: briefs that somebody has kept, in this browser only.
import { panel } from "./panel.js";
import { say } from "./say.js";

function read() {
  try {
    return JSON.parse(localStorage.getItem("basket")) ?? [];
  } catch {
    return [];
  }
}

function write(list) {
  try {
    localStorage.setItem("basket", JSON.stringify(list));
  } catch {
    return;
  }
  dispatchEvent(new Event("kept"));
}

export function keep(button) {
  const address = button.dataset.keep;
  const kept = read();
  const rest = kept.filter((one) => one.address !== address);
  const entry = button.closest(".entry, article");
  const title = entry.querySelector(".entry-title a, h1")?.textContent.trim() ?? address;
  write(rest.length < kept.length ? rest : [...kept, { address, title }]);
}

export function openBasket() {
  panel(say.basket(), read().map(({ title }) => Object.assign(document.createElement("p"), { textContent: title })));
}
