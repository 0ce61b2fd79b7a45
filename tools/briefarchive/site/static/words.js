// The texts of the interface in the language of the page. `words-es.js` and the like bring them; English needs none.
// A script that is no module looks them up in `interfaceWords` itself.
const catalogue = () => globalThis.interfaceWords ?? { language: "en", messages: {} };

// What stands in a text for a value, as {name}, is replaced by it.
const filled = (text, values) => text.replace(/\{([a-z]+)\}/gu, (place, name) => String(values[name] ?? place));

export function _(text, values = {}) {
  return filled(catalogue().messages[text] ?? text, values);
}

// A text with a number, in the form that the language has for it.
export function ngettext(one, many, number) {
  const { language, messages } = catalogue();
  const forms = messages[one] ?? { one, other: many };
  return filled(forms[new Intl.PluralRules(language).select(number)] ?? forms.other, { number });
}
