"""Texts in the dialect, drawn at random: every mark, block and directive, within one another."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

_BOXES = (
    *("{attention}", "{caution}", "{danger}", "{error}", "{hint}", "{important}", "{note}", "{seealso}", "{tip}"),
    *("{warning}", "{admonition} A title", "{epigraph}", "{highlights}", "{pull-quote}", "{card} A card"),
    *("{dropdown} A fold", "{dropdown} An open fold\n:open:"),
)
_PIECES = (*(Path(__file__).parent / "cases/pieces.txt").read_text("utf-8").splitlines(), "a\\\nbreak")

_WHOLE = (
    *("---", "    indented", "```python\nprint(1)\n\nprint('中')\n```"),
    "```{code-block} c\n:lineno-start: 9\n\na\n```",
    "```{figure} chart.png\n:alt: Bars\n:width: 50%\n:align: left\n\nA *caption*.\n\nA legend.\n```",
    *("```{figure} ring.svg\n:alt: Ring\n```", "```{image} ring.svg\n:alt: Ring\n:width: 900px\n:align: center\n```"),
)

_lines = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map(" ".join)
_cells = st.one_of(st.just(""), _lines.map(lambda line: line.replace("\n", " ").replace("|", "\\|")))


@st.composite
def _tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 14))
    rows = draw(st.lists(st.lists(_cells, min_size=columns, max_size=columns), min_size=1, max_size=4))
    marks = draw(st.lists(st.sampled_from(["---", ":--", "--:", ":-:"]), min_size=columns, max_size=columns))
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], marks, *rows[1:]))


_leaves = st.one_of(
    _lines,
    _lines.map(lambda line: f"> {line}".replace("\n", "\n> ")),
    _lines.map("\n\n".join(("Paragraph", "{}")).format),
    st.tuples(st.sampled_from(["##", "###", "####", "#####"]), _lines).map(
        lambda pair: f"{pair[0]} {pair[1]}".replace("\\\n", " ")
    ),
    _tables(),
    st.sampled_from(_WHOLE),
    _lines.map(lambda line: f"Term\n: {line}".replace("\\\n", " ") + "\n: And more."),
)


def _boxed(blocks: Sequence[str], box: str, colons: int) -> str:
    fence = ":" * colons
    return f"{fence}{box}\n{_joined(blocks)}\n{fence}"


def _listed(blocks: Sequence[str], sign: str) -> str:
    return "\n".join(f"{sign} {block}".replace("\n", "\n" + " " * (len(sign) + 1)) for block in blocks)


def _set(blocks: Sequence[str], kind: str, colons: int) -> str:
    outer, inner = ":" * (colons + 1), ":" * colons
    parts = "\n".join(f"{inner}{kind}\n{block}\n{inner}" for block in blocks)
    return f"{outer}{'{tab-set}' if 'tab' in kind else '{grid} 1 2 3 3'}\n{parts}\n{outer}"


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks)


def _deeper(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(blocks, min_size=1, max_size=3)
    colons = st.integers(3, 12)
    return st.one_of(
        several.map(_joined),
        st.builds(_boxed, several, st.sampled_from(_BOXES), colons),
        st.builds(_listed, several, st.sampled_from(["-", "1.", "7."])),
        st.builds(_set, several, st.sampled_from(["{grid-item}", "{grid-item-card} Card", "{tab-item} Tab"]), colons),
        several.map(_joined).map(lambda text: "> " + text.replace("\n", "\n> ")),
    )


def documents() -> st.SearchStrategy[str]:
    """Texts of some blocks, with three notes, one of which has a mark itself."""
    notes = "\n\n[^a]: A note[^b] with `code`.\n\n[^b]: Another.\n\n    - with a list\n\n[^c]: 第三个。\n"
    return (
        st.lists(st.recursive(_leaves, _deeper, max_leaves=10), min_size=1, max_size=4)
        .map(_joined)
        .map(lambda text: text + notes)
    )
