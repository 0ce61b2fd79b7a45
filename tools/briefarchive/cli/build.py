"""`briefs build`: the whole site."""

import functools
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checking.report import print_text
from ..model import Archive
from ..reading.archive import Reading
from .clusters import crew_for
from .limits import bounded
from .options import jobs_option, limits_option, output, output_folder, root_option, scheduler_option, seen_from_here
from .progress import Move, bars

if TYPE_CHECKING:
    from ..jobs.scheduler import Scheduler
    from ..printing.shelf import Delivery


@click.command("build", short_help="Build the site.")
@root_option
@click.option(
    "-o",
    "--output",
    "outdir",
    type=click.Path(file_okay=False, path_type=Path),
    help="By default build/html in the root.",
)
@click.option("--drafts", is_flag=True, help="Build drafts as well.")
@click.option("--pdf", is_flag=True, help="Put a PDF beside each brief, and one of each year into volumes/.")
@click.option("--strict", is_flag=True, help="Fail if there is any error or warning.")
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@jobs_option
@scheduler_option
@limits_option
def command(  # noqa: PLR0913 — one for each option
    root: Path,
    *,
    outdir: Path | None,
    drafts: bool,
    pdf: bool,
    strict: bool,
    quiet: bool,
    jobs: int | None,
    scheduler: str | None,
    no_limits: bool,
) -> None:
    """Build the site from the archive, and the index of its search. What has not changed is kept.

    The site changes at the end and all at once. A build that was broken off leaves the site as it was, and the next one
    goes on from what was finished.

    Exit status: 0 if the site was built, 1 if it was not, or if --strict finds a fault.
    """
    from ..reading.archive import read_archive
    from ..reading.warming import warm
    from ..site.build import build_site

    # Trees of documents are many objects that live long: looking for circles among them less often saves a tenth.
    gc.set_threshold(20_000, 20, 20)
    target = output_folder(root, outdir, "build", "html")
    with crew_for(root, scheduler, jobs) as crew, bounded(root, unbounded=no_limits), bars(quiet=quiet) as progress:
        warm(root, crew)
        read = functools.cache(lambda: read_archive(root))  # for the pages, and for what is found in them
        # First, so that pages lead to those that are there.
        printed = _pdfs(root, read, target, crew, wanted=pdf, drafts=drafts, progress=progress)
        warnings = build_site(
            root,
            target,
            drafts=drafts,
            pdfs=printed.present,
            progress=progress,
            read=read,
            scheduler=crew,
        )
        if warnings is not None:
            _add_search(root, read().archive, target)
    console = output(quiet=quiet)
    if warnings is None:
        sys.exit(1)
    if warnings:
        console.print(
            f"{warnings} {'fault was' if warnings == 1 else 'faults were'} found; see above, or run: briefs check"
        )
    if count := len(printed.found):
        print_text(printed.found, output(), root, lambda path: seen_from_here(root / path))
        console.print(f"{count} {'PDF' if count == 1 else 'PDFs'} could not be made; the pages do not lead to them.")
    console.print(f"The site is in {seen_from_here(target)}.")
    sys.exit(1 if strict and (warnings or printed.found) else 0)


def _add_search(root: Path, archive: Archive, site: Path) -> None:
    """Bring the index of the search in line with the pages."""
    from ..reading.configuration import identity_of
    from ..reading.files import ChangedError
    from ..search.index import add_search
    from ..search.pagefind_program import IndexingError

    try:
        add_search(archive, site, language=identity_of(root).language)
    except IndexingError as error:
        raise click.ClickException(f"the site is built, but not its search: {error}") from error
    except ChangedError as error:
        raise click.ClickException(f"{error}; build again") from error


def _pdfs(
    root: Path,
    read: Callable[[], Reading],
    site: Path,
    crew: "Scheduler | None",
    *,
    wanted: bool,
    drafts: bool,
    progress: Move | None,
) -> "Delivery":
    """Put PDFs at their addresses, or take away those of a former build."""
    from ..printing.shelf import deliver
    from ..reading.files import ChangedError

    if not wanted:
        return deliver((), site, whole=True)
    from ..printing.edition import Look
    from ..printing.orders import orders_of_site
    from .editions import edition_of
    from .presses import presses_of

    presses = presses_of(crew, root, Look(), drafts=drafts)
    try:
        with edition_of(root, read(), Look(), drafts=drafts) as edition:
            orders = tuple(orders_of_site(edition, drafts=drafts))
            return deliver(orders, site, whole=True, total=len(orders), progress=progress, elsewhere=presses)
    except ChangedError as error:
        raise click.ClickException(f"{error}; build again") from error
