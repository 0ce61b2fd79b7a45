"""`briefs export`: briefs and sources in the formats of other programs."""

import sys
from pathlib import Path

import click

from ..checking.archive import read_archive
from ..diagnostics import Severity
from ..exporting.choice import Selection, select, unknown_terms
from ..exporting.formats import FORMATS, export, has_sources
from ..facets.catalogue import Catalogue
from ..facets.table import OPTIONAL
from ..reading.archive import Reading
from ..reading.configuration import identity_of
from ..storage.clock import today
from ..storage.files import write_bytes
from .facet_options import chosen, facet_options
from .limits import bounded
from .options import base_url_option, checked_base_url, limits_option, refuse_archive_file, root_option, seen_from_here


@click.command("export", short_help="Give briefs and sources to other programs.")
@root_option
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS, case_sensitive=False))
@facet_options()
@click.option("--sources", is_flag=True, help="Give the sources of the briefs, where the format has both.")
@base_url_option("The address of the site, for links to its pages; by default that of docs/conf.py.")
@click.option("--series", default="", metavar="NAME", help="The name of the archive; by default that of docs/conf.py.")
@limits_option
@click.option(
    "-o", "--output", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.", metavar="FILE"
)
def command(
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
    """Write briefs, or the sources of briefs, in the format FORMAT: to the screen, or to FILE.

    bibtex, biblatex, ris and csl-json give references, for LaTeX, Zotero, EndNote, Word and Pandoc: briefs, as
    reports, and the sources on which they rest. csv, jsonl and parquet give a table of briefs. With --sources, all of
    these give sources only. oai gives briefs as Dublin Core; atom is a feed of the newest 50.

    Options choose briefs: of several of one kind any counts, of several kinds all do. With --publisher, sources are
    those of that publisher only. Drafts and withdrawn briefs are left out.

    Exit status: 0 if all is well, 1 if FILE cannot be written, 2 for a wrong use of the command.
    """
    if sources and not has_sources(form):
        raise click.BadOptionUsage(
            "sources", f"{form} has no sources; use csv, jsonl, parquet, bibtex, biblatex, ris or csl-json"
        )
    if target is not None:
        refuse_archive_file(root, target)
    identity = identity_of(root)
    with bounded(root, unbounded=no_limits):
        reading = read_archive(root)
        selection = _selection(reading, terms)
        data = export(
            form,
            selection,
            sources=sources,
            series=series or identity.series,
            base_url=base_url or checked_base_url(identity.base_url),
            license_id=identity.license,
        )
    _write(data, target)
    if not selection.briefs:
        click.echo("No brief is like that, so the export is empty.", err=True)
    if any(one.severity is Severity.ERROR for one in reading.diagnostics):
        click.echo("The archive has errors, and something may be missing; run: briefs check", err=True)


def _selection(reading: Reading, terms: dict[str, tuple[str | int, ...]]) -> Selection:
    given = chosen(terms)
    choice = {facet.name: tuple(map(option.normal, given[facet.name])) for facet, option in OPTIONAL}
    catalogue = Catalogue(reading.archive.released(today()))
    unknown = list(unknown_terms(catalogue, choice))
    if unknown:
        raise click.UsageError("\n".join(f'there is no {one.kind} "{one.term}"; {one.hint}' for one in unknown))
    return select(catalogue, choice)


def _write(data: bytes, target: Path | None) -> None:
    if target is None:
        # As bytes: these formats are UTF-8 with the line ends that they have, whatever the terminal's are.
        click.echo(data, nl=False)
        return
    try:
        write_bytes(target, data)
    except OSError as error:
        sys.stderr.write(f"{seen_from_here(target)} cannot be written: {error.strerror}\n")
        sys.exit(1)
