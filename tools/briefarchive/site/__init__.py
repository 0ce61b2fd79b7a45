"""The web site: a Sphinx extension that renders an archive's pages.

`extensions = ["briefarchive.site"]` is all that a `conf.py` needs.
"""

from typing import Any

from sphinx.application import Sphinx

from .. import __version__
from .brief_page_writer import add_nodes
from .builder import ArchiveHTMLBuilder
from .guide import DIRECTIVES, draw_page
from .project import use_guide
from .settings import SETTINGS, THEME, apply_defaults


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_design")

    for name, default in SETTINGS.items():
        kinds = {list: (list, tuple), dict: (dict,), str: (str,), bool: (bool,), int: (int,)}[type(default)]
        app.add_config_value(name, default=default, rebuild="", types=kinds)
    app.add_config_value("briefs_accent", default="", rebuild="", types=(str, dict))

    app.add_html_theme("briefs", str(THEME))
    app.add_builder(ArchiveHTMLBuilder, override=True)
    add_nodes(app)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)

    app.connect("config-inited", apply_defaults)
    app.connect("builder-inited", use_guide)
    app.connect("html-page-context", draw_page, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": False}
