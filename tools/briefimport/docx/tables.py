"""Tables with merged cells as tables whose cells each stand alone, since a brief can have no others."""

from lxml import etree

from .markup import Aside, Node, W, every, line_of, made, part_of, removed, value

_MOST_COLUMNS = 60
_LONGEST_CELL = 300


def part_cells(root: Node, aside: Aside) -> None:
    """Part the merged cells of every table below *root*: the first keeps the words, the others are empty."""
    merged = False
    for cell in every(root, "tc"):
        properties = part_of(cell, "tcPr")
        if properties is None:
            continue
        span = value(part_of(properties, "gridSpan"))
        wide = min(int(span), _MOST_COLUMNS) if span.isdecimal() and len(span) < 4 else 1
        for _ in range(wide - 1):
            cell.addnext(_empty())
        merged |= wide > 1 or part_of(properties, "vMerge") is not None
        removed(properties)
    for row in every(root, "tr"):
        _fill(row)
    for cell in every(root, "tc"):
        _join(cell)
    for table in every(root, "tbl"):
        _head(table)
    if merged:
        aside.note("merged cells of a table stand apart")


def _fill(row: Node) -> None:
    """Put empty cells where a row leaves out the first columns."""
    left_out = value(part_of(row, "trPr", "gridBefore"))
    first = part_of(row, "tc")
    if first is not None and left_out.isdecimal() and len(left_out) < 4:
        for _ in range(min(int(left_out), _MOST_COLUMNS)):
            first.addprevious(_empty())


def _head(table: Node) -> None:
    """Make the first row the head, as Word shows it, where no row says that it is."""
    first = part_of(table, "tr")
    if first is not None and part_of(table, "tr", "trPr", "tblHeader") is None:
        made(made(first, "trPr"), "tblHeader")


def _join(cell: Node) -> None:
    """Make the short paragraphs of a cell lines of one, since a cell of a brief has no more."""
    paragraphs = [one for one in cell if line_of(one)]
    short = sum(len(line_of(one)) for one in paragraphs) <= _LONGEST_CELL
    if len(paragraphs) < 2 or not short or any(one.tag != W + "p" or _is_listed(one) for one in paragraphs):
        return
    first, *others = paragraphs
    for paragraph in others:
        etree.SubElement(etree.SubElement(first, W + "r"), W + "br")
        first.extend(child for child in list(paragraph) if child.tag != W + "pPr")
        removed(paragraph)


def _is_listed(paragraph: Node) -> bool:
    return part_of(paragraph, "pPr", "numPr") is not None


def _empty() -> Node:
    cell: Node = etree.Element(W + "tc")
    etree.SubElement(cell, W + "p")
    return cell
