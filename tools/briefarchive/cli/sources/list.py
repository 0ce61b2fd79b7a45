"""`briefs sources list`: every source, and which briefs cite it."""

import json
from pathlib import Path

import click
from rich.table import Table

from ...checking.archive import read_archive
from ...diagnostics import printable
from ...exporting.choice import Selection
from ...exporting.records import records_of_sources
from ...facets.catalogue import Catalogue
from ..console import output
from ..options import format_option, root_option


@click.command("list", short_help="List the sources.")
@root_option
@format_option
def command(root: Path, form: str) -> None:
    """List every source in bib/: its key, date, publisher and title, and how many briefs cite it."""
    catalogue = Catalogue(read_archive(root).archive)
    sources = tuple(sorted(catalogue.archive.sources.values(), key=lambda source: source.key))
    selection = Selection(catalogue=catalogue, choice={}, briefs=catalogue.shown, sources=sources)
    if form == "json":
        click.echo(json.dumps(list(records_of_sources(selection)), ensure_ascii=False, indent=2))
        return
    table = Table("Key", "Date", "Publisher", "Title", "Cited", box=None, pad_edge=False)
    for one in sources:
        shown = (
            one.key,
            str(one.issued or "n.d."),
            one.publisher_name,
            one.title,
            str(len(catalogue.cited_by.get(one.key, ()))),
        )
        table.add_row(*map(printable, shown))
    output().print(table)
