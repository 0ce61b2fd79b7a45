// The client of the worker with the index.
const workers = new Map();

// Pagefind's error contains WebAssembly's message if there is not enough memory.
export const NO_ROOM = /RangeError.*memory/iu;

// The index in the folder *root*, opened once for each page.
export function indexAt(root) {
  if (!workers.has(root)) workers.set(root, start(root));
  return workers.get(root);
}

function start(root) {
  const waiting = new Map();
  let worker = null;
  let number = 0;
  function running() {
    if (worker) return worker;
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: root });
    worker.addEventListener("message", ({ data: { id, answer, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(answer);
    });
    worker.addEventListener("error", (event) => {
      for (const { reject } of waiting.values()) reject(new Error(event.message || "no worker"));
      waiting.clear();
      worker = null;
    });
    return worker;
  }
  // Browsers keep a page for going back to it. Its engines must be freed: each reserves gigabytes of address space, and a
  // browser has room for about 120.
  addEventListener("pagehide", () => {
    worker?.terminate();
    worker = null;
  });
  addEventListener("pageshow", () => {
    if (!worker) for (const { message } of waiting.values()) running().postMessage(message);
  });
  const call = (method, ...given) =>
    new Promise((resolve, reject) => {
      number += 1;
      const message = { id: number, method, given };
      waiting.set(number, { resolve, reject, message });
      running().postMessage(message);
    });
  running();
  return {
    ask: (query, options) => call("ask", query, options),
    complete: (name, text) => call("complete", name, text),
    names: () => call("names"),
    facets: () => call("facets"),
    prepare: () => call("terms"),
  };
}
