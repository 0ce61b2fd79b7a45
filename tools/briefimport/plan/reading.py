"""Reads a plan that a person has edited; every fault of it is told with its place in the file."""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Archive
from briefarchive.reading.fields import FRONT_MATTER, ID
from briefarchive.reading.vocabularies.term_search import (
    UnknownTermError,
    search_countries,
    search_people,
    search_topics,
)
from briefarchive.storage.files import DATA_LIMIT

from ..decisions import Decided, Decision, Plan, Row
from ..encoding import NotTextError, UndecodableError, decode
from ..faults import PlanUnreadable, PlanValue
from ..text.dates import read_date
from .table import COLUMNS

# What a spreadsheet would compute was written with an apostrophe before it (`exporting.cells`).
_HARMLESS = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'+[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")
_MARKS = ",;\t"
_DECISION = re.compile(r"(?P<decision>[a-z-]+)(?:[\s:]+(?P<other>\S.*))?", re.DOTALL)
_TITLE = FRONT_MATTER["title"]
_LANGUAGE = re.compile(FRONT_MATTER["language"].pattern or "")
_NEEDED = tuple(name for name in COLUMNS if name not in {"problems", "format"})


def read_plan(file: Path, archive: Archive, name: str = "") -> Plan | list[Diagnostic]:
    """The plan in *file*, or everything that is wrong with it.

    Args:
        file: The table.
        archive: What the plan may name: countries, topics, people and briefs.
        name: What the file is called in diagnostics; by default its name.
    """
    span = Span(path=name or file.name)
    text = _text(file, span)
    if isinstance(text, Diagnostic):
        return [text]
    table = _rows(text, span.path)
    if isinstance(table, Diagnostic):
        return [table]
    header = [cell.text.strip().casefold() for cell in table[0]] if table else []
    if missing := [column for column in _NEEDED if column not in header]:
        what = f"the plan has no column {', '.join(f'“{column}”' for column in missing)}"
        return [PlanUnreadable.at(span, what, hint="its first row must be as “briefs import --plan” writes it")]
    reader = _PlanReader(archive, file.parent)
    reader.read([dict(zip(header, row, strict=False)) for row in table[1:]], span)
    return reader.faults or Plan(rows=reader.rows, name=span.path, unknown_topics=reader.unknown_topics)


