"""Archived copies for sources that have none: the capture nearest to the day on which a source was cited."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ..diagnostics import Diagnostic
from ..facets.catalogue import Catalogue
from ..model import CiteKey, PartialDate, Source
from ..reading import decoding
from ..storage import files
from ..storage.locking import locked
from ..storage.replacing import FileReplacement, ReplacingError, replace_files
from . import wayback
from .answers import Answer
from .entry_fields import with_fields
from .manners import Manners
from .wayback import Capture
from .web import Web


class Outcome(StrEnum):
    """What came of the search for a copy."""

    FOUND = "found"
    NONE = "none"
    SAVED = "saved"
    ASKED = "asked"
    FAILED = "failed"
    UNWRITTEN = "unwritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found for one source.

    Attributes:
        source: The source.
        outcome: What came of it.
        capture: The copy, if there is one.
        distance: Days between the copy and the citation; None where the day of citation is not known.
        answer: What the Wayback Machine said instead.
    """

    source: Source
    outcome: Outcome
    capture: Capture | None = None
    distance: int | None = None
    answer: Answer | None = None


def without_copy(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with an address and no copy: neither field is there, be it sound or not, nor is `url` a copy."""
    has = ("archiveurl", "archivedate")
    return tuple(
        source
        for source in sources
        if source.url and not wayback.is_capture(source.url) and not any(source.fields.get(name) for name in has)
    )


def cited_on(source: Source, catalogue: Catalogue) -> PartialDate | None:
    """When a source was cited: when it was seen, else when it appeared, else when the first brief that cites it did."""
    if known := source.accessed or source.issued:
        return known
    first = min((brief.date for brief in catalogue.cited_by.get(source.key, ())), default=None)
    return PartialDate(year=first.year, month=first.month, day=first.day) if first else None


async def find_copies(
    cited: Mapping[CiteKey, PartialDate | None],
    sources: Sequence[Source],
    manners: Manners,
    hear: Callable[[Finding], None],
    *,
    save: Callable[[Source], bool],
) -> None:
    """Look for a copy of every source.

    Args:
        cited: When each was cited.
        sources: Those to look for.
        manners: How to ask.
        hear: Gets each finding as soon as it is known.
        save: Whether the Wayback Machine shall make a copy where it has none.
    """
    async with Web(manners) as web:
        for source in sources:
            day = cited.get(source.key)
            found = await wayback.nearest(web, source.url, middle(day) if day else None)
            outcome = Outcome.FOUND
            if found is None and save(source):
                found, outcome = await wayback.save(web, source.url), Outcome.SAVED
            hear(_finding(source, found, outcome, day))


def write_copies(
    root: Path, findings: Sequence[Finding], hear: Callable[[str], None] = lambda _: None
) -> list[Finding]:
    """Write the copies into the bibliographies; the findings that could not be written, as such.

    The search takes hours; so the archive is locked for the writing alone, and each file is read again for it.

    Args:
        root: The archive's folder.
        findings: Those with a copy.
        hear: Called, before a wait for the lock, with who holds it.

    Raises:
        LockError: The archive cannot be locked, and nothing was written.
    """
    by_path: defaultdict[str, dict[CiteKey, Finding]] = defaultdict(dict)
    for finding in findings:
        by_path[finding.source.span.path][finding.source.key] = finding
    done: set[CiteKey] = set()
    with locked(root, "briefs sources archive", hear):
        for path, members in by_path.items():
            done |= _write(root, path, members)
    return [replace(one, outcome=Outcome.UNWRITTEN) for one in findings if one.source.key not in done]


def middle(date: PartialDate) -> datetime.date:
    """The day itself, or one in the middle of a month or a year."""
    return datetime.date(date.year, date.month or 7, date.day or (15 if date.month else 1))


def distance(date: PartialDate, day: datetime.date) -> int:
    """Days between *day* and *date*; none if it lies in that month or year."""
    parts = (date.year, date.month or day.month, date.day or day.day)
    if (day.year, day.month, day.day) == parts:
        return 0
    return abs((day - middle(date)).days)


def _finding(source: Source, found: Capture | Answer | None, outcome: Outcome, day: PartialDate | None) -> Finding:
    if isinstance(found, Capture):
        days = distance(day, found.date) if day else None
        return Finding(source=source, outcome=outcome, capture=found, distance=days)
    if found is None:
        return Finding(source=source, outcome=Outcome.NONE)
    asked = outcome is Outcome.SAVED and found.fine
    return Finding(source=source, outcome=Outcome.ASKED if asked else Outcome.FAILED, answer=found)


def _write(root: Path, path: str, findings: Mapping[CiteKey, Finding]) -> frozenset[CiteKey]:
    """Write into one file, as it is now and not as it was when the archive was read."""
    data = decoding.read(path, root / path)
    if isinstance(data, Diagnostic):
        return frozenset()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return frozenset()
    additions = {key: _fields(one.capture) for key, one in findings.items() if one.capture}
    text, done = with_fields(path, text, additions)
    try:
        replace_files(root, [FileReplacement(path=path, before=files.digest(data), after=text.encode())])
    except ReplacingError:
        return frozenset()
    return done


def _fields(capture: Capture) -> dict[str, str]:
    return {"archiveurl": capture.url, "archivedate": capture.date.isoformat()}
