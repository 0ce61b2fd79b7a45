"""`briefs preview`: the page of one brief."""

import contextlib
import gc
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checking.archive import read_archive
from ..checking.cited_entries import check_cited_entries, unread_keys
from ..checking.one_brief import check_brief
from ..checking.report import print_text
from ..diagnostics import printable
from ..model import Brief, BriefId
from ..reading.archive import Reading
from .brief_ids import brief_id_of, known_brief
from .limits import bounded
from .options import limits_option, output, output_folder, root_option, seen_from_here

if TYPE_CHECKING:
    from ..site.preview import Preview


@click.command("preview", short_help="Draw the page of one brief.")
@root_option
@click.argument("wanted", metavar="ID")
@click.option(
    "-o",
    "--output",
    "outdir",
    type=click.Path(file_okay=False, path_type=Path),
    help="By default build/preview in the root.",
)
@click.option("--drafts", is_flag=True, help="Name drafts in its lists as well.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@limits_option
def command(*, root: Path, wanted: str, outdir: Path | None, drafts: bool, open_browser: bool, no_limits: bool) -> None:
    """Draw the page of the brief ID, or of a brief's file, as the full build would, and tell what is wrong with it.

    Nothing else is built: links to other pages lead to pages that are not there.

    Exit status: 0 if the page was drawn, 1 if it could not be, or if a source that it cites cannot be read, 2 for a
    wrong use of the command.
    """
    gc.disable()  # it is done before there is anything to collect
    # Sphinx is set up in a thread beside this one, and goes into the folder of the configuration to read it: until then
    # all that is relative is to be known.
    name = brief_id_of(root, wanted)
    target = output_folder(root, outdir, "build", "preview").absolute()
    root = root.absolute()
    with bounded(root, unbounded=no_limits), contextlib.closing(_preview(root, target)) as preview:
        reading = read_archive(root)
        brief = None if _is_unread(reading, name) else reading.archive.briefs[known_brief(reading.archive, name)]
        if brief is not None:
            page = _written(preview, reading, brief, drafts=drafts)
            output().print(printable(f"The page is {seen_from_here(page)}. Others, to which it leads, are not built."))
            if open_browser:
                webbrowser.open(page.resolve().as_uri())
        found = (*check_cited_entries(reading, name), *check_brief(reading, name))
    if found:
        print_text(found, output(), root, lambda path: seen_from_here(root / path))
    if brief is None:
        output().print(f'"{name}" cannot be read, and so has no page.')
        sys.exit(1)
    if unread := unread_keys(reading.archive, name):
        keys = ", ".join(f'"{key}"' for key in unread)
        output().print(printable(f"The page lacks {keys}: what is written in bib/ cannot be read, as is said above."))
        sys.exit(1)


def _is_unread(reading: Reading, name: BriefId) -> bool:
    return name in reading.archive.unread_briefs and name not in reading.archive.briefs


def _preview(root: Path, target: Path) -> "Preview":
    from ..site.preview import Preview

    return Preview(root, target)


def _written(preview: "Preview", reading: Reading, brief: Brief, *, drafts: bool) -> Path:
    from ..site.application import ConfigurationError

    try:
        return preview.write(reading, brief, drafts=drafts)
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from error
