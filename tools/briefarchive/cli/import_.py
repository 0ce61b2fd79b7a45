"""`briefs import`: exports of the old site to briefs and sources."""

import functools
import json
import sys
from pathlib import Path

import click
from rich.table import Table

from ..importing import READERS, ImportReport, Outcome, import_exports
from ..reading.files import write_text
from .options import any_root_option, output
from .progress import bars

_LABELS = {
    "files": "exports",
    "written": "briefs written",
    "unchanged": "imported before, unchanged",
    "refused": "refused",
    "ignored": "other files, ignored",
    "paragraphs": "paragraphs",
    "sources": "sources listed",
    "new_sources": "new sources",
    "new_publishers": "new publishers",
    "new_people": "new people",
    "placeholder_titles": "briefs that need a title",
    "words_read": "words read",
    "words_body": "… in the texts",
    "words_sources": "… in sources",
    "words_front_matter": "… in the front matter",
    "words_set_aside": "… set aside, see the report",
}


@click.command("import", short_help="Make briefs and sources from exports of an old site.")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path, readable=False)
)
@click.option(
    "--list-formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _option, wanted: _list_formats(context) if wanted else None,
    help="Say which formats are read, and stop.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what was read and decided to FILE as JSON."
)
@click.option(
    "--encoding",
    metavar="NAME",
    default="",
    callback=lambda _context, _option, name: _known_encoding(name),
    help="Encoding of the files that are not UTF-8 or UTF-16, such as big5 or windows-1251. Guessed if not given.",
)
@click.option("--quiet", is_flag=True, help="Print only what is wrong.")
@any_root_option
def command(
    root: Path, paths: tuple[Path, ...], report: Path | None, *, encoding: str, dry_run: bool, quiet: bool
) -> None:
    """Make briefs and sources from exports of an old site.

    PATH is a file or a folder. What format a file has is judged by its content; --list-formats names those that are
    read. Nothing is lost: each word of an export is in its brief, in a source, in the front
    matter or in the report's list of lines that were set aside; a file for which this cannot be shown is refused.
    A file that was imported before changes nothing, whether or not its brief has been edited since.

    Exit status: 0 if all is well, 1 if a file was refused, 2 for a wrong use of the command.
    """
    with bars(quiet=quiet) as move:
        advance = functools.partial(move, "importing") if move else None
        done = import_exports(root, paths, dry_run=dry_run, encoding=encoding, progress=advance)
    if report:
        write_text(report, json.dumps(done.as_data(), ensure_ascii=False, indent=2) + "\n")
    _print_diagnostics(done, quiet=quiet)
    if not quiet:
        _print_summary(done)
    sys.exit(1 if done.failed else 0)


def _list_formats(context: click.Context) -> None:
    """Each format with its description, in the order in which they are tried."""
    for reader in READERS:
        click.echo(f"{reader.name:<8}{reader.description}")
    context.exit()


def _known_encoding(name: str) -> str:
    """*name*, if it is that of an encoding of text; codecs such as “hex” are not."""
    try:
        b"a".decode(name or "utf-8", "replace")
    except (LookupError, UnicodeError):
        raise click.BadParameter(f'no encoding is called "{name}"') from None
    return name


def _print_diagnostics(done: ImportReport, *, quiet: bool) -> None:
    """Errors and warnings line by line; of notices, which can be one for each file, only how many there are."""
    notices: dict[str, int] = {}
    for diagnostic in done.all_diagnostics:
        if diagnostic.severity.value == "notice":
            notices[diagnostic.code] = notices.get(diagnostic.code, 0) + 1
            continue
        click.echo(f"{diagnostic.span}: {diagnostic.code} {diagnostic.message}", err=True)
        if diagnostic.hint:
            click.echo(f"  hint: {diagnostic.hint}", err=True)
    if notices and not quiet:
        listed = ", ".join(f"{code} ×{count}" for code, count in sorted(notices.items()))
        click.echo(f"notices: {listed} (--report FILE lists them)", err=True)


def _print_summary(done: ImportReport) -> None:
    totals = done.totals()
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, label in _LABELS.items():
        if name in totals and (totals[name] or name in {"files", Outcome.WRITTEN.value}):
            table.add_row(label, f"{totals[name]:,}")
    output().print(table)
    if done.dry_run:
        click.echo("nothing was written (--dry-run)")
