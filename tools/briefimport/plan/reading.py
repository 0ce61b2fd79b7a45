"""Reads a plan that a person has edited, and reports errors with their place in the file."""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Archive, PersonId
from briefarchive.reading.fields import FRONT_MATTER, ID
from briefarchive.reading.nearest import (
    TermSearch,
    UnknownTermError,
)
from briefarchive.storage.files import DATA_LIMIT

from ..decisions import Decision, Decisions, Plan, PlanRow
from ..files.encoding import NotTextError, UndecodableError, decode
from ..rules import PlanUnreadable, PlanValue
from ..tables.cells import reorder_name
from ..text.dates.printed import read_date
from ..text.people.names import is_full_name
from .table import COLUMNS

# Cells that a spreadsheet would compute are written with an apostrophe in front (`exporting.records`).
_HARMLESS = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'+[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")
_DELIMITERS = ",;\t"
_DECISION = re.compile(r"(?P<decision>[A-Za-z-]+)(?:[\s:]+(?P<other>\S.*))?", re.DOTALL)
# With points between its figures, a date is in the order of day, month and year, as spreadsheets in German save it.
_DATE_WITH_POINTS = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_COMMAS = re.compile(r"[,，、]\s*")
_TITLE = FRONT_MATTER["title"]
_LANGUAGE = re.compile(FRONT_MATTER["language"].pattern or "")
_REQUIRED = tuple(name for name in COLUMNS if name not in {"problems", "format"})


def read_plan(file: Path, archive: Archive, name: str = "") -> Plan | list[Diagnostic]:
    """Read the plan from *file*; return all of its diagnostics if it is invalid.

    Args:
        file: The table.
        archive: The countries, topics, people and briefs that the plan may name.
        name: The name of the file in diagnostics; by default that of its path.
    """
    span = Span(path=name or file.name)
    text = _read_text(file, span)
    if isinstance(text, Diagnostic):
        return [text]
    table = _read_rows(text, span.path)
    if isinstance(table, Diagnostic):
        return [table]
    header = [cell.strip().casefold() for cell in table[0][1]] if table else []
    if missing := [column for column in _REQUIRED if column not in header]:
        message = f"the plan has no column {', '.join(f'“{column}”' for column in missing)}"
        return [PlanUnreadable.flag(span, message, hint="its first row must be as “briefs import --plan” writes it")]
    reader = _PlanReader(archive, file.parent)
    for span, cells in table[1:]:
        reader.read(span, dict(zip(header, cells, strict=False)))
    if not reader.rows and not reader.diagnostics:
        return [PlanUnreadable.flag(span, "the plan has no rows")]
    reader.check_others()
    return reader.diagnostics or Plan(rows=reader.rows, name=span.path, unknown_topics=reader.unknown_topics)


def _read_text(file: Path, span: Span) -> str | Diagnostic:
    try:
        with file.open("rb") as stream:
            data = stream.read(DATA_LIMIT + 1)
        decoded = decode(data) if len(data) <= DATA_LIMIT else None
    except OSError as error:
        return PlanUnreadable.flag(span, f'"{span.path}" cannot be opened: {error.strerror}')
    except (NotTextError, UndecodableError):
        decoded = None
    if decoded is None or not decoded.encoding.startswith("utf"):
        hint = "save it as “CSV UTF-8”; other forms lose letters"
        return PlanUnreadable.flag(span, f'"{span.path}" is not a table in UTF-8', hint=hint)
    return decoded.text.removeprefix("\ufeff")


