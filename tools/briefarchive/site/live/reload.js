// Loads a page of `briefs serve` again when the archive is another than the one from which it was drawn.
(function () {
  "use strict";
  const drawnFrom = document.currentScript.dataset.state;
  let changes = null;

  // A browser opens few connections to one place: only pages that somebody sees listen.
  function listen() {
    if (document.hidden) {
      if (changes) changes.close();
      changes = null;
    } else if (!changes) {
      changes = new EventSource("/_changes");
      changes.addEventListener("message", (event) => {
        if (event.data !== drawnFrom) location.reload();
      });
    }
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
