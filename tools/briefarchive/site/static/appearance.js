// Runs before the page is drawn: light or dark as the reader chose last, else as the device says.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("appearance");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch {
    // storage is closed to pages opened from a folder in some browsers
  }
})();
