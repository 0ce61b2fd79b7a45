// Merges the results of several parts or attempts.

// Returns a text unchanged, where another attempt simplifies it.
export const same = (text) => text;

// Merges the results of the parts: by part if they are sorted by date, else the best first.
export function joined(answers, sort) {
  const inOrder = sort === "newest" ? [...answers].reverse() : answers;
  const results = inOrder.flatMap((answer) => answer.results);
  if (!sort) results.sort((one, other) => other.score - one.score);
  const some = answers.filter((answer) => answer.results.length);
  const [first] = answers;
  const missing = (first?.missing ?? []).filter((text) => answers.every((one) => one.missing.includes(text)));
  return {
    results,
    missing: results.length ? [] : missing,
    filters: mergedCounts(some.map((answer) => answer.filters)),
    counted: some.every((answer) => answer.counted),
  };
}

function mergedCounts(all) {
  const merged = {};
  for (const counts of all) {
    for (const [name, values] of Object.entries(counts)) {
      merged[name] ??= {};
      for (const [value, count] of Object.entries(values)) merged[name][value] = (merged[name][value] || 0) + count;
    }
  }
  return merged;
}

// Merges the results of several attempts, each brief once, the best first.
export function united(answers) {
  const some = answers.filter(({ results }) => results.length);
  if (some.length < 2) return some[0] || answers[0];
  const seen = new Map();
  for (const result of some.flatMap(({ results }) => results)) {
    if (!(seen.get(result.key)?.score >= result.score)) seen.set(result.key, result);
  }
  const results = [...seen.values()];
  results.sort((one, other) => other.score - one.score);
  const counted = some.some((one) => one.counted && one.results.length === results.length);
  return { ...some.find((one) => one.results.length === results.length && one.counted) || some[0], results, counted };
}
