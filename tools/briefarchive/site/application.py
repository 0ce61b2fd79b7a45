"""Sphinx, set up for an archive."""

import contextlib
import gc
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE

from .project import forget_site

_DEFAULT = Path(__file__).parent / "default"


def configuration_of(root: Path) -> Path:
    """The folder of the `conf.py` that serves an archive: its own, or the packaged one."""
    return root / "docs" if (root / "docs" / "conf.py").is_file() else _DEFAULT


@contextlib.contextmanager
def sphinx_for(root: Path, outdir: Path, *, drafts: bool, base_url: str = "", warning: TextIO) -> Iterator[Sphinx]:
    """Sphinx, set up for the archive at *root*; what it registers with docutils is taken back at the end.

    Args:
        root: A folder with `archive/` and `bib/`.
        outdir: Where it writes.
        drafts: Whether drafts have pages, also where the configuration does not say so.
        base_url: The address of the site, if not as the configuration or the environment says.
        warning: Where faults are written.
    """
    # Trees of documents are many objects that live long: looking for circles among them less often saves a tenth.
    gc.set_threshold(20_000, 20, 20)
    if not (warning.isatty() and color_terminal()):
        nocolor()
    confdir = configuration_of(root)
    outdir.mkdir(parents=True, exist_ok=True)
    with patch_docutils(str(confdir)), docutils_namespace(), _own_words():
        app = Sphinx(
            srcdir=root,
            confdir=confdir,
            outdir=outdir,
            doctreedir=outdir,  # not used: see `settings`
            buildername="html",
            confoverrides=_overrides(drafts=drafts, base_url=base_url),
            status=None,
            warning=warning,
        )
        try:
            yield app
        finally:
            _forget(app)


def _overrides(*, drafts: bool, base_url: str) -> dict[str, object]:
    overrides = {"briefs_drafts": drafts, "html_baseurl": base_url}
    return {name: value for name, value in overrides.items() if value}


def _forget(app: Sphinx) -> None:
    """Let go of all that the application knows, which is a tenth of a large build's memory.

    Its log would hold it until the next application comes, and its parts hold one another.
    """
    logging.getLogger(NAMESPACE).handlers.clear()
    forget_site(app.env)
    for part in (app.builder, app.env, app):
        vars(part).clear()


@contextlib.contextmanager
def _own_words() -> Iterator[None]:
    """Let Sphinx look up its words for one application only; the words of each would lead on to those of all before."""
    try:
        yield
    finally:
        locale.translators.clear()
