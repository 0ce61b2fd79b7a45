"""The rows of a table in any format: CSV with any delimiter, JSON, JSON lines, or a spreadsheet."""

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from ..files.encoding import NotTextError, UndecodableError, decode
from ..files.exports import ExportFile, read_bytes
from ..files.isolated_reading import SECONDS, ResourceLimitError, read_isolated
from ..rules import ExportTooLarge, FileDamaged, NotText, Undecodable
from ..workspace import Workspace
from .cells import Value, list_records
from .columns import find_columns

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_SHEET = Path(__file__).with_name("sheet.py")
_DELIMITERS = (",", ";", "\t", "|")
_LARGEST = 100_000_000
_LARGEST_ROW = 10_000_000
_MOST_COLUMNS = 500
_BLANKS = "\ufeff \t\r\n"
# The first line of a CSV file can tell a spreadsheet program the delimiter.
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=.?\r?\n", re.IGNORECASE)
_ESCAPED_QUOTE, _DOUBLED_QUOTE = re.compile(r'[^"\\]\\"[^,;\t|\r\n]'), re.compile(r'[^,;\t|\r\n"]""[^,;\t|\r\n"]')
_UNCLOSED = "a quotation mark that opens in it is never closed, so that the rest of the table cannot be read"
_JSON_NAME = re.compile(r'("(?:[^"\\\x00-\x1f]|\\u[\da-fA-F]{4}){1,80}")\s*:')

# The default limit of the standard library is too small for long texts.
csv.field_size_limit(_LARGEST_ROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record of a table.

    Attributes:
        number: The number of the record, from 1.
        line: The line in which it begins.
        cells: Values by name of column; empty if the record cannot be read.
        error: The reason why it cannot be read.
    """

    number: int
    line: int
    cells: dict[str, Value]
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a table, and the encoding of its file."""

    rows: tuple[Row, ...]
    encoding: str = "utf-8"


def begins_as_table(head: bytes) -> bool:
    """Return whether the first row or record of a file that begins with *head* names a column with texts."""
    text = _decode_head(head).lstrip(_BLANKS)
    if not text:
        return False
    names = _list_json_names(text) if text[0] in "{[" else _detect_delimiter(text)[1]
    return find_columns(names).has_text


def _decode_head(head: bytes) -> str:
    """Decode the first bytes of a file, which can end within a character; return "" if they are not text."""
    try:
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:400]:
            return decode(head[: len(head) // 4 * 4]).text
        return decode(head[: head.rfind(b"\n") + 1] or head).text
    except (NotTextError, UndecodableError):
        return head.decode("utf-8", "ignore") if b"\0" not in head else ""


def _list_json_names(text: str) -> list[str]:
    """Return the names of fields in the incomplete JSON at the beginning of a file."""
    return list(dict.fromkeys(json.loads(name) for name in _JSON_NAME.findall(text)))


def _detect_delimiter(text: str) -> tuple[str, list[str]]:
    """Return the delimiter of CSV and the names of its columns, choosing the delimiter with most known names."""
    best: tuple[str, list[str]] = ",", []
    if separator := _SEPARATOR_LINE.match(text):
        text = text[separator.end() :]
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(names) > 1 and (not best[1] or len(find_columns(names).names) > len(find_columns(best[1]).names)):
            best = delimiter, names
    return best


def load_table(export: ExportFile, workspace: Workspace) -> Table | Diagnostic:
    """Read the rows of a table, or return the reason why that fails."""
    span = Span(path=export.origin)
    if export.path.suffix.lower() in SPREADSHEETS:
        return _read_sheet(export, span)
    data = read_bytes(export, _LARGEST)
    if isinstance(data, Diagnostic):
        return data
    try:
        decoded = decode(data, workspace.encoding)
    except NotTextError:
        return NotText.flag(span, f'"{export.origin}" is not text')
    except UndecodableError:
        hint = "save it as UTF-8, or name its encoding with --encoding"
        return Undecodable.flag(span, f'the encoding of "{export.origin}" is unknown', hint=hint)
    text = decoded.text.lstrip("\ufeff")
    rows = _read_json(text) if text.lstrip(_BLANKS)[:1] in ("{", "[") else _read_csv(text)
    return Table(rows=tuple(rows), encoding=decoded.encoding.removesuffix("-sig"))


def _read_sheet(export: ExportFile, span: Span) -> Table | Diagnostic:
    try:
        rows = read_isolated(_SHEET, export.path)
        return Table(rows=tuple(Row(number=number, line=number + 1, cells=cells) for number, cells in rows))
    except ResourceLimitError:
        message = f'"{export.origin}" takes more memory to read than a table may, or more than {SECONDS} seconds'
        return ExportTooLarge.flag(span, message, hint="divide it, or delete far-off cells; or save it as CSV")
    except Exception:  # noqa: BLE001 — nothing in a table may end the run
        message = f'"{export.origin}" cannot be read as a table'
        return FileDamaged.flag(span, message, hint="save it as CSV in the program that made it")


def _read_csv(text: str) -> Iterator[Row]:
    delimiter, _ = _detect_delimiter(text)
    # Database exports escape a quotation mark with a backslash, while other programs double it.
    has_escapes = bool(_ESCAPED_QUOTE.search(text)) and not _DOUBLED_QUOTE.search(text)
    rows = csv.reader(
        io.StringIO(text.replace("\0", ""), newline=""),
        delimiter=delimiter,
        doublequote=not has_escapes,
        escapechar="\\" if has_escapes else None,
        strict=True,
    )
    names: list[str] = []
    number = 0
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as exception:
            number += 1
            error = _UNCLOSED if "end of data" in str(exception) else f"it cannot be read as CSV ({exception})"
            yield Row(number=number, line=line, cells={}, error=error)
            continue
        if not any(cell.strip() for cell in cells) or (
            not names and _SEPARATOR_LINE.match(f"{delimiter.join(cells)}\n")
        ):
            continue
        if not names:
            names = [cell.strip(_BLANKS) for cell in cells[:_MOST_COLUMNS]]
            continue
        number += 1
        if any(cell.strip() for cell in cells[len(names) :]):
            error = f"it has {len(cells)} cells, and the table {len(names)} columns"
            yield Row(number=number, line=line, cells={}, error=error)
        else:
            pairs = itertools.zip_longest(names, cells[: len(names)], fillvalue="")
            yield Row(number=number, line=line, cells={name: cell for name, cell in pairs if name})


def _read_json(text: str) -> Iterator[Row]:
    """Yield the records of a list, of the first list in a record, or of JSON lines."""
    try:
        value: Value = json.loads(text)
    except (ValueError, RecursionError):
        yield from _read_json_lines(text)
        return
    if isinstance(value, dict) and find_columns(map(str, value)).has_text:
        value = [value]
    for number, record in enumerate(list_records(value), start=1):
        yield Row(number=number, line=1, cells=record, error="" if record else "it is not a JSON object")


def _read_json_lines(text: str) -> Iterator[Row]:
    lines = [(line, text_line) for line, text_line in enumerate(text.splitlines(), start=1) if text_line.strip(_BLANKS)]
    if _parse_object(lines[0][1]) is None:
        yield Row(number=1, line=1, cells={}, error="it is not complete JSON; it may have been cut off")
        return
    for number, (line, text_line) in enumerate(lines, start=1):
        value = _parse_object(text_line)
        yield Row(number=number, line=line, cells=value or {}, error="" if value else "it is not a JSON object")


def _parse_object(line: str) -> dict[str, Value] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
