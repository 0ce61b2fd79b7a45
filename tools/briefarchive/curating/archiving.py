"""Archived copies for sources that have none: the capture nearest to the day on which a source was cited."""

import asyncio
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic
from ..facets.catalogue import Catalogue
from ..model import CiteKey, Source
from ..storage.locking import LockError, locked
from ..storage.replacing import ReplacingError
from . import wayback
from .added_fields import add_fields_to_entry
from .archived_copies import CopyOutcome, CopyResult, citation_date, copy_result, middle_day
from .changes import CannotChangeError, FileChanges
from .link_register import LinkState, read_register
from .request_policy import RequestPolicy
from .web_client import WebClient


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
    """Look for a copy of every source.

    Args:
        root: The archive's folder.
        catalogue: The archive.
        sources: Those to look for.
        policy: How to ask.
        save: Whether the Wayback Machine shall make a copy where it has none.
        write: Writes each copy as soon as it is found, so that a run that is broken off keeps what it has.
        progress: Told of each source.
    """
    results: list[CopyResult] = []

    def on_result(result: CopyResult) -> None:
        results.append(write(result) if write and result.capture else result)
        if progress:
            progress("copies", len(results), len(sources))

    saved = {one.key for one in sources} - _gone(root, catalogue) if save else frozenset[CiteKey]()
    asyncio.run(_find_copies(catalogue, sources, policy, saved, on_result))
    return results


def write_copy(root: Path, result: CopyResult, on_wait: Callable[[str], None] = lambda _: None) -> CopyResult:
    """Write a copy into the bibliography; the result says if that was not possible.

    The search takes hours; so the archive is locked for the writing alone, and the file is read again for it.

    Args:
        root: The archive's folder.
        result: One with a copy.
        on_wait: Told, before a wait for the lock, who holds it.
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


async def _find_copies(
    catalogue: Catalogue,
    sources: Sequence[Source],
    policy: RequestPolicy,
    saved: Set[CiteKey],
    on_result: Callable[[CopyResult], None],
) -> None:
    async with WebClient(policy) as web:
        for source in sources:
            day = citation_date(source, catalogue)
            found = await wayback.nearest(web, source.url, middle_day(day) if day else None)
            outcome = CopyOutcome.FOUND
            if found is None and source.key in saved:
                found, outcome = await wayback.save(web, source.url), CopyOutcome.SAVED
            on_result(copy_result(source, found, outcome, day))


def _gone(root: Path, catalogue: Catalogue) -> frozenset[CiteKey]:
    """The sources whose page is known to be gone: a copy of what stands there now would be one of an error page."""
    register = read_register(root, catalogue.archive)
    records = {} if isinstance(register, Diagnostic) else register.records
    return frozenset(key for key, record in records.items() if record.state is LinkState.GONE)
