// “Report a mistake” opens a form or a message with the place and the words that the reader has selected.
const LONGEST = 500;

// The paragraph of the selection, else the part of the page in the address.
function placeOf(selection) {
  const node = selection.isCollapsed ? null : selection.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const marked = element?.closest("article [id^=_p], article .src[id]")?.id;
  return marked ? `#${marked}` : location.hash;
}

function wordsOf(selection) {
  const article = document.querySelector("article");
  return article?.contains(selection.anchorNode) ? selection.toString().trim().slice(0, LONGEST) : "";
}

function fillIn(link) {
  const form = new URL(link.href);
  const selection = getSelection();
  const page = location.origin + location.pathname + placeOf(selection);
  const words = wordsOf(selection);
  const text = ["issue[description]", "body"].find((name) => form.searchParams.has(name)); // GitLab, e-mail
  if (text) {
    form.searchParams.set(text, words ? `${page}\n\n> ${words}` : page);
  } else {
    form.searchParams.set("page", page);
    if (words) form.searchParams.set("wrong", words);
  }
  link.href = form.href.replaceAll("+", "%20"); // mail programs keep a plus sign
}

// Before the click, which clears the selection.
export function fillInReports() {
  for (const type of ["pointerdown", "keydown"]) {
    document.addEventListener(type, (event) => {
      const link = event.target.closest("[data-report]");
      if (link) fillIn(link);
    });
  }
}
