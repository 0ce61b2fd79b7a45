"""`briefs preview`: the page of one brief."""

import gc
import sys
import webbrowser
from pathlib import Path

import click

from ..checking import check
from ..checking.archive import read_archive
from ..checking.scope import select_brief, select_cited_entries, unread_keys
from ..storage.limits import bounded
from .arguments import known_brief, parse_brief_id
from .console import print_diagnostics, print_line, seen_from_here
from .options import folder_option, limits_option, output_folder, root_option


@click.command("preview", short_help="Draw the page of one brief.")
@root_option
@click.argument("wanted", metavar="ID")
@folder_option("By default build/preview in the root.")
@click.option("--drafts", is_flag=True, help="Name drafts in its lists as well.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@limits_option
def preview_command(
    *, root: Path, wanted: str, outdir: Path | None, drafts: bool, open_browser: bool, no_limits: bool
) -> None:
    """Draw the page of the brief ID, or of a brief's file, as the full build would, and tell what is wrong with it.

    Nothing else is built: links to other pages lead to pages that are not there.

    Exit status: 0 if the page was drawn, 1 if it could not be, or if a source that it cites cannot be read, 2 for a
    wrong use of the command.
    """
    from ..site.page_renderer import write_preview

    gc.disable()  # it is done before there is anything to collect
    name = parse_brief_id(root, wanted)
    target = output_folder(root, outdir, "build", "preview")
    with bounded(root, unbounded=no_limits):
        reading = read_archive(root)
        archive = reading.archive
        is_readable = name in archive.briefs or name not in archive.unread_briefs
        if is_readable:
            page = write_preview(root, target, reading, known_brief(archive, name), drafts=drafts)
            print_line(f"The page is {seen_from_here(page)}. Others, to which it leads, are not built.")
            if open_browser:
                webbrowser.open(page.resolve().as_uri())
        told = check(reading)
        found = (*select_cited_entries(told, archive, name), *select_brief(told, name))
    if found:
        print_diagnostics(found, root)
    unread = unread_keys(archive, name) if is_readable else ()
    if unread:
        keys = ", ".join(f'"{key}"' for key in unread)
        print_line(f"The page lacks {keys}: what is written in bib/ cannot be read, as is said above.")
    if not is_readable:
        print_line(f'"{name}" cannot be read, and so has no page.')
    sys.exit(not is_readable or bool(unread))
