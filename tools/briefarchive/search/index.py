"""The folder `search/` of a built site: the index in one part or several, and the tables that go with it."""

import contextlib
import functools
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from ..facets import addresses
from ..facets.catalogue import Catalogue
from ..facets.entries import Entries
from ..facets.told import told_by
from ..jobs.kept import handed_down, kept
from ..jobs.scheduler import Scheduler
from ..model import Archive, Brief, BriefId
from ..reading import files
from ..reading.archive import read_archive
from ..reading.cache import Cache, Shelf, is_linked
from ..reading.code_version import code_version
from ..reading.made_files import folder_at, folder_of, folders_below, in_turn, read_sealed, write_sealed
from . import tables
from .documents import brief_document, index_documents
from .names import country_names, publisher_names, topic_names
from .page_text import passages
from .pagefind_program import make_index
from .synthetic_pages import Prepared, prepared

FOLDER = "search"
_CACHE = ".cache/search"
_TURN = ".turn"
"""Pagefind uses all processors and some 300 MB for a part: two at once would be no faster, and the most of memory."""
_MEMORY = ".made-from.sealed"
_STAMPS = ".briefarchive-stamps.sealed"
_PURPOSE, _PURPOSE_OF_STAMPS = "search", "stamps of the search"
_OWN = frozenset({"index.json", "terms.json", _MEMORY, _STAMPS})

MOST_BYTES = 240_000_000
"""Of briefs' pages, for one part: Pagefind needs about 5 bytes of memory for each, and a part at most 1.5 GB."""
MOST_BRIEFS = 1_000
"""An edit of one makes its part anew, and several processes make several parts; each costs a question a few kB."""

_MOST_KEPT = 100_000_000
"""Bytes of pages: what is kept of a part is all in memory, twice. Those of 1,000 briefs are some 40 million."""

Made = dict[str, tuple[str, dict[str, str]]]
"""By part, the digest of what it was made from, and that of each of its files."""


class _Looks(msgspec.Struct, frozen=True):
    """How all looked when the index was made: what still looks so is not read again.

    Attributes:
        pages: The digest of each brief's page, and its size, by its address.
        stamps: What the system tells of the folders of pages, by their addresses, and of the parts, by their names.
    """

    pages: dict[str, tuple[str, int]] = msgspec.field(default_factory=dict)
    stamps: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexing:
    """What was done: how many briefs the index has, in how many parts, and how many of these were made anew."""

    briefs: int
    parts: int
    made: int


def add_search(
    archive: Archive,
    site: Path,
    *,
    language: str = "en",
    most_briefs: int = MOST_BRIEFS,
    most_bytes: int = MOST_BYTES,
    root: Path | None = None,
    scheduler: Scheduler | None = None,
) -> Indexing:
    """Bring the index of a built site up to date. What has not changed is not indexed again.

    Args:
        archive: The archive.
        site: The folder of its site, of which the briefs' pages have been written.
        language: That of the site's words.
        most_briefs: How many briefs a part has at most.
        most_bytes: How large the pages of its briefs are at most.
        root: The archive's folder, for other processes, and for what is kept of pages that do not change.
        scheduler: Whose processes make parts, if there are several to make; without one, this process does.

    Raises:
        DiedError: A process ended in the middle of a part, twice.
        IndexingError: Pagefind could not make a part; the former index is left as it was.
        ChangedError: The archive has a brief of which there is no page, or a page changed while it was read.
    """
    entries = Entries(Catalogue(archive), language)
    folder = site / FOLDER
    before: Made = read_sealed(folder / _MEMORY, _PURPOSE, Made) or {}
    looks = read_sealed(folder / _STAMPS, _PURPOSE_OF_STAMPS, _Looks) or _Looks()
    terms = msgspec.json.encode(tables.terms(entries))
    pages, stamps = _pages(entries.catalogue.shown, site, looks)
    parts = list(_parts(entries, pages, terms, most_briefs, most_bytes))
    standing = {
        part.name: stamp for part in parts if (stamp := _stamp_if_made(part, folder, before, looks)) is not None
    }
    made: Made = {name: before[name] for name in standing}
    _clear_cache(root, {part.name for part in parts})
    with tempfile.TemporaryDirectory(prefix=".search-", dir=site) as scratch:
        fresh = [part for part in parts if part.name not in standing]
        if root is None or scheduler is None or len(fresh) < 2:
            for part in fresh:
                _make(part, entries, site, Path(scratch) / part.name, root)
        else:
            task = _Task(root=str(root), site=str(site), scratch=scratch, language=language, told=told_by(archive))
            with handed_down(task, functools.partial(contextlib.nullcontext, entries)):
                list(scheduler.each(functools.partial(_make_apart, task), fresh))
        for part in fresh:
            standing[part.name] = _stamp(Path(scratch) / part.name)  # before its bytes are looked at
            made[part.name] = (part.made_from, _digests(Path(scratch) / part.name))
        _replace(folder, [part.name for part in fresh], Path(scratch), wanted={part.name for part in parts})
    manifest = {"parts": [part.name for part in parts], "tag": files.digest(repr(sorted(made.items())).encode())[:8]}
    files.write_bytes(folder / "terms.json", terms)
    files.write_bytes(folder / "index.json", msgspec.json.encode(manifest))
    write_sealed(folder / _MEMORY, made, _PURPOSE)
    write_sealed(folder / _STAMPS, _Looks(pages, stamps | standing), _PURPOSE_OF_STAMPS)
    return Indexing(briefs=len(entries.catalogue.shown), parts=len(parts), made=len(fresh))


