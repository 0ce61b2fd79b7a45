// The worker of the search: it may run WebAssembly, and does not block the page.
import { openIndex } from "./engine.js";

const FIRST = "part-0";
const root = new URL(self.name);
let index = null;

async function read(name) {
  const answer = await fetch(new URL(name, root), name === "index.json" ? { cache: "no-cache" } : {});
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

async function open(part, options) {
  // Another fragment makes another module instance with its own engine; the file is only fetched once.
  const { createInstance } = await import(new URL(`${FIRST}/pagefind.js#${part}`, root));
  const engine = createInstance({ basePath: new URL(`${part}/`, root).pathname, noWorker: true, ...options });
  await engine.init();
  return engine;
}

// The engine's program, which is the same in all parts, is only fetched once, too.
const fetched = self.fetch.bind(self);
self.fetch = (address, options) => fetched(String(address).replace(/part-\d+\/(?=wasm\.)/u, `${FIRST}/`), options);

addEventListener("message", async ({ data: { id, method, given } }) => {
  try {
    index ??= openIndex({ read, open });
    const ready = await index;
    postMessage({ id, answer: await ready[method](...given) });
  } catch (error) {
    index = null;
    postMessage({ id, error: String(error) });
  }
});
