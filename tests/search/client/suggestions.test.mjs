// What may have been meant.
import assert from "node:assert/strict";
import test from "node:test";

const { nearestTerms, nearestWord } = await import(`${process.env.SCRIPTS}/suggestions.js`);
const rows = [
  ["CN", "China", 9, "countries/CN.html", "prc", "中国"],
  ["CL", "Chile", 2, "countries/CL.html", "智利"],
  ["MM", "Myanmar (Burma)", 1, "countries/MM.html", "burma"],
];
const ids = (text, most) => nearestTerms(text, rows, most).map(([id]) => id);

test("finds terms by any name, by beginnings and by near spellings", () => {
  assert.deepEqual(ids("prc"), ["CN"]);
  assert.deepEqual(ids("Ch"), ["CN", "CL"]);
  assert.deepEqual(ids("burma")[0], "MM");
  assert.deepEqual(ids("Chnia"), ["CN"]);
  assert.deepEqual(ids("智利"), ["CL"]);
  assert.deepEqual(ids("xyz"), []);
  assert.deepEqual(ids(""), []);
});

test("finds the nearest word, and none that is far", () => {
  const lists = [["agreement", "agreements", "gas"], ["pipeline"]];
  assert.equal(nearestWord("agreemnts", lists), "agreements");
  for (const slip of ["pipelien", "pipline", "pipelinee"]) assert.equal(nearestWord(slip, lists), "pipeline", slip);
  assert.equal(nearestWord("gsa", lists), "gas");
  assert.equal(nearestWord("zeppelin", lists), "");
  assert.equal(nearestWord("gas", lists), "");
});

test("gives names with their capitals and accents", () => {
  const lists = [["Philippines", "Chile", "Córdoba"]];
  const slips = { phillipines: "Philippines", chiel: "Chile", cordboa: "Córdoba" };
  for (const [slip, word] of Object.entries(slips)) assert.equal(nearestWord(slip, lists), word);
  assert.equal(nearestWord("cordoba", lists), "");
});

test("takes no word that may be spelt well for a slip", () => {
  const lists = [["landing", "contract", "country", "export", "coal", "agreement", "committee", "oil", "kilometres"]];
  for (const word of ["lending", "contrast", "county", "expert", "coral", "soil", "coil"]) {
    assert.equal(nearestWord(word, lists), "", word);
  }
  const slips = { ladning: "landing", comittee: "committee", commitee: "committee", agrement: "agreement", kilometers: "kilometres" };
  for (const [slip, word] of Object.entries(slips)) assert.equal(nearestWord(slip, lists), word);
});
