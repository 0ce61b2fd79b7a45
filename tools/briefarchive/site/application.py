"""The Sphinx application for an archive."""

import contextlib
import gc
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE

from ..diagnostics import CommandError
from .project import forget_site

EXTENSION = __name__.rpartition(".")[0]
_DEFAULT = Path(__file__).parent / "default"


def configuration_folder(root: Path) -> Path:
    """Return the folder of the `conf.py` for an archive: its own, or the packaged one."""
    return root / "docs" if (root / "docs" / "conf.py").is_file() else _DEFAULT


class ConfigurationError(CommandError):
    """The configuration of an archive cannot be used; the message says why."""


@contextlib.contextmanager
def configuration_errors() -> Iterator[None]:
    """Convert errors during Sphinx's setup into a `ConfigurationError`."""
    try:
        yield
    except SphinxError as error:
        raise ConfigurationError(f"{error.category}: {error}") from error


@contextlib.contextmanager
def set_up_sphinx(root: Path, outdir: Path, *, drafts: bool, base_url: str = "", warning: TextIO) -> Iterator[Sphinx]:
    """Set Sphinx up for the archive at *root*, and undo its registrations with docutils at the end.

    *drafts* and *base_url* take precedence over the configuration and the environment.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    # Document trees are many long-lived objects: running the garbage collector less often saves a tenth.
    gc.set_threshold(20_000, 20, 20)
    if not (warning.isatty() and color_terminal()):
        nocolor()
    confdir, overrides = configuration_folder(root), {"briefs_drafts": drafts, "html_baseurl": base_url}
    outdir.mkdir(parents=True, exist_ok=True)
    with patch_docutils(str(confdir)), docutils_namespace(), _release_translations():
        with configuration_errors():
            app = Sphinx(
                srcdir=root,
                confdir=confdir,
                outdir=outdir,
                doctreedir=outdir,  # not used: see `settings`
                buildername="html",
                confoverrides={name: value for name, value in overrides.items() if value},
                status=None,
                warning=warning,
            )
        try:
            if EXTENSION not in app.extensions:
                message = f'docs/conf.py does not load the archive; add to it: extensions = ["{EXTENSION}"]'
                raise ConfigurationError(message)
            yield app
        finally:
            _release(app)


def _release(app: Sphinx) -> None:
    """Release the parts of the application, a tenth of a large build's memory.

    Its log handler would keep it alive until the next application is created, and its parts refer to one another.
    """
    logging.getLogger(NAMESPACE).handlers.clear()
    forget_site(app.env)
    for part in (app.builder, app.env, app):
        vars(part).clear()


@contextlib.contextmanager
def _release_translations() -> Iterator[None]:
    """Drop Sphinx's translations with the application, because they refer to those of all earlier ones."""
    try:
        yield
    finally:
        locale.translators.clear()