def _text(file: Path, span: Span) -> str | Diagnostic:
    try:
        with file.open("rb") as stream:
            data = stream.read(DATA_LIMIT + 1)
        decoded = decode(data) if len(data) <= DATA_LIMIT else None
    except OSError as error:
        return PlanUnreadable.at(span, f'"{span.path}" cannot be opened: {error.strerror}')
    except (NotTextError, UndecodableError):
        decoded = None
    if decoded is None or not decoded.encoding.startswith("utf"):
        hint = "save it as “CSV UTF-8”; other forms lose letters"
        return PlanUnreadable.at(span, f'"{span.path}" is no table in UTF-8', hint=hint)
    return decoded.text.removeprefix("\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """The text of a cell, and the line of its row."""

    text: str
    span: Span


def _rows(text: str, path: str) -> list[list[_Cell]] | Diagnostic:
    """The rows of a table in CSV, whatever a spreadsheet writes between cells; empty ones are left out."""
    mark = max(_MARKS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found: list[list[_Cell]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append([_Cell(text=cell, span=Span(path=path, line=line)) for cell in row])
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "close the quotation mark, or save the table anew from the spreadsheet"
        return PlanUnreadable.at(Span(path=path, line=line), f"this row cannot be read ({error})", hint=hint)
    return found


class _PlanReader:
    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        self._countries = search_countries(archive.vocabulary)
        self._topics = search_topics(archive.vocabulary)
        self._people = search_people(archive.vocabulary)
        self.rows: dict[str, Row] = {}
        self.faults: list[Diagnostic] = []
        self.unknown_topics: dict[str, Diagnostic] = {}

    def read(self, table: list[dict[str, _Cell]], span: Span) -> None:
        """Read every row; then look whether they name one another rightly."""
        places: dict[str, _Cell] = {}
        for cells in table:
            if missing := [column for column in _NEEDED if column not in cells]:
                first = next(iter(cells.values())).span
                self._fault(first, f"this row ends before “{missing[0]}”", "give it as many cells as the first row")
                continue
            origin = _value(cells["file"])
            if origin in self.rows:
                self._fault(cells["file"].span, f'"{origin}" has a second row', "delete one of the two")
                continue
            self.rows[origin] = self._row(origin, cells)
            places[origin] = cells["decision"]
        if not table:
            self.faults.append(PlanUnreadable.at(span, "the plan has no rows"))
        for origin, row in self.rows.items():
            self._check_other(origin, row.decided, places[origin])

    def _row(self, origin: str, cells: Mapping[str, _Cell]) -> Row:
        decision, other = self._decision(cells["decision"])
        wanted = decision in {Decision.IMPORT, Decision.AS_DRAFT}
        date = self._date(cells["date"])
        if wanted and date is None and not cells["date"].text.strip():
            hint = "write the day, as in 2014-10-17, or decide “skip”"
            self._fault(cells["date"].span, "column “date” is empty, and a brief needs a date", hint)
        return Row(
            span=cells["file"].span,
            sha256=_value(cells["sha256"]),
            path=self._folder / _value(cells["path"]),
            decided=Decided(
                decision=decision,
                other=other,
                date=date,
                title=self._title(cells["title"]),
                countries=tuple(self._terms(cells["countries"], "countries", self._countries.find)),
                topics=tuple(self._terms(cells["topics"], "topics", self._topics.find)),
                compilers=tuple(self._terms(cells["compilers"], "compilers", self._person)),
                language=self._language(cells["language"]),
            ),
        )

    def _decision(self, cell: _Cell) -> tuple[Decision, str]:
        found = _DECISION.fullmatch(_value(cell))
        decision, other = (found["decision"], found["other"] or "") if found else ("", "")
        if decision in set(Decision) and bool(other) == (decision == Decision.DUPLICATE):
            return Decision(decision), other
        hint = "decide “import”, “as-draft”, “skip”, or “duplicate-of” with the file that has the text already"
        self._fault(cell.span, f'column “decision”: "{_value(cell)}" is no decision', hint)
        return Decision.SKIP, ""

    def _check_other(self, origin: str, decided: Decided, cell: _Cell) -> None:
        other = decided.other
        if not other or (other in self._archive.briefs):
            return
        row = self.rows.get(other)
        if row is None or other == origin or row.decided.decision is Decision.DUPLICATE:
            why = "is neither a file of this plan nor a brief" if row is None else "has no text of its own"
            hint = "name a file of this plan that is imported, or the id of a brief"
            self._fault(cell.span, f'column “decision”: "{other}" {why}', hint)

    def _date(self, cell: _Cell) -> datetime.date | None:
        text = _value(cell)
        if not text:
            return None
        read = read_date(text)
        if read is None:
            self._fault(cell.span, f'column “date”: "{text}" is no date', "write it as in 2014-10-17")
        elif read.reason:
            what = f'column “date”: "{text}" can be read in two ways'
            self._fault(cell.span, what, "write it as in 2014-10-17; the spreadsheet may have changed its form")
        else:
            return read.date
        return None

    def _title(self, cell: _Cell) -> str | None:
        title = " ".join(_value(cell).split())
        if len(title) > _TITLE.limit:
            self._fault(cell.span, f"column “title”: it is longer than {_TITLE.limit} characters", "shorten it")
        elif title and not re.fullmatch(_TITLE.pattern or "", title):
            self._fault(cell.span, "column “title”: it has no words", "write one, or leave the cell empty")
        return title or None

    def _terms(self, cell: _Cell, column: str, find: Callable[[str], str]) -> Iterator[str]:
        called = dict.fromkeys(filter(None, (part.strip() for part in re.split("[;；]", _value(cell)))))
        if len(called) > FRONT_MATTER[column].most:
            self._fault(cell.span, f"column “{column}”: more than {FRONT_MATTER[column].most}", "leave some out")
            return
        found: dict[str, None] = {}
        for one in called:
            try:
                found[find(one)] = None
            except UnknownTermError as error:
                what, _, hint = str(error).partition("; ")
                fault = PlanValue.at(cell.span, f"column “{column}”: {what}", hint=hint or "correct it")
                if column == "topics" and re.fullmatch(ID, one):
                    # The import may make it of a category, as it did when it made the plan.
                    self.unknown_topics.setdefault(one, fault)
                    found[one] = None
                else:
                    self.faults.append(fault)
        yield from found

    def _person(self, called: str) -> str:
        """The name of a person; one whom the archive does not know yet is added to it."""
        try:
            return self._archive.vocabulary.people[self._people.find(called)].name
        except UnknownTermError:
            return called

    def _language(self, cell: _Cell) -> str:
        tag = _value(cell)
        if tag and not _LANGUAGE.fullmatch(tag):
            hint = "write a tag such as en or zh-Hant"
            self._fault(cell.span, f'column “language”: "{tag}" is no language', hint)
        return tag

    def _fault(self, span: Span, message: str, hint: str) -> None:
        self.faults.append(PlanValue.at(span, message, hint=hint))


def _value(cell: _Cell) -> str:
    text = cell.text.strip()
    return text.replace("'", "", 1).strip() if _HARMLESS.match(text) else text
