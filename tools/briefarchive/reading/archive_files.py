"""Reads the whole archive from its files."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from ..diagnostics import Diagnostic, DiagnosticList, Severity, Span
from ..model import Archive, Brief, BriefId, ChartData, PublisherId, Source, TextMarkup, Vocabulary
from ..storage import files
from ..storage.cache import CacheFile, cache_name
from ..storage.clock import today
from ..storage.history import History, read_history, rests_on_history
from . import decoding
from .attached_files.attachments import find_attachments, read_attachments, shown_path
from .attached_files.chart_data import read_chart_data
from .bibliography import read_sources, source_files
from .brief import set_default_language
from .cached_files import CachedFiles, ReadFile
from .configuration import read_identity
from .rules import DuplicateId
from .skipped_files import find_misplaced_briefs, find_skipped_files
from .vocabularies.publishers import PublisherIndex
from .vocabularies.reader import FOLDER, read_vocabulary

ReadBrief = ReadFile[Brief | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An archive and everything that its readers found wrong, in the order of files and lines.

    Attributes:
        bibliography_digest: A digest of the bytes of all bibliographies, in hex.
        on_main: Whether the archive lies in a repository with its main branch checked out.
        missing_history: Why the history that some briefs depend on cannot be read; empty if it can.
    """

    archive: Archive
    diagnostics: tuple[Diagnostic, ...]
    bibliography_digest: str = ""
    on_main: bool = False
    missing_history: str = ""


def read_files(root: Path, read: ReadBrief, *, cache: bool = True) -> Reading:
    """Read every brief, source and vocabulary below *root*.

    Args:
        root: A folder with `archive/` and `bib/`; both may be missing.
        read: Reads a brief; that of `checking.loading` also checks how its text is written.
        cache: Whether to use and fill the cache.
    """
    vocabulary, all_diagnostics = read_vocabulary(root)
    attachments, points, faults = read_attachments(root, cache=cache)
    faults += find_skipped_files(root)
    all_diagnostics = DiagnosticList((*all_diagnostics, *faults, *find_misplaced_briefs(root)))
    sources = read_sources(root, cache=cache)
    all_diagnostics.extend(sources.diagnostics.to_list())
    briefs, unread_briefs = _briefs(root, read, all_diagnostics, cache=cache)
    vocabulary = _name_publishers(sources.by_key.values(), vocabulary, all_diagnostics)
    charts, unfit = _charts(root, briefs.values(), attachments)
    all_diagnostics.extend(unfit)
    history = read_history(root, cache=cache)
    is_needed = any(map(rests_on_history, briefs.values()))
    archive = Archive(
        briefs=_with_days_of_publication(briefs, history),
        sources=sources.by_key,
        vocabulary=vocabulary,
        attachments=attachments,
        points=points,
        charts=charts,
        moves=history.moves,
        changes=history.changes,
        unread_briefs=unread_briefs,
        unread_bibliographies=tuple(sources.unread_files),
        unread_files=frozenset(diagnostic.span.path for diagnostic in faults if diagnostic.severity is Severity.ERROR),
    )
    diagnostics = tuple(sorted(set(all_diagnostics.to_list()), key=lambda diagnostic: diagnostic.order))
    return Reading(
        archive=archive,
        diagnostics=diagnostics,
        bibliography_digest=sources.digest,
        on_main=history.on_main,
        missing_history=history.problem if is_needed else "",
    )


def _with_days_of_publication(briefs: Mapping[BriefId, Brief], history: History) -> Mapping[BriefId, Brief]:
    """Give briefs that name no day of publication the day on which they came into the repository."""
    days, latest = history.first_days, today()
    if not days:
        return briefs
    return {
        key: replace(brief, published=min(days[brief.path], latest))
        if "published" not in brief.places and not brief.is_draft and brief.path in days
        else brief
        for key, brief in briefs.items()
    }


def _briefs(
    root: Path, read: ReadBrief, diagnostics: list[Diagnostic], *, cache: bool
) -> tuple[dict[BriefId, Brief], dict[BriefId, TextMarkup]]:
    briefs: dict[BriefId, Brief] = {}
    unread: dict[BriefId, TextMarkup] = {}
    language = read_identity(root).text_language
    for path, entry in (member for group in brief_files(root, read) for member in group.entries(cached=cache)):
        diagnostics.extend(entry.diagnostics)
        if entry.value is not None and entry.value.readable:
            _add(set_default_language(entry.value, language), briefs, diagnostics)
        else:
            unread[BriefId(PurePosixPath(path).stem)] = entry.value.markup if entry.value else TextMarkup()
    return dict(sorted(briefs.items(), key=lambda item: (item[1].date, item[0]))), unread


def cached_files(root: Path, read: ReadBrief) -> Iterator[CachedFiles[Any]]:
    """Yield all files of an archive that are cached."""
    yield find_attachments(root)
    yield from source_files(root)
    yield from brief_files(root, read)


def brief_files(root: Path, read: ReadBrief) -> Iterator[CachedFiles[Brief | None]]:
    """Yield the files of briefs, grouped by folder."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path in files.find_paths(root, "archive", ".md"):
        folders[posixpath.dirname(path)].append(path)
    folders.pop(FOLDER, None)
    for folder, paths in folders.items():
        yield CachedFiles(
            root=root,
            name=cache_name(folder),
            form=CacheFile[Brief | None],
            paths=tuple(paths),
            read=read,
            nothing=None,
            limit=decoding.BRIEF_LIMIT,
        )


def _add(brief: Brief, briefs: dict[BriefId, Brief], diagnostics: list[Diagnostic]) -> None:
    first = briefs.setdefault(brief.id, brief)
    if first is not brief:
        message = f'the id "{brief.id}" is that of {first.path} too'
        diagnostics.append(DuplicateId.flag(Span(path=brief.path), message, hint="rename one of the two files"))


def _name_publishers(sources: Iterable[Source], vocabulary: Vocabulary, diagnostics: list[Diagnostic]) -> Vocabulary:
    """Set each source's publisher id and kind; return the vocabulary with the publishers that they name."""
    index = PublisherIndex(vocabulary)
    diagnostics.extend(index.diagnostics.to_list())
    ids_by_name: dict[str, tuple[PublisherId | None, str]] = {"": (None, "")}
    for source in sources:
        name = source.publisher_name
        if name not in ids_by_name:
            publisher = index.make(name)
            ids_by_name[name] = publisher.id, publisher.kind
        # Nobody else has these sources yet, and copying so many would take half a second.
        for attribute, value in zip(("publisher", "publisher_kind"), ids_by_name[name], strict=True):
            object.__setattr__(source, attribute, value)
    return replace(vocabulary, publishers=index.publishers)


def _charts(
    root: Path, briefs: Iterable[Brief], attachments: Mapping[str, str]
) -> tuple[dict[tuple[str, str], ChartData], list[Diagnostic]]:
    """Return the data of the charts in briefs, by kind and path, and the faults of files that cannot be read."""
    charts: dict[tuple[str, str], ChartData] = {}
    diagnostics: list[Diagnostic] = []
    paths = ((link.chart, shown_path(brief, link)) for brief in briefs for link in brief.markup.links if link.chart)
    for kind, path in dict.fromkeys(paths):
        if path is None or path not in attachments:
            continue
        data = decoding.read(path, root / path, decoding.ATTACHMENT_LIMIT)
        read_data = data if isinstance(data, Diagnostic) else read_chart_data(path, data, kind)
        if isinstance(read_data, Diagnostic):
            diagnostics.append(read_data)
        else:
            charts[kind, path] = read_data
    return charts, diagnostics
