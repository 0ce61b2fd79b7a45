"""`briefs build`: the whole site."""

import contextlib
import functools
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checking.report import print_text
from ..diagnostics import printable
from ..model import Archive
from ..reading.made_files import FolderError, alone_in
from .clusters import crew_for, of_this_machine
from .limits import bounded
from .options import (
    base_url_option,
    jobs_option,
    limits_option,
    output,
    output_folder,
    root_option,
    scheduler_option,
    seen_from_here,
)
from .progress import Move, bars
from .unchanged import Standstill

if TYPE_CHECKING:
    from ..jobs.scheduler import Scheduler
    from ..printing.shelf import Delivery
    from ..reading.archive import Reading
    from ..site.share import Share


def _share(_context: click.Context, _parameter: click.Parameter, value: str | None) -> "Share | None":
    from ..site.share import MOST_SHARES, read_share

    if value is None:
        return None
    if (share := read_share(value)) is None:
        raise click.BadParameter(f"say which share of how many, at most {MOST_SHARES:,}, such as 2/4")
    return share


@click.command("build", short_help="Build the site.")
@root_option
@click.option(
    "-o",
    "--output",
    "outdir",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for the site and nothing else, by default build/html in the root.",
)
@click.option("--drafts", is_flag=True, help="Build drafts as well.")
@base_url_option("The address at which the site is published; by default that of docs/conf.py, or of the host's.")
@click.option("--pdf", is_flag=True, help="Put a PDF beside each brief, and one of each year into volumes/.")
@click.option("--strict", is_flag=True, help="Fail if there is any error or warning.")
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@click.option("--share", metavar="K/N", callback=_share, help="Build one of N shares of the site, without its search.")
@jobs_option
@scheduler_option
@limits_option
def command(  # noqa: PLR0913 — one for each option
    root: Path,
    *,
    outdir: Path | None,
    drafts: bool,
    base_url: str,
    pdf: bool,
    strict: bool,
    quiet: bool,
    share: "Share | None",
    jobs: int | None,
    scheduler: str | None,
    no_limits: bool,
) -> None:
    """Build the site from the archive, and the index of its search. What has not changed is kept.

    The pages change at the end and all at once, and the index of the search follows. A build that was broken off before
    leaves the site as it was, and the next one goes on from what was finished.

    With --share, pages are drawn on several machines: each builds a share of its own into a folder of its own. Their
    files, copied into one folder, are a site without search, and a build into that folder adds what is missing.

    Exit status: 0 if the site was built, 1 if it was not, or if --strict finds a fault.
    """
    if share and pdf:
        raise click.UsageError("a share has no PDFs; leave out --pdf or --share")
    target = output_folder(root, outdir, "build", "html")
    before = Standstill(root, target, f"drafts: {drafts}, address: {base_url}, PDFs: {pdf}, share: {share}")
    what = f"Share {share.number} of {share.count}" if share else "The site"
    console, where = output(quiet=quiet), f"{what} is in {seen_from_here(target)}."
    if before.holds():
        console.print(where)
        return
    _refuse_what_is_not_for_a_site(root, target)
    from ..reading.clock import today
    from ..reading.warming import warm
    from ..search.index import index_stands
    from ..site.build import build_site
    from ..site.share import ALL

    click.get_current_context().with_resource(_alone_in(target))
    with crew_for(root, scheduler, jobs) as crew, bounded(root, unbounded=no_limits), bars(quiet=quiet) as progress:
        warm(root, crew)
        read = functools.cache(lambda: _read_to_stay(root))  # for the pages, and for what is found in them
        # First, so that pages lead to those that are there.
        printed = _pdfs(root, read, target, crew, wanted=pdf, drafts=drafts, base_url=base_url, progress=progress)
        warnings = build_site(
            root,
            target,
            drafts=drafts,
            base_url=base_url,
            pdfs=printed.present,
            progress=progress,
            notice=console.print,
            read=read,
            scheduler=crew,
            share=share or ALL,
        )
        if warnings is not None and not share:
            _add_search(root, read().archive.released(today()), target, of_this_machine(root, crew))
    if warnings is None:
        sys.exit(1)
    if warnings:
        console.print(
            f"{warnings} {'fault was' if warnings == 1 else 'faults were'} found; see above, or run: briefs check"
        )
    if count := printed.failed:
        print_text(printed.found, output(), root, lambda path: seen_from_here(root / path))
        console.print(f"{count} {'PDF' if count == 1 else 'PDFs'} could not be made; the pages do not lead to them.")
    if missing := read().missing_history:
        console.print(f"The history of the repository tells no day of publication: {missing}.")
    console.print(where)
    if not (warnings or printed.found):
        before.remember(index_stands, read().archive)
    elif strict:
        sys.exit(1)


def _refuse_what_is_not_for_a_site(root: Path, target: Path) -> None:
    from ..site.staging import holds_another_site

    if target.resolve() in root.resolve().parents:
        fault = "holds the whole archive; choose another folder"
    elif holds_another_site(target):
        fault = (
            'has an "index.html" that no build has put there: choose another folder; or, if it was copied from a '
            "build, copy the files whose names begin with a point as well"
        )
    else:
        return
    raise click.BadParameter(printable(f'"{seen_from_here(target)}" {fault}'), param_hint="-o")


def _read_to_stay(root: Path) -> "Reading":
    """The archive, which is there until the end: who looks for circles leaves it alone, in forks as well."""
    from ..reading.archive import read_archive

    reading = read_archive(root)
    gc.freeze()
    return reading


@contextlib.contextmanager
def _alone_in(target: Path) -> Iterator[None]:
    """Have no other build write into the site's folder meanwhile."""
    try:
        with alone_in(target):
            yield
    except FolderError as error:
        raise click.ClickException(str(error)) from error


def _add_search(root: Path, archive: Archive, site: Path, scheduler: "Scheduler | None") -> None:
    """Bring the index of the search in line with the pages."""
    from ..jobs.scheduler import DiedError
    from ..reading.configuration import identity_of
    from ..reading.files import ChangedError, reason_of
    from ..search.index import add_search
    from ..search.pagefind_program import IndexingError

    try:
        add_search(archive, site, language=identity_of(root).language, root=root, scheduler=scheduler)
    except (IndexingError, DiedError) as error:
        raise click.ClickException(f"the site is built, but not its search: {error}") from error
    except ChangedError as error:
        raise click.ClickException(f"{error}; build again") from error
    except OSError as error:
        message = f"the site is built, but its search cannot be written: {reason_of(error)}"
        raise click.ClickException(message) from error


def _pdfs(
    root: Path,
    read: "Callable[[], Reading]",
    site: Path,
    crew: "Scheduler | None",
    *,
    wanted: bool,
    drafts: bool,
    base_url: str,
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

    try:
        with edition_of(root, read(), Look(), drafts=drafts, base_url=base_url) as edition:
            presses = presses_of(crew, root, edition, drafts=drafts, base_url=base_url)
            orders = tuple(orders_of_site(edition, drafts=drafts))
            return deliver(orders, site, whole=True, total=len(orders), progress=progress, elsewhere=presses)
    except ChangedError as error:
        raise click.ClickException(f"{error}; build again") from error
