"""`briefs preview` and `briefs serve`: the page of one brief, and a live preview of the site."""

import socket
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from ..checking import check
from ..checking.loading import read_archive
from ..checking.scope import list_unread_keys, select_brief, select_cited_entries
from ..diagnostics import Diagnostic
from ..storage.limits import bounded, bounded_in_memory
from .arguments import find_known_brief, parse_brief_id
from .console import print_diagnostics, print_line, relative_path
from .options import folder_option, limits_option, output_folder, root_option


@click.command("preview", short_help="Render the page of one brief.")
@root_option
@click.argument("wanted", metavar="ID")
@folder_option("By default build/preview in the root.")
@click.option("--drafts", is_flag=True, help="Include drafts in its lists.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@limits_option
def preview_command(
    *, root: Path, wanted: str, outdir: Path | None, drafts: bool, open_browser: bool, no_limits: bool
) -> None:
    """Render the page of the brief ID, an id or a file, as a build would, and report problems with the brief.

    Nothing else is built, so links to other pages do not work.

    Exit status: 0 if the page was rendered, 1 if it was not, or if a source that it cites cannot be read, 2 if the
    command is used incorrectly.
    """
    from ..site.application import write_preview

    name = parse_brief_id(root, wanted)
    target = output_folder(root, outdir, "build", "preview")
    with bounded(root, unbounded=no_limits):
        reading = read_archive(root)
        archive = reading.archive
        is_readable = name in archive.briefs or name not in archive.unread_briefs
        if is_readable:
            page = write_preview(root, target, reading, find_known_brief(archive, name), drafts=drafts)
            print_line(f"The page is {relative_path(page)}. Others, to which it leads, are not built.")
            if open_browser:
                webbrowser.open(page.resolve().as_uri())
        diagnostics = check(reading)
        page_diagnostics = (*select_cited_entries(diagnostics, archive, name), *select_brief(diagnostics, name))
    if page_diagnostics:
        print_diagnostics(page_diagnostics, root)
    unread = list_unread_keys(archive, name) if is_readable else ()
    if unread:
        keys = ", ".join(f'"{key}"' for key in unread)
        print_line(f"The page lacks {keys}: what is written in bib/ cannot be read, as is said above.")
    if not is_readable:
        print_line(f'"{name}" cannot be read, and so has no page.')
    sys.exit(not is_readable or bool(unread))


@click.command("serve", short_help="Serve a live preview of the site.")
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Whether to include drafts.")
@limits_option
def serve_command(root: Path, port: int, *, open_browser: bool, drafts: bool, no_limits: bool) -> None:
    """Serve the site on 127.0.0.1, rendering each page on request, until you press Ctrl+C.

    Open pages reload when a file is saved. Problems with a brief are shown on its page.
    """
    from ..site.live.server import HOST, serve

    root = root.absolute()  # Sphinx changes the working directory in a thread to read its configuration
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise click.UsageError(f"port {port} is taken; name another with --port")
    address = f"http://{HOST}:{port}"

    def ready() -> None:
        print_line(f"The site is at {address}. Ctrl and C end it.")
        if open_browser:
            webbrowser.open(address)

    def report_changes(paths: Sequence[str], diagnostics: Sequence[Diagnostic]) -> None:
        for path in paths:
            print_line(f"changed: {relative_path(root / path)}")
        if diagnostics:
            print_diagnostics(diagnostics, root)

    with bounded_in_memory(root, unbounded=no_limits):
        serve(root, port, drafts=drafts, ready=ready, report=report_changes)
