"""The folder `search/` of a built site: the index in one part or several, and the tables that go with it."""

import contextlib
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from ..facets import addresses
from ..facets.brief_page import brief_page
from ..facets.catalogue import Catalogue
from ..facets.entries import Entries
from ..facets.table import OPTIONAL
from ..model import Brief, BriefId
from ..reading.configuration import Publication
from ..storage import files
from ..storage.cache import Cache, Shelf, code_version, open_cache_folder
from ..storage.executor import WorkerPool
from ..storage.limits import note_work
from ..text.nodes import passages
from ..text.tree import BriefReader
from . import tables
from .documents import SyntheticPage, brief_document, index_documents, synthetic_page
from .pagefind_program import make_index
from .segmentation import find_variants

FOLDER = "search"
_MOST_WORDS = 3_000
_CACHE = "search"

MOST_BRIEFS = 1_000
"""An edit of one makes its part anew, and several processes make several parts; each costs a question a few kB."""
FEWEST_BRIEFS, FEW_PARTS = 250, 4
"""So many parts cost readers little: until there are more, parts have fewer briefs, but no fewer than this."""
MOST_PARTS = 50
"""Each has an engine of its own in a page, which keeps 8 to 10 GB of addresses to itself; a process of Chromium has
room for some 120, and several pages can be in one."""

