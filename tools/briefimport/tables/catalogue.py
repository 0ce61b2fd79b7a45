"""Tables that describe files instead of holding texts: the catalogue of a collection, joined to what it lists."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.addresses import split_address

from ..apart import SECONDS, TooLargeError, read_apart
from ..document import Hints, LegacyDocument, SetAside
from ..encoding import NotTextError, UndecodableError
from ..exports import ExportFile
from ..faults import ColumnsUnknown, ExportTooLarge, FileDamaged, RowUnmatched
from ..text.lines import plain
from ..workspace import Workspace
from .cells import field_text
from .columns import Column, columns_of
from .reader import hints_of, order_of
from .rows import Row, csv_form, detect_encoding, rows_of

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
SUFFIXES = SPREADSHEETS | {".csv", ".tsv"}
_HEAD = 65_536
_LARGEST = 50_000_000
_SHEET = Path(__file__).with_name("sheet.py")
_MOST_TOLD = 20
# Names that the files of a whole site share.
_OF_FOLDERS = frozenset({"index", "default", "home", "document", "untitled"})
_NAMING = (Column.FILE, Column.ADDRESS, Column.ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A row that describes a file: its place, what it says, and cells of columns that nobody knows."""

    origin: str
    line: int
    name: str
    hints: Hints
    aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows of all catalogues of a run, by the names of what they describe: of two with one name, none."""

    rows: tuple[Described, ...] = ()
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            for name in _endings(row.name):
                self._places[name] = place if self._places.get(name, place) == place else -1

    def described(self, document: LegacyDocument) -> LegacyDocument:
        """*document* with what its row says, before what its file says of itself."""
        place = self.place(document.origin, document.hints)
        if place < 0:
            return document
        row = self.rows[place]
        text = "\n".join((document.text, *(plain(item.text) for item in row.aside)))
        hints = row.hints.and_then(document.hints)
        return replace(document, hints=hints, text=text, set_aside=(*document.set_aside, *row.aside))

    def place(self, origin: str, hints: Hints) -> int:
        """The place of the row about what was at *origin* or at the addresses in *hints*; -1 if there is none."""
        names = [name for said in (origin, *(hint.value for hint in hints.addresses[:1])) for name in _endings(said)]
        return next((place for name in names if (place := self._places.get(name, -1)) >= 0), -1)

    def unmatched(self, texts: Iterable[tuple[str, Hints]], before: Iterable[str]) -> Iterator[Diagnostic]:
        """What is told of rows without a file, and of files without a row.

        Args:
            texts: The origin of each text of this run, and what is said about it.
            before: Origins of those that were imported before, of which no more is known.
        """
        found = [(origin, self.place(origin, hints)) for origin, hints in texts]
        known = [self.place(origin, Hints()) for origin in before]
        used = {place for _, place in found} | set(known)
        # A page that was imported before may be the one whose address a row gives.
        left = [row for place, row in enumerate(self.rows) if place not in used] if -1 not in known else []
        for row in left[:_MOST_TOLD]:
            message = f'no text was found for the row of "{row.name}"'
            yield RowUnmatched.at(Span(path=row.origin, line=row.line), message, hint="mend its name, or add the file")
        if more := left[_MOST_TOLD:]:
            yield RowUnmatched.at(Span(path=more[0].origin), f"{len(more):,} more rows are about no text")
        if self.rows and (without := [origin for origin, place in found if place < 0]):
            listed = ", ".join(f'"{origin}"' for origin in without[:_MOST_TOLD])
            message = f"the catalogue has no row for {len(without):,} texts: {listed}"
            yield RowUnmatched.at(
                Span(path=self.rows[0].origin), message, hint="add their rows, if they should have one"
            )


def read_tables(
    tables: Iterable[ExportFile], workspace: Workspace
) -> tuple[Catalogue, list[ExportFile], list[str], list[Diagnostic]]:
    """The catalogues among *tables*; spreadsheets with texts as files of records; other tables; what cannot be read."""
    described: list[Described] = []
    exports: list[ExportFile] = []
    others: list[str] = []
    found: list[Diagnostic] = []
    for table in tables:
        rows = _rows(table, workspace)
        if isinstance(rows, Diagnostic):
            found.append(rows)
            continue
        columns = columns_of(rows[0].cells if rows else (), workspace.columns)
        if columns.has_text:
            names = {name: str(column) for column, name in columns.names.items() if column in workspace.columns}
            cells = ({names.get(name, name): cell for name, cell in row.cells.items()} for row in rows)
            lines = "\n".join(json.dumps(one, ensure_ascii=False, default=str) for one in cells)
            path = workspace.keep(f"{table.sha256}.jsonl", lines.encode("utf-8", "replace"))
            exports.append(replace(table, path=path))
        elif columns.describes_files:
            described += _described(table.origin, rows, workspace.columns)
        elif table.path == table.given:
            message = f'"{table.origin}" has neither a column with texts nor one with names of files'
            found.append(ColumnsUnknown.at(Span(path=table.origin), message, hint="name the columns with --map"))
        else:
            others.append(table.origin)
    return Catalogue(tuple(described)), exports, others, found


def _described(origin: str, rows: list[Row], named: Mapping[str, str]) -> Iterator[Described]:
    columns = columns_of(rows[0].cells, named)
    order = order_of(rows, columns)
    known = set(columns.names.values())
    for row in rows:
        said = (field_text(row.cells.get(columns.names.get(one, ""))).strip() for one in _NAMING)
        name = next((name for name in said if name), "")
        rest = ((column, " ".join(plain(field_text(value)).split())) for column, value in row.cells.items())
        aside = tuple(
            SetAside(line=0, text=text, reason=f"column “{column}” of {origin}")
            for column, text in rest
            if column not in known and text
        )
        if name:
            hints = hints_of(row, columns, order)
            yield Described(origin=origin, line=row.line, name=name, hints=hints, aside=aside)


def _rows(table: ExportFile, workspace: Workspace) -> list[Row] | Diagnostic:
    """The rows of a table, or why it cannot be read."""
    span = Span(path=table.origin)
    try:
        if table.path.stat().st_size > _LARGEST:
            message = f'"{table.origin}" is larger than {_LARGEST // 1_000_000} MB'
            return ExportTooLarge.at(span, message, hint="divide it")
        if table.path.suffix.lower() in SPREADSHEETS:
            rows = read_apart(_SHEET, table.path)
            return [Row(number=number, line=number + 1, cells=cells) for number, cells in rows]
        with table.path.open("rb") as stream:
            form = csv_form(stream.read(_HEAD))
        if form is None:
            return []
        encoding = detect_encoding(table.path, workspace.encoding)
        return [row for row in rows_of(table.path, form, encoding) if row.cells]
    except (NotTextError, UndecodableError):
        return []
    except TooLargeError:
        message = f'"{table.origin}" takes more memory to read than a table may, or more than {SECONDS} seconds'
        return ExportTooLarge.at(span, message, hint="divide it, or delete far-off cells; or save it as CSV")
    except Exception:  # noqa: BLE001 — nothing in a table may end the run
        message = f'"{table.origin}" cannot be read as a table'
        return FileDamaged.at(span, message, hint="save it as CSV in the program that made it")


def _endings(name: str) -> Iterator[str]:
    """The ends of a path or of the path of an address, the longest first, each with and without its suffix."""
    parts = split_address(name)
    path = unquote(parts.path if parts and parts.netloc else name.partition("#")[0]).replace("\\", "/").strip("/ ")
    whole = PurePosixPath(path.casefold())
    for start in range(min(len(whole.parts), 12)):
        end = PurePosixPath(*whole.parts[start:])
        if len(end.parts) > 1 or end.stem not in _OF_FOLDERS or len(whole.parts) == 1:
            yield str(end)
            if end.suffix:
                yield str(end.with_suffix(""))


NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
