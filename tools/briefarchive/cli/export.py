"""`briefs export`: briefs and sources in the formats of other programs."""

from dataclasses import replace
from pathlib import Path

import click

from ..checking.loading import read_archive
from ..diagnostics import Severity
from ..exporting.choice import Selection, select, unknown_terms
from ..exporting.format import RecordFormat, ReferenceFormat
from ..exporting.formats import FORMATS, AnyFormat
from ..exporting.records import TableFormat
from ..facets.catalogue import Catalogue
from ..facets.table import OPTIONAL
from ..facets.wording import format_list
from ..reading.archive_files import Reading
from ..reading.configuration import read_identity
from ..storage.clock import today
from ..storage.files import write_bytes
from ..storage.limits import bounded
from .arguments import facet_options, select_terms
from .options import base_url_option, check_base_url, limits_option, refuse_archive_file, require_extra, root_option


def _names(*kinds: type[AnyFormat]) -> str:
    """Return the names of some kinds of formats: “csv, jsonl and parquet”."""
    return format_list([format_.name for format_ in FORMATS if isinstance(format_, kinds)]).replace(", and ", " and ")


def _records() -> str:
    records = (form for form in FORMATS if isinstance(form, RecordFormat))
    return "; ".join(f"{form.name} gives {form.contents[0].lower()}{form.contents[1:]}" for form in records)


_HELP = f"""Export briefs, or the sources of briefs, in the format FORMAT, to standard output or to FILE.

{_names(ReferenceFormat)} are references for LaTeX, Zotero, EndNote, Word and Pandoc: briefs, as reports, and their
sources. {_names(TableFormat)} are tables of briefs. With --sources, all of these contain only sources.
{_records()}.

Options select briefs, which must match one of the values of each option. With --publisher, only that publisher's
sources are exported. Drafts and withdrawn briefs are left out.

Exit status: 0 on success, 1 if FILE cannot be written, 2 if the command is used incorrectly.
"""


@click.command("export", help=_HELP, short_help="Export briefs and sources for other programs.")
@root_option
@click.argument(
    "form", metavar="FORMAT", type=click.Choice([format_.name for format_ in FORMATS], case_sensitive=False)
)
@facet_options()
@click.option("--sources", is_flag=True, help="Export only the sources of the briefs.")
@base_url_option("The address of the site, for links to its pages; by default from docs/conf.py.")
@click.option("--series", default="", metavar="NAME", help="The name of the archive; by default from docs/conf.py.")
@limits_option
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=lambda _context, _option, file: None if file == Path("-") else file,
    help="Write to FILE; “-” is standard output.",
    metavar="FILE",
)
def export_command(
    root: Path,
    form: str,
    *,
    sources: bool,
    base_url: str,
    series: str,
    target: Path | None,
    no_limits: bool,
    **terms: tuple[str | int, ...],
) -> None:
    """Export briefs, or the sources of briefs."""
    chosen_format = next(format_ for format_ in FORMATS if format_.name == form)
    require_extra(form, chosen_format.module)
    if sources and isinstance(chosen_format, RecordFormat):
        raise click.BadOptionUsage("sources", f"{form} has no sources; use {_names(ReferenceFormat, TableFormat)}")
    if target is not None:
        refuse_archive_file(root, target)
    identity = read_identity(root)
    with bounded(root, unbounded=no_limits):
        reading = read_archive(root)
        selection = _selection(reading, terms)
        base_url = base_url or check_base_url(identity.base_url)
        publication = replace(identity, series=series or identity.series, base_url=base_url)
        data = chosen_format.export(selection, publication, sources=sources)
    if target is not None:
        write_bytes(target, data)
    else:
        # As bytes, because encoding and line ends are part of the formats.
        click.echo(data, nl=False)
    if not selection.briefs:
        click.echo("No briefs match, so the export is empty.", err=True)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in reading.diagnostics):
        click.echo("The archive has errors, and something may be missing; run: briefs check", err=True)


def _selection(reading: Reading, terms: dict[str, tuple[str | int, ...]]) -> Selection:
    selected_terms = select_terms(terms)
    choice = {facet.name: tuple(map(option.normalize, selected_terms[facet.name])) for facet, option in OPTIONAL}
    catalogue = Catalogue(reading.archive.public_view(today()))
    if unknown := list(unknown_terms(catalogue, choice)):
        raise click.UsageError("\n".join(unknown))
    return select(catalogue, choice)