Made = dict[str, tuple[str, tuple[str, ...]]]
"""By the name of a part, its key and the names of its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexing:
    """The result of `add_search`.

    Attributes:
        briefs: How many briefs the index has.
        made: How many parts were made anew.
        parts: All parts.
    """

    briefs: int
    made: int
    parts: Made


def prepare_brief(entries: Entries, brief: Brief, passages: Sequence[str]) -> SyntheticPage:
    """What the index takes of a brief; *passages* are its text."""
    return synthetic_page(brief_document(entries, brief, passages))


def prepared_digests(root: Path) -> dict[str, str]:
    """What `digest_prepared` gave for each brief of which is kept what the index takes, by the path of its file."""
    folder = open_cache_folder(root)
    parts = sorted((folder / _CACHE).glob("*.json")) if folder else ()
    shelves = (Cache(root, part.stem, Shelf[msgspec.Raw], folder=_CACHE) for part in parts)
    return {path: digest for shelf in shelves for path, digest in shelf.digests.items()}


def digest_prepared(entries: Entries, key: str) -> str:
    """A digest of all that decides what the index takes of a brief whose page has this *key*."""
    return files.digest(f"{_shared(entries)} {key}".encode())


@functools.lru_cache(maxsize=1)
def _shared(entries: Entries) -> str:
    """What decides, beside its page, what is found of a brief."""
    decided = (code_version(), version("pagefind"), entries.language, _names(entries.catalogue))
    return files.digest("\n".join(decided).encode())


def add_search(  # noqa: PLR0913 — what it is made of, and where it was kept
    entries: Entries,
    keys: Mapping[str, str],
    prepared: Mapping[str, SyntheticPage],
    *,
    root: Path,
    former: Made,
    keep: Callable[[str], bool],
    write: Callable[[str, bytes], None],
    most_briefs: int = MOST_BRIEFS,
    pool: WorkerPool | None = None,
) -> Indexing:
    """Add the index of the search to a site. Parts that have not changed are kept.

    Args:
        entries: The archive, without drafts and briefs that are held back.
        keys: The key of each page.
        prepared: By the address of its page, what `prepare_brief` gave for each brief whose text has just been read.
            The others are taken from the cache, or their texts are read.
        root: The archive's folder.
        former: The parts of the last index.
        keep: Takes a file of the last index into the site; tells whether it was there.
        write: Writes a file of the site.
        most_briefs: How many briefs a part has at most; twice as many, and so on, where there would be too many parts.
            A small archive has smaller ones.
        pool: Other processes, which run Pagefind for several parts at once.

    Raises:
        WorkError: A process ended in the middle of a part.
        IndexingError: Pagefind could not make a part.
    """
    terms = msgspec.json.encode(tables.terms(entries))
    absent = msgspec.json.encode(tables.absent(entries))
    parts = list(_parts(entries, keys, terms + absent, most_briefs))
    made: Made = {part.name: former[part.name] for part in parts if _is_kept(part, former, keep)}
    fresh = [part for part in parts if part.name not in made]
    _clear_cache(root, {part.name for part in parts})
    inputs = (_Input(name=part.name, pages=_prepared(part, entries, prepared, root)) for part in fresh)
    indices = pool.each(_index, tuple(inputs)) if pool and len(fresh) > 1 else map(_index, inputs)
    for part, members in zip(fresh, indices, strict=True):
        for name, data in members.items():
            write(f"{FOLDER}/{part.name}/{name}", data)
        made[part.name] = (part.key, tuple(members))
    tag = files.digest(repr(sorted(made.items())).encode())[:8]
    manifest = {
        "parts": [part.name for part in parts],
        "tag": tag,
        "facets": tables.facets(entries),
        "onAll": sorted(entries.catalogue.countries_of_all),
    }
    write(f"{FOLDER}/terms.json", terms)
    write(f"{FOLDER}/absent.json", absent)
    write(f"{FOLDER}/index.json", msgspec.json.encode(manifest))
    return Indexing(briefs=len(entries.catalogue.shown), made=len(fresh), parts=made)


def _is_kept(part: "_Part", former: Made, keep: Callable[[str], bool]) -> bool:
    """Whether a part is as it was, and is taken into the site."""
    key, names = former.get(part.name, ("", ()))
    return key == part.key and all(keep(f"{FOLDER}/{part.name}/{name}") for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Briefs that follow one another in time; the last part has the pages of the indices as well.

    Attributes:
        name: That of its folder.
        shared: A digest of what decides, beside its page, what is found of a brief.
        pages: The key of each brief's page.
        index: In the last part, a digest of what pages of indices are called; else empty.
    """

    name: str
    shared: str
    pages: Mapping[BriefId, str]
    index: str

    @property
    def key(self) -> str:
        """A digest of all that decides what is in it."""
        return files.digest("\n".join((self.shared, *self.pages.values(), self.index)).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    """What a part of the index is made of."""

    name: str
    pages: Sequence[SyntheticPage]

    def __str__(self) -> str:
        return f"part {self.name.removeprefix('part-')} of the index of the search"


def _parts(entries: Entries, keys: Mapping[str, str], terms: bytes, most_briefs: int) -> Iterator[_Part]:
    """The parts, oldest first: a new brief changes the last one only."""
    shared = _shared(entries)
    briefs = entries.catalogue.shown[::-1]
    if not briefs and not entries.catalogue.by_publisher:
        return
    size = min(FEWEST_BRIEFS, most_briefs)
    while size * (FEW_PARTS if size < most_briefs else MOST_PARTS) < len(briefs):
        size *= 2  # and not by just as many as are missing: a new brief would move all others
    starts = range(0, len(briefs), size) or range(1)
    for number, start in enumerate(starts):
        pages = {brief.id: keys[addresses.of_brief(brief)] for brief in briefs[start : start + size]}
        index = files.digest(terms) if start == starts[-1] else ""
        yield _Part(name=f"part-{number}", shared=shared, pages=pages, index=index)


def _names(catalogue: Catalogue) -> str:
    """A digest of all by which documents are found and that their pages need not show: names, and broader topics."""
    vocabulary = catalogue.archive.vocabulary
    names = [
        (facet.name, term, names)
        for facet, option in OPTIONAL
        for term in option.known(catalogue)
        if (names := facet.names(vocabulary, term))
    ]
    topics = [(topic, tuple(vocabulary.broader(topic))) for topic in vocabulary.topics]
    return files.digest(repr((names, topics)).encode())


def _prepared(
    part: _Part, entries: Entries, prepared: Mapping[str, SyntheticPage], root: Path
) -> tuple[SyntheticPage, ...]:
    """The pages of a part; those that have not changed come from the cache."""
    reader = functools.cache(BriefReader)  # few parts need one

    def prepare(brief: Brief) -> SyntheticPage:
        if page := prepared.get(addresses.of_brief(brief)):
            return page
        note_work(brief.path)
        text = reader().read(root, brief, brief_page(brief, entries, Publication()))
        return prepare_brief(entries, brief, passages(text))

    def kept(path: str, key: str, make: Callable[[], Iterable[SyntheticPage]]) -> tuple[SyntheticPage, ...]:
        return cache.get_made(path, digest_prepared(entries, key), lambda: (tuple(make()), ())).value

    cache = Cache(root, part.name, Shelf[tuple[SyntheticPage, ...]], folder=_CACHE)
    pages: list[SyntheticPage] = []
    for brief_id, key in part.pages.items():
        brief = entries.catalogue.archive.briefs[brief_id]
        pages += kept(brief.path, key, functools.partial(map, prepare, [brief]))
    if part.index:
        pages += kept("", part.index, lambda: map(synthetic_page, index_documents(entries)))
    cache.save()
    return tuple(pages)


def _index(part: _Input) -> dict[str, bytes]:
    """The files of a part of the index, and of its tables, by their paths there."""
    note_work(str(part))
    made = make_index((page.address, page.html) for page in part.pages)
    words = Counter(word for page in part.pages for word in page.words.split())
    frequent = sorted(words, key=lambda word: (-words[word], word))[:_MOST_WORDS]
    made["words.json"] = msgspec.json.encode(frequent)  # to guess what a mistyped word may have meant
    made["variants.json"] = msgspec.json.encode(find_variants("".join(page.characters for page in part.pages)))
    return made


def _clear_cache(root: Path, wanted: Set[str]) -> None:
    """Delete the cache files of parts that are no more."""
    folder = open_cache_folder(root)
    for file in (folder / _CACHE).glob("*.json") if folder else ():
        if file.stem not in wanted:
            with contextlib.suppress(OSError):  # somebody has put a folder there, or the place cannot be written
                file.unlink()
