"""A brief's text as a doctree: the dialect's parser and a few transforms.

Sphinx's list of documents, its pickled trees and other extensions' events have no part in it. A tree is made when its
page is written, from the bytes of the file alone, and is kept nowhere.
"""

import copy
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader
from docutils.transforms import Transform
from myst_parser.config.main import MdParserConfig
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util import logging
from sphinx.util.docutils import LoggingReporter, sphinx_domains
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from ..model import Brief
from ..reading import decoding
from ..reading.dialect import is_overloaded, make_parser
from ..reading.frontmatter import text_below
from ..reading.invisible import made_visible
from .footnotes import NumberFootnotes
from .references import ResolveReferences
from .renderer import BriefRenderer

_LOGGER = logging.getLogger(__name__)

ON_SCREEN: tuple[type[Transform], ...] = (
    NumberFootnotes,
    ResolveReferences,
    HighlightLanguageTransform,
    DropdownHtmlTransform,
    TabSetHtmlTransform,
)
"""What is done with a text before it is a page."""

IN_PRINT: tuple[type[Transform], ...] = (NumberFootnotes, ResolveReferences)
"""The same for paper, on which nothing is coloured or folded."""


class TextReader:
    """Reads the texts of briefs; *transforms* are what is done with each."""

    def __init__(self, env: BuildEnvironment, transforms: tuple[type[Transform], ...] = ON_SCREEN) -> None:
        self._env = env
        self._transforms = transforms
        self._parser = make_parser()
        # No docutils.conf is read, and no directive of docutils may open a file or write HTML.
        self._settings = get_default_settings(Reader, Parser)
        safe = {"file_insertion_enabled": False, "raw_enabled": False, "traceback": True}
        for name, value in {**env.settings, **safe}.items():
            setattr(self._settings, name, value)

    def read(self, root: Path, brief: Brief) -> nodes.document:
        """The doctree of *brief*; *root* is the archive's folder."""
        data = decoding.read_unchanged(brief.path, root / brief.path, brief.digest)
        text = cast("str", decoding.decode(brief.path, data))  # it was when the archive was read
        below, first_line = text_below(brief.path, text)
        try:
            return self.parse(brief.path, below, first_line)
        except Exception as error:  # noqa: BLE001 — whatever it is, the other briefs are to be built
            message = "the program failed to draw this text (%s), and shows it as it was typed; please report it"
            _LOGGER.warning(message, type(error).__name__, location=brief.path, type="briefs", subtype="failed")
            document = self._document(brief.path)
            document += nodes.literal_block(below, below, language="none", classes=[])
            return document

    def _document(self, path: str) -> nodes.document:
        """An empty document for the file *path*."""
        settings = copy.copy(self._settings)
        settings.env = self._env
        reporter = LoggingReporter(path, settings.report_level, settings.halt_level, debug=False)
        document = nodes.document(settings, reporter, source=path)
        document.note_source(path, -1)
        return document

    def parse(self, path: str, text: str, first_line: int = 1, notes: dict[str, Any] | None = None) -> nodes.document:
        """The doctree of *text*, which begins in line *first_line* of the file *path*.

        Args:
            path: Root-relative path of the brief.
            text: What stands below its front matter.
            first_line: For places in warnings.
            notes: Filled with what the renderer noted, such as `refused`.
        """
        env = self._env
        env.prepare_settings(path.removesuffix(".md"))
        document = self._document(path)
        text = made_visible(text)
        if is_overloaded(text):
            document += nodes.literal_block(text, text, language="none", classes=[])
            text = ""
        with sphinx_domains(env):
            parser = self._parser
            parser.renderer = BriefRenderer(parser)  # it keeps what it knows of a text
            parser.options.update({"document": document, "myst_config": MdParserConfig()})
            parser.render("\n" * (first_line - 1) + text, notes if notes is not None else {})
            document.current_source = document.current_line = None
            for transform in self._transforms:
                transform(document).apply()
        return document
