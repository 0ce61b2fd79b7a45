"""The whole archive, from its files."""

import contextlib
import datetime
import functools
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Findings, Severity, Span
from ..model import Archive, Brief, BriefId, ChartData, CiteKey, Markup, PublisherId, Source, Vocabulary
from ..model.register import Register, folded_name
from ..storage import files
from ..storage.cache import Cache, CacheEntry, Shelf, shelf_name
from ..storage.clock import today
from ..storage.history import History, read_history, rests_on_history
from . import decoding
from .attached_files.attachments import path_of_shown, read_attachments
from .attached_files.chart_data import read_chart_data
from .bibliography import read_bibliography
from .brief import in_language, read_brief_or_fault
from .configuration import read_identity
from .decoding import read_or_fault
from .merge_marks import take_merge_marks
from .passed_over import misplaced_briefs, passed_over
from .rules import AmbiguousAlias, DuplicateId, DuplicateKeyInArchive
from .unread_sources import find_keys, passed_over_keys, years_without_key
from .vocabularies.publishers import PublisherIndex
from .vocabularies.reader import FOLDER, read_vocabulary
from .vocabularies.term_search import TermNamer

BriefShelf = Shelf[Brief | None]
SourceShelf = Shelf[tuple[Source, ...]]
ReadBrief = Callable[[str, bytes], tuple[Brief | None, tuple[Diagnostic, ...]]]
"""Makes a brief of the path and the bytes of its file, and says what is wrong with it: a function of a module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An archive and all that its readers found wrong, in the order of files and lines.

    Attributes:
        twice: What is said of keys that entries of two files have, by their folded names.
        bibliographies: A digest of the bytes of all bibliographies, in hex.
        on_main: Whether the archive lies in a repository with its main branch checked out.
        missing_history: Why the repository's history, on which some briefs rest, cannot be read; empty if it can.
    """

    archive: Archive
    diagnostics: tuple[Diagnostic, ...]
    twice: Mapping[str, Diagnostic] = field(default_factory=dict)
    bibliographies: str = ""
    on_main: bool = False
    missing_history: str = ""

    def released(self, today: datetime.date) -> "Reading":
        """The same without the briefs that are held back on a day."""
        archive = self.archive.released(today)
        return self if archive is self.archive else replace(self, archive=archive)


def read_files(root: Path, read: ReadBrief = read_brief_or_fault, *, cache: bool = True) -> Reading:
    """Read every brief, source and vocabulary below *root*.

    Args:
        root: A folder with `archive/` and `bib/`; both may be missing.
        read: Reads a brief; `checking.archive` has one that also checks how its text is written.
        cache: Whether to use and fill the cache.
    """
    vocabulary, found = read_vocabulary(root)
    attachments, points, faults = read_attachments(root, cache=cache)
    faults += passed_over(root)
    found = Findings((*found, *faults, *misplaced_briefs(root)))
    with _without_garbage_collection():
        sources, unread, bibliographies = _sources(root, found, cache=cache)
        briefs, unread_briefs = _briefs(root, read, found, cache=cache)
        vocabulary = _name_publishers(sources.values(), vocabulary, found)
    charts, unfit = _charts(root, briefs.values(), attachments)
    found.extend(unfit)
    history = read_history(root, cache=cache)
    is_needed = any(map(rests_on_history, briefs.values()))
    archive = Archive(
        briefs=_with_days_of_publication(briefs, history),
        sources=sources,
        vocabulary=vocabulary,
        attachments=attachments,
        points=points,
        charts=charts,
        moves=history.moves,
        changes=history.changes,
        unread_briefs=unread_briefs,
        unread_sources=unread.keys,
        unread_years=frozenset(unread.years),
        unread_bibliographies=tuple(unread.files),
        unread_files=frozenset(one.span.path for one in faults if one.severity is Severity.ERROR),
    )
    told = set(map(TermNamer(vocabulary).name_terms, found.told()))
    diagnostics = tuple(sorted(told, key=lambda one: one.order))
    return Reading(
        archive=archive,
        diagnostics=diagnostics,
        twice=unread.twice,
        bibliographies=bibliographies,
        on_main=history.on_main,
        missing_history=history.missing if is_needed else "",
    )


