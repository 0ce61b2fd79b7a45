// Shows nothing of a page before all of it has been read: a busy machine draws the half of one, and moves it for the rest.
new MutationObserver((_, seen) => {
  if (!document.documentElement) return;
  document.documentElement.style.display = "none";
  seen.disconnect();
}).observe(document, { childList: true });
document.addEventListener("readystatechange", () => document.documentElement.style.removeProperty("display"), { once: true });
