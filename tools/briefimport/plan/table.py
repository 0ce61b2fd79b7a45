"""Writes the plan of an import: a table with a row for each text, to be edited in a spreadsheet."""

import csv
import io
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefarchive.checking.metadata import PlaceholderTitle
from briefarchive.diagnostics import Severity
from briefarchive.exporting.records import safe_cell

from ..composing.composer import is_draft
from ..copies.finding import Revision
from ..decisions import Decision
from ..interpreting import NO_DAY, UNDATED
from ..languages import guess_language
from ..legacy import LegacyBrief, unpack
from ..report.outcome import FileReport, ImportReport, Outcome
from ..rules import DateDecided, StatusUnknown
from ..titles import find_title

COLUMNS = (
    "decision", "file", "date", "title", "countries", "topics", "compilers", "language", "problems", "format",
    "path", "sha256",
)  # fmt: skip
SEPARATOR = "; "
_UNSURE = frozenset({PlaceholderTitle.code, DateDecided.code, StatusUnknown.code})
# Sources of a date that may well be wrong; the date of a WordPress post is reliable.
_OF_FILES = ("properties", "file name", "address")


def make_plan_table(report: ImportReport, folder: Path) -> str:
    """Return the plan for *report* as CSV for a spreadsheet, with paths relative to *folder*."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    files_by_brief: dict[str, str] = {}
    revision_notes = _note_revisions(report.revisions)
    for file in report.files:
        # Notices about parts of a container need no decision.
        if file.status is Outcome.SET_ASIDE:
            continue
        values = _make_row(file, files_by_brief) | {"path": Path(os.path.relpath(file.given_path, folder)).as_posix()}
        values["problems"] = SEPARATOR.join((*_list_problems(file), *revision_notes.get(file.file, ())))
        if file.draft:
            files_by_brief[file.brief] = file.file
        writer.writerow([safe_cell(values.get(name, "")) for name in COLUMNS])
    return f"\ufeff{out.getvalue()}"


def _make_row(file: FileReport, files_by_brief: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row except its path; *files_by_brief* has those of briefs planned in earlier rows."""
    values = {
        "decision": _choose_decision(file, files_by_brief),
        "file": file.file,
        "sha256": file.sha256,
        "format": file.reader,
    }
    draft = file.draft
    legacy = draft.legacy if draft else file.legacy
    if legacy:
        values |= _describe_text(legacy)
    if draft:
        values["title"] = draft.title
    if found := draft or file.prepared:
        values |= {
            "countries": SEPARATOR.join(suggestion.value for suggestion in found.countries),
            "topics": SEPARATOR.join(suggestion.value for suggestion in found.topics),
        }
    return values


def _describe_text(legacy: LegacyBrief) -> dict[str, str]:
    legacy = unpack(legacy)
    title = find_title(legacy)
    return {
        "date": legacy.published.date.isoformat() if legacy.published else "",
        "title": title.value if title else "",
        "compilers": SEPARATOR.join(dict.fromkeys(legacy.people)),
        "language": guess_language(legacy),
    }


def _choose_decision(file: FileReport, files_by_brief: dict[str, str]) -> str:
    match file.status:
        case Outcome.WRITTEN:
            draft = file.draft and is_draft(file.draft.legacy)
            return (Decision.AS_DRAFT if draft else Decision.IMPORT).value
        case Outcome.UNITED:
            return f"{Decision.DUPLICATE.value} {file.united_with}"
        case Outcome.UNCHANGED if file.brief in files_by_brief or not file.path:
            return f"{Decision.DUPLICATE.value} {files_by_brief.get(file.brief, file.brief)}"
    return Decision.SKIP.value


def _note_revisions(revisions: Iterable[Revision]) -> dict[str, list[str]]:
    """Return the notes about nearly identical texts, by file."""
    notes: dict[str, list[str]] = defaultdict(list)
    for pair in revisions:
        for first, second in ((pair.one, pair.other), (pair.other, pair.one)):
            notes[first].append(f"{pair.likeness:.0%} like {second}")
    return notes


def _list_problems(file: FileReport) -> Iterator[str]:
    """Yield what a person should check: errors, warnings, a missing title, an uncertain date."""
    if file.status is Outcome.UNCHANGED and file.path:
        yield f"imported before: {file.brief}"
    for diagnostic in file.diagnostics:
        if (
            diagnostic.code in _UNSURE
            or _is_from_file(diagnostic.message)
            or NO_DAY in diagnostic.message
            or diagnostic.severity is not Severity.NOTICE
        ):
            is_error = diagnostic.severity is Severity.ERROR and diagnostic.hint
            yield f"{diagnostic.code} {diagnostic.message}{f' ({diagnostic.hint})' if is_error else ''}"


def _is_from_file(message: str) -> bool:
    """Return whether a notice says that the date of a text is only that of its file."""
    return message.startswith(UNDATED) and message.endswith(_OF_FILES)
