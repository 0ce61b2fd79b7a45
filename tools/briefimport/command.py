"""The command `briefs import`: makes briefs and sources from exports of the old site."""

import functools
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click
from rich.table import Table

from briefarchive.checking.loading import read_archive
from briefarchive.cli.console import lock_archive, make_console, name_root, progress_bars, relative_path
from briefarchive.cli.options import any_root_option, jobs_option, refuse_archive_file
from briefarchive.diagnostics import Diagnostic, sanitize
from briefarchive.reading.configuration import read_pdf_bounds
from briefarchive.storage.files import write_text
from briefarchive.storage.replacing import FileReplacement, ReplacingError, replace_files

from . import (
    NO_MAPPING,
    NO_PLAN,
    READERS,
    RULES,
    ImportReport,
    Outcome,
    Plan,
    TermMapping,
    import_exports,
    make_plan_table,
    make_redirects_table,
    read_mapping,
    read_plan,
    write_report,
)
from .tables.columns import Column, find_columns

_FILE = click.Path(dir_okay=False, path_type=Path)


class _Import(click.Command):
    """The command, with its rules for `briefs rules` and the guide."""

    rules = RULES


@click.command("import", cls=_Import, short_help="Make briefs and sources from exports of an old site.")
@click.argument("paths", nargs=-1, metavar="PATH…", type=click.Path(exists=True, path_type=Path, readable=False))
@click.option(
    "--list-formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _option, value: _list_formats(context) if value else None,
    help="Say which formats are read, and stop.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@click.option(
    "--plan",
    type=_FILE,
    help="Write nothing but a table (CSV) with a row for each text and what would become of it, for a spreadsheet.",
)
@click.option("--apply", type=_FILE, help="Import as the table of --plan says; without PATH, the files that it names.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=_FILE,
    help="Write what was read and decided to FILE: pages to look at if it ends in .html, else JSON. May be repeated.",
)
@click.option(
    "--mapping",
    type=_FILE,
    help="Take the topics and countries for the old site's categories and tags from FILE (YAML), and add those that"
    " it lacks; the first run creates it.",
)
@click.option(
    "--redirects",
    type=_FILE,
    help="Write the old address of each text and the page of its brief to FILE (CSV), for the server of the old site,"
    " also of those that were imported before: their exports are read again.",
)
@click.option("--pages", is_flag=True, help="Also import pages of the site that are not posts, such as “About us”.")
@click.option(
    "--map",
    "columns",
    metavar="OURS=THEIRS",
    multiple=True,
    callback=lambda _context, _option, pairs: _parse_columns(pairs),
    help="What a column of a table (CSV and spreadsheets) holds: --map title=Kopfzeile. May be repeated.",
)
@click.option(
    "--most-mb",
    type=click.IntRange(1),
    help="The largest PDF that is kept beside its brief; by default that of “briefs_pdf_mb” in docs/conf.py (50 MB)."
    " Repositories of texts are meant to stay small.",
)
@jobs_option
@click.option(
    "--encoding",
    metavar="NAME",
    default="",
    callback=lambda _context, _option, name: _check_encoding(name),
    help="Encoding of the files that are not UTF-8 or UTF-16, such as big5 or windows-1251. Guessed if not given.",
)
@click.option("--quiet", is_flag=True, help="Print only what is wrong.")
@any_root_option
def command(  # noqa: PLR0913 — one argument for each option
    root: Path,
    paths: tuple[Path, ...],
    plan: Path | None,
    apply: Path | None,
    reports: tuple[Path, ...],
    mapping: Path | None,
    *,
    redirects: Path | None,
    columns: dict[str, str],
    most_mb: int | None,
    jobs: int | None,
    encoding: str,
    dry_run: bool,
    pages: bool,
    quiet: bool,
) -> None:
    """Make briefs and sources from exports of an old site.

    PATH is a file or a folder. What format a file has is judged by its content; --list-formats names those that are
    read. Nothing is lost: each word of an export is in its brief, in a source, in the front
    matter or in the report's list of lines that were set aside; a file for which this cannot be shown is refused.
    A file that was imported before changes nothing, whether or not its brief has been edited since.

    Exit status: 0 if all is well, 1 if a file was refused, 2 for a wrong use of the command.
    """
    if plan and apply:
        raise click.UsageError("--plan writes a table and --apply follows one: do one after the other")
    if not paths and not apply:
        raise click.UsageError("name the files or folders to import")
    if most_mb and most_mb > (allowed := read_pdf_bounds(root).megabytes):
        raise click.UsageError(f"the check allows PDFs of {allowed} MB; for more, set “briefs_pdf_mb” in docs/conf.py")
    for file in filter(None, (plan, mapping, redirects, *reports)):
        refuse_archive_file(root, file)
    is_trial = dry_run or plan is not None
    with lock_archive(root, dry_run=is_trial), progress_bars(quiet=quiet) as move:
        decisions = _read_plan(root, apply) if apply else NO_PLAN
        terms = _read_mapping(root, mapping) if mapping else NO_MAPPING
        result = import_exports(
            root,
            paths or _find_paths(decisions),
            dry_run=is_trial,
            encoding=encoding,
            columns=columns,
            most_mb=most_mb,
            plan=decisions,
            mapping=terms,
            pages=pages,
            all_addresses=redirects is not None,
            jobs=jobs or 0,
            progress=functools.partial(move, "importing"),
        )
        if plan:
            write_text(plan, make_plan_table(result, plan.parent))
        if redirects and not result.is_unpublished:
            before = redirects.read_text("utf-8-sig", "replace") if redirects.is_file() else ""
            write_text(redirects, make_redirects_table(result, read_archive(root).archive, before))
        is_kept = not mapping or result.mapping.text == terms.text or _write_mapping(mapping, terms, result.mapping)
        for report in reports:
            write_report(result, report)
    _print_diagnostics(result, quiet=quiet)
    if not quiet:
        _print_summary(result, root, plan)
        if mapping and not result.mapping.text:
            click.echo(f"{relative_path(mapping)} was not written, because no text has a category or tag")
    sys.exit(1 if result.failed or not is_kept else 0)


