"""Where the old addresses of texts lead now, as a table for whoever runs the old server."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from briefarchive.model import Archive

from .crosslinks import addresses_of, paths_of_archive
from .report import ImportReport, Outcome

_HEAD = ["address", "page"]


def redirects_table(report: ImportReport, archive: Archive, before: str = "") -> str:
    """A row for each old address of a text that became a brief, with the page of the brief, as CSV.

    A site can lead on from a path by itself (`aliases`), and not from an address with a query, such as `?p=12`.

    Args:
        report: What this run did.
        archive: Whose briefs, also those of earlier runs, have rows.
        before: The table of an earlier run: addresses that no brief holds, such as those with a query, stay in it.
    """
    pages = {_page(brief.path) for brief in archive.briefs.values()}
    head, *rows = list(csv.reader(io.StringIO(before))) or [[]]
    found = {row[0]: row[1] for row in rows if len(row) == len(_HEAD) and row[1] in pages} if head == _HEAD else {}
    found |= {address: _page(path) for address, path in paths_of_archive(archive)}
    # Of two texts of one address the first has it.
    found |= dict(reversed(list(_made(report))))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(sorted(found.items()))
    return table.getvalue()


def _made(report: ImportReport) -> Iterator[tuple[str, str]]:
    """The old addresses of the texts that this run made briefs of, with their pages."""
    for file in report.files:
        if file.draft and file.status is Outcome.WRITTEN:
            yield from ((address, _page(file.path)) for address in addresses_of(file.draft))


def _page(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(".html"))
