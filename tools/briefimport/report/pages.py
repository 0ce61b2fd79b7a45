"""Renders the report as pages that show what was read, guessed and skipped, and the original beside the result.

Each page is a self-contained file without scripts; a content security policy forbids scripts and requests. Texts come
from strangers and are always escaped. A page lists a hundred files, so that a report on ten thousand opens on a phone.
"""

import base64
import hashlib
import itertools
import json
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import jinja2
from markupsafe import Markup, escape

from briefarchive.diagnostics import sanitize
from briefarchive.storage.files import write_pieces, write_text

from ..composing.composer import Draft
from ..legacy import LegacyBrief, unpack
from ..rules import RULES, RevisionFound
from .guesses import list_guesses
from .outcome import FileReport, ImportReport, Outcome

FILES_ON_A_PAGE = 100
# The most characters shown of a text, and the most files named for a kind of problem.
_MAX_SHOWN, _MAX_NAMED = 20_000, 30
_TEMPLATES = Path(__file__).with_name("templates")
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    # Keeps direction marks in texts from reversing the page. The text of the template itself is Markup.
    finalize=lambda value: sanitize(value) if type(value) is str else value,
)


class ReportPage(NamedTuple):
    """A file of the report."""

    name: str
    text: str


def render_pages(report: ImportReport, stem: str, suffix: str = ".html") -> Iterator[ReportPage]:
    """Render the pages of *report*: `report.html`, `report-2.html` and so on if *stem* is “report”."""
    count = max(1, -(-len(report.files) // FILES_ON_A_PAGE))
    names = [f"{stem}{suffix}", *(f"{stem}-{page}{suffix}" for page in range(2, count + 1))]
    style = (_TEMPLATES / "report.css").read_text("utf-8")
    template = _ENVIRONMENT.get_template("report.html")
    files = iter(enumerate(report.files, start=1))
    for name in names:
        text = template.render(
            report=report,
            name=name,
            names=names,
            totals=report.totals() if name == names[0] else {},
            labels=report.labels,
            tallies=report.tallies() if name == names[0] else {},
            problems=_list_problems(report, names) if name == names[0] else {},
            # Revisions have a list of their own.
            general=[diagnostic for diagnostic in report.diagnostics if diagnostic.code != RevisionFound.code],
            most_named=_MAX_NAMED,
            files=itertools.islice(files, FILES_ON_A_PAGE),
            guesses=list_guesses,
            aside=_list_skipped,
            texts=_list_texts,
            style=Markup(style),  # noqa: S704 — our own
            digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
        yield ReportPage(name, text)


def _list_problems(report: ImportReport, names: list[str]) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Return the numbers and links of files with each kind of problem, by code and summary."""
    summaries = {fault.code: fault.manual.partition("\n")[0] for fault in RULES}
    problems: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, file in enumerate(report.files, start=1):
        for code in sorted({diagnostic.code for diagnostic in file.diagnostics}):
            kind = code, summaries.get(code, "A title must be written by a person.")
            problems[kind].append((number, f"{names[(number - 1) // FILES_ON_A_PAGE]}#f{number}"))
    return dict(sorted(problems.items()))


def _list_skipped(draft: Draft) -> Iterator[tuple[str, ...]]:
    for item in draft.set_aside:
        yield str(item.line or ""), item.text, f"{item.reason} ({item.origin})" if item.origin else item.reason


def _list_texts(file: FileReport, legacy: LegacyBrief) -> Iterator[tuple[str, Markup]]:
    """Yield the names and texts of a file, its copies, and the brief made from them."""
    for copy in (legacy, *legacy.copies):
        yield copy.origin, _truncate(unpack(copy).text)
    if file.draft and file.status is Outcome.WRITTEN:
        yield file.path, _truncate(file.draft.text)


def _truncate(text: str) -> Markup:
    """Return *text* for display, truncated if it is very long."""
    lines = "\n".join(sanitize(line.replace("\t", " ")) for line in text[:_MAX_SHOWN].split("\n"))
    return escape(lines if len(text) <= _MAX_SHOWN else f"{lines}\n[… {len(text) - _MAX_SHOWN:,} characters more]")


def write_report(report: ImportReport, file: Path) -> None:
    """Write *report* to *file*: as pages if its suffix is `.html`, else as JSON.

    Further pages left over from a longer report are removed.
    """
    if file.suffix.lower() not in {".html", ".htm"}:
        write_pieces(file, (piece.encode() for piece in render_json(report)))
        return
    count = 0
    for page in render_pages(report, file.stem, file.suffix):
        write_text(file.with_name(page.name), page.text)
        count += 1
    while (old_page := file.with_name(f"{file.stem}-{count + 1}{file.suffix}")).is_file():
        old_page.unlink()
        count += 1


def render_json(report: ImportReport) -> Iterator[str]:
    """Yield the JSON report file by file, since the report on ten thousand exports should not be held in memory."""
    yield f'{{\n  "dry_run": {json.dumps(report.dry_run)},\n  "files": ['
    for number, file in enumerate(report.files):
        yield f"{',' if number else ''}\n{textwrap.indent(_dump(file.to_data()), '    ')}"
    yield "\n  ]" if report.files else "]"
    for name, value in report.summary().items():
        yield f",\n  {json.dumps(name)}: {textwrap.indent(_dump(value), '  ').lstrip()}"
    yield "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
