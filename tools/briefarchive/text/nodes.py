"""Nodes of a brief's document tree that docutils does not have, and the passages of a tree.

The search finds passages, and no phrase goes from one into the next.
"""

import re

from docutils import nodes

_STRAY_SPACE = re.compile(r"\s+(?=[.,;:!?)\]])")


class ArchiveReference(nodes.Inline, nodes.TextElement):
    """What a role names, or the file or brief to which a link leads: `role` and `target`; replaced when resolved.

    One that is shown by words of its *own* has them below it.
    """


class ArchivePicture(nodes.General, nodes.Inline, nodes.Element):
    """A picture beside the brief: `target` as typed, `alt`, perhaps `width` and `align`; replaced when resolved."""


class ArchiveChart(nodes.General, nodes.Element):
    """A chart of a file beside the brief: `kind`, `target` as typed, `title` and `unit`; replaced when resolved."""


class ChartPicture(nodes.General, nodes.Element):
    """A chart, below its `ChartTitle`.

    Its attributes are `data`, `title`, `unit`, `description` and `language`, in which it speaks to the reader.
    """


class ChartTitle(nodes.paragraph):
    """The title of a chart."""


class ChartTable(nodes.General, nodes.Element):
    """The figures of a chart: `table`, `language`, and `uri`, their file, relative to the page."""


class CitationReference(nodes.Inline, nodes.Element):
    """A citation role: `target` as typed, and whether it is `textual`; replaced when resolved."""


class Picture(nodes.General, nodes.Inline, nodes.Element):
    """A picture that is part of the site: `uri`, relative to the page, and `alt`, `width` and `align` as above."""


class CitationMark(nodes.Inline, nodes.Element):
    """The number of a source: `refuri`, its place in the list, `label`, what it is called aloud, and `alone`.

    The number is its raw text, without a node below it: there are more marks than anything else in a text. A mark that
    is `alone` brings its brackets itself.
    """

    def astext(self) -> str:
        """The number."""
        return str(self.rawsource)


class CitationGroup(nodes.inline):
    """Several marks, or marks with notes, within one pair of brackets."""


class LineBreak(nodes.General, nodes.Inline, nodes.Element):
    """A line break that is meant, as between the lines of an address."""

    def astext(self) -> str:
        """One line feed."""
        return "\n"


class HorizontalLine(nodes.container):
    """A line across the text; docutils knows one only between the paragraphs of a section."""


class Quotation(nodes.block_quote):
    """A quotation of a `kind`: `epigraph`, `highlights` or `pull-quote`."""


class SeeAlso(nodes.Admonition, nodes.Element):
    """An admonition that names something to read."""


def split_passages(text: nodes.Element) -> tuple[str, ...]:
    """The paragraphs, headings, items and cells of a text, each in one line, without marks of citations and notes."""
    found: list[list[str]] = [[]]
    _collect(text, found)
    joined = (_STRAY_SPACE.sub("", " ".join("".join(pieces).split())) for pieces in found)
    return tuple(passage for passage in joined if passage)


def _collect(node: nodes.Node, found: list[list[str]]) -> None:
    """Add the words of a node to the last passage; whatever is not part of a line begins and ends one."""
    match node:
        case nodes.Text():
            found[-1].append(str(node))
        case CitationMark() | CitationGroup() | nodes.footnote_reference() | nodes.label():
            pass
        case LineBreak():
            found[-1].append(" ")
        case nodes.Inline():
            for child in node.children:
                _collect(child, found)
        case _:
            found.append([])
            for child in node.children:
                _collect(child, found)
            found.append([])
