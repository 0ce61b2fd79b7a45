"""The pages of briefs as HTML, for a full build and for a preview."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.transforms import Transform
from docutils.utils import Reporter
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util.docutils import LoggingReporter
from sphinx.writers.html5 import HTML5Translator
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from ..exporting.latex import bibtex_entry
from ..facets.citation_styles import format_citations
from ..facets.report import source_from_report
from ..facets.views import BriefPage
from ..i18n import translations
from ..model import Status
from ..pictures.charts import NARROW, WIDE, draw_chart
from ..text.chart_words import value_formats
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
    split_passages,
)
from ..text.tree import BriefReader
from .pages import PageWriter
from .reading_aids import DrawnAid, add_side_notes, group_marks, list_sections, number_paragraphs

# Transforms for the screen only; in print nothing is highlighted or folded.
_FOR_SCREENS: tuple[type[Transform], ...] = (HighlightLanguageTransform, DropdownHtmlTransform, TabSetHtmlTransform)
_CHANGED_FOR_SCREENS = (nodes.literal_block, nodes.container)  # texts without these need no transforms


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBrief:
    """The page of a brief, and the passages of its text for the search."""

    html: str
    passages: tuple[str, ...]


class BriefPageWriter:
    """The writer of briefs' pages, which uses Sphinx's translator."""

    def __init__(self, builder: StandaloneHTMLBuilder, pages: PageWriter) -> None:
        self._builder = builder
        self._pages = pages

    @functools.cached_property
    def _reader(self) -> BriefReader:
        return BriefReader(lambda path: LoggingReporter(path, Reporter.WARNING_LEVEL, Reporter.SEVERE_LEVEL + 1))

    def render(self, page: BriefPage) -> RenderedBrief:
        """Return the page of a brief."""
        brief, document = page.brief, self._reader.read(Path(self._builder.srcdir), page)
        passages = split_passages(document)
        # Notes on the text are in the language of the frame, which is marked if it differs from the text's.
        lang = page.frame_language if brief.language != page.frame_language else ""
        if page.charts:
            self._draw_charts(document, page.frame_language, lang)
        group_marks(document)
        draw = functools.partial(self._pages.fragment, "components/side_note.html", page.frame_language, lang=lang)
        add_side_notes(document, page.sources, draw)
        paragraphs = number_paragraphs(document)
        template = "withdrawn.html" if brief.status is Status.WITHDRAWN else "brief.html"
        body = self._body(page.address.removesuffix(".html"), document, page.frame_language)
        html = self._pages.render(
            page.address,
            template,
            language=page.frame_language,
            brief=brief,
            page=page,
            body=body,
            how_to_cite=format_citations(page.report),
            bibtex=bibtex_entry(source_from_report(page.report)),
            contents=list_sections(document),
            paragraphs=paragraphs,
        )
        return RenderedBrief(html=html, passages=passages)

    def _draw_charts(self, document: nodes.document, language: str, lang: str) -> None:
        for picture in document.findall(ChartPicture):
            data, place = picture["data"], f"{picture.parent['ids'][0]}-says"
            drawings = [
                draw_chart(
                    data, picture["unit"], value_formats(language), width, label=picture["title"], described_by=place
                )
                for width in (WIDE, NARROW)
            ]
            picture["html"] = self._pages.fragment(
                "components/chart_picture.html",
                language,
                drawings=drawings,
                description=picture["description"],
                place=place,
                lang=lang,
            )
        for table in document.findall(ChartTable):
            table["html"] = self._pages.fragment(
                "components/chart_table.html", language, table=table["table"], address=table["uri"], lang=lang
            )

    def _body(self, name: str, document: nodes.document, language: str) -> Markup:
        builder = self._builder
        builder.env.prepare_settings(name)
        document.settings = builder.docsettings
        document.settings.stylesheet_path = []  # avoids a search for docutils' own, which no page uses
        if any(isinstance(node, _CHANGED_FOR_SCREENS) for node in document.findall()):
            for transform in _FOR_SCREENS:
                transform(document).apply()
        builder.secnumbers, builder.fignumbers = {}, {}
        builder.current_docname = name
        visitor: Any = builder.create_translator(document, builder)
        visitor.section_level = 1  # below the title of the page
        visitor.add_permalink_ref = functools.partial(_add_permalink, visitor, language)
        document.walkabout(visitor)
        return Markup("".join(visitor.fragment))  # noqa: S704 — written by docutils, which escapes


def _add_permalink(visitor: Any, language: str, node: nodes.Element, _: str) -> None:
    """Link a heading or figure to itself, in words of *language*; Sphinx would use those of the site."""
    type(visitor).add_permalink_ref(visitor, node, translations(language).gettext("Link to this place"))


def add_nodes(app: Sphinx) -> None:
    """Register the writers of briefs' nodes with Sphinx; nodes based on docutils' own classes need none."""
    for node in (CitationGroup, Quotation, HorizontalLine, ChartTitle):
        app.add_node(node)
    app.add_node(CitationMark, html=(_visit_citation_mark, _nothing))
    app.add_node(LineBreak, html=(_visit_line_break, _nothing))
    app.add_node(Picture, html=(_visit_picture, _nothing))
    app.add_node(nodes.footnote, override=True, html=(_visit_footnote, _depart_footnote))
    for drawn in (DrawnAid, ChartPicture, ChartTable):
        app.add_node(drawn, html=(_nothing, _depart_drawn))


def _visit_citation_mark(self: HTML5Translator, node: CitationMark) -> None:
    number = self.encode(node.rawsource)
    label = self.attval(node["label"])
    lang = f' lang="{self.attval(node["lang"])}"' if node["lang"] else ""
    place, name = self.attval(node["refuri"]), self.attval(node["ids"][0])
    mark = f'<a aria-label="{label}"{lang} class="ref" href="{place}" id="{name}">{number}</a>'
    if node["alone"]:
        mark = f'<span class="cite"><span class="vh">{node["space"]}[</span>{mark}<span class="vh">]</span></span>'
    self.body.append(mark)


def _visit_line_break(self: HTML5Translator, node: LineBreak) -> None:
    self.body.append("<br>\n")


def _visit_picture(self: HTML5Translator, node: Picture) -> None:
    """Write a picture with its width as an attribute, because pages must not contain styles."""
    attributes = {name: node[name].removesuffix("px") for name in ("width",) if name in node}
    classes = [f"align-{node['align']}"] if "align" in node else []
    self.body.append(self.emptytag(node, "img", "", src=node["uri"], alt=node["alt"], classes=classes, **attributes))


def _visit_footnote(self: HTML5Translator, node: nodes.footnote) -> None:
    """Write a note; docutils would put several into a landmark without a name."""
    classes = ["footnote", self.settings.footnote_references]
    self.body.append(self.starttag(node, "aside", classes=classes, role="doc-footnote"))


def _depart_footnote(self: HTML5Translator, node: nodes.footnote) -> None:
    self.body.append("</aside>\n")


def _depart_drawn(self: HTML5Translator, node: nodes.Element) -> None:
    """Write what a template has drawn below the contents of the node."""
    self.body.append(node["html"])


def _nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing on this side of the node."""
