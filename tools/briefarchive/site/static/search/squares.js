// Draws the sources of a brief as pictures/squares.py does: the colour of a square shows the class of the publisher, the
// shape how the source was seen.
export const TELLERS = ["official", "state", "agency", "press", "research", "other"];
const SEEN = ["original", "copy", "headline", "listing", "unrecorded"];
const SIZE = 8;
const STEP = 10;
const ROW = 13;
const MOST = 65;
const boxPath = (side) => `h${side}v${side}h-${side}z`;
const OUTLINE = { kind: "o", inset: 0.5, shape: boxPath(SIZE - 1) };
const SHAPES = {
  original: [{ kind: "f", inset: 0, shape: boxPath(SIZE) }],
  copy: [{ kind: "f", inset: 0, shape: `h${SIZE}l-${SIZE} ${SIZE}z` }, OUTLINE],
  headline: [OUTLINE],
  listing: [OUTLINE],
  unrecorded: [{ kind: "f", inset: 1, shape: boxPath(SIZE - 2) }],
};

// Decodes `ǁab3`: three sources of the first class, seen in the second way.
export function runsOf(codes = "") {
  const place = (letter) => letter.charCodeAt(0) - "a".charCodeAt(0);
  return codes.split(" ").filter(Boolean).map(([, teller, seen, ...count]) => ({
    teller: TELLERS[place(teller)],
    seen: SEEN[place(seen)],
    count: Number(count.join("")),
  }));
}

export const countOf = (runs) => runs.reduce((sum, { count }) => sum + count, 0);

// A picture of the runs; *label* is its accessible name.
export function strip(runs, label) {
  const total = countOf(runs);
  const isLong = total > MOST;
  const width = STEP * Math.min(total, ROW) - (STEP - SIZE);
  const height = isLong ? SIZE : STEP * Math.ceil(total / ROW) - (STEP - SIZE);
  const picture = svgPart("svg", { class: "strip", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label });
  picture.append(...Object.entries(isLong ? bands(runs, total, width) : squares(runs)).map(([name, d]) => svgPart("path", { class: name, d })));
  return picture;
}

// Paths by their classes.
function squares(runs) {
  const paths = {};
  runs.flatMap(({ count, ...run }) => Array.from({ length: count }, () => run)).forEach(({ teller, seen }, number) => {
    for (const { kind, inset, shape } of SHAPES[seen]) {
      const [x, y] = [number % ROW, Math.floor(number / ROW)].map((place) => place * STEP + inset);
      paths[`${teller} ${kind}`] = `${paths[`${teller} ${kind}`] ?? ""}M${x} ${y}${shape}`;
    }
  });
  return paths;
}

// A band for each class, as long as its share.
function bands(runs, total, width) {
  const paths = {};
  let x = 0;
  for (const teller of TELLERS) {
    const length = (width * countOf(runs.filter((run) => run.teller === teller))) / total;
    if (length) paths[`${teller} f`] = `M${x} 0h${length}v${SIZE}H${x}z`;
    x += length;
  }
  return paths;
}

function svgPart(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
