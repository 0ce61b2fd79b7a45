"""The folder `search/` of a built site: the index in one part or several, and the tables that go with it."""

import contextlib
import functools
import gzip
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

import msgspec

from ..facets import addresses
from ..facets.catalogue import Catalogue
from ..facets.entries import Entries
from ..facets.told import told_by
from ..jobs.at_work import work_on
from ..jobs.kept import handed_down, kept
from ..jobs.scheduler import Scheduler
from ..model import Archive, Brief, BriefId
from ..reading import files
from ..reading.archive import read_archive
from ..reading.cache import Cache, Shelf, is_linked
from ..reading.clock import today
from ..reading.code_version import code_version
from ..reading.made_files import (
    delete_within,
    folder_at,
    folder_of,
    folders_below,
    in_turn,
    read_sealed,
    write_sealed,
)
from . import tables
from .canonical_index import ENTRY, packed
from .documents import brief_document, index_documents
from .names import country_names, publisher_names, topic_names
from .page_text import passages
from .pagefind_program import ENGINE, make_index
from .synthetic_pages import Prepared, prepared

FOLDER = "search"
_CACHE = ".cache/search"
_ENGINE = "engine"
_TURN = ".turn"
"""Pagefind needs some 370 MB for 1,000 briefs, the most of all that making a part takes: two at once need twice."""
_MEMORY = ".made-from.sealed"
_STAMPS = ".briefarchive-stamps.sealed"
_PURPOSE, _PURPOSE_OF_STAMPS = "search", "stamps of the search"
_OWN = frozenset({"absent.json", "index.json", "terms.json", _MEMORY, _STAMPS})

MOST_BYTES = 240_000_000
"""Of briefs' pages, for one part: Pagefind needs 5 to 6 bytes of memory for each, and a part at most 1.5 GB."""
MOST_BRIEFS = 1_000
"""An edit of one makes its part anew, and several processes make several parts; each costs a question a few kB."""
MOST_PARTS = 50
"""Each has an engine of its own in a page, which keeps 8 to 10 GB of addresses to itself; a process of Chromium has
room for some 120, and several pages can be in one. Parts that would be too large are more all the same."""

