"""`briefs build`: the whole site."""

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build.folder import FolderError, SiteFolder, holds_another_site
from ..build.hosts import near_limits
from ..build.inputs import inputs_of, is_unchanged
from ..checking.report import print_text
from ..diagnostics import printable
from .extras import require_extra
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
from .processes import pool_for
from .progress import bars

if TYPE_CHECKING:
    from ..build.run import Outcome

_PAGES = (".htm", ".html", ".js", ".mjs", ".svg", ".xhtml", ".xml")
"""What a browser would run or show, were it to lie among the pages."""


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
    jobs: int | None,
    scheduler: str | None,
    no_limits: bool,
) -> None:
    """Build the site from the archive, and the index of its search. What has not changed is kept.

    The new site takes the place of the last one when all of it is there. A build that was broken off leaves the site as
    it was.

    Exit status: 0 if the site was built, 1 if it was not, or if --strict finds a fault.
    """
    if pdf:
        require_extra("print", "typst")
    target = output_folder(root, outdir, "build", "html")
    _refuse_what_is_not_for_a_site(root, target)
    console, where = output(quiet=quiet), f"The site is in {seen_from_here(target)}."
    with _opened(target) as folder:
        inputs = functools.partial(inputs_of, root, target, f"{drafts} {base_url} {pdf}")
        before = inputs(folder.former.elsewhere)
        if is_unchanged(folder.former, before) and folder.is_whole():
            console.print(where)
            return
        from ..build.run import build
        from ..build.site import Wanted

        with (
            pool_for(root, jobs, scheduler) as pool,
            bounded(root, unbounded=no_limits),
            bars(quiet=quiet) as progress,
            _told(),
        ):
            wanted = Wanted(drafts=drafts, base_url=base_url, pdf=pdf)
            done = build(root, folder, before, inputs, wanted, pool=pool, progress=progress, notice=console.print)
    if done is None:
        sys.exit(1)
    _tell(done, root, target, console.print)
    console.print(where)
    if strict and not done.is_sound:
        sys.exit(1)


def _tell(done: "Outcome", root: Path, target: Path, say: Callable[[str], None]) -> None:
    """Say what else there is to say of a site that was built."""
    if done.warnings:
        faults = "fault was" if done.warnings == 1 else "faults were"
        say(f"{done.warnings} {faults} found; see above, or run: briefs check")
    if count := done.printed.failed:
        print_text(done.printed.diagnostics, output(), root, lambda path: seen_from_here(root / path))
        say(f"{count} {'PDF' if count == 1 else 'PDFs'} could not be made; the pages do not lead to them.")
    if done.missing_history:
        say(f"The history of the repository tells no day of publication: {done.missing_history}.")
    for sentence in near_limits(done.files, done.size):
        say(f"{sentence} See “Host a large archive” in the guide.")
    for address in done.foreign:
        if address.endswith(_PAGES) or address.startswith(("exports/", "feeds/")):
            name = printable(seen_from_here(target / address))
            say(f'"{name}" lies in the folder of the site, and is no part of it; delete it')


@contextlib.contextmanager
def _opened(target: Path) -> Iterator[SiteFolder]:
    """The folder of the site, for this build alone."""
    try:
        with SiteFolder(target).opened() as folder:
            yield folder
    except FolderError as error:
        raise click.ClickException(printable(str(error))) from error


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What ends a build, in words."""
    from ..search.pagefind_program import IndexingError

    try:
        yield
    except IndexingError as error:
        raise click.ClickException(f"the search cannot be made: {error}") from error


def _refuse_what_is_not_for_a_site(root: Path, target: Path) -> None:
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
