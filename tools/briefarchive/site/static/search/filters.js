// Draws the filters beside the results: for each facet, the values of the results with counts.
import { element } from "./results.js";
import { TELLERS } from "./squares.js";
import { say } from "./words.js";
import { grouped } from "../words.js";

const MOST_VALUES = 6;
const MOST_UNFOLDED = 100;
const unfolded = new Set();

// *chosen* are the active values by name; *toggle* adds or removes one.
export function drawFilters(place, facets, { answer, names, chosen, toggle }) {
  const focused = document.activeElement?.dataset?.filter;
  const counts = answer.facets;
  const isCounted = Object.keys(counts).length > 0;
  const again = () => drawFilters(place, facets, { answer, names, chosen, toggle });
  const sets = Object.values(facets).map((facet) => {
    const own = chosen[facet.filter] || [];
    const known = { ...Object.fromEntries(own.map((value) => [value, 0])), ...counts[facet.filter] };
    // A value of all results would not narrow them, but another year beside the chosen one adds results.
    const adds = facet.isSingle && own.length > 0;
    const isOfUse = ([value, count]) => (count && (adds || count < answer.total)) || own.includes(value);
    const values = valuesInOrder(known, facet).filter(isOfUse);
    if (!values.length) return null;
    const most = unfolded.has(facet.filter) ? MOST_UNFOLDED : MOST_VALUES;
    const shown = values.filter(([value], number) => number < most || own.includes(value));
    const items = shown.map(([value, count]) => {
      const label = names[facet.filter]?.[value] || value;
      return valueItem(facet, value, { count, label, isChosen: own.includes(value), toggle });
    });
    const more = shown.length < values.length && most < MOST_UNFOLDED ? [unfoldButton(facet, values, again)] : [];
    return element("fieldset", {}, element("legend", {}, facet.label), element("ul", {}, ...items), ...more);
  });
  const languages = Object.values(counts.lang || {}).filter(Boolean).length;
  const said = isCounted ? (languages > 1 ? say.counts : "") : say.noCounts;
  const hint = said ? [element("p", { class: "hint" }, said)] : [];
  place.replaceChildren(...hint, ...sets.filter(Boolean));
  if (focused) place.querySelector(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
}

// The most frequent first, but years from the latest, and kinds of sources in drawing order.
function valuesInOrder(known, { isNumber, isLegend }) {
  const inOrder = ([one, many], [other, few]) => {
    if (isLegend) return TELLERS.indexOf(one) - TELLERS.indexOf(other);
    return isNumber ? other.localeCompare(one) : few - many || one.localeCompare(other);
  };
  return Object.entries(known).sort(inOrder);
}

function valueItem(facet, value, { count, label, isChosen, toggle }) {
  const tick = element("input", { type: "checkbox", "data-filter": `${facet.filter}:${value}` });
  tick.checked = isChosen;
  tick.addEventListener("change", () => toggle(facet.filter, value, tick.checked));
  const square = facet.isLegend ? [element("i", { class: `k ${value} original` })] : [];
  const name = element("span", {}, ...square, element("bdi", {}, label));
  return element("li", {}, element("label", {}, tick, name, " ", element("b", {}, grouped(count))));
}

function unfoldButton(facet, values, again) {
  const attributes = { type: "button", class: "unfold", "aria-label": say.allValuesOf(values.length, facet.label) };
  const button = element("button", attributes, say.allValues(values.length));
  button.addEventListener("click", () => {
    const first = button.closest("fieldset").querySelectorAll("li").length;
    const { filter } = facet;
    unfolded.add(filter);
    again();
    document.querySelectorAll(`[data-filter^="${CSS.escape(`${filter}:`)}"]`)[first]?.focus();
  });
  return button;
}
