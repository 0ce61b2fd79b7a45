"""`briefs sources duplicates`: sources that are probably one."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from ...checking.archive import read_archive
from ...diagnostics import printable
from ...facets.similarity.duplicates import Duplicates, find_duplicates, merge_command
from ..console import output, seen_from_here
from ..options import format_option, root_option


@click.command("duplicates", short_help="Find sources that are probably one.")
@root_option
@format_option
def command(root: Path, form: str) -> None:
    """Find sources in bib/ that are probably one, and tell why: the same address, DOI, or title at one publisher.

    Each group comes with the command that merges it; with --dry-run, that tells first what would change.

    Exit status: 0 if there are none, 1 if there are.
    """
    found = find_duplicates(read_archive(root).archive)
    if form == "json":
        click.echo(json.dumps([_record(group, root) for group in found], ensure_ascii=False, indent=2))
    else:
        _print(found, root)
    sys.exit(bool(found))


def _record(group: Duplicates, root: Path) -> dict[str, Any]:
    return {
        "score": group.score,
        "reasons": group.reasons,
        "merge": _merge(group, root),
        "sources": [
            {
                "key": one.key,
                "path": one.span.path,
                "line": one.span.line,
                "column": one.span.column,
                "type": one.type,
                "cited": cited,
                "fields": dict(one.fields),
            }
            for one, cited in zip(group.sources, group.cited, strict=True)
        ],
    }


def _merge(group: Duplicates, root: Path) -> str:
    where = [] if root == Path() else ["--root", seen_from_here(root)]
    return merge_command((one.key for one in group.sources), where=where)


def _print(found: tuple[Duplicates, ...], root: Path) -> None:
    console = output()
    for group in found:
        console.print(printable(f"{group.score}: {'; '.join(group.reasons)}"), style="bold")
        console.print(_side_by_side(group, root), soft_wrap=False)
        console.print(printable(_merge(group, root)))
        console.print()
    if found:
        console.print(f"{len(found)} {'group' if len(found) == 1 else 'groups'} of sources that are probably one")
    else:
        console.print("no two sources are probably one")


def _side_by_side(group: Duplicates, root: Path) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    for _ in group.sources:
        table.add_column(overflow="fold", ratio=1)
    table.add_row("key", *(printable(one.key) for one in group.sources))
    places = (f"{seen_from_here(root / one.span.path)}:{one.span.line}" for one in group.sources)
    table.add_row("place", *map(printable, places))
    table.add_row("cited by", *(f"{count} {'brief' if count == 1 else 'briefs'}" for count in group.cited))
    table.add_row("type", *(printable(one.type) for one in group.sources))
    for name in dict.fromkeys(name for one in group.sources for name in one.fields):
        table.add_row(printable(name), *(printable(one.fields.get(name, "–")) for one in group.sources))
    return table
