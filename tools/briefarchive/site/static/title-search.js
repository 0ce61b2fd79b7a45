// Finds briefs whose title, summary, names or sources hold every word of the query.
(function () {
  "use strict";
  const form = document.querySelector("form[data-titles]");
  const box = form.querySelector("input");
  const status = document.querySelector("[role=status]");
  const list = document.querySelector("ol.briefs");
  const MOST = 100;

  const nothing = document.querySelector(".nothing");
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’‘ʼ“”"]/g, "");

  function element(name, text, attributes) {
    const made = document.createElement(name);
    made.textContent = text;
    Object.assign(made, attributes);
    return made;
  }

  function item([address, title, date, countries, summary]) {
    const row = document.createElement("li");
    row.append(element("time", date), document.createElement("div"));
    const head = element("p", "", { className: "brief-title" });
    head.append(element("a", title, { href: form.dataset.root + address }));
    row.lastChild.append(head);
    if (summary) row.lastChild.append(element("p", summary, { className: "brief-summary" }));
    row.lastChild.append(element("p", countries.join(" · "), { className: "brief-countries" }));
    return row;
  }

  function show(rows) {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? rows.filter((row) => words.every((word) => row[5].includes(word))) : [];
    // A brief with the words in its title stands before one that only cites them.
    const inTitle = (row) => words.every((word) => fold(row[1]).includes(word));
    hits.sort((a, b) => inTitle(b) - inTitle(a));
    list.replaceChildren(...hits.slice(0, MOST).map(item));
    nothing.hidden = !words.length || hits.length > 0;
    const number = hits.length === 1 ? "1 brief" : `${hits.length} briefs`;
    const more = hits.length > MOST ? `, the first ${MOST} are shown` : "";
    status.textContent = words.length ? number + more : "";
  }

  box.value = new URLSearchParams(location.search).get("q") || "";
  fetch(form.dataset.titles)
    .then((answer) => answer.json())
    .then((rows) => {
      let waiting = 0;
      box.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          const address = box.value ? `?q=${encodeURIComponent(box.value)}` : location.pathname;
          history.replaceState(null, "", address);
          show(rows);
        }, 200);
      });
      show(rows);
    })
    .catch(() => {
      status.textContent = "The search does not work on pages opened from a folder. Serve the site, and open it there.";
    });
  box.focus();
})();