def _with_days_of_publication(briefs: Mapping[BriefId, Brief], history: History) -> Mapping[BriefId, Brief]:
    """The briefs with the day on which they came into the repository, where they name no day of publication."""
    days, latest = history.first_days, today()
    if not days:
        return briefs
    return {
        key: replace(one, published=min(days[one.path], latest))
        if "published" not in one.places and not one.is_draft and one.path in days
        else one
        for key, one in briefs.items()
    }


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause the cyclic garbage collector: among so many values that stay, it costs a third of reading.

    Not for attachments: what reads them leaves cycles that hold their bytes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()  # together: all of it counts as old, and is not looked through now
            gc.enable()


@dataclass(slots=True)
class _Unread:
    """What is known of entries that cannot be read, as in `Archive`, and of those whose key is taken."""

    keys: dict[CiteKey, Span] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    twice: dict[str, Diagnostic] = field(default_factory=dict)


def _sources(root: Path, found: list[Diagnostic], *, cache: bool) -> tuple[dict[CiteKey, Source], _Unread, str]:
    """All sources by key, what is known of entries that cannot be read, and a digest of the files."""
    digests: list[str] = []
    unread = _Unread(keys=dict(passed_over_keys(root)))
    sources: dict[CiteKey, Source] = {}
    keys: Register[Source] = Register()
    for path, file in files.find(root, "bib", ".bib"):
        data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
        if isinstance(data, Diagnostic):
            found.append(data)
            unread.files.append(path)
            continue
        entry = read_source_file(root, path, data, cache=cache)
        digests.append(f"{path} {entry.digest}\n")
        found.extend(entry.found)
        unread.keys.update(find_keys(path, data, entry.found))
        unread.years.update(years_without_key(data, entry.found))
        for source in entry.value:
            first = keys.claim(source.key, source)
            if first is source:
                sources[source.key] = source
            else:
                message = f'the key "{source.key}" is defined in {first.span} too'
                fault = DuplicateKeyInArchive.at(source.span, message, hint="keep one entry, or change one key")
                unread.twice.setdefault(folded_name(source.key), fault)
                found.append(fault)
    _claim_aliases(sources.values(), keys, found)
    return sources, unread, files.digest("".join(digests).encode())


def _claim_aliases(sources: Iterable[Source], keys: Register[Source], found: list[Diagnostic]) -> None:
    """Give each alias to the source that names it first; all keys are given away before."""
    for source in sources:
        for alias in source.aliases:
            first = keys.claim(alias, source)
            if first is not source:
                what = "the key" if folded_name(first.key) == folded_name(alias) else "an alias"
                message = f'the alias "{alias}" of "{source.key}" is {what} of the source in {first.span} too'
                hint = "take it out of one entry, or merge the two"
                found.append(AmbiguousAlias.at(source.places["ids"], message, hint=hint))


def read_source_file(root: Path, path: str, data: bytes, *, cache: bool = True) -> CacheEntry[tuple[Source, ...]]:
    """The sources of a bibliography, from the bytes of its file, and what is wrong with it, whatever happens."""
    shelf = Cache(root, shelf_name(path), SourceShelf, enabled=cache)
    entry = shelf.get(path, data, lambda path, data: read_or_fault(_read_bib, path, data, ()))
    shelf.save()
    return entry


def _read_bib(path: str, data: bytes) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        return (), (text,)
    text, marks = take_merge_marks(path, text)
    sources, found = read_bibliography(path, text)
    return sources, (*marks, *found)


