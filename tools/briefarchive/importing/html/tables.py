"""Tables: those of figures stay tables, those that only hold a page together are read cell by cell."""

from collections.abc import Callable

from ..document import Link
from ..escaping import escaped_inline, shown_text
from .inline import InlineText
from .parsing import Tree

_PARTS = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "img", "form", "article")
_LONGEST_CELL = 300
_MOST_ROWS = 500
_MOST_COLUMNS = 30


def is_data(table: Tree) -> bool:
    """Whether *table* has rows and columns of short cells."""
    if table.get("role") == "presentation" or any(one is not table for one in table.iter("table")):
        return False
    rows = _rows(table)
    widths = {len(row) for row in rows}
    if not 2 <= len(rows) <= _MOST_ROWS or not 2 <= max(widths) <= _MOST_COLUMNS:
        return False
    cells = [cell for row in rows for cell in row]
    return all(len("".join(cell.itertext())) <= _LONGEST_CELL and _is_simple(cell) for cell in cells)


def markup_of_table(table: Tree, render: Callable[[Tree], InlineText]) -> tuple[str, str, tuple[Link, ...]]:
    """The words of *table*, the same as MyST, and its links; spanned cells stay empty."""
    caption = table.find("caption")
    rows = [[render(cell) for cell in row] for row in _rows(table)]
    columns = max(len(row) for row in rows)
    first = _rows(table)[0]
    head = rows.pop(0) if first and all(cell.tag == "th" for cell in first) else []
    lines = [_line(head, columns), f"|{' --- |' * columns}", *(_line(row, columns) for row in rows)]
    words = [cell.text for row in (head, *rows) for cell in row]
    markup = "\n".join(lines)
    links = tuple(dict.fromkeys(link for row in (head, *rows) for cell in row for link in cell.links))
    if caption is not None and (above := render(caption)).text:
        markup = f"{above.markup or _cell(above)}\n\n{markup}"
        words.insert(0, above.text)
    text = " ".join(filter(None, words))
    return text, markup if shown_text(markup).split() == text.split() else "", links


def _rows(table: Tree) -> list[list[Tree]]:
    rows = ([cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
    return [row for row in rows if row]


def _is_simple(cell: Tree) -> bool:
    parts = [one for one in cell.iterdescendants() if one.tag in _PARTS]
    return len(parts) <= 1 and all(one.tag in ("p", "div") for one in parts)


def _line(cells: list[InlineText], columns: int) -> str:
    padded = [_cell(cell) for cell in cells] + [""] * (columns - len(cells))
    return f"| {' | '.join(padded)} |"


def _cell(cell: InlineText) -> str:
    markup = cell.markup or escaped_inline(cell.text)
    return markup if "\\|" in markup else markup.replace("|", "\\|")
