// The segmenter of the site's pages, on the cases that Python's has too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const { folded, restored, segmented, words } = await import(`${process.env.SCRIPTS}/segmenter.js`);
const cases = JSON.parse(readFileSync(new URL("../cases/segmentation.json", import.meta.url), "utf-8"));

for (const { text, segmented: cut, words: asked } of cases) {
  test(`cuts ${JSON.stringify(text)}`, () => {
    assert.equal(segmented(text), cut);
    assert.deepEqual(words(text), asked);
  });
  test(`puts ${JSON.stringify(text)} together again`, () => {
    const pieces = restored(cut.split(" ").filter(Boolean));
    const whole = pieces.map((piece) => (piece.space ? " " : "") + piece.text).join("");
    // What has a meaning of its own stands in a text as another sign, and what nobody sees not at all.
    const signs = { "^": "ˆ", "¶": "§", "ǀ": "|", "ǂ": "‡", "ǁ": "||" };
    const same = text.normalize("NFC").replace(/[\u00ad\u200b]/gu, "").replace(/[\^¶ǀǂǁ]/gu, (sign) => signs[sign]);
    assert.equal(whole, same);
  });
}

test("folds words", () => {
  assert.deepEqual(["Łódź", "Perú", "Straße", "й", "Ærø"].map(folded), ["lodz", "peru", "strasse", "и", "aero"]);
});