def _briefs(
    root: Path, read: ReadBrief, found: list[Diagnostic], *, cache: bool
) -> tuple[dict[BriefId, Brief], dict[BriefId, Markup]]:
    briefs: dict[BriefId, Brief] = {}
    unread: dict[BriefId, Markup] = {}
    language = read_identity(root).text_language
    for folder, members in folders_of_briefs(root).items():
        for path, read_file in read_folder(root, folder, members, read, cache=cache):
            if isinstance(read_file, Diagnostic):
                found.append(read_file)
                unread[BriefId(PurePosixPath(path).stem)] = Markup()
                continue
            brief = read_file.value
            found.extend(read_file.found)
            if brief is not None and brief.readable:
                _add(in_language(brief, language), briefs, found)
            else:
                unread[BriefId(PurePosixPath(path).stem)] = brief.markup if brief else Markup()
    return dict(sorted(briefs.items(), key=lambda item: (item[1].date, item[0]))), unread


def folders_of_briefs(root: Path) -> Mapping[str, list[tuple[str, Path]]]:
    """The files of briefs by the folder that they stand in."""
    found: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path, file in files.find(root, "archive", ".md"):
        if (folder := str(PurePosixPath(path).parent)) != FOLDER:
            found[folder].append((path, file))
    return found


def read_folder(
    root: Path, folder: str, members: Iterable[tuple[str, Path]], read: ReadBrief, *, cache: bool = True
) -> Iterator[tuple[str, Diagnostic | CacheEntry[Brief | None]]]:
    """What each of the briefs of a folder holds, or what keeps its file from being read."""
    shelf = Cache(root, shelf_name(folder), BriefShelf, enabled=cache)
    for path, file in members:
        data = decoding.read(path, file, decoding.BRIEF_LIMIT)
        if isinstance(data, Diagnostic):
            yield path, data
            continue
        key = f"{files.digest(data)} {read.__module__}"  # each of two readers finds its own
        yield path, shelf.get_made(path, key, functools.partial(read, path, data))
    shelf.save()


def _add(brief: Brief, briefs: dict[BriefId, Brief], found: list[Diagnostic]) -> None:
    first = briefs.setdefault(brief.id, brief)
    if first is not brief:
        message = f'the id "{brief.id}" is that of {first.path} too'
        found.append(DuplicateId.at(Span(path=brief.path), message, hint="rename one of the two files"))


def _name_publishers(sources: Iterable[Source], vocabulary: Vocabulary, found: list[Diagnostic]) -> Vocabulary:
    """Tell each source its publisher's id and kind; the vocabulary with the publishers that they name."""
    index = PublisherIndex(vocabulary)
    found.extend(index.found.told())
    known: dict[str, tuple[PublisherId | None, str]] = {"": (None, "")}
    for source in sources:
        name = source.publisher_name
        if name not in known:
            publisher = index.make(name)
            known[name] = publisher.id, publisher.kind
        # They are this reading's own, and nobody has seen them yet: copies of so many would take half a second.
        for attribute, value in zip(("publisher", "publisher_kind"), known[name], strict=True):
            object.__setattr__(source, attribute, value)
    return replace(vocabulary, publishers=index.publishers)


def _charts(
    root: Path, briefs: Iterable[Brief], attachments: Mapping[str, str]
) -> tuple[dict[tuple[str, str], ChartData], list[Diagnostic]]:
    """The figures of the charts in briefs, by kind and path of the file, and what is wrong with other files."""
    charts: dict[tuple[str, str], ChartData] = {}
    found: list[Diagnostic] = []
    shown = ((link.chart, path_of_shown(brief, link)) for brief in briefs for link in brief.markup.links if link.chart)
    for kind, path in dict.fromkeys(shown):
        if path is None or path not in attachments:
            continue
        data = decoding.read(path, root / path, decoding.ATTACHMENT_LIMIT)
        read_data = data if isinstance(data, Diagnostic) else read_chart_data(path, data, kind)
        if isinstance(read_data, Diagnostic):
            found.append(read_data)
        else:
            charts[kind, path] = read_data
    return charts, found
