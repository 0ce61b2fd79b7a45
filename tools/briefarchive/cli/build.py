"""`briefs build`: the whole site."""

import functools
import gc
import sys
from pathlib import Path

import click

from ..model import Archive
from ..reading.archive import Reading
from .limits import bounded
from .options import limits_option, output, output_folder, root_option, seen_from_here
from .progress import Move, bars


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
@limits_option
def command(
    root: Path, *, outdir: Path | None, drafts: bool, pdf: bool, strict: bool, quiet: bool, no_limits: bool
) -> None:
    """Build the site from the archive, and the index of its search. What has not changed is kept.

    Exit status: 0 if the site was built, 1 if it was not, or if --strict finds a fault.
    """
    from ..reading.archive import read_archive
    from ..site.build import build_site

    # Trees of documents are many objects that live long: looking for circles among them less often saves a tenth.
    gc.set_threshold(20_000, 20, 20)
    target = output_folder(root, outdir, "build", "html")
    with bounded(root, unbounded=no_limits), bars(quiet=quiet) as progress:
        read = functools.cache(lambda: read_archive(root))  # for the pages, and for what is found in them
        warnings = build_site(root, target, drafts=drafts, pdf=pdf, progress=progress, read=read)
        if warnings is not None:
            _add_search(root, read().archive, target)
            warnings += (
                _add_pdfs(root, read(), target, drafts=drafts, progress=progress) if pdf else _without_pdfs(target)
            )
    console = output(quiet=quiet)
    if warnings is None:
        sys.exit(1)
    if warnings:
        console.print(
            f"{warnings} {'fault was' if warnings == 1 else 'faults were'} found; see above, or run: briefs check"
        )
    console.print(f"The site is in {seen_from_here(target)}.")
    sys.exit(1 if strict and warnings else 0)


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


def _add_pdfs(root: Path, reading: Reading, site: Path, *, drafts: bool, progress: Move | None) -> int:
    """Put PDFs at their addresses; the number of those that could not be made."""
    from ..checking.report import print_text
    from ..printing.edition import Look
    from ..printing.orders import orders_of_site
    from ..printing.shelf import deliver
    from ..reading.files import ChangedError
    from .editions import edition_of

    try:
        with edition_of(root, reading, Look(), drafts=drafts) as edition:
            orders = tuple(orders_of_site(edition, drafts=drafts))
            done = deliver(orders, site, whole=True, total=len(orders), progress=progress)
    except ChangedError as error:
        raise click.ClickException(f"{error}; build again") from error
    if done.found:
        print_text(done.found, output(), root, lambda path: seen_from_here(root / path))
    return len(done.found)


def _without_pdfs(site: Path) -> int:
    """Delete the PDFs that a former build has put into the site, which has none now."""
    from ..printing.shelf import deliver

    return len(deliver((), site, whole=True).found)
