// Squares of results, as the index writes them.
import assert from "node:assert/strict";
import test from "node:test";

const { countOf, runsOf } = await import(`${process.env.SCRIPTS}/squares.js`);

test("reads kinds of squares by their letters", () => {
  const runs = runsOf("ǁab3 ǁfe12");
  assert.deepEqual(runs, [
    { teller: "official", seen: "copy", count: 3 },
    { teller: "other", seen: "unrecorded", count: 12 },
  ]);
  assert.equal(countOf(runs), 15);
});

test("a brief without sources has none", () => assert.deepEqual(runsOf(), []));
