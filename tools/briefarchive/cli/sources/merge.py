"""`briefs sources merge`: several entries of one source made one."""

from pathlib import Path

import click

from ...checking.archive import read_archive
from ...curating.merging import Merge, plan_merge
from ..arguments import known_sources
from ..console import print_line, seen_from_here, writing
from ..options import root_option

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
    if len({keep, *drop}) <= len(drop):
        raise click.UsageError("a key stands twice; name the entry to keep, then the others")
    with writing(root, dry_run=dry_run):
        reading = read_archive(root)
        kept, *dropped = known_sources(reading.archive, (keep, *drop))
        merge = plan_merge(root, reading, kept, dropped)
        if not dry_run:
            merge.changes.write()
    _print_result(merge, root, dry_run=dry_run)


def _print_result(merge: Merge, root: Path, *, dry_run: bool) -> None:
    for one in merge.conflicts:
        kept = f'"{one.kept}" stays' if one.kept else "it is left out"
        print_line(f'{one.field}: {kept}; {one.key} has "{one.lost}"')
    if merge.added:
        print_line(f"{merge.keep} gets {', '.join(merge.added)}")
    for span in merge.unreplaced:
        print_line(f"{seen_from_here(root / span.path)}:{span.line}:{span.column} keeps the old key")
    written, paths = "would write" if dry_run else "wrote", list(merge.changes.after)
    if more := len(paths[:-_TOLD]):
        print_line(f"{written} {more:,} other briefs")
    for path in paths[-_TOLD:]:
        print_line(f"{written} {seen_from_here(root / path)}")
