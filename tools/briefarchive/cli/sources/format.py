"""`briefs sources format`: the files in bib/ in their one form."""

import sys
from pathlib import Path

import click

from ...curating.formatting import Formatting, format_bibliography, unified_diff
from ...diagnostics import printable
from ..console import seen_from_here, writing
from ..options import root_option


@click.command("format", short_help="Write the files in bib/ in their one form.")
@root_option
@click.argument("paths", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show the changes.")
def command(root: Path, *, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Write all files in bib/, or each FILE of them, in the form of the guide, and each entry to the file of its year.

    Fields get their order, months become dates, LaTeX becomes letters, and entries are sorted by key. Nothing is lost:
    comments, abbreviations and unknown fields stay, and a file with an entry that cannot be read stays as it is. The
    files to which entries go are formatted too.

    Exit status: 0 if all is well, 1 if a file would change (with --check) or cannot be written, 2 for a wrong use of
    the command.
    """
    chosen = {_in_bib(root, path) for path in paths} or None
    dry_run = check or diff
    with writing(root, dry_run=dry_run):
        formatting = format_bibliography(root, chosen)
        _warn_of_skipped(root, formatting)
        if not dry_run:
            formatting.changes.write()
    if diff:
        for path in formatting.paths:
            click.echo(unified_diff(path, formatting), nl=False)
    if check or not diff:
        for path in formatting.paths:
            click.echo(f"{'would change' if check else 'changed'} {seen_from_here(root / path)}")
        if not formatting.paths:
            click.echo("nothing to change")
    sys.exit(check and bool(formatting.paths))


def _in_bib(root: Path, path: Path) -> str:
    """The path of a file from the root, as the archive calls it."""
    try:
        inner = path.absolute().resolve().relative_to(root.absolute().resolve()).as_posix()
    except ValueError:
        inner = ""
    if not (inner.startswith("bib/") and inner.endswith(".bib")):
        message = f'"{seen_from_here(path)}" is no .bib file in "{seen_from_here(root / "bib")}"'
        raise click.BadParameter(message, param_hint="FILE")
    return inner


def _warn_of_skipped(root: Path, formatting: Formatting) -> None:
    """Say on standard error what stays as it is."""
    for one in formatting.skipped:
        place = f"{printable(seen_from_here(root / one.span.path))}:{one.span.line}:{one.span.column}"
        click.echo(f"{place}: {one.code} {one.message}; the file is left as it is", err=True)
    for path in formatting.unsafe:
        click.echo(f"{seen_from_here(root / path)}: would read otherwise in another form; left as it is", err=True)
