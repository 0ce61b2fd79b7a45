// Filters: the values that a query or a form refers to.
import { folded } from "./segmenter.js";

// The filters of the query and of the form in Pagefind's terms, and those with an unknown value.
// *facets* are the facets of the index, by the names of their filters.
export function chosenFilters(fields, filters, terms, facets) {
  const wanted = [
    ...fields,
    ...Object.entries(filters).flatMap(([name, values]) => values.map((value) => ({ name, value, not: false }))),
  ].filter(({ name }) => Object.hasOwn(facets, name));
  const chosen = { all: [] };
  const unknown = [];
  const eitherOf = {};
  for (const { name, value, not } of wanted) {
    const ids = facets[name].isNumber ? numbers(value, terms[name]) : termIds(value, terms[name]);
    if (!ids.length) unknown.push({ name, text: value });
    // A brief has only one of these values, so any of several will do.
    if (facets[name].isSingle && !not) (eitherOf[name] ??= []).push(...ids);
    else chosen.all.push({ [name]: not ? { none: ids } : { any: ids } });
  }
  for (const [name, ids] of Object.entries(eitherOf)) chosen.all.push({ [name]: { any: ids } });
  return { chosen, unknown };
}

// The ids with this id or name in any language.
function termIds(value, rows) {
  const wanted = folded(value);
  const same = rows.filter(([id]) => folded(id) === wanted);
  const isCalled = ([, label, , , ...names]) => folded(label) === wanted || names.includes(wanted);
  const called = same.length ? same : rows.filter(isCalled);
  return called.map(([id]) => id);
}

// The ids of a year or a range of years.
function numbers(value, rows) {
  const range = /^(\d{4})?(?:([-–])(\d{4})?)?$/u.exec(value);
  if (!range || (!range[1] && !range[3])) return [];
  const first = Number(range[1] || 0);
  const last = range[2] ? Number(range[3] || 9999) : first;
  return rows.map(([id]) => id).filter((id) => first <= Number(id) && Number(id) <= last);
}
