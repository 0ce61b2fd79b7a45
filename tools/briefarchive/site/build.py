"""A build of the whole site, as the command line and tests call it."""

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..reading import files
from ..reading.archive import Reading, read_archive
from .builder import ArchiveHTMLBuilder
from .project import Site, use_site

_DEFAULT = Path(__file__).parent / "default"

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, and of how many (0 if that is not known)."""


def configuration_of(root: Path) -> Path:
    """The folder of the `conf.py` that serves an archive: its own, or the packaged one."""
    return root / "docs" if (root / "docs" / "conf.py").is_file() else _DEFAULT


def build_site(
    root: Path,
    outdir: Path,
    *,
    drafts: bool = False,
    pdfs: frozenset[str] = frozenset(),
    warning: TextIO | None = None,
    progress: Progress | None = None,
    read: Callable[[], Reading] | None = None,
) -> int | None:
    """Build the site of the archive at *root* into *outdir*.

    Args:
        root: A folder with `archive/` and `bib/`.
        outdir: Where the site goes; what a former build left there is kept where it is still right.
        drafts: Whether drafts are built as well.
        pdfs: The addresses of PDFs that are there, and to which pages are to lead.
        warning: Where faults are written; by default standard error.
        progress: Told of each document that is read or written.
        read: Reads the archive, for a caller that wants what was read as well.

    Returns:
        The number of warnings, errors of the archive among them; None if there is no site, and *warning* says why.
    """
    warning = warning or sys.stderr
    try:
        with sphinx_for(root, outdir, drafts=drafts, warning=warning) as app:
            if progress and isinstance(app.builder, ArchiveHTMLBuilder):
                app.builder.progress = progress
            reading = read or functools.partial(read_archive, root)
            use_site(app.env, Site(app.config, reading, pdfs=pdfs))
            app.build()
            return int(app._warncount)  # noqa: SLF001 — Sphinx counts its warnings under no other name
    except SphinxError as error:
        warning.write(f"{error.category}: {error}\n")
    except files.ChangedError as error:
        warning.write(f"{error}; build again\n")
    return None


@contextlib.contextmanager
def sphinx_for(root: Path, outdir: Path, *, drafts: bool, warning: TextIO) -> Iterator[Sphinx]:
    """Sphinx, set up for the archive at *root*; what it registers with docutils is taken back at the end."""
    if not (warning.isatty() and color_terminal()):
        nocolor()
    confdir = configuration_of(root)
    outdir.mkdir(parents=True, exist_ok=True)
    with patch_docutils(str(confdir)), docutils_namespace(), _own_words():
        yield Sphinx(
            srcdir=root,
            confdir=confdir,
            outdir=outdir,
            doctreedir=outdir,  # not used: see `settings`
            buildername="html",
            confoverrides={"briefs_drafts": True} if drafts else {},
            status=None,
            warning=warning,
        )


@contextlib.contextmanager
def _own_words() -> Iterator[None]:
    """Let Sphinx look up its words for one application only; the words of each would lead on to those of all before."""
    try:
        yield
    finally:
        locale.translators.clear()
