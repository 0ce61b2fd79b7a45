"""Makes a table of paragraphs whose columns tabs part, if they are a list of sources."""

import itertools
import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..document import Cell
from ..text.row_blocks import references_in
from .styles import ParagraphRole

# Each tab is written in tags of its own.
_TAB = re.compile(r"(?:(?:<\w[^>]*>)*\t(?:</\w+>)*)+")
_TAG = re.compile(r"<[^>]*>")
_LEAST_COLUMNS, _LONGEST_ROW, _PARAGRAPH = 3, 400, 170

Written = tuple[ParagraphRole | None, str]


def with_tables_of_tabbed_lines(blocks: Sequence[Written]) -> Iterator[Written]:
    """Yield *blocks*, with a table for each run of paragraphs whose cells are publishers, titles and days."""
    last = max((place for place, (_, html) in enumerate(blocks) if len(_words(html)) > _PARAGRAPH), default=-1)
    place = 0
    for columns, run in itertools.groupby(blocks, key=lambda block: len(_cells(block))):
        rows = list(run)
        place += len(rows)
        texts = [[Cell(text=_words(cell)) for cell in _cells(row)] for row in rows]
        if columns >= _LEAST_COLUMNS and len(rows) > 1 and references_in(texts, at_end=place > last + 1):
            cells = ("".join(f"<td>{cell}</td>" for cell in _cells(row)) for row in rows)
            yield None, f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        else:
            yield from rows


def _cells(block: Written) -> list[str]:
    """Return what stands between the tabs of a paragraph; nothing for other blocks."""
    role, html = block
    if role is None or "\t" not in html or len(html) > _LONGEST_ROW * 2 or not html.startswith("<p"):
        return []
    cells = _TAB.split(html[html.index(">") + 1 :].removesuffix("</p>").strip())
    return cells if all(cell.count("</") * 2 == len(_TAG.findall(cell)) for cell in cells) else []


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
