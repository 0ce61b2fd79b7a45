"""`briefs pdf`: PDFs of briefs and volumes."""

import sys
from pathlib import Path
from typing import Any

import click

from ..checking.loading import read_archive
from ..diagnostics import sanitize
from ..model import BriefId
from ..storage.limits import bounded
from .arguments import find_known_brief
from .console import print_diagnostics, print_line, progress_bars, relative_path
from .options import folder_option, limits_option, output_folder, require_extra, root_option
from .search import ask_site

_MAX_FOUND = 10_000
_MAX_NAMED = 10


@click.command("pdf", short_help="Make PDFs of briefs and volumes.")
@root_option
@click.argument("wanted", nargs=-1, metavar="[ID]…")
@click.option("--all", "everything", is_flag=True, help="Make a PDF of every brief.")
@click.option(
    "--volume",
    "volumes",
    multiple=True,
    metavar="WHICH",
    help="Make a volume of briefs: year:2014, country:RU, topic:energy, or the results of a search for WHICH.",
)
@click.option(
    "--query", "queries", multiple=True, metavar="WORDS", help="Make a volume of the results of a search for WORDS."
)
@click.option("--bind", "title", metavar="TITLE", help="Make a volume of the briefs ID… with this title.")
@folder_option("By default build/pdf in the root.")
@click.option(
    "--standard",
    type=click.Choice(["a-2a", "a-3a", "ua-1"]),
    default="a-2a",
    show_default=True,
    help="PDF/A-2a; PDF/A-3a, with the text and sources of each brief attached; or neither. All are PDF/UA-1.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--numerals", type=click.Choice(["lining", "old-style"]), default="lining", show_default=True)
@click.option(
    "--bibliography",
    type=click.Choice(["each", "merged"]),
    default="each",
    show_default=True,
    help="In volumes, references after each brief, or one list for all briefs.",
)
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--quiet", is_flag=True, help="Print only errors and warnings.")
@limits_option
def pdf_command(  # noqa: PLR0913 — one for each option
    root: Path,
    wanted: tuple[str, ...],
    *,
    everything: bool,
    volumes: tuple[str, ...],
    queries: tuple[str, ...],
    title: str | None,
    outdir: Path | None,
    drafts: bool,
    quiet: bool,
    no_limits: bool,
    **look: Any,
) -> None:
    """Make PDFs of the briefs ID…, of all briefs, or of volumes.

    PDFs are tagged for screen readers (PDF/UA-1) and suitable for archiving (PDF/A-2a). A volume of more than 300
    briefs, or of too many pages, is split into parts. Searches need the site that “briefs build” has built.

    Exit status: 0 if all PDFs were made, 1 if one could not be made, 2 if the command is used incorrectly.
    """
    require_extra("print", "typst")
    from ..build.pdfs import NothingToPrintError, PdfRequest, is_term, print_pdfs
    from ..printing.builder import PrintOptions

    if not (wanted or everything or volumes or queries):
        raise click.UsageError("say which: ids of briefs, --all, or --volume year:2014")
    if title is not None and not wanted:
        raise click.UsageError("--bind binds briefs whose ids are given")
    searches = (*(volume for volume in volumes if not is_term(volume)), *queries)
    results = {words: _search(root, words) for words in searches}  # another process, with limits of its own
    target = output_folder(root, outdir, "build", "pdf")
    with bounded(root, unbounded=no_limits), progress_bars(quiet=quiet) as progress:
        reading = read_archive(root)
        request = PdfRequest(
            ids=[find_known_brief(reading.archive, name).id for name in wanted],
            title=title,
            everything=everything,
            terms=[volume for volume in volumes if is_term(volume)],
            search_results=results,
            drafts=drafts,
        )
        try:
            update = print_pdfs(root, reading, request, PrintOptions(**look), target, progress)
        except NothingToPrintError as error:
            raise click.UsageError(sanitize(str(error))) from error
    if update.diagnostics:
        print_diagnostics(update.diagnostics, root)
    for address in update.made_files if len(update.made_files) <= _MAX_NAMED else ():
        print_line(relative_path(target / address), quiet=quiet)
    print_line(f"{len(update.made_files)} made, in {relative_path(target)}.", quiet=quiet)
    sys.exit(bool(update.diagnostics))


def _search(root: Path, words: str) -> frozenset[BriefId]:
    request = {"query": words, "filters": {}, "sort": "newest", "limit": _MAX_FOUND}
    return frozenset(BriefId(result["id"]) for result in ask_site(root / "build" / "html", request)["results"])
