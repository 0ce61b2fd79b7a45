"""Nodes of a brief's document tree that docutils lacks, and the passages of a tree for the search."""

import re

from docutils import nodes

_STRAY_SPACE = re.compile(r" (?=[.,;:!?)\]])")


class ChartPicture(nodes.General, nodes.Element):
    """A chart below its `ChartTitle`.

    Its attributes are `data`, `title`, `unit`, `description`, and the `language` of its texts.
    """


class ChartTitle(nodes.paragraph):
    """The title of a chart."""


class ChartTable(nodes.General, nodes.Element):
    """The values of a chart: `table`, `language`, and `uri`, the URL of the data file relative to the page."""


class Picture(nodes.General, nodes.Inline, nodes.Element):
    """A picture beside the brief: `uri` relative to the page, `alt`, and perhaps `width` and `align`."""


class CitationMark(nodes.Inline, nodes.Element):
    """The number of a source: `refuri`, its place in the list, `label`, its accessible name, and `alone`.

    The number is its raw text rather than a child node, because marks are the commonest nodes of a text. A mark that is
    `alone` draws its own brackets. If these are raised, `space` is what stood before them.
    """

    def astext(self) -> str:
        """Return the number, with its brackets if these are raised."""
        return f"{self['space']}[{self.rawsource}]" if "space" in self else str(self.rawsource)


class CitationGroup(nodes.inline):
    """Several marks, or marks with notes, in one pair of brackets."""


class LineBreak(nodes.General, nodes.Inline, nodes.Element):
    """A hard line break, as in an address."""

    def astext(self) -> str:
        """Return a line feed."""
        return "\n"


class HorizontalLine(nodes.container):
    """A horizontal rule; docutils' own is only allowed between the paragraphs of a section."""


class Quotation(nodes.block_quote):
    """A quotation of a `kind`: `epigraph`, `highlights` or `pull-quote`."""


def split_passages(text: nodes.Element) -> tuple[str, ...]:
    """Return the paragraphs, headings, items and cells of a text, each on one line, without citation and note marks.

    The search finds no phrase across two passages.
    """
    passages: list[list[str]] = [[]]
    _collect(text, passages)
    joined = (_STRAY_SPACE.sub("", " ".join("".join(pieces).split())) for pieces in passages)
    return tuple(passage for passage in joined if passage)


def _collect(node: nodes.Node, passages: list[list[str]]) -> None:
    """Add the text of a node to the last passage; a node that is not inline starts and ends one."""
    match node:
        case nodes.Text():
            passages[-1].append(str(node))
        case CitationMark() | CitationGroup() | nodes.footnote_reference() | nodes.label():
            pass
        case LineBreak():
            passages[-1].append(" ")
        case nodes.Inline():
            for child in node.children:
                _collect(child, passages)
        case _:
            passages.append([])
            for child in node.children:
                _collect(child, passages)
            passages.append([])
