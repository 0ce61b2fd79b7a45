// The address of a source is on its publisher's first page. If the list has several pages, this redirects to the right one.
(function () {
  "use strict";
  const places = document.currentScript.dataset.places;

  function wanted() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return ""; // it is not one of our addresses
    }
  }

  async function find() {
    const anchor = wanted();
    if (!anchor || document.getElementById(anchor)) return;
    const answer = await fetch(places);
    const pages = answer.ok ? await answer.json() : {};
    const page = Object.hasOwn(pages, anchor) ? pages[anchor] : 0;
    if (Number.isInteger(page) && page > 1) {
      location.replace(location.pathname.replace(/(\.html)?$/, (end) => `--${page}${end}`) + location.hash);
    }
  }

  addEventListener("hashchange", find);
  find();
})();
