// The texts of the interface in the language of the page, from `words-es.js` and the like; English needs none.
// Scripts that are not modules look them up in `interfaceWords` themselves.
const catalogue = () => globalThis.interfaceWords ?? { language: "en", messages: {} };

// A number with thousands separators.
export const grouped = (number) => new Intl.NumberFormat(catalogue().language, { useGrouping: "always" }).format(number);

// Replaces placeholders such as {name}.
function filled(text, values) {
  const written = (value) => (typeof value === "number" ? grouped(value) : String(value));
  return text.replace(/\{([a-z]+)\}/gu, (place, name) => written(values[name] ?? place));
}

export function _(text, values = {}) {
  return filled(catalogue().messages[text] ?? text, values);
}

// A text with a number in the right plural form.
export function ngettext(one, many, number) {
  const { language, messages } = catalogue();
  const forms = messages[one] ?? { one, other: many };
  return filled(forms[new Intl.PluralRules(language).select(number)] ?? forms.other, { number });
}
