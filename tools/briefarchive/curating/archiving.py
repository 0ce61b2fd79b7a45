"""Archived copies for sources that have none: the capture nearest to the day on which a source was cited.

They are those of the Internet Archive's Wayback Machine. Availability API:
https://archive.org/help/wayback_api.php. Save Page Now: https://web.archive.org/save.
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
from ..storage.locking import LockError, locked
from ..storage.replacing import ReplacingError
from .changes import CannotChangeError, FileChanges
from .links import LinkState, read_register
from .merging import MergedBibliography, MergedEntry
from .web_client import Answer, RequestPolicy, WebClient

_AVAILABLE = httpx.URL("https://archive.org/wayback/available")
_SAVE = "https://web.archive.org/save/"
_HOST = "https://web.archive.org"
_OF_WAYBACK = re.compile(r"https?://web\.archive\.org/", re.IGNORECASE)
# `id_`, `if_` and the like after the time stamp ask for other forms of the same capture.
_CAPTURE = re.compile(r"(?:https?://web\.archive\.org)?/web/(\d{14})(?:[a-z]{2}_)?/(https?:.+)", re.IGNORECASE)


class CopyOutcome(StrEnum):
    """What came of the search for a copy."""

    FOUND = "found"
    NONE = "none"
    ASKED = "asked"
    FAILED = "failed"
    UNWRITTEN = "unwritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A copy of a page: its address, and the day on which it was made."""

    url: str
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResult:
    """What was found for one source.

    Attributes:
        distance: Days between the copy and the citation; None where the day of citation is not known.
        answer: What the Wayback Machine said instead.
        reason: Why no copy can be written into any entry now, if that is so.
    """

    source: Source
    outcome: CopyOutcome
    capture: Capture | None = None
    distance: int | None = None
    answer: Answer | None = None
    reason: str = ""


