"""`briefs init`: a new archive that builds."""

import re
import sys
from pathlib import Path

import click

from .options import output, seen_from_here

_START = Path(__file__).parent / "start"
_HIDDEN = re.compile("^(?:gitignore|vscode)")


@click.command("init", short_help="Make a new archive.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--root", hidden=True, type=click.Path(path_type=Path), help="Taken and ignored: FOLDER is the root.")
def command(folder: Path, root: Path | None) -> None:
    """Make a new archive in FOLDER, which must be new or empty."""
    from ..checking.editors import editor_files
    from ..reading.vocabulary import read_vocabulary
    from ..storage.files import write_text

    console = output()
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(f"{seen_from_here(folder)} is not empty; nothing was written.\n")
        sys.exit(1)
    for source in sorted(path for path in _START.rglob("*") if path.is_file()):
        name = source.relative_to(_START).as_posix().removesuffix(".txt")
        write_text(folder / _HIDDEN.sub(r".\g<0>", name), source.read_text("utf-8"))
    vocabulary, _ = read_vocabulary(folder)
    for path, text in editor_files(vocabulary).items():
        write_text(folder / path, text)
    (folder / "bib").mkdir(exist_ok=True)
    here = seen_from_here(folder)
    console.print(f"There is a new archive in {here}. Next:\n  briefs --root {here} import FOLDER   (old exports)")
    console.print(f"  briefs --root {here} build           (the site, in {here}/build/html)")
