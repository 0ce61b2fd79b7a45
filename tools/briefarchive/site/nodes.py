"""Nodes of a brief's doctree that docutils does not have."""

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class ArchiveReference(nodes.Inline, nodes.TextElement):
    """What a role names, or to which file or brief a link leads: `role` and `target`; looked up for the page."""


class ArchivePicture(nodes.General, nodes.Inline, nodes.Element):
    """A picture beside the brief: `target` as it was typed, `alt`, perhaps `width` and `align`; looked up as well."""


class Picture(nodes.General, nodes.Inline, nodes.Element):
    """A picture that is part of the site: `uri`, relative to the page, and `alt`, `width` and `align` as above."""


class CitationMark(nodes.Inline, nodes.Element):
    """The number of a source in a text: `refuri`, its place in the list, and `title`, what it is.

    The number is its raw text, without a node below it: there are more marks than anything else in a text. One of the
    class `citation` is all that is cited at its place, and is drawn with its brackets.
    """

    def astext(self) -> str:
        """The number."""
        return str(self.rawsource)


def visit_citation_mark(self: HTML5Translator, node: CitationMark) -> None:
    """Draw a mark, which is called by what it leads to."""
    number = self.encode(node.astext())
    label = self.attval(f"Source {number}: {node['title']}")
    place, name = self.attval(node["refuri"]), self.attval(node["ids"][0])
    mark = f'<a aria-label="{label}" class="mark" href="{place}" id="{name}">{number}</a>'
    self.body.append(f'<span class="citation">[{mark}]</span>' if "citation" in node["classes"] else mark)


def depart_citation_mark(self: HTML5Translator, node: CitationMark) -> None:
    """There is nothing below a mark."""


class LineBreak(nodes.General, nodes.Inline, nodes.Element):
    """A line's end that is meant, as between the lines of an address."""

    def astext(self) -> str:
        """One line's end."""
        return "\n"


def visit_line_break(self: HTML5Translator, node: LineBreak) -> None:
    """Draw a line's end."""
    self.body.append("<br>\n")


def depart_line_break(self: HTML5Translator, node: LineBreak) -> None:
    """There is nothing below it."""


def visit_picture(self: HTML5Translator, node: Picture) -> None:
    """Draw a picture: its width as an attribute, since no style may stand in a page."""
    kept = {name: node[name].removesuffix("px") for name in ("width",) if name in node}
    classes = [f"align-{node['align']}"] if "align" in node else []
    self.body.append(self.emptytag(node, "img", "", src=node["uri"], alt=node["alt"], classes=classes, **kept))


def depart_picture(self: HTML5Translator, node: Picture) -> None:
    """There is nothing below a picture."""
