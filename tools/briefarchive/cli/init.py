"""`briefs init` and `briefs schema`: a new archive, and schemas for editors."""

import sys
from pathlib import Path

import click

from ..diagnostics import Severity
from ..model import Vocabulary
from ..storage.files import read_data, write_text
from ..storage.limits import bounded
from .console import make_console, print_line, relative_path
from .options import refuse_archive_file, root_option


@click.command("init", short_help="Create a new archive.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init_command(folder: Path) -> None:
    """Create a new archive in FOLDER, which must be new or empty."""
    from ..curating.new import create_archive

    name = relative_path(folder)
    if not create_archive(folder):
        click.echo(f"{name} is not empty; nothing was written.", err=True)
        sys.exit(1)
    console = make_console()
    console.print(f"There is a new archive in {name}. Next:\n  briefs --root {name} import FOLDER   (old exports)")
    console.print(f"  briefs --root {name} build           (the site, in {name}/build/html)")


@click.command("schema", short_help="Write schemas and snippets for editors.")
@root_option
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write only the schema of the front matter, to FILE.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; list files that are out of date.")
def schema_command(root: Path, target: Path | None, *, only_check: bool) -> None:
    """Write JSON Schemas and snippets for editors, with the ids and labels of the vocabularies, to .vscode/.

    Run this command after changing a vocabulary. Other files in that folder are left alone.

    Exit status: 0 on success, 1 if a vocabulary has errors, a file cannot be written or, with --check, a file is out of
    date, 2 if the command is used incorrectly.
    """
    from ..reading.vocabularies.reader import read_vocabulary

    with bounded(root):
        vocabulary, diagnostics = read_vocabulary(root)
        files = _files(root, vocabulary, target)
    if only_check:
        changed = [path for path, text in files.items() if read_data(path) != text.encode()]
        for path in changed:
            print_line(f"{relative_path(path)} is not up to date; run: briefs schema")
        sys.exit(bool(changed))
    for path, text in files.items():
        if write_text(path, text):
            print_line(f"{relative_path(path)} is written.")
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        click.echo("A vocabulary has errors, and something may be missing; run: briefs check", err=True)
        sys.exit(1)


def _files(root: Path, vocabulary: Vocabulary, target: Path | None) -> dict[Path, str]:
    from ..checking.editors import FOLDER, brief_schema, editor_files, format_json

    if target is not None:
        refuse_archive_file(root, target)
        return {target: format_json(brief_schema(vocabulary))}
    if (root / FOLDER).is_symlink():
        raise click.ClickException(f"{relative_path(root / FOLDER)} is a symbolic link; nothing was written")
    return {root / path: text for path, text in editor_files(vocabulary).items()}
