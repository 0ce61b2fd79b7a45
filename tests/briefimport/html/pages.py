"""Pages drawn by lot, as trees of elements that are written out."""

import html

from hypothesis import strategies as st

WORDS = st.sampled_from([
    "The ferry line opened again", "a *star* and _line_", "snake_case", "[x](y)", "# no heading", "1. one", "- dash",
    "May 4, 2015", "Sources:", "Coast Radio – “Rates fall”", "Compiled by Ada Example", "{brief}`x`", "$4 & 5 < 6",
    "海港日报", "«Порт»", "\u00a0spaced\u00a0 out ", "| pipe |", "```", "x\\", "> quoted", "!", "[^1]", "~~~", ":::",
    "<b>", "+", "https://x.example/a_b", "w\u00adord", "\u200f", "a\u0301", "=== ", "Share", "%",
])  # fmt: skip
TEXT = st.one_of(WORDS, st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20))
ADDRESSES = st.sampled_from([
    "https://x.example/a", "/relative", "#n1", "#n2", "javascript:alert(1)", "mailto:a@b.example", "http://[",
    "https://x.example/a b(c)", "data:text/html,x", "",
])  # fmt: skip
INLINE = ("b", "i", "em", "strong", "a", "code", "span", "sup", "font", "img", "br", "script", "u")
BLOCK = (
    "p", "div", "h1", "h2", "h4", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "pre", "figure",
    "figcaption", "article", "nav", "aside", "dl", "dt", "dd", "hr", "section", "header", "footer", "center",
)  # fmt: skip


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(_written, st.sampled_from(INLINE + BLOCK), ADDRESSES, st.lists(children, max_size=4))


def _written(tag: str, address: str, children: list[str]) -> str:
    attribute = {
        "a": f' href="{html.escape(address)}" id="r{len(children)}"',
        "img": f' src="{html.escape(address)}" alt="alternative words"',
        "li": f' id="n{len(children)}"',
        "p": f' id="n{len(children)}"',
    }.get(tag, "")
    inner = "".join(children)
    return f"<{tag}{attribute}>" if tag in ("img", "br", "hr") else f"<{tag}{attribute}>{inner}</{tag}>"


PAGES = st.lists(st.recursive(TEXT.map(html.escape), _element, max_leaves=25), min_size=1, max_size=6).map(
    lambda parts: "<html><title>A page</title><body><p>May 4, 2015</p><p>The ferry line opened.</p>" + "".join(parts)
)
