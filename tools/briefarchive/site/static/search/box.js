// The search boxes of every page: results during typing, and a link to all of them.
import { say } from "./words.js";

const WAIT = 200;
const SHOWN = 5;

function furnish(form) {
  const index = new URL(form.dataset.index, location.href);
  const root = new URL("..", index);
  const box = form.querySelector("input[name=q]");
  let waiting = 0;
  let asked = 0;
  let list = null;

  function close() {
    clearTimeout(waiting);
    asked += 1;
    if (list) list.hidden = true;
  }

  function place() {
    if (list) return;
    list = document.createElement("div");
    list.className = "quick";
    list.hidden = true;
    box.parentElement.append(list);
  }

  async function show() {
    const number = (asked += 1);
    const [{ indexAt }, draw] = await Promise.all([import("./client.js"), import("./results.js")]);
    try {
      const answer = await indexAt(index.href).ask(box.value, { limit: SHOWN });
      if (number !== asked) return;
      place();
      if (answer.idle) return close();
      const exact = answer.pages.filter((page) => page.exact).map((page) => draw.pageItem(page, root));
      const briefs = answer.results.map((result) => draw.shortBriefItem(result, root));
      const everything = `${form.action}?q=${encodeURIComponent(box.value)}`;
      const all = draw.element("a", { href: everything, class: "quick-all" }, say.all(answer.total));
      const told = answer.total ? say.results(answer.total) : say.nothing;
      list.replaceChildren(
        draw.element("p", { role: "status", class: "vh" }, told),
        exact.length + briefs.length ? draw.element("ul", {}, ...exact, ...briefs) : draw.element("p", {}, say.nothing),
        ...(answer.total ? [all] : []),
      );
      list.hidden = false;
    } catch {
      close(); // without an index, the form still leads to the page that says so
    }
  }

  const prepare = () => import("./client.js").then(({ indexAt }) => indexAt(index.href));
  const typed = () => {
    clearTimeout(waiting);
    asked += 1;
    if (box.value.trim()) waiting = setTimeout(show, WAIT);
    else close();
  };
  box.addEventListener("input", typed);
  // This script is loaded when a box gets the focus; the reader may have typed since.
  if (form.contains(document.activeElement)) {
    prepare();
    if (box.value !== box.defaultValue) typed();
  } else {
    box.addEventListener("focus", prepare, { once: true });
  }
  form.addEventListener("keydown", (event) => {
    if (!list || list.hidden) return;
    const links = [...list.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      box.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      links[Math.min(here + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && here >= 0) {
      (links[here - 1] || box).focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
}

document.querySelectorAll("form[role=search][data-index]").forEach(furnish);
