"""`briefs sources merge`: several entries of one source made one."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ...checking.archive import read_archive
from ...curating.merging import CannotMergeError, Merge, plan_merge, write_merge
from ...diagnostics import printable
from ...model import Archive, CiteKey
from ...reading.nearest import Nearest, plain
from ..options import output, root_option, seen_from_here
from ..writing import writing

_TOLD = 20
"""How many files are named; the bibliographies, which come last, are among them."""


@click.command("merge", short_help="Make several entries of one source one.")
@root_option
@click.argument("keep", metavar="KEEP")
@click.argument("drop", metavar="DROP...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
def command(root: Path, keep: str, drop: tuple[str, ...], *, dry_run: bool) -> None:
    """Merge the entries of the keys DROP into that of KEEP, and let every brief cite KEEP.

    KEEP gets the fields that it lacks. Where the entries disagree, what it says stays, and what the others say is told.
    The keys that go stay in its field ids, so that they still name it.

    Exit status: 0 if all is merged, 1 if the entries cannot be merged as they stand, 2 for a wrong use of the command.
    """
    with writing(root, dry_run=dry_run):
        reading = read_archive(root)
        keys = _known(reading.archive, (keep, *drop))
        try:
            merge = plan_merge(root, reading, keys[0], keys[1:])
        except CannotMergeError as error:
            raise click.ClickException(printable(error.reason)) from error
        if not dry_run:
            write_merge(root, merge)
    _tell(merge, root, dry_run=dry_run)
    sys.exit(0)


def _known(archive: Archive, keys: Sequence[str]) -> list[CiteKey]:
    if len(set(keys)) < len(keys):
        raise click.UsageError("a key stands twice; name the entry to keep, then the others")
    for key in keys:
        if key in archive.sources:
            continue
        if key in archive.unread_sources:
            raise click.UsageError(printable(f'"{key}" cannot be read; run "briefs check" and mend it first'))
        if archive.source(key):
            raise click.UsageError(printable(f'"{key}" is another name of "{archive.key_of(key)}"'))
        hint = Nearest(plain(archive.sources)).hint(key)
        raise click.UsageError(printable(f'there is no source "{key}"{f"; {hint}" if hint else ""}'))
    return [CiteKey(key) for key in keys]


def _tell(merge: Merge, root: Path, *, dry_run: bool) -> None:
    console = output()
    for one in merge.conflicts:
        kept = f'"{one.kept}" stays' if one.kept else "it is left out"
        console.print(printable(f'{one.field}: {kept}; {one.key} has "{one.lost}"'))
    if merge.added:
        console.print(printable(f"{merge.keep} gets {', '.join(merge.added)}"))
    for span in merge.left:
        console.print(printable(f"{seen_from_here(root / span.path)}:{span.line}:{span.column} keeps the old key"))
    paths = list(merge.files)
    if more := len(paths[:-_TOLD]):
        console.print(f"{'would write' if dry_run else 'wrote'} {more:,} other briefs")
    for path in paths[-_TOLD:]:
        console.print(printable(f"{'would write' if dry_run else 'wrote'} {seen_from_here(root / path)}"))
