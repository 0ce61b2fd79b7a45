"""Pages drawn by lot, as trees of elements that are written out."""

import html

from hypothesis import strategies as st

from ...cases import load_cases

WORDS = st.sampled_from(load_cases(__file__)["words"])
TEXT = st.one_of(WORDS, st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20))
ADDRESSES = st.sampled_from(load_cases(__file__)["addresses"])
INLINE = load_cases(__file__)["inline"]
BLOCK = load_cases(__file__)["block"]


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
