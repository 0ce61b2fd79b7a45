"""Archived copies for sources without one: the Wayback Machine's capture nearest to the day of citation.

Availability API: https://archive.org/help/wayback_api.php. Save Page Now: https://web.archive.org/save.
"""

import asyncio
import contextlib
import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import httpx
import msgspec

from ..bibtex.writing import format_value
from ..diagnostics import Diagnostic
from ..facets.catalogue import Catalogue
from ..model import CiteKey, PartialDate, Source
from ..reading.bibliography import read_bibliography
from ..reading.bibliography.addresses import web_address
from ..storage.replacing import LockError, ReplacingError, locked
from .changes import CannotChangeError, FileChanges
from .links import LinkState, read_register
from .merging import MergedBibliography, MergedEntry
from .web_client import Answer, Reason, RequestPolicy, WebClient

_AVAILABLE = httpx.URL("https://archive.org/wayback/available")
_SAVE = "https://web.archive.org/save/"
_HOST = "https://web.archive.org"
_WAYBACK = re.compile(r"https?://web\.archive\.org/", re.IGNORECASE)
# `id_`, `if_` and the like after the timestamp select other forms of the same capture.
_CAPTURE = re.compile(r"(?:https?://web\.archive\.org)?/web/(\d{14})(?:[a-z]{2}_)?/(https?:.+)", re.IGNORECASE)


class CopyOutcome(StrEnum):
    """Outcome of a search for a copy."""

    FOUND = "found"
    NONE = "none"
    ASKED = "asked"
    FAILED = "failed"
    UNWRITTEN = "unwritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """An archived copy of a page."""

    url: str
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResult:
    """The result for one source.

    Attributes:
        distance: Days between copy and citation; None if the day of citation is unknown.
        answer: The Wayback Machine's answer if there is no capture.
    """

    source: Source
    outcome: CopyOutcome
    capture: Capture | None = None
    distance: int | None = None
    answer: Answer | None = None


def find_uncopied_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources with an address but no copy: neither of the fields for it, and no `url` that is one."""
    has = ("archiveurl", "archivedate")
    return tuple(
        source
        for source in sources
        if source.url and not _WAYBACK.match(source.url) and not any(source.fields.get(name) for name in has)
    )


def archive_sources(
    root: Path,
    catalogue: Catalogue,
    sources: Sequence[Source],
    policy: RequestPolicy,
    *,
    save: bool,
    write: Callable[[CopyResult], CopyResult] | None,
    progress: Callable[[str, int, int], None],
) -> list[CopyResult]:
    """Search for a copy of every source; *write* receives each at once, so that an interruption loses nothing.

    With *save*, ask the Wayback Machine for a new copy if it has none.
    """
    results: list[CopyResult] = []
    saved = {source.key for source in sources} - _list_gone(root, catalogue) if save else frozenset[CiteKey]()

    async def search() -> None:
        async with contextlib.aclosing(WebClient(policy)) as web:
            for source in sources:
                day = citation_date(source, catalogue)
                result = await _find_copy(web, source, day, may_save=source.key in saved)
                results.append(write(result) if write and result.capture else result)
                progress("copies", len(results), len(sources))

    asyncio.run(search())
    return results


def _list_gone(root: Path, catalogue: Catalogue) -> frozenset[CiteKey]:
    """Return the sources whose page is known to be gone, a copy of which would show an error page."""
    register = read_register(root, catalogue.archive)
    records = {} if isinstance(register, Diagnostic) else register.records
    return frozenset(key for key, record in records.items() if record.state is LinkState.GONE)


async def _find_copy(web: WebClient, source: Source, day: PartialDate | None, *, may_save: bool) -> CopyResult:
    """Find or request a copy of a source that was cited on *day*."""
    result = await find_capture(web, source.url, middle_day(day) if day else None)
    is_asked = result is None and may_save
    if is_asked:
        result = await save_page(web, source.url)
    match result:
        case Capture():
            days = days_between(day, result.date) if day else None
            return CopyResult(source=source, outcome=CopyOutcome.FOUND, capture=result, distance=days)
        case None:
            return CopyResult(source=source, outcome=CopyOutcome.NONE)
    outcome = CopyOutcome.ASKED if is_asked and result.is_success else CopyOutcome.FAILED
    return CopyResult(source=source, outcome=outcome, answer=result)


