"""`briefs serve`: the site on this machine, rebuilt as one edits."""

import socket
from pathlib import Path

import click

from .options import output, root_option


@click.command("serve", short_help="Show the site on this machine, and rebuild it as you edit.")
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
def command(root: Path, port: int, open_browser: bool) -> None:
    """Build the site with its drafts, serve it on 127.0.0.1, and build it again whenever a file is saved."""
    from sphinx_autobuild.__main__ import main
    from sphinx_autobuild.middleware import web_socket_script

    from ..site.build import configuration_of

    if not _is_free(port):
        raise click.UsageError(f"port {port} is taken; name another with --port")
    target = root / "build" / "drafts"  # the site without drafts is left alone
    watched = [root / name for name in ("archive", "bib", "docs") if (root / name).is_dir()]
    arguments = ["-q", "-c", str(configuration_of(root)), "-D", "briefs_drafts=1"]
    # The script that reloads a page stands in the page; the site's policy lets this one through, and no other.
    script = web_socket_script(f"127.0.0.1:{port}").strip().removeprefix("<script>").removesuffix("</script>")
    arguments += ["-D", f"briefs_reloader={script}"]
    arguments += ["--host", "127.0.0.1", "--port", str(port), "--re-ignore", r"/(build|\.cache|\.venv|\.git)/"]
    arguments += [part for folder in watched for part in ("--watch", str(folder))]
    arguments += ["--open-browser"] if open_browser else []
    output().print(f"The site, with its drafts, will be at http://127.0.0.1:{port}. Ctrl and C end it.")
    main([*arguments, str(root), str(target)])  # type: ignore[no-untyped-call]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