def sources_without_copy(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with an address and no copy: neither field is there, be it sound or not, nor is `url` a copy."""
    has = ("archiveurl", "archivedate")
    return tuple(
        source
        for source in sources
        if source.url and not _OF_WAYBACK.match(source.url) and not any(source.fields.get(name) for name in has)
    )


def archive_sources(
    root: Path,
    catalogue: Catalogue,
    sources: Sequence[Source],
    policy: RequestPolicy,
    *,
    save: bool,
    write: Callable[[CopyResult], CopyResult] | None,
    progress: Callable[[str, int, int], None] | None,
) -> list[CopyResult]:
    """Look for a copy of every source; *write* gets each as soon as it is found, so that nothing is lost by a break.

    With *save*, the Wayback Machine shall make a copy where it has none.
    """
    results: list[CopyResult] = []
    saved = {one.key for one in sources} - _gone(root, catalogue) if save else frozenset[CiteKey]()

    async def search() -> None:
        async with contextlib.aclosing(WebClient(policy)) as web:
            for source in sources:
                day = citation_date(source, catalogue)
                result = await _find_copy(web, source, day, may_save=source.key in saved)
                results.append(write(result) if write and result.capture else result)
                if progress:
                    progress("copies", len(results), len(sources))

    asyncio.run(search())
    return results


def _gone(root: Path, catalogue: Catalogue) -> frozenset[CiteKey]:
    """The sources whose page is known to be gone: a copy of what stands there now would be one of an error page."""
    register = read_register(root, catalogue.archive)
    records = {} if isinstance(register, Diagnostic) else register.records
    return frozenset(key for key, record in records.items() if record.state is LinkState.GONE)


async def _find_copy(web: WebClient, source: Source, day: PartialDate | None, *, may_save: bool) -> CopyResult:
    """Look for the copy of a source that was cited on *day*, or have one made."""
    found = await find_capture(web, source.url, middle_day(day) if day else None)
    is_asked = found is None and may_save
    if is_asked:
        found = await save_page(web, source.url)
    match found:
        case Capture():
            days = days_between(day, found.date) if day else None
            return CopyResult(source=source, outcome=CopyOutcome.FOUND, capture=found, distance=days)
        case None:
            return CopyResult(source=source, outcome=CopyOutcome.NONE)
    outcome = CopyOutcome.ASKED if is_asked and found.is_success else CopyOutcome.FAILED
    return CopyResult(source=source, outcome=outcome, answer=found)


def citation_date(source: Source, catalogue: Catalogue) -> PartialDate | None:
    """When a source was cited: when it was seen, else when it appeared, else when the first brief that cites it did."""
    if known := source.accessed or source.issued:
        return known
    first = min((brief.date for brief in catalogue.cited_by.get(source.key, ())), default=None)
    return PartialDate(year=first.year, month=first.month, day=first.day) if first else None


def middle_day(date: PartialDate) -> datetime.date:
    """Return the day itself, or one in the middle of a month or a year."""
    return datetime.date(date.year, date.month or 7, date.day or (15 if date.month else 1))


def days_between(date: PartialDate, day: datetime.date) -> int:
    """Days between *day* and *date*; none if it lies in that month or year."""
    parts = (date.year, date.month or day.month, date.day or day.day)
    if (day.year, day.month, day.day) == parts:
        return 0
    return abs((day - middle_day(date)).days)


class _Closest(msgspec.Struct, frozen=True):
    url: str
    timestamp: str
    status: str = "200"
    available: bool = True


class _Snapshots(msgspec.Struct, frozen=True):
    closest: _Closest | None = None


class _Reply(msgspec.Struct, frozen=True):
    archived_snapshots: _Snapshots


async def find_capture(web: WebClient, address: str, day: datetime.date | None) -> Capture | Answer | None:
    """The capture of *address* nearest to *day*, or the last; None if there is none, an answer if that is not known."""
    terms = {"url": _plain(address)} | ({"timestamp": f"{day:%Y%m%d}"} if day else {})
    answer = await web.get(_AVAILABLE.copy_merge_params(terms))
    if answer.status != 200:
        return answer
    try:
        closest = msgspec.json.decode(answer.body, type=_Reply).archived_snapshots.closest
    except (msgspec.DecodeError, UnicodeDecodeError):
        return answer
    if closest is None or not closest.available or closest.status != "200":
        return None
    return _capture(closest.url) or answer


async def save_page(web: WebClient, address: str) -> Capture | Answer:
    """Ask for a capture of *address* now: the capture, or the answer if it does not name one yet."""
    try:
        url = httpx.URL(_SAVE + _plain(address))
    except httpx.InvalidURL:
        return Answer(url=httpx.URL(_SAVE), status=400)
    answer = await web.get(url, attempts=1)
    if not answer.is_success:
        return answer
    named = (answer.headers.get(name, "") for name in ("content-location", "location"))
    return next(filter(None, map(_capture, named)), answer)


def _plain(address: str) -> str:
    return address.partition("#")[0]


def _capture(text: str) -> Capture | None:
    """The capture at an address that the Wayback Machine has given, if it is one that may stand in a bibliography."""
    found = _CAPTURE.fullmatch(text)
    if found is None or not text.isprintable() or len(text) > 2_000:
        return None
    try:
        date = datetime.datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None
    url = web_address(f"{_HOST}/web/{found[1]}/{found[2]}")
    return Capture(url=url, date=date) if url else None


def write_copy(root: Path, result: CopyResult, on_wait: Callable[[str], None] = lambda _: None) -> CopyResult:
    """Write a copy into the bibliography; the result says if that was not possible.

    The search takes hours; so the archive is locked for the writing alone, and the file is read again for it.
    """
    source, capture, changes = result.source, result.capture, FileChanges(root)
    if capture is None:
        return result
    fields = {"archiveurl": capture.url, "archivedate": capture.date.isoformat()}
    path, reason = source.span.path, ""
    try:
        with locked(root, "briefs sources archive", on_wait):
            text = add_fields_to_entry(path, changes.read(path), source.key, fields)
            if text is not None:
                changes.after[path] = text.encode()
                changes.write()
                return result
    except LockError as error:
        reason = str(error)
    except (CannotChangeError, ReplacingError):
        pass
    return replace(result, outcome=CopyOutcome.UNWRITTEN, reason=reason)


def add_fields_to_entry(path: str, text: str, key: CiteKey, fields: Mapping[str, str]) -> str | None:
    """*text* with new fields in one of its entries; an entry that has one of them is left alone.

    Returns:
        The new text; None if the file, read back, has not the same sources as before but for these fields.
    """
    source = next((one for one in read_bibliography(path, text)[0] if one.key == key), None)
    if source is None or fields.keys() & source.fields.keys():
        return None
    entry = MergedEntry.from_source(source)
    entry.fields |= fields
    entry.added |= {name: format_value(name, value) for name, value in fields.items()}
    bibliography = MergedBibliography(path, text)
    try:
        bibliography.complete(entry, source)
        return bibliography.result()
    except CannotChangeError:
        return None