def _read_rows(text: str, path: str) -> list[tuple[Span, list[str]]] | Diagnostic:
    """Return the rows of a CSV table with their places, for any common delimiter, without empty rows."""
    mark = max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[tuple[Span, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((Span(path=path, line=line), row))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "close the quotation mark, or save the table again from the spreadsheet"
        return PlanUnreadable.flag(Span(path=path, line=line), f"this row cannot be read ({error})", hint=hint)
    return rows


class _PlanReader:
    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        self._countries = TermSearch(archive.vocabulary, "countries")
        self._topics = TermSearch(archive.vocabulary, "topics")
        self._people = TermSearch(archive.vocabulary, "people")
        self._span = Span(path="")
        self.rows: dict[str, PlanRow] = {}
        self.diagnostics: list[Diagnostic] = []
        self.unknown_topics: dict[str, Diagnostic] = {}

    def read(self, span: Span, cells: Mapping[str, str]) -> None:
        """Read the row at *span*."""
        self._span = span
        values = {name: read_cell(text) for name, text in cells.items()}
        origin = values.get("file", "")
        if missing := [column for column in _REQUIRED if column not in cells]:
            self._report(f"this row ends before “{missing[0]}”", "give it as many cells as the first row")
        elif origin in self.rows:
            self._report(f'"{origin}" has a second row', "delete one of the two")
        else:
            decisions = self._read_decisions(values)
            path = self._folder / values["path"]
            self.rows[origin] = PlanRow(span=span, sha256=values["sha256"], path=path, decisions=decisions)

    def check_others(self) -> None:
        """Check the files and briefs that rows name."""
        for origin, entry in self.rows.items():
            other, self._span = entry.decisions.other, entry.span
            row = self.rows.get(other)
            if not other or other in self._archive.briefs:
                continue
            if row is None or other == origin or row.decisions.decision is Decision.DUPLICATE:
                problem = "is neither a file of this plan nor a brief" if row is None else "has no text of its own"
                hint = "name a file of this plan that is imported, or the id of a brief"
                self._report(f'column “decision”: "{other}" {problem}', hint)

    def _read_decisions(self, values: Mapping[str, str]) -> Decisions:
        decision, other = self._read_decision(values["decision"])
        language = values["language"]
        if language and not _LANGUAGE.fullmatch(language):
            self._report(f'column “language”: "{language}" is not a language', "write a tag such as en or zh-Hant")
        if decision in {Decision.IMPORT, Decision.AS_DRAFT} and not values["date"]:
            hint = "write the day, as in 2014-10-17, or decide “skip”"
            self._report("column “date” is empty, and a brief needs a date", hint)
        return Decisions(
            decision=decision,
            other=other,
            date=self._read_date(values["date"]) if values["date"] else None,
            title=self._read_title(" ".join(values["title"].split())),
            countries=tuple(self._read_terms(values, "countries", self._countries.find)),
            topics=tuple(self._read_terms(values, "topics", self._topics.find)),
            compilers=tuple(self._read_terms(values, "compilers", self._find_person)),
            language=language,
        )

    def _read_decision(self, text: str) -> tuple[Decision, str]:
        match = _DECISION.fullmatch(text)
        decision, other = (match["decision"].lower(), match["other"] or "") if match else ("", "")
        if decision in set(Decision) and bool(other) == (decision == Decision.DUPLICATE):
            return Decision(decision), other
        hint = "decide “import”, “as-draft”, “skip”, or “duplicate-of” with the file that has the text already"
        self._report(f'column “decision”: "{text}" is not a decision', hint)
        return Decision.SKIP, ""

    def _read_date(self, text: str) -> datetime.date | None:
        points = _DATE_WITH_POINTS.fullmatch(text)
        read = read_date(f"{points['year']}-{points['month']:0>2}-{points['day']:0>2}" if points else text)
        if read is None:
            self._report(f'column “date”: "{text}" is not a date', "write it as in 2014-10-17")
        elif read.reason:
            hint = "write it as in 2014-10-17; the spreadsheet may have changed its form"
            self._report(f'column “date”: "{text}" can be read in two ways', hint)
        return read.date if read and not read.reason else None

    def _read_title(self, title: str) -> str | None:
        if len(title) > _TITLE.limit:
            self._report(f"column “title”: it is longer than {_TITLE.limit} characters", "shorten it")
        elif title and not re.fullmatch(_TITLE.pattern or "", title):
            self._report("column “title”: it has no words", "write one, or leave the cell empty")
        return title or None

    def _read_terms(self, values: Mapping[str, str], column: str, find: Callable[[str], str]) -> Iterator[str]:
        names = dict.fromkeys(filter(None, (part.strip() for part in re.split("[;；]", values[column]))))
        if len(names) > FRONT_MATTER[column].most:
            self._report(f"column “{column}”: more than {FRONT_MATTER[column].most}", "leave some out")
            return
        ids: dict[str, None] = {}
        for name in names:
            try:
                ids[find(name)] = None
            except UnknownTermError as error:
                message, _, hint = str(error).partition("; ")
                if len(parts := _COMMAS.split(name)) > 1:
                    hint = f"if these are several, put semicolons between them: {'; '.join(parts)}"
                fault = PlanValue.flag(self._span, f"column “{column}”: {message}", hint=hint or "correct it")
                if column == "topics" and re.fullmatch(ID, name):
                    # The import may make the topic from a category, as it did when it wrote the plan.
                    self.unknown_topics.setdefault(name, fault)
                    ids[name] = None
                else:
                    self.diagnostics.append(fault)
        yield from ids

    def _find_person(self, name: str) -> str:
        """Return the name of a person; unknown people will be added to the archive, but no several as one."""
        try:
            return self._archive.vocabulary.people[PersonId(self._people.find(name))].name
        except UnknownTermError:
            _, *others = _COMMAS.split(reorder_name(name))
            if len(others) > 1 or any(map(is_full_name, others)):
                raise
            return reorder_name(name)

    def _report(self, message: str, hint: str) -> None:
        self.diagnostics.append(PlanValue.flag(self._span, message, hint=hint))


def read_cell(cell: str) -> str:
    """Return the text of a cell without the apostrophe that keeps a spreadsheet from computing it."""
    text = cell.strip()
    return text.replace("'", "", 1).strip() if _HARMLESS.match(text) else text
