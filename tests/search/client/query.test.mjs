// How a query is read.
import assert from "node:assert/strict";
import test from "node:test";

const { parse } = await import(`${process.env.SCRIPTS}/query.js`);
const tokens = (clauses) => clauses.map((clause) => clause.tokens.join("+"));

const read = [
  ["gas contract", ["gas", "contract"], [], []],
  ['"gas contract" pipeline', ["gas+contract", "pipeline"], [], []],
  ["“gas contract” «oil»", ["gas+contract", "oil"], [], []],
  ['gas "contract', ["gas", "contract"], [], []],
  ["gas -oil", ["gas"], ["oil"], []],
  ['gas -"crude oil"', ["gas"], ["crude+oil"], []],
  ["high-speed", ["high+speed"], [], []],
  ["- -- gas", ["gas"], [], []],
  ["country:RU gas", ["gas"], [], ["country=RU"]],
  ['country:"Saudi Arabia"', [], [], ["country=Saudi Arabia"]],
  ["-country:RU", [], [], ["-country=RU"]],
  ["country：RU", [], [], ["country=RU"]],
  ["year:2012-2014", [], [], ["year=2012-2014"]],
  ["country:", [], [], []],
  ["http://example.org/a", ["http+example+org+a"], [], []],
  ["note:gas", ["note+gas"], [], []],
  ["2014年中俄", ["2014+年中+中俄"], [], []],
  ["巴西", ["巴西"], [], []],
  ["中", ["中"], [], []],
  ["人权、贸易", ["人权", "贸易"], [], []],
  ["договорами", ["договор"], [], []],
  ["والسعودية", ["سعودية"], [], []],
  ["ＧＡＳ", ["GAS"], [], []],
  ["", [], [], []],
  ["*** ... ()", [], [], []],
];

for (const [query, clauses, negated, fields] of read) {
  test(`reads ${query}`, () => {
    const asked = parse(query, ["country", "year"]);
    assert.deepEqual(tokens(asked.clauses), clauses);
    assert.deepEqual(tokens(asked.negated), negated);
    assert.deepEqual(asked.fields.map(({ name, value, not }) => `${not ? "-" : ""}${name}=${value}`), fields);
  });
}

test("takes a short word and a number as they stand", () => {
  const [short, number, long] = parse("UK 40 Ukraine").clauses;
  assert.equal(short.short, true);
  assert.equal(number.exact, true);
  assert.equal(long.exact || long.short, false);
});

test("reads the beginning of what is too long", () => {
  assert.equal(parse("a ".repeat(5000)).cut, true);
  assert.ok(parse("word ".repeat(60)).clauses.length <= 24);
  assert.equal(parse("gas contract").cut, false);
});
