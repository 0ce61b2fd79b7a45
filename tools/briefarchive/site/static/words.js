// The texts of the interface in the language of the page, from `words-es.js` and the like; English needs none.
// Scripts that are not modules look them up in `interfaceWords` themselves.
const catalogue = () => globalThis.interfaceWords ?? { language: "en", messages: {} };

// Replaces placeholders such as {name}.
const filled = (text, values) => text.replace(/\{([a-z]+)\}/gu, (place, name) => String(values[name] ?? place));

export function _(text, values = {}) {
  return filled(catalogue().messages[text] ?? text, values);
}

// A text with a number in the right plural form.
export function ngettext(one, many, number) {
  const { language, messages } = catalogue();
  const forms = messages[one] ?? { one, other: many };
  return filled(forms[new Intl.PluralRules(language).select(number)] ?? forms.other, { number });
}
