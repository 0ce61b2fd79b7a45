"""`briefs serve`: the site on this machine, rebuilt as one edits."""

from pathlib import Path

import click

from .options import root_option


@click.command("serve")
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
def command(root: Path, port: int, open_browser: bool) -> None:
    """Build the site, serve it on 127.0.0.1, and build it again whenever a file is saved."""
    from sphinx_autobuild.__main__ import main

    from ..site.build import configuration_of, doctrees_of

    target = root / "build" / "html"
    watched = [root / name for name in ("archive", "bib", "docs") if (root / name).is_dir()]
    arguments = ["-c", str(configuration_of(root)), "-d", str(doctrees_of(target))]
    arguments += ["--host", "127.0.0.1", "--port", str(port), "--re-ignore", r"/(build|\.cache|\.venv|\.git)/"]
    arguments += [part for folder in watched for part in ("--watch", str(folder))]
    arguments += ["--open-browser"] if open_browser else []
    main([*arguments, str(root), str(target)])  # type: ignore[no-untyped-call]
