// Reloads a page of `briefs serve` when the archive has changed.
(function () {
  "use strict";
  const drawnFrom = document.currentScript.dataset.state;
  let changes = null;

  // Only visible pages listen, because a browser opens few connections to one host.
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
