// Queries the site's index outside a browser: each line of input is a request in JSON, each line of output its answer.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [client, program, index] = process.argv.slice(2);
const { openIndex } = await import(pathToFileURL(join(client, "engine.js")));

// The engine's program is the installed one; only data comes from the index.
globalThis.fetch = async (address) => {
  const path = String(address).replace(/\?.*$/u, "");
  const data = await readFile(/\.wasm|\/wasm\./u.test(path) ? join(program, path.split("/").at(-1)) : path);
  return {
    ok: true,
    json: async () => JSON.parse(data.toString("utf-8")),
    arrayBuffer: async () => data.buffer.slice(data.byteOffset, data.byteOffset + data.length),
  };
};

const read = async (name) => JSON.parse(await readFile(join(index, name.replace(/\?.*$/u, "")), "utf-8"));

async function open(part, options) {
  // Another query string makes another module instance with its own engine.
  const { createInstance } = await import(`${pathToFileURL(join(program, "pagefind.js"))}?${part}`);
  const engine = createInstance({ basePath: `${index}/${part}/`, noWorker: true, ...options });
  await engine.init();
  return engine;
}

const searcher = await openIndex({ read, open });
for await (const line of createInterface({ input: process.stdin })) {
  const { query, ...options } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await searcher.ask(query, options))}\n`);
}
