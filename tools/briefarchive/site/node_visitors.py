"""How Sphinx's translator writes the nodes of a brief's document tree that docutils does not have."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from ..text.nodes import (
    ChartPicture,
    ChartTable,
    ChartTitle,
    CitationGroup,
    CitationMark,
    HorizontalLine,
    LineBreak,
    Picture,
    Quotation,
)
from .reading_aids import ParagraphNumber, SideNote


def add_nodes(app: Sphinx) -> None:
    """Register them with Sphinx; those that docutils' own classes stand for are only made known."""
    for node in (CitationGroup, Quotation, HorizontalLine):
        app.add_node(node)
    app.add_node(CitationMark, html=(_visit_citation_mark, _nothing))
    app.add_node(LineBreak, html=(_visit_line_break, _nothing))
    app.add_node(ParagraphNumber, html=(_visit_paragraph_number, _nothing))
    app.add_node(SideNote, html=(_visit_side_note, _nothing))
    app.add_node(Picture, html=(_visit_picture, _nothing))
    app.add_node(nodes.footnote, override=True, html=(_visit_footnote, _depart_footnote))
    app.add_node(ChartPicture, html=(_nothing, _depart_drawn))
    app.add_node(ChartTitle, html=(_visit_chart_title, _depart_chart_title))
    app.add_node(ChartTable, html=(_nothing, _depart_drawn))


def _visit_citation_mark(self: HTML5Translator, node: CitationMark) -> None:
    """Write a mark, which is called by what it leads to."""
    number = self.encode(node.astext())
    label = self.attval(node["label"])
    lang = f' lang="{self.attval(node["lang"])}"' if node["lang"] else ""
    place, name = self.attval(node["refuri"]), self.attval(node["ids"][0])
    mark = f'<a aria-label="{label}"{lang} class="ref" href="{place}" id="{name}">{number}</a>'
    self.body.append(f'<span class="citation">[{mark}]</span>' if node["alone"] else mark)


def _visit_paragraph_number(self: HTML5Translator, node: ParagraphNumber) -> None:
    """Write a number that leads to its paragraph."""
    self.body.append(f'<a class="pn" href="#{node["place"]}">{node["number"]}</a>')


def _visit_side_note(self: HTML5Translator, node: SideNote) -> None:
    self.body.append(node["html"])


def _visit_line_break(self: HTML5Translator, node: LineBreak) -> None:
    self.body.append("<br>\n")


def _visit_picture(self: HTML5Translator, node: Picture) -> None:
    """Write a picture: its width as an attribute, since no style may stand in a page."""
    kept = {name: node[name].removesuffix("px") for name in ("width",) if name in node}
    classes = [f"align-{node['align']}"] if "align" in node else []
    self.body.append(self.emptytag(node, "img", "", src=node["uri"], alt=node["alt"], classes=classes, **kept))


def _visit_footnote(self: HTML5Translator, node: nodes.footnote) -> None:
    """Write a note; docutils puts several into a landmark, which has no name of its own."""
    classes = ["footnote", self.settings.footnote_references]
    self.body.append(self.starttag(node, "aside", classes=classes, role="doc-footnote"))


def _depart_footnote(self: HTML5Translator, node: nodes.footnote) -> None:
    self.body.append("</aside>\n")


def _visit_chart_title(self: HTML5Translator, node: ChartTitle) -> None:
    self.body.append('<p class="fig-title">')


def _depart_chart_title(self: HTML5Translator, node: ChartTitle) -> None:
    self.body.append("</p>")


def _depart_drawn(self: HTML5Translator, node: nodes.Element) -> None:
    """Write what a template has drawn, below what stands in the node."""
    self.body.append(node["html"])


def _nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing: what there is to write is written on the other side of the node."""
