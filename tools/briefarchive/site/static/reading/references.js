// References of single briefs and sources, extracted from the site's files for reference managers.
import { button, element } from "./elements.js";
import { isBrief, site, suffixes } from "./kept.js";
import { say } from "./say.js";

const ALL = "exports/all";

// The end and the key of a reference in a file. CSL-JSON has one on each line, in the file of the whole archive.
const FORMATS = {
  ".ris": {
    label: "RIS",
    type: "application/x-research-info-systems",
    end: /^ER {2}- ?\r?\n/mu,
    key: (text) => /^ID {2}- (.*?)\r?$/mu.exec(text)?.[1],
    file: (references) => references.join("\r\n"),
  },
  ".bib": {
    label: "BibTeX",
    type: "application/x-bibtex",
    end: /^\}\r?\n/mu,
    key: (text) => /^@\w+\{([^,]+),/u.exec(text)?.[1],
    file: (references) => references.join("\n"),
  },
  ".csl.json": {
    label: "CSL-JSON",
    type: "application/vnd.citationstyles.csl+json",
    end: /\n/u,
    key: (text) => (text.startsWith("{") ? JSON.parse(text.replace(/,?\s*$/u, "")).id : undefined),
    file: (references) => `[\n${references.map((one) => one.replace(/,?\s*$/u, "")).join(",\n")}\n]\n`,
    isWhole: true,
  },
};

// The key of a brief or a source in all formats; in BibTeX, hyphens replace characters that would end it.
function keyOf(item, suffix) {
  if (isBrief(item)) return item.address.replace(/^.*\/|\.html$/gu, "");
  const key = item.address.replace(/^.*#(?:source--)?/u, "");
  return suffix === ".bib" ? key.replace(/[^\p{L}\p{N}_.:;/+*?!$&|<>[\]-]+/gu, "-") : key;
}

// The file with the references of a page, such as `exports/publishers/bbc`, if there is one.
export function exportOf(page) {
  const file = page.querySelector("link[rel=alternate][href*='exports/']")?.href;
  return file?.startsWith(site.href) ? file.slice(site.href.length).replace(/\.[\w.]+$/u, "") : undefined;
}

function fileOf(item, suffix) {
  if (FORMATS[suffix].isWhole) return ALL;
  return isBrief(item) ? `exports/${item.address.replace(/\.html$/u, "")}` : (item.file ?? ALL);
}

// The file is streamed, and read only up to the last reference that is needed.
async function pick(file, suffix, wanted, found) {
  const answer = await fetch(new URL(`${file}${suffix}`, site));
  if (!answer.ok) return;
  const { end, key } = FORMATS[suffix];
  const missing = new Set(wanted);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    for (let match = end.exec(rest); match; match = end.exec(rest)) {
      const length = match.index + match[0].length;
      const text = rest.slice(0, length).trimStart();
      rest = rest.slice(length);
      const name = key(text);
      if (missing.delete(name)) found.set(name, text);
    }
    if (done || !missing.size) {
      reader.cancel();
      return;
    }
  }
}

// The text of a file with the references of some briefs and sources, in their order, and those without one.
export async function references(items, suffix) {
  const found = new Map();
  const keys = new Map(items.map((item) => [item, keyOf(item, suffix)]));
  const get = (file, some) => pick(file, suffix, some.map((item) => keys.get(item)), found).catch(() => {});
  const files = Map.groupBy(items, (item) => fileOf(item, suffix));
  await Promise.all([...files].map(([file, some]) => get(file, some)));
  const lost = items.filter((item) => !found.has(keys.get(item)));
  if (lost.length && !(files.size === 1 && files.has(ALL))) await get(ALL, lost); // its brief may be gone
  const texts = [...new Set(keys.values())].filter((key) => found.has(key)).map((key) => found.get(key));
  const missing = items.filter((item) => !found.has(keys.get(item)));
  return { text: FORMATS[suffix].file(texts), missing };
}

function save(text, suffix) {
  const address = URL.createObjectURL(new Blob([text], { type: FORMATS[suffix].type }));
  element("a", { href: address, download: `reading-list${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// A button for each format; `status` lists what could not be found.
export function exportButtons(listed, status) {
  return suffixes.filter((suffix) => suffix in FORMATS).map((suffix) =>
    button(FORMATS[suffix].label, async () => {
      const { text, missing } = await references(listed(), suffix);
      if (missing.length < listed().length) save(text, suffix);
      status.textContent = missing.length ? say.withoutReference(missing.map((one) => one.title ?? keyOf(one, suffix))) : "";
    }),
  );
}
