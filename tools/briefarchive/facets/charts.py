"""A small chart of counts by year: what its columns are, in the units of its drawing."""

from collections import Counter
from collections.abc import Iterable

from .views import Chart, Column

HEIGHT = 60
_STEP, _GAP = 14, 3
_MOST = 100


def chart_by_year(title: str, years: Iterable[int]) -> Chart | None:
    """How often each year stands in *years*, from the first year to the last, a hundred at most; None for one year."""
    counts = Counter(years)
    if len(counts) < 2:
        return None
    latest = max(counts)
    first = max(min(counts), latest - _MOST + 1)
    highest = max(counts.values())
    columns = tuple(
        Column(
            year=year,
            count=counts[year],
            x=number * _STEP,
            height=-(-HEIGHT * counts[year] // highest),
        )
        for number, year in enumerate(range(first, latest + 1))
    )
    return Chart(title=title, columns=columns, width=len(columns) * _STEP - _GAP, column_width=_STEP - _GAP)
