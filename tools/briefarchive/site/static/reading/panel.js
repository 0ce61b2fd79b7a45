// A window with a heading, before the page; Escape and a click elsewhere close it, and focus goes back.
import { say } from "./say.js";

export function panel(title, children) {
  const before = document.activeElement;
  const box = Object.assign(document.createElement("div"), { className: "panel", popover: "auto", tabIndex: -1 });
  box.role = "dialog";
  box.ariaLabel = title;
  const heading = Object.assign(document.createElement("h2"), { textContent: title });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: say.close() });
  close.addEventListener("click", () => box.hidePopover());
  const foot = Object.assign(document.createElement("p"), { className: "p-foot" });
  foot.append(close);
  box.append(heading, ...children, foot);
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    box.remove();
    before?.focus({ preventScroll: true });
  });
  document.body.append(box);
  box.showPopover();
  box.focus();
  return box;
}
