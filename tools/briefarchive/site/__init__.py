"""The web site: a Sphinx extension that draws an archive's pages.

`extensions = ["briefarchive.site"]` is all that a `conf.py` needs.
"""

from typing import Any

from sphinx.application import Sphinx

from .. import __version__
from ..exporting.formats import REFERENCE_FORMATS
from .builder import ArchiveHTMLBuilder
from .guide import (
    FieldsDirective,
    FormatsDirective,
    HeadersDirective,
    RulesDirective,
    SearchExamplesDirective,
    draw_page,
)
from .look import add_settings
from .node_visitors import add_nodes
from .project import use_archive
from .settings import THEME, apply_defaults


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_design")

    app.add_config_value("briefs_drafts", default=False, rebuild="", types=(bool,))
    app.add_config_value("briefs_repository", default="", rebuild="", types=(str,))
    app.add_config_value("briefs_branch", default="main", rebuild="", types=(str,))
    app.add_config_value("briefs_how_to_edit", default="", rebuild="", types=(str,))
    formats = [form.name for form in REFERENCE_FORMATS]
    app.add_config_value("briefs_exports", default=formats, rebuild="", types=(list, tuple))
    app.add_config_value("briefs_also_check", default=[], rebuild="", types=(list, tuple))
    app.add_config_value("briefs_license", default="", rebuild="", types=(str,))
    app.add_config_value("briefs_motto", default="", rebuild="", types=(str,))
    app.add_config_value("briefs_description", default="", rebuild="", types=(str,))
    add_settings(app)

    app.add_html_theme("briefs", str(THEME))
    app.add_builder(ArchiveHTMLBuilder, override=True)
    add_nodes(app)
    app.add_directive("briefs-fields", FieldsDirective)
    app.add_directive("briefs-formats", FormatsDirective)
    app.add_directive("briefs-rules", RulesDirective)
    app.add_directive("briefs-headers", HeadersDirective)
    app.add_directive("briefs-search-examples", SearchExamplesDirective)

    app.connect("config-inited", apply_defaults)
    app.connect("builder-inited", use_archive)
    app.connect("html-page-context", draw_page, priority=900)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": False,
    }