def citation_date(source: Source, catalogue: Catalogue) -> PartialDate | None:
    """Return when a source was cited: its date of access or publication, else the date of the first brief citing it."""
    if date := source.accessed or source.issued:
        return date
    first = min((brief.date for brief in catalogue.cited_by.get(source.key, ())), default=None)
    return PartialDate(year=first.year, month=first.month, day=first.day) if first else None


def middle_day(date: PartialDate) -> datetime.date:
    """Return a day in the middle of a partial date."""
    return datetime.date(date.year, date.month or 7, date.day or (15 if date.month else 1))


def days_between(date: PartialDate, day: datetime.date) -> int:
    """Return the days between *day* and *date*, or 0 if *day* is in that month or year."""
    parts = (date.year, date.month or day.month, date.day or day.day)
    if (day.year, day.month, day.day) == parts:
        return 0
    return abs((day - middle_day(date)).days)


async def find_capture(web: WebClient, address: str, day: datetime.date | None) -> Capture | Answer | None:
    """Return the capture nearest to *day*, or the last; None if there is none, or an answer that does not tell."""
    terms = {"url": address.partition("#")[0]} | ({"timestamp": f"{day:%Y%m%d}"} if day else {})
    try:
        answer = await web.get(_AVAILABLE.copy_merge_params(terms))
    except httpx.InvalidURL:
        return Answer(url=_AVAILABLE, reason=Reason.INVALID)
    if answer.status != 200:
        return answer
    try:
        reply = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return answer
    match reply:
        case {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": str(url)}}}:
            return _parse_capture(url) or answer
        case {"archived_snapshots": {}}:
            return None
    return answer


async def save_page(web: WebClient, address: str) -> Capture | Answer:
    """Request a capture of *address*; return it, or the answer if it does not name one yet."""
    answer = await web.get(httpx.URL(_SAVE + address.partition("#")[0]), attempts=1)
    if not answer.is_success:
        return answer
    addresses = (answer.headers.get(name, "") for name in ("content-location", "location"))
    return next(filter(None, map(_parse_capture, addresses)), answer)


def _parse_capture(text: str) -> Capture | None:
    """Parse the address of a capture, if it is fit for a bibliography."""
    match = _CAPTURE.fullmatch(text)
    if match is None or not text.isprintable() or len(text) > 2_000:
        return None
    try:
        date = datetime.datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None
    url = web_address(f"{_HOST}/web/{match[1]}/{match[2]}")
    return Capture(url=url, date=date) if url else None


def write_copy(root: Path, result: CopyResult, on_wait: Callable[[str], None] = lambda _: None) -> CopyResult:
    """Write a copy into the bibliography; the result says if that was impossible.

    Since a search takes hours, the archive is locked only while writing, and the file is read again.
    """
    source, capture, changes = result.source, result.capture, FileChanges(root)
    if capture is None:
        return result
    fields = {"archiveurl": capture.url, "archivedate": capture.date.isoformat()}
    path = source.span.path
    impossible = contextlib.suppress(CannotChangeError, ReplacingError, LockError)
    with impossible, locked(root, "briefs sources archive", on_wait):
        text = add_fields_to_entry(path, changes.read(path), source.key, fields)
        if text is not None:
            changes.after[path] = text.encode()
            changes.write()
            return result
    return replace(result, outcome=CopyOutcome.UNWRITTEN)


def add_fields_to_entry(path: str, text: str, key: CiteKey, fields: Mapping[str, str]) -> str | None:
    """Add fields to an entry in *text*, unless it has one of them.

    Returns:
        The new text; None if nothing was added, or the file, read back, would differ in more than these fields.
    """
    source = next((entry for entry in read_bibliography(path, text)[0] if entry.key == key), None)
    if source is None or fields.keys() & source.fields.keys():
        return None
    entry = MergedEntry.from_source(source)
    entry.fields |= fields
    entry.added_fields |= {name: format_value(name, value) for name, value in fields.items()}
    bibliography = MergedBibliography(path, text)
    try:
        bibliography.complete(entry, source)
        return bibliography.result()
    except CannotChangeError:
        return None
