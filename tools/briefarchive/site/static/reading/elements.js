// A new element with these properties and children.
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(text, act) {
  return element("button", { type: "button", className: "btn", textContent: text, onclick: act });
}

// A copy of a part of a page without its ids, which must be unique.
export function copyOf(node) {
  const copied = document.importNode(node, true);
  for (const one of [copied, ...copied.querySelectorAll("[id]")]) one.removeAttribute("id");
  return copied;
}
