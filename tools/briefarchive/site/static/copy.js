// Copies a citation as plain text, and says so. Without it there is no button: the text can be selected.
(function () {
  "use strict";
  const SHOWN = 4000;

  async function copy(place) {
    try {
      await navigator.clipboard.writeText(place.textContent.trim());
      return true;
    } catch {
      // On a page without encryption browsers have no clipboard of that kind: select the text and copy that.
      const selection = window.getSelection();
      selection.selectAllChildren(place);
      const done = document.execCommand("copy");
      if (done) selection.removeAllRanges();
      return done;
    }
  }

  document.querySelectorAll("button.copy").forEach((button) => {
    const around = button.closest("details");
    const status = around.querySelector("[role=status]");
    let waiting = 0;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(around.querySelector(".citation-text"));
      status.textContent = done ? "Copied" : "The text is selected; copy it with the keyboard";
      clearTimeout(waiting);
      waiting = setTimeout(() => (status.textContent = ""), SHOWN);
    });
  });
})();
