"""`briefs schema`: what editors need to complete and check fields."""

import sys
from pathlib import Path

import click

from ..diagnostics import Diagnostic, Severity
from ..model import Vocabulary
from .limits import bounded
from .options import output, refuse_archive_file, root_option, seen_from_here


@click.command("schema", short_help="Write what editors need to complete fields.")
@root_option
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the schema of the front matter alone, to FILE.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say which files are not up to date.")
def command(root: Path, target: Path | None, *, only_check: bool) -> None:
    """Write JSON Schemas and snippets for editors, with the ids and labels of the vocabularies, to .vscode/.

    Run it when a vocabulary has changed. Other files in that folder stay as they are.

    Exit status: 0 if all is well, 1 if a vocabulary has an error, if a file cannot be written or, with --check, if one
    is not up to date; 2 for a wrong use of the command.
    """
    from ..reading.vocabulary import read_vocabulary

    with bounded(root):
        vocabulary, found = read_vocabulary(root)
        files = _files(root, vocabulary, target)
    if only_check:
        changed = [path for path, text in files.items() if not _has(path, text)]
        for path in changed:
            output().print(f"{seen_from_here(path)} is not up to date; run: briefs schema")
        sys.exit(bool(changed))
    _write(files)
    if _errors(found):
        sys.stderr.write("A vocabulary has errors, and something may be missing; run: briefs check\n")
        sys.exit(1)


def _files(root: Path, vocabulary: Vocabulary, target: Path | None) -> dict[Path, str]:
    from ..checking.editors import FOLDER, as_json, brief_schema, editor_files

    if target is not None:
        refuse_archive_file(root, target)
        return {target: as_json(brief_schema(vocabulary))}
    if (root / FOLDER).is_symlink():
        message = f"{seen_from_here(root / FOLDER)} is a symbolic link; nothing was written"
        raise click.ClickException(message)
    return {root / path: text for path, text in editor_files(vocabulary).items()}


def _has(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def _write(files: dict[Path, str]) -> None:
    from ..storage.files import write_text

    for path, text in files.items():
        try:
            written = write_text(path, text)
        except OSError as error:
            sys.stderr.write(f"{seen_from_here(path)} cannot be written: {error.strerror}\n")
            sys.exit(1)
        if written:
            output().print(f"{seen_from_here(path)} is written.")


def _errors(found: list[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in found)
