"""The reader of tables with one text in each record."""

import functools
import hashlib
import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.addresses import split_address

from ..document import Hints, LegacyDocument, SetAside
from ..files.exports import ExportFile
from ..html.reader import document_of, page_of
from ..languages import detect_language
from ..rules import ColumnsUnknown, DateDecided, EncodingNoted, RecordBroken, StatusUnknown
from ..text.dates.printed import Order
from ..text.kinds import facts_of
from ..text.lines.joining import elements_of
from ..text.lines.splitting import plain, split
from ..text.lines.wrapping import Element
from ..text.page_furniture import is_sources_heading
from ..words import read_table
from ..workspace import Workspace
from .cells import field_text, read_day, read_language, split_people, split_sources, split_terms
from .columns import NO_COLUMNS, Column, Columns, find_columns
from .rows import Row, begins_as_table, load_table

_TAGS = re.compile(
    r"</?(?:p|br|div|a|strong|em|b|i|u|ul|ol|li|h[1-6]|blockquote|table|img|span|figure|font)\b[^<>]*>", re.IGNORECASE
)
_BLOCK_TAGS = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote|table|td|figure|pre)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_ID = re.compile(r"[\w.-]{1,80}", re.ASCII)
_SAMPLE_OF_DATES = 500
# So many cells, and so many characters of them all, show the language of a table.
_MOST_CELLS, _ENOUGH = 20, 2_000
_WITH_WORDS = (Column.TITLE, Column.SUMMARY, Column.TEXT, Column.HTML)
_ANY_TAG = re.compile("<[^<>]*>")
_MOST_ERRORS, _LONGEST_DATE = 100, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOrder:
    """The order of day and month in the numeric dates of a table.

    Attributes:
        known: The order, if something tells it.
        doubt: What alone tells it, if that is little.
    """

    known: Order | None = None
    doubt: str = ""


