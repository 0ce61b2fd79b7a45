"""Nodes of a brief's doctree that docutils does not have."""

from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class ArchiveReference(nodes.Inline, nodes.TextElement):
    """What a role names, or to which file or brief a link leads: `role` and `target`; looked up for the page."""


class ArchivePicture(nodes.General, nodes.Inline, nodes.Element):
    """A picture beside the brief: `target` as it was typed, `alt`, perhaps `width` and `align`; looked up as well."""


class Picture(nodes.General, nodes.Inline, nodes.Element):
    """A picture that is part of the site: `uri`, relative to the page, and `alt`, `width` and `align` as above."""


class CitationMark(nodes.Inline, nodes.TextElement):
    """The number of a source in a text: `refuri`, its place in the list, and `title`, what it is."""


def visit_citation_mark(self: HTML5Translator, node: CitationMark) -> None:
    """Draw a mark, which is called by what it leads to."""
    attributes: dict[str, Any] = {"aria-label": f"Source {node.astext()}: {node['title']}"}
    self.body.append(self.starttag(node, "a", "", href=node["refuri"], classes=["mark"], **attributes))


def depart_citation_mark(self: HTML5Translator, node: CitationMark) -> None:
    """End a mark."""
    self.body.append("</a>")


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
