// Filters: which values are meant by what a query or a form says.
import { folded } from "./segmenter.js";

// Filters of the query and of the form in Pagefind's words, and those whose value nothing is called.
// *facets* are those of the index, by the names of their filters.
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
    // A brief has one of these: of several that are asked for, either will do.
    if (facets[name].isSingle && !not) (eitherOf[name] ??= []).push(...ids);
    else chosen.all.push({ [name]: not ? { none: ids } : { any: ids } });
  }
  for (const [name, ids] of Object.entries(eitherOf)) chosen.all.push({ [name]: { any: ids } });
  return { chosen, unknown };
}

// The ids of what is called so: by its id, else by a name in any language.
function termIds(value, rows) {
  const wanted = folded(value);
  const same = rows.filter(([id]) => folded(id) === wanted);
  const isCalled = ([, label, , , ...names]) => folded(label) === wanted || names.includes(wanted);
  const called = same.length ? same : rows.filter(isCalled);
  return called.map(([id]) => id);
}

// The ids that a year, or a range of years, means.
function numbers(value, rows) {
  const range = /^(\d{4})?(?:([-–])(\d{4})?)?$/u.exec(value);
  if (!range || (!range[1] && !range[3])) return [];
  const first = Number(range[1] || 0);
  const last = range[2] ? Number(range[3] || 9999) : first;
  return rows.map(([id]) => id).filter((id) => first <= Number(id) && Number(id) <= last);
}