class TableReader:
    """The reader of tables with one text in each record."""

    name = "table"
    description = "a table of records: CSV, JSON lines or a JSON list, with a column for the text"
    # A table in a folder can list something else; only its columns show whether it contains texts.
    suffixes: frozenset[str] = frozenset()

    def fits(self, head: bytes) -> bool:
        """Return whether the first row or record names a column with texts."""
        return begins_as_table(head)

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield the text of every record, or the reason why it cannot be read."""
        table = load_table(export, workspace)
        if isinstance(table, Diagnostic):
            yield table
            return
        order = find_date_order(table.rows)
        taken: set[str] = set()
        error_count = 0
        for row in table.rows:
            span = Span(path=f"{export.origin}#row-{row.number}", line=row.line)
            if not row.error:
                yield _read_document(row, export, workspace, encoding=table.encoding, order=order, taken=taken)
                continue
            error_count += 1
            if error_count > _MOST_ERRORS:
                yield RecordBroken.flag(span, f'more than {_MOST_ERRORS} rows of "{export.origin}" are broken')
                return
            yield RecordBroken.flag(span, f'row {row.number} of "{export.origin}": {row.error}', hint="mend it there")


def _read_document(
    row: Row, export: ExportFile, workspace: Workspace, *, encoding: str, order: DateOrder, taken: set[str]
) -> LegacyDocument | Diagnostic:
    columns = find_columns(row.cells)
    origin = f"{export.origin}#{_find_unique_id(row, columns, taken)}"
    span = Span(path=origin, line=row.line)
    if not {Column.HTML, Column.TEXT} & columns.names.keys():
        message = f'row {row.number} of "{export.origin}" has no text'
        return ColumnsUnknown.flag(span, message, hint="name what holds it “text”")
    record_text = json.dumps(row.cells, ensure_ascii=False, sort_keys=True, default=str)
    digest = hashlib.sha256(record_text.encode("utf-8", "surrogatepass")).hexdigest()
    record = ExportFile(path=export.path, origin=origin, root=export.root, digest=digest)
    notes: list[Diagnostic] = []
    if encoding != "utf-8":
        notes.append(EncodingNoted.flag(span, f'"{origin}" was read as {encoding}'))
    notes += list_doubts(row, columns, order, span)
    page, words = _build_page(row, columns)
    hints = replace(read_hints(row, columns, order), titles=())
    document = document_of(
        page_of(page), record, workspace, is_all_text=True, hints=hints, notes=notes, reader=TableReader.name
    )
    if isinstance(document, Diagnostic):
        return document
    other_cells = tuple(list_other_cells(row, columns, order, "the table"))
    text = "\n".join((words or document.text, *(item.text for item in other_cells)))
    return replace(document, text=plain(text), set_aside=(*document.set_aside, *other_cells))


def find_date_order(rows: Sequence[Row], column_names: Mapping[str, str] = NO_COLUMNS) -> DateOrder:
    """Return whether days precede months: as some of the dates show, else as the language of the texts has them.

    If neither tells it, the names of the columns do, in doubt. The order is unknown if dates of the table contradict
    each other, or if there is nothing but English, which has both orders.
    """
    sample = [(row, find_columns(row.cells, column_names)) for row in rows[:_SAMPLE_OF_DATES]]
    readings = (read_day(_get_cell(row, columns, Column.DATE), None) for row, columns in sample)
    orders = {reading.evidence for reading in readings if reading and reading.evidence}
    if orders:
        return DateOrder(known=orders.pop() if len(orders) == 1 else None)
    if _has_foreign_text(sample):
        return DateOrder(known=Order.DAY_FIRST)
    if 2 * sum(columns.are_foreign for _, columns in sample) > len(sample):
        return DateOrder(known=Order.DAY_FIRST, doubt="as is usual in the language of the names of the columns")
    return DateOrder()


def _has_foreign_text(rows: Iterable[tuple[Row, Columns]]) -> bool:
    """Return whether the titles and texts of *rows* are in another language than English."""
    cells = (field_text(_get_cell(row, columns, column)) for row, columns in rows for column in _WITH_WORDS)
    words = " ".join(_ANY_TAG.sub(" ", cell[:_ENOUGH]) for cell in itertools.islice(filter(None, cells), _MOST_CELLS))
    return detect_language(words[:_ENOUGH]) not in {"", "en"}


def list_doubts(row: Row, columns: Columns, order: DateOrder, span: Span) -> Iterator[Diagnostic]:
    """Yield what a person should check of a row: a date, if little tells the *order* of its numbers, and a status."""
    if guess := _find_guess(row, columns, order):
        yield DateDecided.flag(span, guess, hint="compare it with the old page")
    for column, word, status in _list_statuses(row, columns):
        if status:
            continue
        message = f'the column “{columns.names[column]}” has "{word}", so the text becomes a draft'
        yield StatusUnknown.flag(span, message, hint="decide “import” in the plan if it was public, else “skip”")


def _find_guess(row: Row, columns: Columns, order: DateOrder) -> str:
    """Return how the date of a row was read, and why, if little tells the *order* of its numbers; else nothing."""
    date = _get_cell(row, columns, Column.DATE)
    reading, free = read_day(date, order.known), read_day(date, None)
    if not (reading and free and free.reason) or (order.known and not order.doubt):
        return ""
    reason = free.reason if reading == free else f"{order.known}, {order.doubt}"
    return f'"{field_text(date)}" was read as {reading.date}: {reason}'


def _get_cell(row: Row, columns: Columns, column: Column) -> object:
    name = columns.names.get(column)
    return None if name is None else row.cells.get(name)


def _find_unique_id(row: Row, columns: Columns, taken: set[str]) -> str:
    """Return the unique id of a record: its own id, or else its number."""
    cells = (field_text(_get_cell(row, columns, column)).strip() for column in (Column.ID, Column.FILE))
    own_id = next(filter(None, cells), "")
    id_ = own_id if _ID.fullmatch(own_id) and own_id not in taken else f"row-{row.number}"
    taken.add(id_)
    return id_


def _build_page(row: Row, columns: Columns) -> tuple[str, str]:
    """Return a record as a page with title and sources, and its words if it is plain text without joined lines."""
    title = " ".join(field_text(_get_cell(row, columns, Column.TITLE)).split())
    body, _ = _read_body(row, columns)
    sources = _get_cell(row, columns, Column.SOURCES)
    lines = [] if _is_html(sources) else split_sources(sources)
    heading = _sources_heading(columns)
    pieces = [f"<h1>{html.escape(title)}</h1>"] if title else []
    words = ""
    if _is_html(body):
        pieces.append(_add_paragraphs(body))
    else:
        elements = _split_paragraphs(body)
        pieces += [f"<p>{html.escape(element.text)}</p>" for element in elements]
        if not any(element.joined for element in elements):
            words = "\n".join((title, body, *((heading, *lines) if lines else ())))
    if lines:
        pieces.append(f"<p>{html.escape(heading)}</p>")
        pieces += [f"<p>{html.escape(line)}</p>" for line in lines]
    elif _is_html(sources):
        pieces.append(f"<p>{html.escape(heading)}</p><div>{field_text(sources)}</div>")
        words = ""
    return "\n".join(("<html><body>", *pieces, "</body></html>")), words


def _read_body(row: Row, columns: Columns) -> tuple[str, str]:
    """Return the text of a record and the name of its column; the column with HTML is preferred."""
    known = [column for column in (Column.HTML, Column.TEXT) if column in columns.names]
    bodies = ((field_text(_get_cell(row, columns, column)), columns.names[column]) for column in known)
    body, name = next(((text, name) for text, name in bodies if text.strip()), ("", ""))
    if "\n" not in body and body.count("\\n") > 1:
        # A program wrote line ends as two characters.
        body = body.replace("\\r", "").replace("\\n", "\n")
    return body, name


def _is_html(value: object) -> bool:
    return isinstance(value, str) and _TAGS.search(value) is not None


def _add_paragraphs(body: str) -> str:
    """Return HTML whose paragraphs are separated only by blank lines, as in a web form, with elements for them."""
    if _BLOCK_TAGS.search(body):
        return body
    parts = _BLANK.split(body.replace("\r\n", "\n"))
    return "\n".join(f"<p>{part}</p>" for part in parts)


def _split_paragraphs(body: str) -> list[Element]:
    """Return the paragraphs of plain text, whose lines are joined if an editor has wrapped them."""
    lines = list(split(plain(body)))
    return elements_of(lines, [facts_of(line.text) for line in lines])


def _sources_heading(columns: Columns) -> str:
    """Return the heading of the sources, which is the name of their column if it can be one."""
    name = f"{columns.names.get(Column.SOURCES, 'sources')}:"
    return name if is_sources_heading(name) else "sources:"


def read_hints(row: Row, columns: Columns, order: DateOrder, table: str = "") -> Hints:
    """Return the hints in the cells of a row; *table* is put behind the names of their columns."""
    hints = (
        (name, value[:limit], column)
        for name, column, limit, values in _list_hints(row, columns, order)
        for value in values
    )
    # A guess does not go before the text, as other cells of a catalogue do.
    guessed = {Column.DATE} if _find_guess(row, columns, order) else set()
    return Hints.of(
        (name, value, f"column “{columns.names.get(column, '')}”{'' if column in guessed else table}")
        for name, value, column in hints
    )


def _list_hints(row: Row, columns: Columns, order: DateOrder) -> Iterator[tuple[str, Column, int, list[str]]]:
    """Yield the kind, the column, the maximum length and the values of hints."""

    def cell(column: Column) -> object:
        return _get_cell(row, columns, column)

    for name, column, limit in (("titles", Column.TITLE, 500), ("summaries", Column.SUMMARY, 4_000)):
        yield name, column, limit, [" ".join(field_text(cell(column)).split())]
    for name, column in (("dates", Column.DATE), ("modified", Column.MODIFIED)):
        reading = read_day(cell(column), order.known)
        # What cannot be read is told as it is.
        yield name, column, _LONGEST_DATE, [str(reading.partial) if reading else field_text(cell(column)).strip()]
    for name, column in (("authors", Column.AUTHORS), ("editors", Column.EDITORS)):
        yield name, column, 500, split_people(cell(column))
    for name, column in (("countries", Column.COUNTRIES), ("categories", Column.TOPICS), ("tags", Column.TAGS)):
        yield name, column, 500, split_terms(cell(column))
    address = field_text(cell(Column.ADDRESS)).strip()
    yield "addresses", Column.ADDRESS, 500, [address] if _is_address(address) else []
    # What may not have been public stays unpublished until a person decides.
    statuses = {status or "draft": column for column, _, status in _list_statuses(row, columns)}
    for status in sorted(statuses)[:1]:
        yield "statuses", statuses[status], 500, [status]
    yield "languages", Column.LANGUAGE, 500, [read_language(cell(Column.LANGUAGE))]


def _list_statuses(row: Row, columns: Columns) -> Iterator[tuple[Column, str, str]]:
    """Yield the columns that say whether a text was public, each with its word and what this means; "" if unknown."""
    for column in (Column.STATUS, Column.DRAFT):
        value = _get_cell(row, columns, column)
        word = " ".join((str(value) if isinstance(value, bool) else field_text(value)).lower().split())
        if word:
            yield column, word, _load_states(column).get(word, "")


@functools.cache
def _load_states(column: Column) -> dict[str, str]:
    """Return what the words in a column say of a text: published or draft."""
    return {word: status for status, words in read_table("states")[column].items() for word in words.split()}


def _is_address(text: str) -> bool:
    parts = split_address(text)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


def list_other_cells(row: Row, columns: Columns, order: DateOrder, table: str) -> Iterator[SetAside]:
    """Yield the cells of unknown columns, of a second column for the text, and a date that cannot be read."""
    _, body = _read_body(row, columns)
    second = {columns.names.get(column) for column in (Column.HTML, Column.TEXT)} - {body}
    known_names = set(columns.names.values()) - second
    date = columns.names.get(Column.DATE)
    for name, value in row.cells.items():
        text = " ".join(plain(field_text(value)).split())
        if text and name not in known_names:
            yield SetAside(line=row.line, text=text, reason=f"column “{name}” of {table}")
        elif text and name == date and read_day(value, order.known) is None:
            yield SetAside(line=row.line, text=text, reason=f"no day, in the column “{name}” of {table}")
