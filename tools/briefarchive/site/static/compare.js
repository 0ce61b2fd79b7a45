// Compares the two to four countries in the address, compare.html?c=CN,RU, and fetches their data.
import { grouped } from "./words.js";

const MOST = 4;
const form = document.querySelector("form.compare");
const shown = document.querySelector(".compared");
const status = document.querySelector("[data-compare-status]");
const selects = [...form.querySelectorAll("select")];
const known = new Set([...selects[0].options].map((option) => option.value).filter(Boolean));

function chosen() {
  const asked = (new URLSearchParams(location.search).get("c") || form.dataset.chosen).split(",");
  return [...new Set(asked.map((code) => code.trim().toUpperCase()))].filter((code) => known.has(code)).slice(0, MOST);
}

function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

const link = ([address, text, lang]) => make("a", { href: address, ...(lang && { lang }) }, text);
const sum = (counts) => Object.values(counts).reduce((one, other) => one + other, 0);

function fill(row, cells) {
  row.replaceChildren(row.cells[0], ...cells);
}

function count(number) {
  return make("td", { className: "n" }, number ? grouped(number) : "·");
}

function fillYears(countries) {
  const years = [...new Set(countries.flatMap((one) => Object.keys(one.years)))].sort();
  document.querySelector("[data-years]").replaceChildren(
    ...years.map((year) =>
      make("tr", {}, make("th", { scope: "row" }, year), ...countries.map((one) => count(one.years[year]))),
    ),
  );
}

function fillShared(countries) {
  const others = countries.slice(1).map((one) => new Set(one.briefs.map(([address]) => address)));
  const shared = countries[0].briefs.filter(([address]) => others.every((one) => one.has(address)));
  document.querySelector("[data-shared]").replaceChildren(
    ...shared.map((brief) => make("li", {}, `${brief[3]}: `, link(brief))),
  );
  document.querySelector("[data-none]").hidden = shared.length > 0;
}

function show(countries) {
  const row = (name) => shown.querySelector(`[data-row="${name}"]`);
  fill(
    shown.querySelector("thead tr"),
    countries.map((one) => make("th", { scope: "col" }, link([one.address, one.name]))),
  );
  fill(row("briefs"), countries.map((one) => count(one.briefs.length)));
  fill(row("sources"), countries.map((one) => count(sum(one.tellers))));
  for (const line of shown.querySelectorAll("[data-teller]")) {
    const counts = countries.map((one) => one.tellers[line.dataset.teller]);
    fill(line, counts.map(count));
    line.hidden = !counts.some(Boolean); // as in all tables; that no publisher is known to be state media proves nothing
  }
  fill(
    row("topics"),
    countries.map((one) =>
      make("td", {}, make("ul", {}, ...one.topics.map((topic) => make("li", {}, link(topic), `\u00a0${grouped(topic[3])}`)))),
    ),
  );
  fillYears(countries);
  fillShared(countries);
  shown.hidden = false;
}

async function compare() {
  const codes = chosen();
  selects.forEach((select, place) => (select.value = codes[place] || ""));
  if (codes.length === 0) return;
  try {
    const countries = await Promise.all(
      codes.map(async (code) => {
        const answer = await fetch(`${form.dataset.compare}${code}.json`);
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.json();
      }),
    );
    status.textContent = "";
    show(countries);
  } catch {
    status.textContent = status.dataset.failed;
  }
}

form.hidden = false;
form.addEventListener("change", () => {
  const codes = selects.map((select) => select.value).filter(Boolean);
  history.pushState(null, "", `?c=${[...new Set(codes)].join(",")}`);
  compare();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", compare);
compare();