def _read_plan(root: Path, file: Path) -> Plan:
    """Read the plan from *file*; print its diagnostics and exit if it is invalid."""
    plan = read_plan(file, read_archive(root).archive, relative_path(file))
    return plan if isinstance(plan, Plan) else _fail(plan, "plan")


def _read_mapping(root: Path, file: Path) -> TermMapping:
    """Read the mapping from *file*; print its diagnostics and exit if it is invalid."""
    mapping = read_mapping(file, relative_path(file), read_archive(root).archive.vocabulary)
    return mapping if isinstance(mapping, TermMapping) else _fail(mapping, "mapping")


def _write_mapping(file: Path, before: TermMapping, after: TermMapping) -> bool:
    """Write the mapping with its new names, unless the file has changed since it was read."""
    replacement = FileReplacement(path=file.name, before=before.digest, after=after.text.encode())
    try:
        replace_files(file.parent, [replacement])
    except ReplacingError as error:
        click.echo(sanitize(f"{error.reason}; to add the names that it lacks, import again"), err=True)
        return False
    return True


def _fail(faults: Iterable[Diagnostic], subject: str) -> NoReturn:
    for fault in faults:
        _print(fault)
    click.echo(f"nothing was imported: correct the {subject} first", err=True)
    sys.exit(1)


def _find_paths(plan: Plan) -> tuple[Path, ...]:
    """Return the files and folders that a plan names."""
    for path in plan.paths:
        if not path.exists():
            message = f'the plan names "{relative_path(path)}", which is not there; put it back, or name the PATH'
            raise click.UsageError(message)
    return plan.paths


def _list_formats(context: click.Context) -> None:
    """Print each format with its description, in the order in which they are tried."""
    for reader in READERS:
        click.echo(f"{reader.name:<8}{reader.description}")
    context.exit()


def _parse_columns(pairs: Iterable[str]) -> dict[str, str]:
    """Return the given names of columns by what they contain, which may have any name that is known for it."""
    columns: dict[str, str] = {}
    for ours, theirs in (pair.partition("=")[::2] for pair in pairs):
        column = next(iter(find_columns([ours]).names), None)
        if not column or not theirs:
            message = f'"{ours}={theirs}" does not name what a column holds; write one of {", ".join(Column)}'
            raise click.BadParameter(f'{message}, then "=" and the name of the column in the table')
        if column in columns:
            raise click.BadParameter(f'"{column}" is given as "{columns[column]}" and as "{theirs}"; name one column')
        columns[column] = theirs
    return columns


def _check_encoding(name: str) -> str:
    """Return *name* if it is a text encoding; codecs such as “hex” are not."""
    try:
        b"a".decode(name or "utf-8", "replace")
    except (LookupError, UnicodeError):
        raise click.BadParameter(f'no encoding is called "{name}"') from None
    return name


def _print_diagnostics(result: ImportReport, *, quiet: bool) -> None:
    """Print errors and warnings line by line, but only the number of notices: there may be one for each file."""
    notices: set[str] = set()
    for diagnostic in result.all_diagnostics:
        if diagnostic.severity.value == "notice":
            notices.add(diagnostic.code)
            continue
        _print(diagnostic)
    if notices and not quiet:
        tallies = result.tallies()
        counts = ", ".join(f"{code} {tallies[code]}" for code in sorted(notices))
        click.echo(f"notices: {counts} (--report FILE lists them)", err=True)


def _print(diagnostic: Diagnostic) -> None:
    click.echo(f"{diagnostic.span}: {diagnostic.code} {diagnostic.message}", err=True)
    if diagnostic.hint:
        click.echo(f"  hint: {diagnostic.hint}", err=True)


def _print_summary(result: ImportReport, root: Path, plan: Path | None) -> None:
    totals = result.totals()
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, label in result.labels.items():
        if name in totals and (totals[name] or name in {"files", Outcome.WRITTEN.value}):
            table.add_row(label, f"{totals[name]:,}")
    make_console().print(table)
    if plan:
        file = relative_path(plan)
        apply = shlex.join(["briefs", *name_root(root), "import", "--apply", file])
        click.echo(f"nothing was imported; edit {file}, then: {apply}")
    elif result.dry_run:
        click.echo("nothing was written (--dry-run)")
