"""Where the old addresses of texts lead now, as a table for whoever runs the old server."""

import csv
import io
from pathlib import PurePosixPath

from .composing import own_addresses
from .report import ImportReport, Outcome


def redirects_table(report: ImportReport) -> str:
    """A row for each old address of a text that became a brief, with the page of the brief, as CSV.

    A site can lead on from a path by itself (`aliases`), and not from an address with a query, such as `?p=12`.
    """
    pages: dict[str, str] = {}
    for file in report.files:
        if file.draft and file.status is Outcome.WRITTEN:
            page = str(PurePosixPath(file.path).with_suffix(".html"))
            for copy in (file.draft.legacy, *file.draft.legacy.copies):
                for hint in own_addresses(copy):
                    pages.setdefault(hint.value, page)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("address", "page"))
    writer.writerows(sorted(pages.items()))
    return table.getvalue()
