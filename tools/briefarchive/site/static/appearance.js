// Light or dark: as the reader chose last, else as the device says. Runs before the page is drawn.
(function () {
  "use strict";
  const root = document.documentElement;
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("appearance");
    } catch {
      return null; // storage is closed to pages opened from a folder in some browsers
    }
  };
  const apply = () => {
    root.dataset.theme = stored() || (device.matches ? "dark" : "light");
    root.dataset.mode = root.dataset.theme;
  };
  apply();
  device.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".site-appearance");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
    button.hidden = false;
    show();
    device.addEventListener("change", show);
    button.addEventListener("click", () => {
      try {
        localStorage.setItem("appearance", root.dataset.theme === "dark" ? "light" : "dark");
      } catch {
        return;
      }
      apply();
      show();
    });
  });
})();
