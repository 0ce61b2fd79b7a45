// A dialog with a heading. Escape and a click elsewhere close it and restore the focus.
import { button, element } from "./elements.js";
import { say } from "./say.js";

export function panel(title, children) {
  const before = document.activeElement;
  const box = element("div", { className: "panel", popover: "auto", tabIndex: -1, role: "dialog", ariaLabel: title });
  const foot = element("p", { className: "p-foot" }, button(say.close(), () => box.hidePopover()));
  box.append(element("h2", { textContent: title }), ...children, foot);
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
