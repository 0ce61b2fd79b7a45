"""The archive's pages as HTML: a full build writes them all, and a preview one of them."""

import functools
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from ..facets.citing.styles import how_to_cite
from ..facets.views import BriefPage, IndexPage
from ..model import Brief, Status
from .pages import PageWriter
from .texts import TextReader

_TEMPLATES = {
    "briefs": "list.html",
    "sources": "publisher.html",
    "links": "directory.html",
    "tree": "topics.html",
    "table": "all_briefs.html",
    "changes": "changes.html",
}


class Drawing:
    """Draws pages of the archive with what Sphinx and docutils give.

    Args:
        builder: It has been prepared for writing.
        pages: The templates.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, pages: PageWriter) -> None:
        self._builder = builder
        self._pages = pages

    @functools.cached_property
    def _reader(self) -> TextReader:
        return TextReader(self._builder.env)

    def brief(self, name: str, brief: Brief, page: BriefPage) -> str:
        """The page of a brief.

        Args:
            name: Its address without the suffix.
            brief: The brief; its text is read from its file.
            page: What the page shows beside the text.
        """
        body = self._body(name, self._reader.read(Path(self._builder.srcdir), brief))
        template = "withdrawn.html" if page.status is Status.WITHDRAWN else "brief.html"
        cited = how_to_cite(page.report) if page.report else ()
        return self._pages.render(page.address, template, brief=page, body=body, how_to_cite=cited)

    def _body(self, name: str, doctree: nodes.document) -> Markup:
        builder = self._builder
        doctree.settings = builder.docsettings
        builder.secnumbers, builder.fignumbers = {}, {}
        builder.current_docname = name
        visitor: Any = builder.create_translator(doctree, builder)
        visitor.section_level = 1  # below the page's title
        doctree.walkabout(visitor)
        return Markup("".join(visitor.fragment))  # noqa: S704 — written by docutils, which escapes


def template_of(page: IndexPage) -> str:
    """The template of an index's page."""
    return _TEMPLATES[page.shows]
