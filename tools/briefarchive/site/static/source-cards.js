// Shows the full reference beside a citation mark while the pointer or the focus is on it. Without it, the mark is a link.
(function () {
  "use strict";
  const WAIT = 150;
  const card = document.createElement("div");
  card.className = "source-card";
  card.id = "_card";
  card.hidden = true;
  card.setAttribute("role", "note");
  let shownFor = null;
  let waiting = 0;

  function show(mark) {
    const source = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    const text = source && source.querySelector("p");
    if (!text) return;
    const copy = text.cloneNode(true);
    copy.querySelectorAll(".back").forEach((one) => one.remove());
    card.replaceChildren(...copy.childNodes);
    mark.after(card);
    card.hidden = false;
    // The card stands below its line; near the right edge it ends where the text does.
    card.style.removeProperty("inset-inline-start");
    const frame = mark.closest(".text").getBoundingClientRect();
    const place = mark.getBoundingClientRect();
    const left = Math.max(0, Math.min(place.left - frame.left, frame.width - card.offsetWidth));
    card.style.left = `${left}px`;
    card.style.top = `${place.bottom - frame.top + 4}px`;
    mark.setAttribute("aria-describedby", card.id);
    shownFor = mark;
  }

  function hide() {
    clearTimeout(waiting);
    card.hidden = true;
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
  }

  document.querySelectorAll(".text a.mark").forEach((mark) => {
    mark.addEventListener("mouseenter", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => show(mark), WAIT);
    });
    mark.addEventListener("mouseleave", () => {
      clearTimeout(waiting);
      waiting = setTimeout(hide, 2 * WAIT);
    });
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", () => {
      waiting = setTimeout(hide, WAIT);
    });
  });
  // The pointer may go to the card, to follow a link in it.
  card.addEventListener("mouseenter", () => clearTimeout(waiting));
  card.addEventListener("mouseleave", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
