"""The figures of a picture as CSV."""

from collections.abc import Iterator, Sequence

from ..facets.views import FigureTable
from .table import written_rows


def figures_table(table: FigureTable) -> bytes:
    """The file: the table of the page, and before it what each row is about in a form that machines read."""
    return written_rows(_rows(table))


def _rows(table: FigureTable) -> Iterator[Sequence[str]]:
    yield (table.key, *table.texts, *table.counts)
    for row in table.rows:
        yield (row.key, *(link.text for link in row.texts), *map(str, row.counts))