_MOST_KEPT = 200_000_000
"""Bytes of pages: what is kept of a part is all in memory, twice. Those of 4,000 briefs are some 160 million."""

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
        archive: The archive, without briefs that are held back.
        site: The folder of its site, of which the briefs' pages have been written.
        language: That of the site's words.
        most_briefs: How many briefs a part has at most; twice as many, and so on, where there would be too many parts.
        most_bytes: How large the pages of its briefs are at most.
        root: The archive's folder, for other processes, and for what is kept of pages that do not change.
        scheduler: Whose processes make parts, if there are several to make; without one, this process does.

    Raises:
        DiedError: A process ended in the middle of a part, twice.
        IndexingError: Pagefind could not make a part; the former index is left as it was.
        ChangedError: The archive has a brief of which there is no page, or a page or the index changed meanwhile.
    """
    entries = Entries(Catalogue(archive), language)
    folder = site / FOLDER
    before: Made = read_sealed(folder / _MEMORY, _PURPOSE, Made) or {}
    looks = read_sealed(folder / _STAMPS, _PURPOSE_OF_STAMPS, _Looks) or _Looks()
    terms = msgspec.json.encode(tables.terms(entries))
    absent = msgspec.json.encode(tables.absent(entries))
    pages, stamps = _pages(entries.catalogue.shown, site, looks)
    parts = list(_parts(entries, pages, terms + absent, most_briefs, most_bytes))
    intact = {
        part.name: stamp for part in parts if (stamp := _stamp_if_intact(folder / part.name, before, looks)) is not None
    }
    made: Made = {
        part.name: before[part.name] for part in parts if part.name in intact and before[part.name][0] == part.made_from
    }
    _clear_cache(root, {_ENGINE, *(part.name for part in parts)})
    with tempfile.TemporaryDirectory(prefix=".search-", dir=site) as scratch:
        fresh = [
            replace(part, stands=before[part.name][1] if part.name in intact else {})
            for part in parts
            if part.name not in made
        ]
        if root is None or scheduler is None or len(fresh) < 2:
            found = [_make(part, entries, site, Path(scratch) / part.name, root) for part in fresh]
        else:
            task = _Task(root=str(root), site=str(site), scratch=scratch, language=language, told=told_by(archive))
            with handed_down(task, functools.partial(contextlib.nullcontext, entries)):
                found = list(scheduler.each(functools.partial(_make_apart, task), fresh))
        made |= {part.name: (part.made_from, digests) for part, digests in zip(fresh, found, strict=True)}
        _clear(folder, {*intact, *_OWN}, Path(scratch), changing=bool(fresh))
        for part in fresh:
            _put(Path(scratch) / part.name, folder / part.name, made[part.name][1].keys(), intact.get(part.name))
    standing = intact | {part.name: _stamp_of_made(folder / part.name, made[part.name][1]) for part in fresh}
    manifest = {"parts": [part.name for part in parts], "tag": files.digest(repr(sorted(made.items())).encode())[:8]}
    files.write_bytes(folder / "terms.json", terms)
    files.write_bytes(folder / "absent.json", absent)
    files.write_bytes(folder / "index.json", msgspec.json.encode(manifest))
    write_sealed(folder / _MEMORY, made, _PURPOSE)
    write_sealed(folder / _STAMPS, _Looks(pages, stamps | standing), _PURPOSE_OF_STAMPS)
    return Indexing(briefs=len(entries.catalogue.shown), parts=len(parts), made=len(fresh))


def index_stands(site: Path) -> bool:
    """Whether the index of a site looks as it did when it was made; also where there is none."""
    folder = site / FOLDER
    made: Made = read_sealed(folder / _MEMORY, _PURPOSE, Made) or {}
    looks = read_sealed(folder / _STAMPS, _PURPOSE_OF_STAMPS, _Looks) or _Looks()
    return all((stamp := _stamp(folder / name)) is not None and looks.stamps.get(name) == stamp for name in made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Briefs that follow one another in time; the last part has the pages of the indices as well.

    Attributes:
        name: That of its folder.
        shared: A digest of what decides, beside its page, what is found of a brief.
        pages: The digest of each brief's page.
        size: Of these pages together, in bytes.
        index: In the last part, a digest of what pages of indices are called; else empty.
        stands: The digests of the files that stand where it goes, by their paths there.
    """

    name: str
    shared: str
    pages: dict[BriefId, str]
    size: int
    index: str
    stands: Mapping[str, str] = field(default_factory=dict)

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


def _make_apart(task: _Task, part: _Part) -> dict[str, str]:
    """Make a part in a process of its own, which reads the archive when it gets its first one."""
    return _make(
        part,
        kept(task, functools.partial(_opened, task)),
        Path(task.site),
        Path(task.scratch) / part.name,
        Path(task.root),
    )


@contextlib.contextmanager
def _opened(task: _Task) -> Iterator[Entries]:
    archive = read_archive(Path(task.root)).archive.released(today())
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
    while most_briefs * MOST_PARTS < len(entries.catalogue.shown):
        most_briefs *= 2  # and not by just as many as are missing: a new brief would move all others
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


def _stamp_if_intact(part: Path, before: Made, looks: _Looks) -> str | None:
    """The stamp of a part that is as it was made; else None."""
    _, digests = before.get(part.name, ("", {}))
    stamp = _stamp(part)
    return stamp if digests and (stamp == looks.stamps.get(part.name) or digests == _digests(part)) else None


def _stamp_of_made(part: Path, digests: Mapping[str, str]) -> str:
    """The stamp of a part that was made just now."""
    stamp = _stamp(part)  # before its bytes are looked at
    if stamp is None or _digests(part) != digests:
        raise files.ChangedError(f"{FOLDER}/{part.name}")
    return stamp


def _stamp(part: Path) -> str | None:
    """What the system tells of the files of a part; None if it is no folder, or has links, which lead elsewhere."""
    if part.is_symlink() or not part.is_dir():
        return None
    found = folders_below(part, hidden=True)
    if any(one.links for one in found.values()):
        return None
    return files.digest(repr(sorted((name, one.stamp) for name, one in found.items())).encode())