def index_stands(site: Path) -> bool:
    """Whether the index of a site looks as it did when it was made; also where there is none."""
    folder = site / FOLDER
    made: Made = read_sealed(folder / _MEMORY, _PURPOSE, Made) or {}
    looks = read_sealed(folder / _STAMPS, _PURPOSE_OF_STAMPS, _Looks) or _Looks()
    return all(looks.stamps.get(name) == _stamp(folder / name) for name in made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Briefs that follow one another in time; the last part has the pages of the indices as well.

    Attributes:
        name: That of its folder.
        shared: A digest of what decides, beside its page, what is found of a brief.
        pages: The digest of each brief's page.
        size: Of these pages together, in bytes.
        index: In the last part, a digest of what pages of indices are called; else empty.
    """

    name: str
    shared: str
    pages: dict[BriefId, str]
    size: int
    index: str

    @property
    def made_from(self) -> str:
        """A digest of all that decides what is in it."""
        return files.digest("\n".join((self.shared, *self.pages.values(), self.index)).encode())

    def __str__(self) -> str:
        return f"part {self.name.removeprefix('part-')} of the index of the search"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What another process must know to make parts."""

    root: str
    site: str
    scratch: str
    language: str
    told: str


def _make_apart(task: _Task, part: _Part) -> None:
    """Make a part in a process of its own, which reads the archive when it gets its first one."""
    _make(
        part,
        kept(task, functools.partial(_opened, task)),
        Path(task.site),
        Path(task.scratch) / part.name,
        Path(task.root),
    )


@contextlib.contextmanager
def _opened(task: _Task) -> Iterator[Entries]:
    archive = read_archive(Path(task.root)).archive
    if told_by(archive) != task.told:
        raise files.ChangedError("archive")
    yield Entries(Catalogue(archive), task.language)


def _pages(briefs: Sequence[Brief], site: Path, before: _Looks) -> tuple[dict[str, tuple[str, int]], dict[str, str]]:
    """What `_Looks` is to keep of the pages of *briefs*, and of their folders."""
    named = {addresses.of_brief(brief): brief for brief in briefs}
    folders = {folder: folder_at(site, folder) for folder in set(map(folder_of, named))}
    stamps = {folder: one.stamp for folder, one in folders.items() if not one.links}
    same = {folder for folder, stamp in stamps.items() if before.stamps.get(folder) == stamp}
    pages = {}
    for address, brief in named.items():
        known = before.pages.get(address) if folder_of(address) in same else None
        pages[address] = known or _look_of(brief, site)
    return pages, stamps


def _look_of(brief: Brief, site: Path) -> tuple[str, int]:
    page = _page_of(brief, site)
    return files.digest(page), len(page)


def _page_of(brief: Brief, site: Path) -> bytes:
    try:
        return (site / addresses.of_brief(brief)).read_bytes()
    except FileNotFoundError as error:
        raise files.ChangedError(brief.path) from error


def _parts(
    entries: Entries, pages: Mapping[str, tuple[str, int]], terms: bytes, most_briefs: int, most_bytes: int
) -> Iterator[_Part]:
    """The parts, oldest first: a new brief changes the last one only."""
    decided = (code_version(), version("pagefind"), entries.language, _names(entries.catalogue.archive))
    shared = files.digest("\n".join(decided).encode())
    digests: dict[BriefId, str] = {}
    size = number = 0
    for brief in reversed(entries.catalogue.shown):
        digest, length = pages[addresses.of_brief(brief)]
        if digests and (len(digests) == most_briefs or size + length > most_bytes):
            yield _Part(name=f"part-{number}", shared=shared, pages=digests, size=size, index="")
            digests, size, number = {}, 0, number + 1
        digests[brief.id] = digest
        size += length
    if digests or entries.catalogue.by_publisher:
        yield _Part(name=f"part-{number}", shared=shared, pages=digests, size=size, index=files.digest(terms))


def _names(archive: Archive) -> str:
    """A digest of all by which documents are found and that their pages need not show: names, and broader topics."""
    vocabulary = archive.vocabulary
    countries = [(code, country_names(one)) for code, one in vocabulary.countries.items()]
    topics = [(topic, topic_names(one), tuple(vocabulary.broader(topic))) for topic, one in vocabulary.topics.items()]
    publishers = [publisher_names(one) for one in vocabulary.publishers.values() if one.aliases]
    return files.digest(repr((countries, topics, publishers)).encode())


def _stamp_if_made(part: _Part, folder: Path, before: Made, looks: _Looks) -> str | None:
    """The stamp of a part that is what it would be; None if it is to be made."""
    made_from, digests = before.get(part.name, ("", {}))
    if made_from != part.made_from:
        return None
    stamp = _stamp(folder / part.name)
    stands = (stamp and stamp == looks.stamps.get(part.name)) or digests == _digests(folder / part.name)
    return stamp if stands else None


def _stamp(part: Path) -> str:
    """What the system tells of the files of a part; nothing where links are among them, which lead elsewhere."""
    found = folders_below(part, hidden=True)
    if any(one.links for one in found.values()):
        return ""
    return files.digest(repr(sorted((name, one.stamp) for name, one in found.items())).encode())


def _make(part: _Part, entries: Entries, site: Path, target: Path, root: Path | None) -> None:
    """Write a part of the index, and its tables, into the folder *target*."""
    words, characters = tables.Words(), tables.Characters()
    with tempfile.TemporaryDirectory(prefix="briefarchive-search-") as pages:
        for one in _prepared(part, entries, site, root):
            words.add(one.words.split())
            characters.add(one.characters)
            page = Path(pages) / one.address
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(one.page, "utf-8")
        with in_turn(target.parent / _TURN):
            make_index(Path(pages), target)
    files.write_bytes(target / "words.json", msgspec.json.encode(words.most_frequent()))
    files.write_bytes(target / "variants.json", msgspec.json.encode(characters.variants()))


def _prepared(part: _Part, entries: Entries, site: Path, root: Path | None) -> Iterator[Prepared]:
    """What goes into a part; of briefs whose pages have not changed, as it was kept."""

    def afresh(brief: Brief, digest: str) -> tuple[Prepared, tuple[()]]:
        page = _page_of(brief, site)
        if files.digest(page) != digest:  # it would be kept as what another page gives
            raise files.ChangedError(addresses.of_brief(brief))
        return prepared(brief_document(entries, brief, passages(page))), ()

    kept = root is not None and part.size <= _MOST_KEPT
    shelf = Cache(root or site, part.name, Shelf[Prepared], folder=_CACHE, enabled=kept)
    for brief_id, digest in part.pages.items():
        brief = entries.catalogue.archive.briefs[brief_id]
        made_from = files.digest(f"{part.shared} {digest}".encode())
        yield shelf.get_made(brief.path, made_from, functools.partial(afresh, brief, digest)).value
    shelf.save()
    if part.index:
        yield from map(prepared, index_documents(entries))


def _clear_cache(root: Path | None, wanted: Set[str]) -> None:
    """Forget what was kept for parts that are no more."""
    if root is not None and not is_linked(root, _CACHE):
        for file in (root / _CACHE).glob("*.sealed"):
            if file.stem not in wanted:
                with contextlib.suppress(OSError):  # somebody has put a folder there, or the place cannot be written
                    file.unlink()


def _replace(folder: Path, fresh: Sequence[str], scratch: Path, *, wanted: Set[str]) -> None:
    """Put fresh parts in the place of old ones, and take away what is no part of the index."""
    folder.mkdir(parents=True, exist_ok=True)
    old = [entry for entry in folder.iterdir() if entry.name in fresh or entry.name not in {*wanted, *_OWN}]
    if old or fresh:
        (folder / _MEMORY).unlink(missing_ok=True)  # after a build that was broken off, nothing counts as done
    for entry in old:
        entry.rename(scratch / f"old-{entry.name}")
    for name in fresh:
        (scratch / name).rename(folder / name)


def _digests(folder: Path) -> dict[str, str]:
    """The digest of each file in a folder, by its path there."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): files.digest(path.read_bytes()) for path in found}
