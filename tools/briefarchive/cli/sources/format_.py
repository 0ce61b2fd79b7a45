"""`briefs sources format`: the files in bib/ in their one form."""

import difflib
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ...curating.formatting import Formatting, format_bibliography, write
from ...diagnostics import Diagnostic, printable
from ..options import root_option, seen_from_here
from ..writing import writing


@click.command("format", short_help="Write the files in bib/ in their one form.")
@root_option
@click.argument("paths", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show the changes.")
def command(root: Path, *, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Write all files in bib/, or each FILE of them, in the form of the guide, and each entry to the file of its year.

    Fields get their order, months become dates, LaTeX becomes letters, and entries are sorted by key. Nothing is lost:
    comments, abbreviations and unknown fields stay, and an entry that cannot be read stays as it is. The files to which
    entries go are formatted too.

    Exit status: 0 if all is well, 1 if a file would change (with --check) or cannot be written, 2 for a wrong use of
    the command.
    """
    chosen = {_in_bib(root, path) for path in paths} or None
    with writing(root, dry_run=check or diff):
        formatting = format_bibliography(root, chosen)
        _tell_left(root, formatting)
        if not (check or diff):
            write(root, formatting)
    if diff:
        for path in formatting.order:
            click.echo(_difference(path, formatting.before.get(path, ""), formatting.after[path]), nl=False)
    if check or not diff:
        for path in formatting.order:
            click.echo(f"{'would change' if check else 'changed'} {seen_from_here(root / path)}")
        if not formatting.order:
            click.echo("nothing to change")
    sys.exit(check and bool(formatting.order))


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


def _tell_left(root: Path, formatting: Formatting) -> None:
    """Say on standard error what stays as it is."""
    for one in formatting.left:
        click.echo(f"{_place(root, one)}: {one.code} {one.message}; left as it is", err=True)
    for path in formatting.unlike:
        click.echo(f"{seen_from_here(root / path)}: would read otherwise in another form; left as it is", err=True)


def _place(root: Path, one: Diagnostic) -> str:
    return f"{printable(seen_from_here(root / one.span.path))}:{one.span.line}:{one.span.column}"


def _difference(path: str, before: str, after: str) -> str:
    old, new = _lines(before), _lines(after)
    names = ("/dev/null" if not old else f"a/{path}", "/dev/null" if not new else f"b/{path}")
    return "".join(_ended(difflib.unified_diff(old, new, *names)))


def _lines(text: str) -> list[str]:
    # Only a line feed ends a line, whatever else `splitlines` takes for an end.
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in (text.rpartition("\n")[2],) if last]


def _ended(lines: Iterable[str]) -> Iterable[str]:
    return (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