def _make(part: _Part, entries: Entries, site: Path, target: Path, root: Path | None) -> dict[str, str]:
    """Make a part of the index, and its tables, and write what does not stand there into the folder *target*.

    Returns:
        The digest of each file of the part, by its path there.
    """
    words, characters = tables.Words(), tables.Characters()
    pages = []
    for one in _prepared(part, entries, site, root):
        words.add(one.words.split())
        characters.add(one.characters)
        pages.append((one.address, one.page))
    with in_turn(target.parent / _TURN):
        made = make_index(pages)
    made[ENGINE] = _packed_engine(made[ENGINE], root)
    made["words.json"] = msgspec.json.encode(words.most_frequent())
    made["variants.json"] = msgspec.json.encode(characters.variants())
    digests = {name: files.digest(data) for name, data in made.items()}
    target.mkdir(exist_ok=True)  # a process that died may have begun
    for name in (name for name, digest in digests.items() if part.stands.get(name) != digest):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_bytes(made[name])
    return digests


def _prepared(part: _Part, entries: Entries, site: Path, root: Path | None) -> Iterator[Prepared]:
    """What goes into a part; of what has not changed, as it was kept."""

    def afresh(brief: Brief, digest: str) -> tuple[tuple[Prepared, ...], tuple[()]]:
        work_on(brief.path)
        page = _page_of(brief, site)
        if files.digest(page) != digest:  # it would be kept as what another page gives
            raise files.ChangedError(addresses.of_brief(brief))
        return (prepared(brief_document(entries, brief, passages(page))),), ()

    kept = root is not None and part.size <= _MOST_KEPT
    shelf = Cache(root or site, part.name, Shelf[tuple[Prepared, ...]], folder=_CACHE, enabled=kept)
    for brief_id, digest in part.pages.items():
        brief = entries.catalogue.archive.briefs[brief_id]
        made_from = files.digest(f"{part.shared} {digest}".encode())
        yield from shelf.get_made(brief.path, made_from, functools.partial(afresh, brief, digest)).value
    if part.index:
        made_from = files.digest(f"{part.shared} {part.index}".encode())
        yield from shelf.get_made("", made_from, lambda: (tuple(map(prepared, index_documents(entries))), ())).value
    shelf.save()


def _packed_engine(engine: bytes, root: Path | None) -> bytes:
    """The same content, packed better. It is the same in all parts, so it is kept."""

    def pack() -> tuple[bytes, tuple[()]]:
        return packed(gzip.decompress(engine)), ()

    if root is None:
        return pack()[0]
    shelf = Cache(root, _ENGINE, Shelf[bytes], folder=_CACHE)
    made = shelf.get_made(ENGINE, files.digest(engine), pack).value
    shelf.save()
    return made


def _clear_cache(root: Path | None, wanted: Set[str]) -> None:
    """Forget what was kept for parts that are no more."""
    if root is not None and not is_linked(root, _CACHE):
        for file in (root / _CACHE).glob("*.sealed"):
            if file.stem not in wanted:
                with contextlib.suppress(OSError):  # somebody has put a folder there, or the place cannot be written
                    file.unlink()


def _clear(folder: Path, wanted: Set[str], scratch: Path, *, changing: bool) -> None:
    """Take away what is no part of the index, and parts that are not as they were made."""
    folder.mkdir(parents=True, exist_ok=True)
    old = [entry for entry in folder.iterdir() if entry.name not in wanted]
    if old or changing:
        (folder / _MEMORY).unlink(missing_ok=True)  # after a build that was broken off, nothing counts as done
    for entry in old:
        entry.rename(scratch / f"old-{entry.name}")


def _put(fresh: Path, part: Path, wanted: Set[str], stamp: str | None) -> None:
    """Put the files of a part in their places; if it stands, those that are new, and it must still bear this *stamp*.

    Most bear names for what is in them. What leads to others comes after them, and what is no longer wanted goes last:
    so whoever opens the index meanwhile finds all that is led to.
    """
    if stamp is None:
        fresh.rename(part)
        return
    if stamp != _stamp(part):
        raise files.ChangedError(f"{FOLDER}/{part.name}")
    for name, file in sorted(_files(fresh).items(), key=lambda one: ("/" not in one[0], one[0] == ENTRY)):
        (part / name).parent.mkdir(exist_ok=True)
        file.replace(part / name)
    for gone in _files(part).keys() - wanted:
        delete_within(part, gone)


def _digests(folder: Path) -> dict[str, str]:
    """The digest of each file in a folder, by its path there."""
    return {name: files.digest(path.read_bytes()) for name, path in _files(folder).items()}


def _files(folder: Path) -> dict[str, Path]:
    """The files below a folder, by their paths there."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
