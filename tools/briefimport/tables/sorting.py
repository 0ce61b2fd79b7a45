"""Sorts the tables of a run: those with texts, those that describe files, and others."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefarchive.diagnostics import Diagnostic, Severity, Span

from ..document import OF_CATALOGUE
from ..files.exports import ExportFile, make_printable
from ..rules import ColumnsUnknown, NotText, RecordBroken
from ..text.people.unlabelled_lines import is_long
from ..workspace import Workspace
from .catalogue import DescribedFile
from .cells import field_text
from .columns import Column, find_columns
from .reader import find_date_order, list_doubts, list_other_cells, read_hints
from .rows import SPREADSHEETS, Row, load_table

JSON = frozenset({".json", ".jsonl", ".ndjson"})
SUFFIXES = SPREADSHEETS | JSON | {".csv", ".tsv"}
_MOST_LISTED = 20
_SENTENCE_ENDS = ".!?。！？”»"
_NAMING_COLUMNS = (Column.FILE, Column.ADDRESS, Column.ID)


@dataclass(slots=True, kw_only=True)
class SortedTables:
    """The tables of a run.

    Attributes:
        described: The rows of the catalogues.
        exports: The spreadsheets with texts, as JSON lines.
        others: The origins of other tables.
        refused: The tables that cannot be read, each with the reason.
        diagnostics: What is wrong with single rows, or in doubt.
    """

    described: list[DescribedFile] = field(default_factory=list)
    exports: list[ExportFile] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    refused: list[tuple[ExportFile, Diagnostic]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_tables(tables: Iterable[ExportFile], workspace: Workspace) -> SortedTables:
    """Read and sort the tables of a run."""
    result = SortedTables()
    for table in tables:
        read = load_table(table, workspace)
        if isinstance(read, Diagnostic):
            result.refused.append((table, read))
            continue
        rows = [row for row in read.rows if row.cells]
        is_json = table.path.suffix.lower() in JSON
        if is_json and not rows and read.rows:
            message = f'"{table.origin}" cannot be read as JSON'
            hint = "export it again, or take it out of the folder"
            result.refused.append((table, NotText.flag(Span(path=table.origin), message, hint=hint)))
            continue
        columns = find_columns(rows[0].cells if rows else (), workspace.columns)
        if columns.has_text:
            names = {name: str(column) for column, name in columns.names.items() if column in workspace.columns}
            cells = ({names.get(name, name): cell for name, cell in row.cells.items()} for row in rows)
            lines = "\n".join(json.dumps(record, ensure_ascii=False, default=str) for record in cells)
            path = workspace.keep(f"{table.sha256}.jsonl", lines.encode("utf-8", "replace"))
            result.exports.append(replace(table, path=path))
            result.diagnostics += _report_broken_rows(table, read.rows)
        elif columns.describes_files and not is_json:
            result.described += _describe_files(table.origin, rows, workspace.columns)
            result.diagnostics += _report_broken_rows(table, read.rows)
        elif table.path == table.given_path:
            result.refused.append((table, _report_columns(table, rows)))
        else:
            result.others.append(table.origin)
            if not is_json and _has_running_texts(rows):
                # Nothing was refused: a table in a folder may be about anything.
                result.diagnostics.append(replace(_report_columns(table, rows), severity=Severity.WARNING))
    return result


def _report_broken_rows(table: ExportFile, rows: Iterable[Row]) -> Iterator[Diagnostic]:
    for row in [row for row in rows if row.error][:_MOST_LISTED]:
        message = f'row {row.number} of "{table.origin}": {row.error}'
        yield RecordBroken.flag(Span(path=table.origin, line=row.line), message, hint="mend it there")


def _report_columns(table: ExportFile, rows: Sequence[Row]) -> Diagnostic:
    message = f'"{table.origin}" has neither a column with texts nor one with names of files'
    names = ", ".join(f'"{name}"' for name in list(_list_names(rows))[:_MOST_LISTED])
    hint = f"say what they hold with --map: {names}" if names else "write the names of its columns into its first row"
    return ColumnsUnknown.flag(Span(path=table.origin), message, hint=hint)


def _list_names(rows: Iterable[Row]) -> Iterable[str]:
    """Return the names of the columns in which *rows* have cells."""
    return dict.fromkeys(name for row in rows for name in row.cells)


def _has_running_texts(rows: list[Row]) -> bool:
    """Return whether most cells of a column are sentences of some length."""
    cells_by_column = ([field_text(row.cells.get(name)).strip() for row in rows] for name in _list_names(rows))
    columns = (list(filter(None, cells)) for cells in cells_by_column)
    return any(
        2 * sum(is_long(cell) and cell[-1] in _SENTENCE_ENDS for cell in cells) > len(cells) for cells in columns
    )


def _describe_files(origin: str, rows: list[Row], column_names: Mapping[str, str]) -> Iterator[DescribedFile]:
    columns = find_columns(rows[0].cells, column_names)
    order = find_date_order(rows, column_names)
    for row in rows:
        names = (field_text(row.cells.get(columns.names.get(column, ""))).strip() for column in _NAMING_COLUMNS)
        yield DescribedFile(
            origin=origin,
            line=row.line,
            # As the names of files are shown.
            name=make_printable(next(filter(None, names), "")),
            hints=read_hints(row, columns, order, OF_CATALOGUE),
            doubts=tuple(list_doubts(row, columns, order, Span(path=origin))),
            # Their line is none of the file.
            skipped_texts=tuple(replace(cell, line=0) for cell in list_other_cells(row, columns, order, origin)),
        )
