"""Parses the CSV file of a chart strictly: a value is either a plain number or an error.

Numbers in other locales' formats (`1.234,5`, `1 234`) are not guessed at.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ...diagnostics import Diagnostic, Span
from ...model import Bar, BarChart, ChartData, ChartKind, Event, LineChart, LinePoint, PartialDate, Timeline
from ..characters import INVISIBLE
from ..dates_in_words import possible_dates
from ..rules import UnfitChartData

MAX_BYTES = 50_000
MAX_ROWS: dict[ChartKind, int] = {"bar": 30, "line": 500, "timeline": 30}
MAX_SERIES = 6
MAX_LENGTH = 120
"""Maximum length of a label, a heading or a name, in characters."""
MAX_NOTE_LENGTH = 300

# Python's `csv` module does not report columns. Here a cell cannot span lines.
_CELL = re.compile(r'[ \t]*+(?:"(?P<quoted>(?:[^"]++|"")*+)"[ \t]*+|(?P<plain>[^",]*+))(?P<end>,|$)')
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_OTHER_SEPARATOR = re.compile("[;|]")
_ABOUT_VALUES = {"": False, "yes": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvCell:
    """The stripped text of a cell, and where it begins."""

    text: str
    span: Span


_Row = Sequence[CsvCell]


class _UnfitError(Exception):
    """A diagnostic of a file that cannot be drawn as a chart."""

    def __init__(self, span: Span, message: str, hint: str) -> None:
        super().__init__(message)
        self.diagnostic = UnfitChartData.flag(span, message, hint=hint)


def read_chart_data(path: str, data: bytes, kind: ChartKind) -> ChartData | Diagnostic:
    """Parse the data of a chart of the given kind, or return the diagnostic of the first error."""
    try:
        header, *rows = _read_rows(path, data, kind)
        return _READERS[kind](header, rows)
    except _UnfitError as error:
        return error.diagnostic


def _read_rows(path: str, data: bytes, kind: ChartKind) -> list[list[CsvCell]]:
    """Return the header and at least one row, all of equal length."""
    file = Span(path=path)
    if len(data) > MAX_BYTES:
        message = f'"{path}" has {len(data) // 1000:,} kB; a chart is drawn from at most {MAX_BYTES // 1000} kB'
        raise _UnfitError(file, message, "leave out rows and columns that the chart does not show")
    lines = enumerate(re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", errors="replace")), 1)
    rows = [list(_split_cells(path, number, line)) for number, line in lines if line.strip(", \t")]
    if len(rows) < 2:
        hint = "write a line with the names of the columns, and rows below"
        raise _UnfitError(file, f'"{path}" has no figures', hint)
    if len(rows) - 1 > MAX_ROWS[kind]:
        message = f'"{path}" has {len(rows) - 1:,} rows; a chart of the kind "{kind}" has at most {MAX_ROWS[kind]}'
        raise _UnfitError(rows[MAX_ROWS[kind] + 1][0].span, message, "leave out rows, or show the figures as a table")
    columns = len(rows[0])
    if columns == 1 and (separator := _OTHER_SEPARATOR.search(rows[0][0].text)):
        raise _UnfitError(rows[0][0].span, f'the cells are separated by "{separator[0]}"', "separate them with commas")
    for row in rows:
        for cell in row:
            if "\N{REPLACEMENT CHARACTER}" in cell.text or INVISIBLE.search(cell.text):
                raise _UnfitError(cell.span, "this cell has a character that cannot be shown", "retype the cell")
        if len(row) != columns:
            message = f"this row has {len(row)} cells, and the first line has {columns}"
            hint = "separate cells with commas, and put a cell that contains a comma in quotation marks"
            raise _UnfitError(row[min(len(row), columns + 1) - 1].span, message, hint)
    return rows


def _split_cells(path: str, number: int, line: str) -> Iterator[CsvCell]:
    start = 0
    while True:
        span = Span(path=path, line=number, column=start + 1)
        match = _CELL.match(line, start)
        if match is None:
            hint = 'put a cell that contains quotation marks in quotation marks, and double its own: "the ""new"" port"'
            raise _UnfitError(span, f'"{path}" cannot be read here: its quotation marks do not match', hint)
        quoted = match["quoted"]
        text = match["plain"] if quoted is None else quoted.replace('""', '"')
        yield CsvCell(text=" ".join(text.split()), span=span)
        if not match["end"]:
            return
        start = match.end()


def _read_bars(header: _Row, rows: Sequence[_Row]) -> BarChart:
    bars: list[Bar] = []
    for cells in _name_cells(header, rows, ("label", "value"), ("group", "about", "note")):
        bar = Bar(
            label=_read_text(cells["label"]),
            value=_read_value(cells["value"]),
            group=_read_text(cells["group"]) if "group" in cells else "",
            is_about=_read_about(cells["about"]) if "about" in cells else False,
            note=_read_text(cells["note"], MAX_NOTE_LENGTH, may_be_empty=True) if "note" in cells else "",
        )
        if bars and bar.group != bars[-1].group and bar.group in {earlier.group for earlier in bars}:
            message = f'the rows of the group "{bar.group}" are not together'
            raise _UnfitError(cells["group"].span, message, "put the rows of a group together")
        bars.append(bar)
    return BarChart(bars=tuple(bars))


def _read_lines(header: _Row, rows: Sequence[_Row]) -> LineChart:
    first, *columns = header
    if first.text != "date":
        raise _UnfitError(first.span, f'the first column is "{first.text}"', 'name it "date"')
    if not 1 <= len(columns) <= MAX_SERIES:
        message = f"there are {len(columns)} columns of values beside the dates"
        raise _UnfitError(columns[MAX_SERIES].span if columns else first.span, message, f"write 1 to {MAX_SERIES}")
    names = [_read_text(column) for column in columns]
    _refuse_duplicates(columns)
    points = tuple(
        LinePoint(date=_read_date(row[0]), values=tuple(_read_value(cell) if cell.text else None for cell in row[1:]))
        for row in rows
    )
    if len(points) < 2:
        raise _UnfitError(rows[0][0].span, "there is one date, and no line", "add dates, or draw a bar chart")
    for place, cell in enumerate(columns):
        if all(point.values[place] is None for point in points):
            raise _UnfitError(cell.span, f'the column "{cell.text}" has no values', "write them, or delete the column")
    _refuse_disorder([row[0] for row in rows], may_repeat=False)
    return LineChart(series=tuple(names), points=points)


def _read_events(header: _Row, rows: Sequence[_Row]) -> Timeline:
    records = list(_name_cells(header, rows, ("date", "label")))
    events = tuple(Event(date=_read_date(record["date"]), label=_read_text(record["label"])) for record in records)
    _refuse_disorder([record["date"] for record in records], may_repeat=True)
    return Timeline(events=events)


_READERS: dict[ChartKind, Callable[[_Row, Sequence[_Row]], ChartData]] = {
    "bar": _read_bars,
    "line": _read_lines,
    "timeline": _read_events,
}


def _name_cells(
    header: _Row, rows: Sequence[_Row], required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[dict[str, CsvCell]]:
    """Yield the cells of each row by the names of their columns."""
    allowed = f"the columns are: {', '.join(required + optional)}"
    for cell in header:
        if cell.text not in required + optional:
            raise _UnfitError(cell.span, f'there is no column "{cell.text}" in such a chart', allowed)
    _refuse_duplicates(header)
    names = [cell.text for cell in header]
    for name in required:
        if name not in names:
            raise _UnfitError(header[0].span, f'the column "{name}" is missing', allowed)
    for row in rows:
        yield dict(zip(names, row, strict=True))


def _refuse_duplicates(header: Iterable[CsvCell]) -> None:
    seen_texts: set[str] = set()
    for cell in header:
        if cell.text in seen_texts:
            raise _UnfitError(cell.span, f'there are two columns "{cell.text}"', "name each column once")
        seen_texts.add(cell.text)


def _refuse_disorder(cells: Sequence[CsvCell], *, may_repeat: bool) -> None:
    for cell, (before, date) in zip(cells[1:], pairwise(map(_read_date, cells)), strict=True):
        if date < before or (date == before and not may_repeat):
            hint = "put the rows in the order of their dates" + ("" if may_repeat else ", each date once")
            raise _UnfitError(cell.span, f'the date "{date}" comes after "{before}"', hint)


def _read_text(cell: CsvCell, longest: int = MAX_LENGTH, *, may_be_empty: bool = False) -> str:
    if not cell.text and not may_be_empty:
        raise _UnfitError(cell.span, "this cell is empty", "write a text, or delete the row or column")
    if len(cell.text) > longest:
        message = f"this cell has {len(cell.text)} characters; at most {longest} fit"
        raise _UnfitError(cell.span, message, "write it shorter; more can be said in the caption")
    return cell.text


def _read_value(cell: CsvCell) -> Decimal:
    if not _NUMBER.fullmatch(cell.text):
        hint = "write a plain number, such as 1250, -3 or 12.5, with at most 12 digits before the point and 6 after it"
        raise _UnfitError(cell.span, f'"{cell.text[:40]}" is not a value', hint)
    return Decimal(cell.text)


def _read_date(cell: CsvCell) -> PartialDate:
    date = PartialDate.parse(cell.text)
    if date is None:
        guesses = " or ".join(f'"{day}"' for day in possible_dates(cell.text))
        hint = "a year, a month or a day in digits, such as 2014, 2014-05 or 2014-05-21"
        raise _UnfitError(cell.span, f'"{cell.text[:40]}" is not a date', f"write {guesses or hint}")
    return date


def _read_about(cell: CsvCell) -> bool:
    if cell.text not in _ABOUT_VALUES:
        message = f'"about" cannot be "{cell.text[:40]}"'
        raise _UnfitError(cell.span, message, 'write "yes" for an approximate value, or nothing')
    return _ABOUT_VALUES[cell.text]
