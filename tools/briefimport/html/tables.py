"""Converts tables: those with data stay tables, those that only lay out a page are read cell by cell."""

import re
from collections.abc import Callable

from ..document import Cell
from ..inline.escaping import escape_fully, escape_inline, read_shown_text
from ..text.page_furniture import is_sources_heading
from ..text.row_blocks import references_in
from .inline import InlineText
from .parsing import Tree

_PARTS = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "img", "form", "article")
_FIGURE = re.compile(r"[^\w\s]*\d[\d\s.,:/–-]*\W*[^\W\d]{0,12}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST_CELL, _FIELDS_OF_SOURCE = 300, 3
_MOST_ROWS = 500
_MOST_COLUMNS = 30


def is_data_table(table: Tree) -> bool:
    """Return whether *table* has rows and columns of short cells, or is a list of one source below its heading."""
    if table.get("role") == "presentation" or any(inner is not table for inner in table.iter("table")):
        return False
    rows = _rows(table)
    widths = {len(row) for row in rows}
    if not 1 <= len(rows) <= _MOST_ROWS or not 2 <= max(widths) <= _MOST_COLUMNS:
        return False
    if len(rows) == 1 and not _is_only_source(table, rows[0]):
        return False
    cells = [cell for row in rows for cell in row]
    return all(len("".join(cell.itertext())) <= _LONGEST_CELL and _is_simple(cell) for cell in cells)


def _is_only_source(table: Tree, row: list[Tree]) -> bool:
    """Return whether the only row of *table* has the fields of a source, below a heading of sources: no imprint."""
    cells = [Cell(text=" ".join("".join(cell.itertext()).split())) for cell in row]
    is_source = len(cells) >= _FIELDS_OF_SOURCE and bool(references_in([cells], at_end=True))
    above = table.xpath("preceding::text()[normalize-space()][1]") if is_source else ()
    return any(is_sources_heading(" ".join(text.split())) for text in above)


def text_of_table(table: Tree, render: Callable[[Tree], InlineText]) -> tuple[InlineText, tuple[tuple[Cell, ...], ...]]:
    """Return *table* as text, and its cells row by row; spanned cells stay empty.

    A table of a brief has a header, so one whose first row is data like the others is written as a list.
    """
    caption = table.find("caption")
    rows = [[render(cell) for cell in row] for row in _rows(table)]
    marked = all(cell.tag == "th" for cell in _rows(table)[0])
    filled = [row for row in rows if any(cell.text for cell in row)]
    marked &= bool(filled) and filled[0] is rows[0]
    if filled and (marked or not _is_data_row(filled[0], filled[1:])):
        columns = max(len(row) for row in filled)
        lines = [_line(row, columns) for row in filled]
        lines.insert(1, f"|{' --- |' * columns}")
        words = [cell.text for row in filled for cell in row]
    else:
        lines = [f"- {_item(row)}" for row in filled]
        words = [", ".join(cell.text for cell in row if cell.text) for row in filled]
    markup = "\n".join(lines)
    links = tuple(dict.fromkeys(link for row in filled for cell in row for link in cell.links))
    if caption is not None and (above := render(caption)).text:
        markup = f"{above.markup or _cell(above)}\n\n{markup}"
        words.insert(0, above.text)
    text = " ".join(filter(None, words))
    cells = tuple(tuple(Cell(text=cell.text, address=_address(cell)) for cell in row) for row in filled)
    markup = markup if read_shown_text(markup).split() == text.split() else ""
    return InlineText(text=text, markup=markup, links=links), () if caption is not None else cells


def _address(cell: InlineText) -> str:
    return cell.links[0].address if len(cell.links) == 1 else ""


def _is_data_row(first: list[InlineText], following_rows: list[list[InlineText]]) -> bool:
    """Return whether the first row has figures where those below have them too; years can be headings of figures."""
    for place, cell in enumerate(first):
        below = [row[place].text for row in following_rows if place < len(row) and row[place].text]
        if _FIGURE.fullmatch(cell.text) and below and all(_FIGURE.fullmatch(text) for text in below):
            years = [bool(_YEAR.fullmatch(text)) for text in (cell.text, *below)]
            if not years[0] or all(years):
                return True
    return False


def _item(row: list[InlineText]) -> str:
    """Return the cells of a row as one line of a list."""
    return ", ".join(cell.markup or escape_fully(cell.text) for cell in row if cell.text)


def _rows(table: Tree) -> list[list[Tree]]:
    rows = ([cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
    return [row for row in rows if row]


def _is_simple(cell: Tree) -> bool:
    parts = [element for element in cell.iterdescendants() if element.tag in _PARTS]
    return len(parts) <= 1 and all(element.tag in ("p", "div") for element in parts)


def _line(cells: list[InlineText], columns: int) -> str:
    padded = [_cell(cell) for cell in cells] + [""] * (columns - len(cells))
    return f"| {' | '.join(padded)} |"


def _cell(cell: InlineText) -> str:
    markup = cell.markup or escape_inline(cell.text)
    return markup if "\\|" in markup else markup.replace("|", "\\|")
