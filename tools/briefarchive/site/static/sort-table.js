// Sorts the list of all briefs by the column that one asks for. Without it the list stands by the days of events.
(function () {
  "use strict";
  const MOST_PAGES = 20; // of a longer list only the page at hand is sorted

  const table = document.querySelector("table.all-briefs");
  if (!table) return;
  const body = table.tBodies[0];
  const status = document.querySelector('[data-place="order"]');
  const headers = [...table.tHead.rows[0].cells];
  const names = headers.map((header) => header.textContent);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const count = Number(table.dataset.pages || 1);
  let whole = count === 1;

  function keyOf(row, column) {
    const time = row.cells[column].querySelector("time");
    return time ? time.dateTime : row.cells[column].textContent.trim();
  }

  function order(column, descending) {
    const isDay = body.querySelector(`td:nth-child(${column + 1}) time`) !== null;
    const compare = isDay ? (a, b) => (a < b ? -1 : Number(a > b)) : collator.compare;
    const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
    // What has no day or no country comes last, whichever way the list goes.
    rows.sort(([a], [b]) => Number(!a) - Number(!b) || (descending ? compare(b, a) : compare(a, b)));
    body.append(...rows.map(([, row]) => row));
  }

  async function fetchOthers() {
    if (whole || count > MOST_PAGES) return;
    const here = Number(table.dataset.page);
    const numbers = Array.from({ length: count }, (_, index) => index + 1).filter((number) => number !== here);
    const texts = await Promise.all(
      numbers.map(async (number) => {
        const answer = await fetch(number === 1 ? "briefs.html" : `briefs--${number}.html`);
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.text();
      }),
    );
    for (const text of texts) {
      const other = new DOMParser().parseFromString(text, "text/html");
      body.append(...other.querySelectorAll("table.all-briefs > tbody > tr"));
    }
    document.querySelectorAll("nav.pager").forEach((pager) => pager.remove());
    whole = true;
  }

  async function sort(column) {
    const before = headers[column].getAttribute("aria-sort");
    // Days go from the latest at first, and words from A.
    const first = column === 0 || column === 3 ? "descending" : "ascending";
    const next = before ? (before === "ascending" ? "descending" : "ascending") : first;
    try {
      await fetchOthers();
    } catch {
      // without a connection, what is here is sorted
    }
    order(column, next === "descending");
    headers.forEach((header) => header.removeAttribute("aria-sort"));
    headers[column].setAttribute("aria-sort", next);
    status.textContent = `Sorted by ${names[column].toLowerCase()}, ${next}${whole ? "" : "; only the briefs on this page"}.`;
  }

  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = names[column];
    button.addEventListener("click", () => sort(column));
    header.replaceChildren(button);
  });
})();
