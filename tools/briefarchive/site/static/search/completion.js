// Completes the value of a filter during typing: country:Ru becomes country:RU (ARIA's combobox pattern).
import { element } from "./results.js";

// *filters* are the names of filters. Returns a function that updates the box as if after typing.
export function completeFilters(box, list, filters, complete, changed) {
  const written = new RegExp(`(?:^|\\s)-?(${filters.join("|")}):("?)([^"\\s]*|(?<=")[^"]*)$`, "u");
  let options = [];
  let active = -1;
  let asked = 0;
  let leaving = 0;

  function close() {
    options = [];
    active = -1;
    asked += 1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  async function look() {
    const before = box.value.slice(0, box.selectionStart);
    const open = written.exec(before);
    if (!open) return close();
    const number = (asked += 1);
    const found = await complete(open[1], open[3]);
    if (number !== asked || !found.length) return found.length ? undefined : close();
    options = found.map(({ id }) => ({ id, from: before.length - open[3].length - open[2].length }));
    list.replaceChildren(...found.map(({ id, label, count }, place) =>
      element("li", { role: "option", id: `_option-${place}`, "aria-selected": "false", dir: "auto" },
        label === id ? label : `${label} – ${id}`, " ", element("span", { class: "count" }, String(count)))));
    active = -1;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function choose(place) {
    const { id, from } = options[place];
    const rest = box.value.slice(box.selectionStart);
    box.value = `${box.value.slice(0, from)}${id} ${rest.trimStart()}`;
    box.setSelectionRange(from + id.length + 1, from + id.length + 1);
    close();
    changed();
  }

  function move(step) {
    active = (active + step + options.length) % options.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    box.setAttribute("aria-activedescendant", list.children[active].id);
  }

  box.addEventListener("input", look);
  box.addEventListener("blur", () => (leaving = setTimeout(close, 150)));
  box.addEventListener("focus", () => clearTimeout(leaving));
  box.addEventListener("keydown", (event) => {
    if (!options.length) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) choose(active);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item) return;
    event.preventDefault();
    choose([...list.children].indexOf(item));
  });
  return look;
}
