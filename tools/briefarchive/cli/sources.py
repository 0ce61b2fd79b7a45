"""`briefs sources`: maintain the bibliography."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from ..checking.fixes import unified_diff
from ..checking.loading import read_archive
from ..curating.formatting import Formatting, format_bibliography
from ..curating.merging import Merge, plan_merge
from ..diagnostics import sanitize
from ..exporting.choice import Selection
from ..exporting.records import source_records
from ..facets.catalogue import Catalogue
from ..facets.similarity.duplicates import Duplicates, find_duplicates, merge_command
from . import links
from .arguments import find_known_sources
from .console import lock_archive, make_console, name_root, print_line, relative_path
from .options import FOLDER, ROOT_HELP, format_option, root_option

_MAX_NAMED = 20
"""Maximum number of written files to name, counted from the end, where the bibliographies are."""


@click.group("sources", short_help="Maintain the bibliography.")
@click.option("--root", type=FOLDER, help=ROOT_HELP)
@click.pass_context
def sources_command(context: click.Context, root: Path | None) -> None:
    """Maintain the sources in bib/."""
    context.obj = root or context.obj


sources_command.add_command(links.archive_command)
sources_command.add_command(links.links_command)


@sources_command.command("list", short_help="List the sources.")
@root_option
@format_option
def list_sources(root: Path, form: str) -> None:
    """List every source in bib/: its key, date, publisher and title, and how many briefs cite it."""
    catalogue = Catalogue(read_archive(root).archive)
    sources = tuple(sorted(catalogue.archive.sources.values(), key=lambda source: source.key))
    if form == "json":
        selection = Selection(catalogue=catalogue, briefs=catalogue.shown_briefs, sources=sources)
        _print_json(list(source_records(selection)))
        return
    table = Table("Key", "Date", "Publisher", "Title", "Cited", box=None, pad_edge=False)
    for source in sources:
        date, count = str(source.issued or "n.d."), str(len(catalogue.cited_by.get(source.key, ())))
        table.add_row(*map(sanitize, (source.key, date, source.publisher_name, source.title, count)))
    make_console().print(table)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@sources_command.command("duplicates", short_help="Find probable duplicates.")
@root_option
@format_option
def list_duplicates(root: Path, form: str) -> None:
    """Find probable duplicates in bib/, and say why: the same address, DOI, or title at one publisher.

    The command to merge each group is shown; with --dry-run, it shows what would change.

    Exit status: 0 if there are no duplicates, 1 if there are.
    """
    groups = find_duplicates(read_archive(root).archive)
    if form == "json":
        _print_json([_record(group, root) for group in groups])
    else:
        _print_duplicates(groups, root)
    sys.exit(bool(groups))


def _record(group: Duplicates, root: Path) -> dict[str, Any]:
    return {
        "score": group.score,
        "reasons": group.reasons,
        "merge": _merge_command(group, root),
        "sources": [
            {
                "key": source.key,
                "path": source.span.path,
                "line": source.span.line,
                "column": source.span.column,
                "type": source.type,
                "cited": count,
                "fields": dict(source.fields),
            }
            for source, count in zip(group.sources, group.citation_counts, strict=True)
        ],
    }


def _merge_command(group: Duplicates, root: Path) -> str:
    return merge_command((source.key for source in group.sources), where=name_root(root))


def _print_duplicates(duplicates: tuple[Duplicates, ...], root: Path) -> None:
    console = make_console()
    for group in duplicates:
        console.print(sanitize(f"{group.score}: {'; '.join(group.reasons)}"), style="bold")
        console.print(_side_by_side(group, root), soft_wrap=False)
        console.print(sanitize(_merge_command(group, root)))
        console.print()
    groups = f"{len(duplicates)} {'group' if len(duplicates) == 1 else 'groups'} of sources that are probably one"
    console.print(groups if duplicates else "no two sources are probably one")


def _side_by_side(group: Duplicates, root: Path) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    for _ in group.sources:
        table.add_column(overflow="fold", ratio=1)
    table.add_row("key", *(sanitize(source.key) for source in group.sources))
    places = (f"{relative_path(root / source.span.path)}:{source.span.line}" for source in group.sources)
    table.add_row("place", *map(sanitize, places))
    table.add_row("cited by", *(f"{count} {'brief' if count == 1 else 'briefs'}" for count in group.citation_counts))
    table.add_row("type", *(sanitize(source.type) for source in group.sources))
    for name in dict.fromkeys(name for source in group.sources for name in source.fields):
        table.add_row(sanitize(name), *(sanitize(source.fields.get(name, "–")) for source in group.sources))
    return table


@sources_command.command("merge", short_help="Merge duplicate entries.")
@root_option
@click.argument("keep", metavar="KEEP")
@click.argument("drop", metavar="DROP...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what would change, without writing it.")
def merge_entries(root: Path, keep: str, drop: tuple[str, ...], *, dry_run: bool) -> None:
    """Merge the entries with the keys DROP into KEEP, and update all citations to KEEP.

    KEEP gets the fields that it lacks. Where entries disagree, its own values stay, and the others are shown. The old
    keys are kept in its field ids, so that they still work.

    Exit status: 0 if the entries were merged, 1 if they cannot be merged, 2 if the command is used incorrectly.
    """
    if len({keep, *drop}) <= len(drop):
        raise click.UsageError("a key is given twice; name the entry to keep, then the others")
    with lock_archive(root, dry_run=dry_run):
        reading = read_archive(root)
        kept_key, *dropped = find_known_sources(reading.archive, (keep, *drop))
        merge = plan_merge(root, reading, kept_key, dropped)
        if not dry_run:
            merge.changes.write()
    _print_merge(merge, root, dry_run=dry_run)


def _print_merge(merge: Merge, root: Path, *, dry_run: bool) -> None:
    for conflict in merge.conflicts:
        kept_value = f'"{conflict.kept_value}" stays' if conflict.kept_value else "it is left out"
        print_line(f'{conflict.field}: {kept_value}; {conflict.key} has "{conflict.lost_value}"')
    if merge.added_fields:
        print_line(f"{merge.keep} gets {', '.join(merge.added_fields)}")
    for span in merge.unreplaced:
        print_line(f"{relative_path(root / span.path)}:{span.line}:{span.column} keeps the old key")
    verb, paths = "would write" if dry_run else "wrote", list(merge.changes.after)
    if rest := len(paths[:-_MAX_NAMED]):
        print_line(f"{verb} {rest:,} other briefs")
    for path in paths[-_MAX_NAMED:]:
        print_line(f"{verb} {relative_path(root / path)}")


@sources_command.command("format", short_help="Format the files in bib/.")
@root_option
@click.argument("paths", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show the changes.")
def format_files(root: Path, *, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Format all files in bib/, or only each FILE, and move entries to the file of their year.

    Fields are sorted, months become dates, LaTeX becomes letters, and entries are sorted by key. Nothing is lost:
    comments, abbreviations and unknown fields stay, and a file with an unreadable entry is left unchanged. Files that
    receive entries are formatted too.

    Exit status: 0 on success, 1 if a file would change (with --check) or cannot be written, 2 if the command is used
    incorrectly.
    """
    selected_paths = {_bib_path(root, path) for path in paths} or None
    dry_run = check or diff
    with lock_archive(root, dry_run=dry_run):
        formatting = format_bibliography(root, selected_paths)
        _warn_of_skipped(root, formatting)
        if not dry_run:
            formatting.changes.write()
    if diff:
        for path, (before, after) in formatting.texts.items():
            click.echo(unified_diff(path, before, after), nl=False)
    if check or not diff:
        for path in formatting.texts:
            click.echo(f"{'would change' if check else 'changed'} {relative_path(root / path)}")
        if not formatting.texts:
            click.echo("nothing to change")
    sys.exit(check and bool(formatting.texts))


def _bib_path(root: Path, path: Path) -> str:
    try:
        inner = path.absolute().resolve().relative_to(root.absolute().resolve()).as_posix()
    except ValueError:
        inner = ""
    if not (inner.startswith("bib/") and inner.endswith(".bib")):
        message = f'"{relative_path(path)}" is not a .bib file in "{relative_path(root / "bib")}"'
        raise click.BadParameter(message, param_hint="FILE")
    return inner


def _warn_of_skipped(root: Path, formatting: Formatting) -> None:
    for diagnostic in formatting.diagnostics:
        span = diagnostic.span
        place = f"{sanitize(relative_path(root / span.path))}:{span.line}:{span.column}"
        click.echo(f"{place}: {diagnostic.code} {diagnostic.message}; the file is left as it is", err=True)
    for path in formatting.unsafe:
        fault = "cannot be rewritten without a change of meaning; left as it is"
        click.echo(f"{relative_path(root / path)}: {fault}", err=True)
