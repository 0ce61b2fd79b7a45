"""A build of the whole site, as the command line and tests call it."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, cast

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..jobs.cluster import Cluster, ClusterError
from ..jobs.scheduler import DiedError, Scheduler
from ..reading import files
from ..reading.archive import Reading, read_archive
from .application import sphinx_for
from .builder import ArchiveHTMLBuilder
from .crew import Crew, OneProcess
from .machines import SeveralMachines
from .press import NoPressError
from .project import Site, use_site
from .share import ALL, Share
from .workers import SeveralProcesses

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, and of how many (0 if that is not known)."""


def build_site(  # noqa: PLR0913 — all but two are given by those who need them
    root: Path,
    outdir: Path,
    *,
    drafts: bool = False,
    base_url: str = "",
    pdfs: frozenset[str] = frozenset(),
    warning: TextIO | None = None,
    progress: Progress | None = None,
    notice: Callable[[str], None] | None = None,
    read: Callable[[], Reading] | None = None,
    scheduler: Scheduler | None = None,
    share: Share = ALL,
) -> int | None:
    """Build the site of the archive at *root* into *outdir*.

    Args:
        root: A folder with `archive/` and `bib/`.
        outdir: Where the site goes; what a former build left there is kept where it is still right.
        drafts: Whether drafts are built as well.
        base_url: The address of the site, if not as the configuration or the environment says.
        pdfs: The addresses of PDFs that are there, and to which pages are to lead.
        warning: Where faults are written; by default standard error.
        progress: Told of each document that is read or written.
        notice: Told of what is worth knowing and no fault.
        read: Reads the archive, for a caller that wants what was read as well.
        scheduler: Whose processes draw; without one, this process does.
        share: What of the site is built. The folders of all shares, copied into one, are what a build of everything
            goes on from: it finds that nothing is left to draw.

    Returns:
        The number of warnings, errors of the archive among them; None if there is no site, and *warning* says why.
    """
    warning = warning or sys.stderr
    try:
        with sphinx_for(root, outdir, drafts=drafts, base_url=base_url, warning=warning) as app:
            builder = cast("ArchiveHTMLBuilder", app.builder)
            builder.progress = progress or builder.progress
            builder.notice = notice or builder.notice
            builder.share = share
            builder.crew = _crew(scheduler, app)
            reading = read or functools.partial(read_archive, root)
            use_site(app.env, Site(app.config, reading, pdfs=pdfs))
            app.build()
            return int(app._warncount)  # noqa: SLF001 — Sphinx counts its warnings under no other name
    except SphinxError as error:
        warning.write(f"{error.category}: {error}\n")
    except files.ChangedError as error:
        warning.write(f"{error}; build again\n")
    except OSError as error:
        warning.write(f"the site cannot be written: {files.reason_of(error)}\n")
    except (ClusterError, DiedError, NoPressError) as error:
        warning.write(f"{error}\nThe site is as it was. A new build goes on from what was finished.\n")
    return None


def _crew(scheduler: Scheduler | None, app: Sphinx) -> Crew:
    match scheduler:
        case None:
            return OneProcess()
        case Cluster():
            return SeveralMachines(scheduler)
    return SeveralProcesses(scheduler, app)
