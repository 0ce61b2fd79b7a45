// Speaks with the worker that has the index.
const workers = new Map();

// The index in the folder at *root*; it is opened once for a page.
export function indexAt(root) {
  if (!workers.has(root)) workers.set(root, start(root));
  return workers.get(root);
}

function start(root) {
  const waiting = new Map();
  let number = 0;
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: root });
  worker.addEventListener("message", ({ data: { id, answer, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(answer);
  });
  worker.addEventListener("error", (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || "no worker"));
    waiting.clear();
    workers.delete(root);
  });
  const call = (method, ...given) =>
    new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject });
      worker.postMessage({ id: number, method, given });
    });
  return {
    ask: (query, options) => call("ask", query, options),
    complete: (name, text) => call("complete", name, text),
    names: () => call("names"),
    prepare: () => call("terms"),
  };
}
