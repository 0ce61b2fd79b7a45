"""`briefs build`: the whole site."""

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build.folder import SiteFolder, holds_another_site
from ..build.inputs import digest_inputs, is_unchanged
from ..diagnostics import sanitize
from ..storage.executor import open_pool
from ..storage.limits import bounded
from .console import print_diagnostics, print_line, progress_bars, relative_path
from .options import (
    base_url_option,
    folder_option,
    jobs_option,
    limits_option,
    output_folder,
    require_extra,
    root_option,
)

if TYPE_CHECKING:
    from ..build.run import Outcome

_PAGES = (".htm", ".html", ".js", ".mjs", ".svg", ".xhtml", ".xml")
"""Suffixes of files that a browser would run or display."""


@click.command("build", short_help="Build the site.")
@root_option
@folder_option("A folder for the site only; by default build/html in the root.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@base_url_option("The address at which the site is published; by default from docs/conf.py or the hosting service.")
@click.option("--pdf", is_flag=True, help="Make a PDF of each brief, and of each year in volumes/.")
@click.option("--strict", is_flag=True, help="Fail if there are errors or warnings.")
@click.option("--quiet", is_flag=True, help="Print only errors and warnings.")
@jobs_option
@click.option(
    "--scheduler", metavar="ADDRESS", help="Use the workers of the Dask scheduler at ADDRESS, such as tcp://host:8786."
)
@limits_option
def build_command(  # noqa: PLR0913 — one for each option
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
    """Build the site and its search index from the archive, reusing what has not changed.

    The new site replaces the old one when it is complete. An interrupted build leaves the site unchanged.

    Exit status: 0 if the site was built, 1 if it was not, or if there are errors or warnings with --strict.
    """
    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, and --scheduler for others: give only one of them")
    if pdf:
        require_extra("print", "typst")
    target = output_folder(root, outdir, "build", "html")
    _refuse_unfit_folder(root, target)
    location, notice = f"The site is in {relative_path(target)}.", functools.partial(print_line, quiet=quiet)
    with SiteFolder(target).open() as folder:
        digest_now = functools.partial(digest_inputs, root, target, f"{drafts} {base_url} {pdf}")
        digest_before = digest_now()
        if is_unchanged(folder.former, digest_before) and folder.is_whole():
            notice(location)
            return
        from ..build.run import BuildRequest, build

        with (
            open_pool(root, jobs, scheduler) as pool,
            bounded(root, unbounded=no_limits),
            progress_bars(quiet=quiet) as progress,
        ):
            request = BuildRequest(
                drafts=drafts, base_url=base_url, pdf=pdf, pool=pool, jobs=jobs, progress=progress, notice=notice
            )
            outcome = build(root, folder, digest_before, digest_now, request)
    if outcome is None:
        sys.exit(1)
    _print_result(outcome, root, target, quiet=quiet)
    notice(location)
    if strict and (outcome.warnings or outcome.pdfs.diagnostics):
        sys.exit(1)


def _print_result(outcome: "Outcome", root: Path, target: Path, *, quiet: bool) -> None:
    from ..build.run import near_limits

    if outcome.warnings:
        findings = "finding" if outcome.warnings == 1 else "findings"
        print_line(f"{outcome.warnings} {findings}; see above, or run: briefs check", quiet=quiet)
    if count := outcome.pdfs.failed:
        print_diagnostics(outcome.pdfs.diagnostics, root)
        pdfs = "PDF" if count == 1 else "PDFs"
        print_line(f"{count} {pdfs} could not be made; the pages do not lead to them.", quiet=quiet)
    if outcome.missing_history:
        fact = f"The repository's history does not give a day of publication: {outcome.missing_history}."
        print_line(fact, quiet=quiet)
    for sentence in near_limits(outcome.files, outcome.size):
        print_line(f"{sentence} See “Host a large archive” in the guide.", quiet=quiet)
    for address in outcome.foreign_files:
        if address.endswith(_PAGES) or address.startswith(("exports/", "feeds/")):
            name = relative_path(target / address)
            print_line(f'"{name}" is in the folder of the site but not part of it; delete it', quiet=quiet)


def _refuse_unfit_folder(root: Path, target: Path) -> None:
    if target.resolve() in root.resolve().parents:
        fault = "holds the whole archive; choose another folder"
    elif holds_another_site(target):
        fault = (
            'has an "index.html" that no build has put there: choose another folder; or, if it was copied from a '
            "build, copy the files whose names begin with a point as well"
        )
    else:
        return
    raise click.BadParameter(sanitize(f'"{relative_path(target)}" {fault}'), param_hint="-o")
