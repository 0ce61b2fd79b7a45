// A new element with these properties and children.
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(text, act) {
  return element("button", { type: "button", className: "btn", textContent: text, onclick: act });
}
