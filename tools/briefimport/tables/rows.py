"""The rows of a table, one after the other: from CSV with whatever signs between cells, from JSON lines, from JSON."""

import codecs
import csv
import io
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..encoding import NotTextError, UndecodableError, decode
from .cells import Value, records_in
from .columns import Columns, columns_of

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 65_536
_FIRST = 400
_LARGEST_ROW = 10_000_000
_LARGEST_LIST = 50_000_000
_MOST_COLUMNS = 500
# A spreadsheet can be told the sign between cells in a line above all others.
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=.?\r?\n", re.IGNORECASE)
_UNCLOSED = "a quotation mark that opens in it is never closed, so that the rest of the table cannot be read"
_NAME = re.compile(r'("(?:[^"\\\x00-\x1f]|\\u[\da-fA-F]{4}){1,80}")\s*:')
_BYTES_BEYOND_ASCII = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")

# The standard library's own limit is less than a long text.
csv.field_size_limit(_LARGEST_ROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a table.

    Attributes:
        number: Its place among the records, from 1.
        line: Where it begins.
        cells: Its values by the names of their columns; empty if it cannot be read.
        fault: What is wrong with it.
    """

    number: int
    line: int
    cells: dict[str, Value]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a table is written.

    Attributes:
        kind: `csv`, `jsonl` or `json`.
        delimiter: The sign between the cells of a CSV table.
        escaped: Whether quotation marks in cells have a stroke before them, instead of standing twice.
    """

    kind: str
    columns: Columns
    delimiter: str = ","
    escaped: bool = False


def form_of(head: bytes) -> Form | None:
    """The form of the table that begins with *head*; None if it is none that has texts."""
    try:
        text = _beginning(head)
    except (NotTextError, UndecodableError):
        return None
    text = text.lstrip("\ufeff \r\n\t")
    form = _json_form(text) if text[:1] in ("{", "[") else _csv_form(text)
    return form if form and form.columns.has_text else None


def csv_form(head: bytes) -> Form | None:
    """The form of the CSV table that begins with *head*; None if it is none."""
    try:
        return _csv_form(_beginning(head).lstrip("\ufeff \r\n\t"))
    except (NotTextError, UndecodableError):
        return None


def _beginning(head: bytes) -> str:
    """The text of the first bytes of a file, which may end within a character."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:_FIRST]:
        encoding = decode(head[: len(head[:_FIRST]) // 4 * 4]).encoding
        return codecs.getincrementaldecoder(encoding)("replace").decode(head)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return decode(head[: head.rfind(b"\n") + 1] or head).text


def _json_form(text: str) -> Form | None:
    line = text.partition("\n")[0].strip()
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        first = None
    if isinstance(first, dict) and not any(isinstance(one, list) and _holds_text(one) for one in first.values()):
        return Form(kind="jsonl", columns=columns_of(map(str, first)))
    # A list that is longer than what is seen of it: its names are taken as they come.
    names = dict.fromkeys(json.loads(name) for name in _NAME.findall(text))
    return Form(kind="jsonl" if line.startswith("{") and len(line) > 1 and first is None and _is_cut(text) else "json",
                columns=columns_of(names))  # fmt: skip


def _holds_text(value: list[Value]) -> bool:
    return bool(value) and isinstance(value[0], dict) and columns_of(map(str, value[0])).has_text


def _is_cut(text: str) -> bool:
    """Whether the first line is longer than what is seen of the file."""
    return "\n" not in text.strip()


def _csv_form(text: str) -> Form | None:
    best: Form | None = None
    text = _SEPARATOR_LINE.sub("", text)
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
        except csv.Error:
            continue
        columns = columns_of(names)
        if len(names) > 1 and (best is None or len(columns.names) > len(best.columns.names)):
            best = Form(kind="csv", columns=columns, delimiter=delimiter, escaped=_is_escaped(text))
    return best


def _is_escaped(text: str) -> bool:
    return bool(re.search(r'[^"\\]\\"[^,;\t|\r\n]', text)) and not re.search(r'[^,;\t|\r\n"]""[^,;\t|\r\n"]', text)


def detect_encoding(path: Path, named: str = "") -> str:
    """The encoding of a table, found without holding it in memory.

    Args:
        path: Its file.
        named: That of tables which are not Unicode, where someone knows it.

    Raises:
        NotTextError: It is no text.
        UndecodableError: No encoding reads what is not ASCII in it.
    """
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"\0" in head[:_FIRST]:
            return decode(head[: len(head) // 4 * 4], named).encoding
        reader = codecs.getincrementaldecoder("utf-8")()
        try:
            for piece in itertools.chain([head], iter(lambda: stream.read(1 << 20), b"")):
                reader.decode(piece)
            reader.decode(b"", final=True)
        except UnicodeDecodeError:
            stream.seek(0)
            return decode(_telling(stream), named).encoding
    return "utf-8-sig"


def _telling(stream: io.BufferedIOBase) -> bytes:
    """Lines of a file that are not ASCII, as many as an encoding shows itself in."""
    found, size = [], 0
    for line in iter(lambda: stream.readline(_LARGEST_ROW), b""):
        if _BYTES_BEYOND_ASCII.match(line):
            found.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(found)


def rows_of(path: Path, form: Form, encoding: str) -> Iterator[Row]:
    """The rows of a table; those that cannot be read say why."""
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as stream:
        match form.kind:
            case "csv":
                yield from _csv_rows(stream, form)
            case "jsonl":
                yield from _json_lines(stream)
            case _:
                yield from _json_list(stream)


def _csv_rows(stream: io.TextIOBase, form: Form) -> Iterator[Row]:
    rows = csv.reader(
        (line.replace("\0", "") for line in iter(lambda: stream.readline(_LARGEST_ROW), "")),
        delimiter=form.delimiter,
        doublequote=not form.escaped,
        escapechar="\\" if form.escaped else None,
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
        except csv.Error as error:
            number += 1
            unclosed = "end of data" in str(error)
            fault = f"it cannot be read as CSV ({error})" if not unclosed else _UNCLOSED
            yield Row(number=number, line=line, cells={}, fault=fault)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not names and _SEPARATOR_LINE.match(f"{form.delimiter.join(cells)}\n"):
            continue
        if not names:
            names = [cell.strip("\ufeff \t\r\n") for cell in cells[:_MOST_COLUMNS]]
            continue
        number += 1
        over = [cell for cell in cells[len(names) :] if cell.strip()]
        if over or _undecoded(cells):
            fault = (
                f"it has {len(cells)} cells, and the table {len(names)} columns"
                if over
                else "its letters fit no encoding"
            )
            yield Row(number=number, line=line, cells={}, fault=fault)
        else:
            yield Row(
                number=number, line=line, cells={name: cell for name, cell in zip(names, cells, strict=False) if name}
            )


def _json_lines(stream: io.TextIOBase) -> Iterator[Row]:
    number = 0
    for line, text in enumerate(iter(lambda: stream.readline(_LARGEST_ROW), ""), start=1):
        if not text.strip("\ufeff \t\r\n"):
            continue
        number += 1
        try:
            value = json.loads(text.strip("\ufeff \t\r\n"))
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict) or _undecoded([text]):
            yield Row(number=number, line=line, cells={}, fault="it is no JSON object")
        else:
            yield Row(number=number, line=line, cells=value)


def _json_list(stream: io.TextIOBase) -> Iterator[Row]:
    text = stream.read(_LARGEST_LIST + 1)
    fault = ""
    value: Value = None
    if len(text) > _LARGEST_LIST:
        fault = f"the list is longer than {_LARGEST_LIST // 1_000_000} MB; write a record in each line"
    else:
        try:
            value = json.loads(text.strip("\ufeff \t\r\n"))
        except (ValueError, RecursionError):
            fault = "it is no whole JSON; it may have been cut off"
    if fault:
        yield Row(number=1, line=1, cells={}, fault=fault)
    for number, record in enumerate(records_in(value), start=1):
        fault = "" if record else "it is no JSON object"
        yield Row(number=number, line=1, cells=record, fault=fault)


def _undecoded(cells: list[str]) -> bool:
    return any("\udc80" <= char <= "\udcff" for cell in cells if not cell.isascii() for char in cell)
