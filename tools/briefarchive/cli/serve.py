"""`briefs serve`: the site on this machine, drawn as one edits."""

import socket
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from ..diagnostics import Diagnostic
from ..storage.limits import bounded_in_memory
from .console import print_diagnostics, print_line, seen_from_here
from .options import limits_option, root_option


@click.command("serve", short_help="Show the site on this machine as you edit it.")
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Whether drafts have pages.")
@limits_option
def serve_command(root: Path, port: int, *, open_browser: bool, drafts: bool, no_limits: bool) -> None:
    """Serve the site on 127.0.0.1, each page as it would be built now, until Ctrl and C end it.

    When a file is saved, open pages load again. What is wrong with a brief is shown on its page.
    """
    from ..site.live.server import HOST, serve

    root = root.absolute()  # Sphinx, in a thread of its own, goes into the folder of the configuration to read it
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise click.UsageError(f"port {port} is taken; name another with --port")
    address = f"http://{HOST}:{port}"

    def ready() -> None:
        print_line(f"The site is at {address}. Ctrl and C end it.")
        if open_browser:
            webbrowser.open(address)

    def told(paths: Sequence[str], found: Sequence[Diagnostic]) -> None:
        for path in paths:
            print_line(f"changed: {seen_from_here(root / path)}")
        if found:
            print_diagnostics(found, root)

    with bounded_in_memory(root, unbounded=no_limits):
        serve(root, port, drafts=drafts, ready=ready, report=told)
